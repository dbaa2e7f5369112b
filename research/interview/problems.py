"""What somebody has to mend before going on: what is required and open, and what a constraint refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from research.definition import OTHER, SILENT, Kind, Question
from research.interview.course import for_expressions
from research.interview.piping import piped

if TYPE_CHECKING:
    from research.interview.course import Course


@dataclass(frozen=True)
class Problem:
    """A sentence about the answer to one question."""

    name: str
    message: str


def problems(course: "Course", names: Iterable[str], *, may_be_open: bool = False) -> list[Problem]:
    """Return what is wrong with the answers to these questions, in their order, one sentence each.

    A constraint is not asked of an open answer, as in ODK; what is not relevant is right however it is. With
    `may_be_open` a required question may stay open: on paper nobody can be made to answer.
    """
    found = []
    for name in names:
        question = course.definition.questions[name]
        if question.kind in SILENT or question.kind == Kind.NOTE or not course.is_asked(name):
            continue
        answer = course.answers.get(name)
        if may_be_open and for_expressions(question, answer) is None:
            continue
        if message := _problem(course, question, answer):
            found.append(Problem(name, message))
        elif _lacks_other(course, question, answer) and not may_be_open:
            found.append(Problem(question.other_name, _("Write which other answer it is.")))
    return found


def is_required(course: "Course", question: Question) -> bool:
    """Return whether a question must be answered, as its expression tells now."""
    return bool(question.required) and course.holds(question.required)


def _lacks_other(course: "Course", question: Question, answer: Any) -> bool:
    is_other = question.or_other and OTHER in (answer if isinstance(answer, list) else [answer])
    return is_other and not course.answers.get(question.other_name)


def is_offered(course: "Course", question: Question, answer: Any) -> bool:
    """Return whether the choices that were made are among those that the other answers leave."""
    if not question.choice_filter:
        return True
    offered = {choice.name for choice in course.offered(question)} | {OTHER}
    return set(answer if isinstance(answer, list) else [answer]) <= offered


def _problem(course: "Course", question: Question, answer: Any) -> str:
    value = for_expressions(question, answer)
    if value is None:
        if not is_required(course, question):
            return ""
        return piped(course, question.required_message).plain or _("Please answer this question.")
    if not is_offered(course, question, answer):
        return _("This answer does not go with the others. Please choose again.")
    # What cannot be worked out is no fault of the person's.
    if question.constraint and not course.holds(question.constraint, about=value, otherwise=True):
        return piped(course, question.constraint_message).plain or _(
            "This answer does not fit. Please check it."
        )
    return ""
