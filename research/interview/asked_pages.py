"""Which pages somebody comes to, as far as the answers tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from research.definition import Definition
from research.interview.course import Course
from research.interview.pages import pages_of


def asked_pages(definition: Definition, answers: Mapping[str, Any], *, now: datetime) -> set[int]:
    """Return the numbers of the pages on which anything is asked or said, given these answers at this moment."""
    course = Course(definition, answers, now=now)
    return {
        page.number
        for page in pages_of(definition)
        if any(course.is_asked(question.name) for question in page.questions)
    }
