"""The answer of a check as one JSON object, for a command line or another program."""

from collections.abc import Iterable
from typing import Any

from research.xlsform.messages import Message, Reading
from research.xlsform.reading import read


def check(data: bytes) -> dict[str, Any]:
    """Return `ok`, `questions` (their number), `languages` (codes), `errors` and `warnings` of a workbook.

    Each error and warning has `row` (as Excel counts, or None), `column` (the header, or "") and `message`, a
    sentence in the language that is active.
    """
    return as_json(read(data))


def as_json(reading: Reading) -> dict[str, Any]:
    """Return the same of what was read."""
    return {
        "ok": not reading.errors,
        "questions": reading.questions,
        "languages": list(reading.languages),
        "errors": _listed(reading.errors),
        "warnings": _listed(reading.warnings),
    }


def _listed(messages: Iterable[Message]) -> list[dict[str, Any]]:
    return [
        {"row": message.row or None, "column": message.column, "message": message.sentence()}
        for message in messages
    ]
