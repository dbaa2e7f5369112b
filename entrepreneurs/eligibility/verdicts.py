"""A verdict for each article of the law: may meet, gap, ask the office, or does not apply."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepreneurs.eligibility.answers import Answers
from entrepreneurs.eligibility.applies import skip_of
from entrepreneurs.eligibility.effects import NO_REASON_TODO, NOT_KNOWN, Effect, effect
from entrepreneurs.eligibility.outcomes import Outcome, worst
from entrepreneurs.eligibility.questions import BY_NUMBER, QUESTIONS, Question

REGISTER: Final = "register"


@dataclass(frozen=True)
class Part:
    """A question of an article with what was answered, and what that comes to."""

    question: Question
    labels: tuple[Promise, ...]
    effect: Effect
    is_skipped: bool


@dataclass(frozen=True)
class Verdict:
    """What the answers say about one article. `key` is its number, or `register` for the way into the register."""

    key: str
    title: Promise
    outcome: Outcome
    parts: tuple[Part, ...]

    @property
    def article(self) -> int | None:
        return None if self.key == REGISTER else int(self.key)

    @property
    def points(self) -> tuple[Effect, ...]:
        """What to say about the article: each gap and open question once, or else what may be met."""
        every = list(dict.fromkeys(part.effect for part in self.parts))
        pressing = [each for each in every if each.outcome in {Outcome.GAP, Outcome.ASK}]
        return tuple(pressing or [each for each in every if each.outcome == self.outcome])

    @property
    def answered(self) -> tuple[Part, ...]:
        """The parts that concern this person."""
        return tuple(part for part in self.parts if not part.is_skipped)


# In the order of the questions.
_TITLES: Final = {
    "8": _("Who can have the status"),
    "5": _("The way of doing good"),
    "7": _("The area of work"),
    "6": _("The people it is for"),
    "11": _("The profit"),
    "12": _("The decisions"),
    "10": _("The property"),
    "13": _("The report"),
    REGISTER: _("Entry in the register"),
}
KEYS: Final = tuple(_TITLES)


def key_of(question: Question) -> str:
    return REGISTER if question.article is None else str(question.article)


def verdicts(answers: Answers) -> tuple[Verdict, ...]:
    """Return one verdict for each article, whatever the answers are; gaps come first, then what to ask."""
    found = [_verdict(key, answers) for key in KEYS]
    order = list(Outcome)
    return tuple(sorted(found, key=lambda verdict: order.index(verdict.outcome)))


def _verdict(key: str, answers: Answers) -> Verdict:
    parts = tuple(_part(question.number, answers) for question in QUESTIONS if key_of(question) == key)
    return Verdict(key, _TITLES[key], worst([part.effect.outcome for part in parts]), parts)


def _part(number: int, answers: Answers) -> Part:
    question = BY_NUMBER[number]
    skip = skip_of(number, answers)
    if skip is None:
        labels = tuple(question.labels(answers.to(number)))
        return Part(question, labels, effect(number, answers), is_skipped=False)
    todo = NOT_KNOWN.todo if skip.outcome == Outcome.ASK else NO_REASON_TODO
    return Part(question, (), Effect(skip.outcome, skip.reason, todo), is_skipped=True)
