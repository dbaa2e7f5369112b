"""From tokens to a tree: XPath 1.0 (W3C, 1999) without paths, predicates and unions."""

from typing import Final, NoReturn

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.tokens import Token, tokens
from research.expressions.tree import (
    Call,
    Chain,
    Column,
    Literal,
    Negative,
    Node,
    Parent,
    Reference,
    depth_of,
)

# Brackets, functions and minus signs within each other.
DEEPEST: Final = 40
# Of the tree, where sums and conditions count too: each takes a few frames of Python's stack, which has 1,000.
_TALLEST: Final = 100

# By rank, the loosest first.
_RANKS: Final = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
# Names with brackets that XPath keeps for the parts of a document.
_NODE_TESTS: Final = frozenset({"node", "text", "comment", "processing-instruction"})


def parse(text: str) -> Node:
    """Return the tree of the expression. Raises ExpressionError with the place that cannot be read."""
    reader = _Reader(tokens(text))
    node = reader.chain(0, 0)
    if reader.token.sort != "end":
        reader.refuse()
    if depth_of(node) > _TALLEST:
        raise ExpressionError(_("In this expression too much stands within each other. Please divide it."), 0)
    return node


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self.found = found
        self.place = 0

    @property
    def token(self) -> Token:
        return self.found[self.place]

    def take(self) -> Token:
        token = self.found[self.place]
        self.place += 1
        return token

    def chain(self, rank: int, depth: int) -> Node:
        """Read operands of this rank; those of one rank stand in one chain, so that long sums are not deep."""
        if rank == len(_RANKS):
            return self.operand(depth)
        first = self.token
        operands = [self.chain(rank + 1, depth)]
        operators: list[str] = []
        while self.token.sort in {"sign", "operator"} and self.token.text in _RANKS[rank]:
            operators.append(self.take().text)
            operands.append(self.chain(rank + 1, depth))
        if not operators:
            return operands[0]
        return Chain(tuple(operands), tuple(operators), first.position)

    def operand(self, depth: int) -> Node:
        token = self.token
        if depth > DEEPEST:
            raise ExpressionError(
                _("Here more than %(most)s brackets stand within each other."), token.position, most=DEEPEST
            )
        if token.sort == "sign":
            return self.signed(depth)
        if token.sort not in {"number", "text", "reference", "word"}:
            self.refuse()
        self.take()
        if token.sort == "word":
            return self.named(token, depth) if self.token.text == "(" else Column(token.text, token.position)
        if token.sort == "reference":
            return Reference(token.text, token.position)
        return Literal(float(token.text) if token.sort == "number" else token.text, token.position)

    def signed(self, depth: int) -> Node:
        """Read a value that begins with a sign."""
        token = self.token
        if token.text not in {".", "..", "-", "("}:
            self.refuse()
        self.take()
        if token.text == ".":
            return Reference(".", token.position)
        if token.text == "..":
            return Parent(token.position)
        if token.text == "-":
            return Negative(self.operand(depth + 1), token.position)
        inside = self.chain(0, depth + 1)
        self.close(token)
        return inside

    def named(self, name: Token, depth: int) -> Call:
        if name.text in _NODE_TESTS:
            raise ExpressionError(_("Parts of a document cannot be asked about here."), name.position)
        opened = self.take()
        arguments: list[Node] = []
        if self.token.sort != "sign" or self.token.text != ")":
            arguments.append(self.chain(0, depth + 1))
            while self.token.sort == "sign" and self.token.text == ",":
                self.take()
                arguments.append(self.chain(0, depth + 1))
        self.close(opened)
        return Call(name.text, tuple(arguments), name.position)

    def close(self, opened: Token) -> None:
        if self.token.sort == "end":
            raise ExpressionError(_("The bracket that opens here is never closed."), opened.position)
        if self.token.sort != "sign" or self.token.text != ")":
            self.refuse()
        self.take()

    def refuse(self) -> NoReturn:
        """Say what is wrong with the token, as plainly as a frequent slip allows."""
        token = self.token
        before = self.found[self.place - 1] if self.place else None
        if token.sort == "end":
            if before is None:
                raise ExpressionError(_("The expression is empty."), token.position)
            raise ExpressionError(_("The expression ends where something should follow."), token.position)
        pair = (before.text if before and before.sort == "sign" else "", token.text)
        if token.sort == "sign" and pair == ("=", "="):
            raise ExpressionError(_('Equality is written with one sign: "=".'), token.position)
        if token.sort == "sign" and pair in {("<", ">"), ("=", ">"), ("=", "<")}:
            raise ExpressionError(_('These signs are written "!=", ">=" and "<=".'), token.position)
        if token.sort == "sign" and token.text == "/":
            raise ExpressionError(
                _('Here stands the sign "/": a division is written "div", and a question ${name}.'),
                token.position,
            )
        if token.sort == "sign" and token.text == "|":
            raise ExpressionError(
                _('Here stands the sign "|": alternatives are joined by "or".'), token.position
            )
        if token.sort == "sign" and token.text in {"[", "]", "@"}:
            raise ExpressionError(
                _('The sign "%(sign)s" belongs to paths through a document, which are not used here.'),
                token.position,
                sign=token.text,
            )
        raise ExpressionError(_('"%(found)s" cannot stand here.'), token.position, found=token.text or "''")
