"""Answers that stand inside labels, as in “You are ${age} years old.”; asked by name."""

import re
from typing import TYPE_CHECKING, Final

from center.base.shown_text import ShownText
from research.definition import Texts
from research.interview.display import in_words, texts

if TYPE_CHECKING:
    from research.interview.course import Course

REFERENCE: Final = re.compile(r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}")
# What stands where nothing was answered.
_NOTHING = "…"


def piped(course: "Course", labels: Texts) -> ShownText:
    """Return a label in the language of the page, with answers in the place of their names."""
    found = texts(labels)
    if "${" not in found.plain:
        return found

    def answer(match: re.Match[str]) -> str:
        question = course.definition.questions.get(match[1])
        if question is None:
            return _NOTHING
        return in_words(course.definition, question, course.value_of(match[1])) or _NOTHING

    return ShownText(REFERENCE.sub(answer, found.plain), found.lang, is_fallback=found.is_fallback)
