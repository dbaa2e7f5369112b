"""Reading single letters and classes of letters within a pattern."""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.patterns import classes
from research.expressions.patterns.parts import Belongs

_DEEPEST: Final = 25
_LETTERS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
_CODES: Final = re.compile(
    r"\\(?:u(?P<u>[0-9a-fA-F]{4})|x(?P<x>[0-9a-fA-F]{2})|x\{(?P<long>[0-9a-fA-F]{1,6})\}"
    r"|0(?P<octal>[0-3]?[0-7]{1,2}))"
)
_PROPERTY: Final = re.compile(r"\\[pP](?:\{([^}]*)\}|([A-Z]))")


class LetterReader:
    """A place in the text of a pattern, moved on by reading."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0

    def unreadable(self) -> ExpressionError:
        return ExpressionError(
            _('The pattern "%(pattern)s" cannot be read from its character number %(place)s on.'),
            pattern=self.text,
            place=self.place + 1,
        )

    def unsupported(self, part: str) -> ExpressionError:
        return ExpressionError(
            _('The pattern "%(pattern)s" uses "%(part)s", which cannot be matched in a safe time.'),
            pattern=self.text,
            part=part,
        )

    def ahead(self, start: str) -> bool:
        return self.text.startswith(start, self.place)

    def at(self) -> str:
        return self.text[self.place : self.place + 1]

    def quoted(self) -> str:
        r"""Return what stands between \Q and \E."""
        quoted, _ended, _rest = self.text[self.place + 2 :].partition("\\E")
        self.place = min(len(self.text), self.place + 2 + len(quoted) + 2)
        return quoted

    def escape(self, flags: str) -> str | Belongs:
        """Read what a backslash begins: a letter, or a class of letters."""
        sign = self.text[self.place + 1 : self.place + 2]
        if code := _CODES.match(self.text, self.place):
            self.place = code.end()
            number = (
                int(code["octal"], 8) if code["octal"] else int(code["u"] or code["x"] or code["long"], 16)
            )
            if number > 0x10FFFF:  # noqa: PLR2004 -- the last letter of Unicode
                raise self.unreadable()
            return chr(number)
        if sign in {"p", "P"}:
            return self.property(flags)
        if sign.lower() in classes.SHORT and sign:
            self.place += 2
            short = classes.SHORT[sign.lower()]
            return short if sign.islower() else classes.other_than(short)
        if sign in _LETTERS:
            self.place += 2
            return _LETTERS[sign]
        if sign in set("bBGRXkNc") or (sign.isascii() and sign.isdigit() and sign != "0"):
            raise self.unsupported(f"\\{sign}")
        if not sign or (sign.isascii() and sign.isalnum()):
            raise self.unreadable()
        self.place += 2
        return sign

    def property(self, flags: str) -> Belongs:
        match = _PROPERTY.match(self.text, self.place)
        found = classes.named(match[1] or match[2] or "", fold=fold_of(flags)) if match else None
        if match is None or found is None:
            raise self.unreadable()
        self.place = match.end()
        return classes.other_than(found) if match[0][1] == "P" else found

    def letter_class(self, depth: int, flags: str) -> Belongs:
        """Read a class up to its bracket; classes within it are added, and && keeps what both sides have."""
        if depth > _DEEPEST:
            raise self.unreadable()
        negative = self.ahead("^")
        self.place += negative
        kept: list[Belongs] = []
        found: list[Belongs] = []
        first = True
        while first or not self.ahead("]"):
            if self.place >= len(self.text):
                raise self.unreadable()
            if self.ahead("&&"):
                self.place += 2
                kept.append(classes.any_of(found))
                found = []
            elif self.ahead("["):
                self.place += 1
                found.append(self.letter_class(depth + 1, flags))
            else:
                found.append(self.class_item(flags))
            first = False
        self.place += 1
        belongs = classes.all_of([*kept, classes.any_of(found)])
        return classes.other_than(belongs) if negative else belongs

    def class_item(self, flags: str) -> Belongs:
        first = self.class_letter(flags)
        if not isinstance(first, str):
            return first
        ranged = self.ahead("-") and self.text[self.place + 1 : self.place + 2] not in {"]", "[", ""}
        if not ranged:
            return classes.between(first, first, fold=fold_of(flags))
        self.place += 1
        last = self.class_letter(flags)
        if not isinstance(last, str) or last < first:
            raise self.unreadable()
        return classes.between(first, last, fold=fold_of(flags))

    def class_letter(self, flags: str) -> str | Belongs:
        if self.ahead("\\Q"):
            return classes.any_of([classes.between(each, each, fold="") for each in self.quoted()])
        if self.ahead("\\"):
            return self.escape(flags)
        self.place += 1
        return self.text[self.place - 1]


def fold_of(flags: str) -> str:
    return "".join(flag for flag in "iu" if flag in flags) if "i" in flags else ""
