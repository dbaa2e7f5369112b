"""What somebody answered, and its short code, which travels in addresses: `1-company.3-work-area.6-yes`.

The code says something about an enterprise or an idea and nothing about a person, so it may stand in an address:
going back, reloading, sharing and printing then work, and nothing has to be stored.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from entrepreneurs.eligibility.questions import BY_NUMBER, Question

CODE_NAME: Final = "check"
# Far more than all answers at once.
LONGEST_CODE: Final = 600
_PART = re.compile(r"([1-9][0-9]?)((?:-[a-z]{1,20})+)", re.ASCII)


@dataclass(frozen=True)
class Answers:
    """The answers by the number of the question; what has no answer is not there."""

    given: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.given)

    def to(self, number: int) -> tuple[str, ...]:
        """Return the codes given to a question, none without an answer."""
        return self.given.get(number, ())

    def one(self, number: int) -> str:
        """Return the only answer to a question that takes one, or an empty text."""
        return next(iter(self.to(number)), "")

    def having(self, number: int, codes: Sequence[str]) -> "Answers":
        """Return the answers with this one given or, with no codes, taken back. Codes must fit the question."""
        kept = {each: codes for each, codes in self.given.items() if each != number}
        question = BY_NUMBER[number]
        if codes:
            kept[number] = tuple(option.code for option in question.options if option.code in codes)
        return Answers(dict(sorted(kept.items())))

    @property
    def code(self) -> str:
        return ".".join("-".join([str(number), *codes]) for number, codes in sorted(self.given.items()))


@dataclass(frozen=True)
class Reading:
    """What could be read: the answers, the questions whose answer makes no sense, and those left empty.

    `is_damaged` says that there were other things in the code that no page of ours writes.
    """

    answers: Answers
    wrong: tuple[int, ...] = ()
    empty: tuple[int, ...] = ()
    is_damaged: bool = False


class Query(Protocol):
    """A `QueryDict`, or anything that gives every value of a name."""

    def getlist(self, key: str) -> list[str]: ...

    def __contains__(self, key: str) -> bool: ...


def fits(question: Question, codes: Sequence[str]) -> bool:
    """Say whether the codes are one sensible answer: known, and alone where they exclude others."""
    known = {option.code for option in question.options}
    alone = {option.code for option in question.alone}
    chosen = set(codes)
    return bool(chosen) and chosen <= known and (len(chosen) == 1 or not chosen & alone)


def read_code(code: str) -> Reading:
    """Read the code; whatever in it makes no sense is left out and told, never an error."""
    if not code:
        return Reading(Answers())
    if len(code) > LONGEST_CODE:
        return Reading(Answers(), is_damaged=True)
    answers, wrong, is_damaged = Answers(), set(), False
    for part in code.split("."):
        match = _PART.fullmatch(part)
        number = int(match[1]) if match else 0
        if match is None or number not in BY_NUMBER or answers.to(number):
            is_damaged = True
            continue
        codes = match[2].removeprefix("-").split("-")
        if fits(BY_NUMBER[number], codes):
            answers = answers.having(number, codes)
        else:
            wrong.add(number)
    return Reading(answers, tuple(sorted(wrong)), (), is_damaged)


def read(query: Query) -> Reading:
    """Read the answers of an address or a form: the code, and over it the fields `q1` to `q11` of a form.

    A form marks each question that it asks by an empty value, so that one without any choice is told apart
    from one that was not asked.
    """
    codes = query.getlist(CODE_NAME)
    before = read_code(codes[-1] if codes else "")
    answers, wrong, empty = before.answers, set(before.wrong), set()
    for number, question in BY_NUMBER.items():
        name = f"q{number}"
        if name not in query:
            continue
        chosen = [value for value in query.getlist(name) if value]
        wrong.discard(number)
        answers = answers.having(number, ())
        if not chosen:
            empty.add(number)
        elif fits(question, chosen):
            answers = answers.having(number, chosen)
        else:
            wrong.add(number)
    return Reading(answers, tuple(sorted(wrong)), tuple(sorted(empty)), before.is_damaged)
