"""Who answers faster than one can read."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from research.definition import SILENT, Definition

# C. Zhang and F. Conrad, "Speeding in Web Surveys", Survey Research Methods 8 (2014), 127-135.
PER_WORD: Final = timedelta(milliseconds=300)


def is_faster_than_reading(
    definition: Definition, asked: Collection[str], language: str, took: timedelta
) -> bool:
    """Return whether `took` is less than reading the questions that were asked needs, choices left aside."""
    words = 0
    for name in asked:
        question = definition.questions[name]
        if question.kind not in SILENT:
            text = question.label.get("en" if language == "en" else "sr") or question.label.get("sr", "")
            words += len(text.split())
    return took < words * PER_WORD
