"""Reading the text of a pattern, as java.util.regex.Pattern (Java 17) does."""

import re
from typing import Final

from research.expressions.patterns import classes
from research.expressions.patterns.letters import LetterReader, fold_of
from research.expressions.patterns.parts import Alternatives, Edge, Letter, Part, Repeat, Sequence

# (whether it must match, what stands ahead)
Look = tuple[bool, Part]

_DEEPEST: Final = 25
_COUNT: Final = re.compile(r"\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\}")
_FLAGS: Final = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])")
_GROUP_NAME: Final = re.compile(r"\(\?<[a-zA-Z][a-zA-Z0-9]*>")


def read_pattern(text: str) -> tuple[Part, list[Look]]:
    """Return the pattern and what must, or must not, stand ahead of its beginning. Raises ExpressionError."""
    reader = _Reader(text)
    body = reader.alternatives(0, "")
    if reader.place < len(text):
        raise reader.unreadable()
    return body, reader.looks


class _Reader(LetterReader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.looks: list[Look] = []

    def alternatives(self, depth: int, flags: str) -> Part:
        if depth > _DEEPEST:
            raise self.unreadable()
        found = [self.sequence(depth, flags)]
        while self.ahead("|"):
            if self.looks and depth == 0:
                raise self.unsupported("(?= |")
            self.place += 1
            found.append(self.sequence(depth, flags))
        return found[0] if len(found) == 1 else Alternatives(tuple(found))

    def sequence(self, depth: int, flags: str) -> Part:
        found: list[Part] = []
        opened = self.place
        while self.place < len(self.text) and self.at() not in {"|", ")"}:
            if (inline := _FLAGS.match(self.text, self.place)) and inline[3] == ")":
                # Flags count up to the end of the group; where they begin inside of it, its alternatives would differ.
                if self.place != opened or (opened and self.text[opened - 1] == "|"):
                    raise self.unsupported(inline[0])
                flags = self.flags(flags, inline)
                opened = self.place
                continue
            if self.ahead("(?=") or self.ahead("(?!"):
                self.look(found, depth, flags)
                continue
            found.append(self.repeated(self.part(depth, flags)))
        return Sequence(tuple(found))

    def flags(self, flags: str, inline: re.Match[str]) -> str:
        """Return the flags as they are changed: i (case), u (case of all letters) and s (a point is a line end too)."""
        added, removed = inline[1], inline[2] or ""
        if set(added) - set("ius"):
            raise self.unsupported(inline[0])
        self.place = inline.end()
        return "".join(flag for flag in "ius" if flag in flags + added and flag not in removed)

    def look(self, before: list[Part], depth: int, flags: str) -> None:
        """Read (?=...) or (?!...), which may stand only where nothing has been read before it."""
        if depth or not all(isinstance(part, Edge) for part in before) or "|" in self.text[: self.place]:
            raise self.unsupported(self.text[self.place : self.place + 3])
        wanted = self.ahead("(?=")
        self.place += 3
        self.looks.append((wanted, self.closed(depth + 1, flags)))
        if self.at() in {"*", "+", "?", "{"}:
            raise self.unreadable()

    def closed(self, depth: int, flags: str) -> Part:
        inside = self.alternatives(depth, flags)
        if not self.ahead(")"):
            raise self.unreadable()
        self.place += 1
        return inside

    def repeated(self, part: Part) -> Part:
        sign = self.at()
        counted = _COUNT.match(self.text, self.place)
        if sign in {"*", "+", "?"}:
            self.place += 1
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        elif counted:
            self.place = counted.end()
            least = int(counted[1])
            most = int(counted[3]) if counted[3] else (None if counted[2] else least)
            if most is not None and most < least:
                raise self.unreadable()
        elif sign == "{":
            raise self.unreadable()
        else:
            return part
        if self.ahead("?"):
            # As few as possible or as many: of a whole text it is the same.
            self.place += 1
        elif self.ahead("+"):
            raise self.unsupported(f"{sign}+")
        if self.at() in {"*", "+", "?", "{"}:
            raise self.unreadable()
        return Repeat(part, least, most)

    def part(self, depth: int, flags: str) -> Part:
        sign = self.at()
        if sign == "(":
            return self.group(depth, flags)
        if sign == "[":
            self.place += 1
            return Letter(self.letter_class(0, flags))
        if sign == "\\":
            return self.escaped(flags)
        if sign in {"*", "+", "?", "{"}:
            raise self.unreadable()
        self.place += 1
        if sign == ".":
            return Letter(classes.other_than(lambda _letter: False) if "s" in flags else classes.no_line_end)
        if sign in {"^", "$"}:
            return Edge(at_end=sign == "$")
        return Letter(classes.between(sign, sign, fold=fold_of(flags)))

    def group(self, depth: int, flags: str) -> Part:
        if (inline := _FLAGS.match(self.text, self.place)) and inline[3] == ":":
            return self.closed(depth + 1, self.flags(flags, inline))
        if name := _GROUP_NAME.match(self.text, self.place):
            self.place = name.end()
        elif self.ahead("(?"):
            raise self.unsupported(self.text[self.place : self.place + 3])
        else:
            self.place += 1
        return self.closed(depth + 1, flags)

    def escaped(self, flags: str) -> Part:
        sign = self.text[self.place + 1 : self.place + 2]
        if sign in {"A", "z", "Z"}:
            self.place += 2
            return Edge(at_end=sign != "A")
        if sign == "Q":
            quoted = self.quoted()
            return Sequence(
                tuple(Letter(classes.between(each, each, fold=fold_of(flags))) for each in quoted)
            )
        found = self.escape(flags)
        return Letter(classes.between(found, found, fold=fold_of(flags)) if isinstance(found, str) else found)
