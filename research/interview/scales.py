"""Scales of numbers, which the type range asks for."""

from research.definition import Question


def range_of(question: Question) -> tuple[float, float, float]:
    """Return the ends and the step of a scale; 1 to 10 by 1 where the workbook says nothing, as in ODK."""
    start, end = float(question.start or 1), float(question.end or 10)
    step = abs(float(question.step or 1)) or 1
    return start, end, step if end >= start else -step
