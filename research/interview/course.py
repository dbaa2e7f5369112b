"""What follows from the answers that are there: what is asked, what is calculated, which choices are offered."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from research.definition import NUMBERS, OTHER, Choice, Definition, Kind, Question
from research.expressions import ExpressionError
from research.expressions.numbers import write_number
from research.interview.display import label_of
from research.interview.plan import Step, expression, plan_of

BELGRADE = ZoneInfo("Europe/Belgrade")


class Course:
    """One person's way through a questionnaire, as far as their answers tell.

    `answers` are plain values by name (`research.definition`). What is not relevant counts as blank in every
    expression, as in ODK. `now` is the moment of the page, for today() and now().
    """

    def __init__(self, definition: Definition, answers: Mapping[str, Any], *, now: datetime) -> None:
        self.definition = definition
        self.answers = answers
        self.now = now.astimezone(BELGRADE)
        self._values: dict[str, Any] = {}
        self.asked: set[str] = set()
        # What calculations gave, as plain values. Kept with the answers, so that once() finds it again.
        self.calculated: dict[str, Any] = {}
        for step in plan_of(definition):
            self._take(step)

    def _take(self, step: Step) -> None:
        question = step.question
        if not all(self.holds(condition) for condition in step.conditions):
            return
        self.asked.add(question.name)
        value: Any
        if question.kind == Kind.CALCULATE:
            self.calculated[question.name] = self.worked_out(
                question.calculation, about=self.answers.get(question.name)
            )
            # Expressions read what was calculated as a text, as in ODK.
            value = in_plain_text(self.calculated[question.name])
        elif question.kind == Kind.HIDDEN:
            value = self.default_of(question)
        else:
            value = for_expressions(question, self.answers.get(question.name))
        if value is not None:
            self._values[question.name] = value
        if question.or_other and (written := self.answers.get(question.other_name)):
            self._values[question.other_name] = written

    def is_asked(self, name: str) -> bool:
        """Whether a question is relevant now, and its groups are."""
        return name in self.asked

    def holds(self, condition: str, *, about: Any = None, otherwise: bool = False) -> bool:
        """Return whether a condition holds; `about` is the answer that "." stands for. Empty ones hold.

        What cannot be worked out (a date that is none) is `otherwise`, as an interview must not stop there.
        """
        if not condition:
            return True
        found = expression(condition)
        if found is None:
            return otherwise
        values = self._values if about is None else {**self._values, ".": about}
        try:
            return found.truth(values, today=self.now.date(), now=self.now, choice_name=self._choice_name)
        except ExpressionError:
            return otherwise

    def worked_out(self, calculation: str, *, about: Any = None) -> Any:
        """Return the plain value of a calculation, None where there is none; "." is `about`, the value before."""
        found = expression(calculation)
        if found is None:
            return None
        try:
            value = found.evaluate(
                {**self._values, ".": about},
                today=self.now.date(),
                now=self.now,
                choice_name=self._choice_name,
            )
        except ExpressionError:
            return None
        if isinstance(value, date):
            return value.isoformat()
        is_number = isinstance(value, float)
        if value == "" or (is_number and (value != value or value in {float("inf"), float("-inf")})):  # noqa: PLR0124 -- NaN
            return None
        return int(value) if is_number and float(value).is_integer() else value

    def default_of(self, question: Question) -> Any:
        """Return what a question holds before anybody answers: a plain text, or worked out where it calculates."""
        default = question.default
        if "${" in default or "(" in default:
            return self.worked_out(default)
        return default or None

    def offered(self, question: Question) -> tuple[Choice, ...]:
        """Return the choices of a question that its filter lets through, in their order."""
        choices = self.definition.choices_of(question)
        found = expression(question.choice_filter)
        if found is None:
            return choices
        kept = []
        for choice in choices:
            columns = {"name": choice.name, "label": label_of(choice.label), **choice.filters}
            try:
                is_offered = found.truth(
                    self._values,
                    columns=columns,
                    today=self.now.date(),
                    now=self.now,
                    choice_name=self._choice_name,
                )
            except ExpressionError:
                is_offered = False
            if is_offered:
                kept.append(choice)
        return tuple(kept)

    @cached_property
    def settled(self) -> dict[str, Any]:
        """What is kept of the answers: of what was asked alone, with what was calculated, None where left open."""
        kept: dict[str, Any] = {}
        for name, question in self.definition.questions.items():
            if question.kind == Kind.NOTE or name not in self.asked:
                continue
            if question.kind == Kind.CALCULATE:
                kept[name] = self.calculated.get(name)
            elif question.kind == Kind.HIDDEN:
                kept[name] = self._values.get(name)
            else:
                kept[name] = self.answers.get(name)
            if question.or_other and _chose_other(kept[name]):
                kept[question.other_name] = self.answers.get(question.other_name)
        return kept

    def value_of(self, name: str) -> Any:
        """Return the plain answer or calculated value of a relevant question, None where there is none."""
        question = self.definition.questions.get(name)
        if question is None or name not in self.asked:
            return None
        if question.kind == Kind.CALCULATE:
            return self.calculated.get(name)
        return self._values.get(name) if question.kind == Kind.HIDDEN else self.answers.get(name)

    def _choice_name(self, code: str, name: str) -> str:
        """Return the label of a code, for jr:choice-name()."""
        question = self.definition.questions.get(name)
        choices = self.definition.choices_of(question) if question else ()
        return next((label_of(choice.label) for choice in choices if choice.name == code), code)


def for_expressions(question: Question, answer: Any) -> Any:
    """Return an answer as expressions read it: a day as a date, numbers as numbers; None where it is open."""
    if answer is None or answer in ("", []):
        return None
    if question.kind == Kind.DATE:
        try:
            return date.fromisoformat(answer)
        except ValueError:
            return None
    return float(answer) if question.kind in NUMBERS else answer


def in_plain_text(value: Any) -> str | None:
    """Return a calculated value as expressions read it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return write_number(float(value))


def _chose_other(answer: Any) -> bool:
    return answer == OTHER or (isinstance(answer, list) and OTHER in answer)
