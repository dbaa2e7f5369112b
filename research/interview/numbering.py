"""Numbers of questions, for paper and for talking about them."""

from research.definition import SILENT, Definition, Kind


def numbers_of(definition: Definition) -> dict[str, int]:
    """Return the number of each question by its name, counted from 1 in their order; notes have none."""
    asked = [
        question.name for _groups, question in definition.walk() if question.kind not in SILENT | {Kind.NOTE}
    ]
    return {name: number for number, name in enumerate(asked, start=1)}
