"""Reading the text of an expression into tokens, as JavaRosa's lexer divides it."""

import re
from typing import Final, Literal, NamedTuple

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError

# What a cell of a workbook may need many times over; more is refused before anything is built of it.
LONGEST: Final = 4_000

Sort = Literal["reference", "number", "text", "sign", "word", "operator", "end"]


class Token(NamedTuple):
    sort: Sort
    text: str
    position: int


# Only these are blanks: a non-breaking space, as word processors write it, is refused as JavaRosa refuses it.
_BLANKS: Final = re.compile(r"[ \n\t\f\r]*")
_TOKEN: Final = re.compile(
    r"""\$\{(?P<reference>[^\W\d][\w.\-]*)\}
    | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | '(?P<single>[^']*)' | "(?P<double>[^"]*)"
    | (?P<sign>!=|<=|>=|\.\.|[-=<>+*|/\[\]().@,])
    | (?P<word>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)""",
    re.VERBOSE,
)
# After a value these are operators even when something is glued to them: 18and${age}.
_OPERATOR: Final = re.compile("and|or|div|mod")
_WORD: Final = re.compile(r"[\w.\-]+")
_QUOTES: Final = "‘’‚‛“”„‟«»`´"


def tokens(text: str) -> list[Token]:
    """Return the tokens of the text, the last one of the sort "end". Raises ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError(
            _("An expression may have %(most)s characters, and this one has %(length)s."),
            LONGEST,
            most=LONGEST,
            length=len(text),
        )
    found: list[Token] = []
    position = 0
    after_value = False
    while True:
        blanks = _BLANKS.match(text, position)
        position = blanks.end() if blanks else position
        if position == len(text):
            found.append(Token("end", "", position))
            return found
        match = (after_value and _OPERATOR.match(text, position)) or _TOKEN.match(text, position)
        if not match or (after_value and match.lastgroup == "word"):
            raise _unreadable(text, position, after_value=after_value)
        token = _token(match, position)
        found.append(token)
        after_value = token.sort in {"reference", "number", "text", "word"} or token.text in {
            ")",
            ".",
            "..",
            "]",
        }
        position = match.end()


_SORTS: Final[dict[str, Sort]] = {
    "reference": "reference",
    "number": "number",
    "single": "text",
    "double": "text",
    "sign": "sign",
    "word": "word",
}


def _token(match: re.Match[str], position: int) -> Token:
    group = match.lastgroup
    return Token(_SORTS[group], match[group], position) if group else Token("operator", match[0], position)


# By the sign that cannot be read: what is frequently meant by it.
_SLIPS: Final = {
    "'": _("A text begins with a quotation mark here, and nothing ends it."),
    '"': _("A text begins with a quotation mark here, and nothing ends it."),
    "$": _("Here something begins like a question's name: it is written ${name}, without blanks."),
    "&": _('Here stands the sign "&": conditions are joined by the word "and".'),
    "%": _('Here stands a percent sign: the remainder of a division is written "mod".'),
}


def _unreadable(text: str, position: int, *, after_value: bool) -> ExpressionError:
    letter = text[position]
    if letter in _SLIPS:
        return ExpressionError(_SLIPS[letter], position)
    if letter in _QUOTES:
        return ExpressionError(
            _("Around a text stand straight quotation marks, ' or \", and here stands %(mark)s."),
            position,
            mark=letter,
        )
    if letter.isspace():
        return ExpressionError(
            _(
                "Here stands a blank of another kind, as word processors write them. Please type a usual blank."
            ),
            position,
        )
    word = _WORD.match(text, position)
    if after_value and word:
        return ExpressionError(
            _(
                'Here an operator is missing, or "%(word)s" is none: "and", "or", "div" and "mod" have small letters.'
            ),
            position,
            word=word[0],
        )
    return ExpressionError(_('The sign "%(sign)s" means nothing in an expression.'), position, sign=letter)
