"""Functions of texts. Lengths and places count as in Java: a letter beyond the first 65,536 of Unicode is two."""

import re
from typing import Final

from research.expressions.functions.calls import Argument, Evaluator, Function, Run, plain, unary
from research.expressions.numbers import BLANKS, to_int
from research.expressions.patterns import matches
from research.expressions.values import Value, to_number, to_text

_RUN_OF_BLANKS: Final = re.compile(r"[ \t\n\x0b\f\r]+")


def _length(value: Value) -> Value:
    text = to_text(value)
    return float(len(text) + sum(letter > "\uffff" for letter in text))


def _normalized(value: Value) -> Value:
    return _RUN_OF_BLANKS.sub(" ", to_text(value).strip(BLANKS))


def _substr(values: list[Value]) -> Value:
    """Cut from a place to before another; places below zero count from the end."""
    units = to_text(values[0]).encode("utf-16-le", "surrogatepass")
    length = len(units) // 2
    start, end = to_int(to_number(values[1])), to_int(to_number(values[2])) if len(values) > 2 else length  # noqa: PLR2004 -- text, start, end
    start, end = (place + length if place < 0 else place for place in (start, end))
    start, end = (min(max(0, place), length) for place in (start, end))
    return units[2 * start : 2 * end].decode("utf-16-le", "replace") if start <= end else ""


def _before(values: list[Value]) -> Value:
    text, part = map(to_text, values)
    return text[: text.index(part)] if part in text else ""


def _after(values: list[Value]) -> Value:
    text, part = map(to_text, values)
    return text[text.index(part) + len(part) :] if part in text else ""


def _translate(values: list[Value]) -> Value:
    text, old, new = map(to_text, values)
    # The first place of a letter counts, and what has no partner is left out.
    table: dict[int, str] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place : place + 1])
    return text.translate(table)


def _join(values: list[Value]) -> Value:
    separator, *parts = map(to_text, values)
    return separator.join(parts)


def _version(_arguments: tuple[Argument, ...]) -> Evaluator:
    def version(run: Run) -> Value:
        return run.version

    return version


FUNCTIONS: Final = {
    "string": unary(to_text),
    "concat": plain(0, lambda values: "".join(map(to_text, values)), most=None),
    "join": plain(1, _join, most=None),
    "contains": plain(2, lambda values: to_text(values[1]) in to_text(values[0])),
    "starts-with": plain(2, lambda values: to_text(values[0]).startswith(to_text(values[1]))),
    "ends-with": plain(2, lambda values: to_text(values[0]).endswith(to_text(values[1]))),
    "substr": plain(2, _substr, most=3),
    "substring-before": plain(2, _before),
    "substring-after": plain(2, _after),
    "translate": plain(3, _translate),
    "string-length": unary(_length),
    "normalize-space": unary(_normalized),
    "regex": plain(2, lambda values: matches(to_text(values[1]), to_text(values[0]))),
    "version": Function(0, 0, _version),
}
