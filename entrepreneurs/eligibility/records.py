"""A self-check as it is stored when somebody takes it along: answers and result, with the law they were made with."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepreneurs.eligibility.answers import Answers, fits
from entrepreneurs.eligibility.applies import relevant
from entrepreneurs.eligibility.law import LAW
from entrepreneurs.eligibility.outcomes import Outcome
from entrepreneurs.eligibility.questions import BY_NUMBER
from entrepreneurs.eligibility.verdicts import KEYS, verdicts

# The database asks for these keys too.
RECORD_KEYS: Final = ("answers", "checked_on", "law", "result")
_GAZETTE = re.compile(r"[0-9]{1,3}/[0-9]{4}", re.ASCII)


def to_record(answers: Answers) -> dict[str, Any]:
    """Return the answers and the verdict on each article as JSON; the result stays what the person saw."""
    kept = relevant(answers)
    return {
        "law": LAW.gazette,
        "checked_on": LAW.checked_on.isoformat(),
        "answers": {str(number): list(codes) for number, codes in sorted(kept.given.items())},
        "result": {verdict.key: verdict.outcome.value for verdict in verdicts(kept)},
    }


def from_record(record: dict[str, Any]) -> Answers:
    """Return the stored answers; those that today's questions no longer know are left out."""
    answers = Answers()
    for number, codes in record["answers"].items():
        question = BY_NUMBER.get(int(number))
        if question is not None and fits(question, codes):
            answers = answers.having(question.number, codes)
    return answers


@dataclass(frozen=True)
class Line:
    """One article of a stored self-check in words: what it came to then, and what was answered."""

    article: int | None
    title: Promise
    outcome: Outcome
    answers: tuple[tuple[Promise, tuple[Promise, ...]], ...]


def described(record: dict[str, Any]) -> list[Line]:
    """Return a stored self-check in words, gaps first; the outcomes are the stored ones, never computed anew."""
    answers = from_record(record)
    lines = [
        Line(
            verdict.article,
            verdict.title,
            Outcome(record["result"][verdict.key]),
            tuple((part.question.short, part.labels) for part in verdict.parts if part.labels),
        )
        for verdict in verdicts(answers)
        if verdict.key in record["result"]
    ]
    order = list(Outcome)
    return sorted(lines, key=lambda line: order.index(line.outcome))


def validate_record(record: Any) -> None:
    """Raise ValidationError unless this is what `to_record` makes, of this or of an earlier version of the law."""
    if not _is_sound(record):
        raise ValidationError(_("This is no self-check."), code="invalid")


def _is_sound(record: Any) -> bool:
    if not isinstance(record, dict) or set(record) != set(RECORD_KEYS):
        return False
    law, day, answers, result = (record[key] for key in ("law", "checked_on", "answers", "result"))
    return (
        isinstance(law, str)
        and _GAZETTE.fullmatch(law) is not None
        and _is_day(day)
        and isinstance(answers, dict)
        and all(number.isdecimal() and _are_codes(codes) for number, codes in answers.items())
        and isinstance(result, dict)
        and set(result) == set(KEYS)
        and all(outcome in Outcome.values for outcome in result.values())
    )


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _are_codes(codes: Any) -> bool:
    return isinstance(codes, list) and bool(codes) and all(isinstance(code, str) for code in codes)
