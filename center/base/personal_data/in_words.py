"""What is done with data of people, in words: read by the record of processing and by the privacy notice."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from center.base.personal_data.activities import Activity, activities
from center.base.personal_data.registry import declared


@dataclass(frozen=True)
class Line:
    """One kind of record within an activity."""

    name: str
    purpose: str
    fields: str
    retention: str


@dataclass(frozen=True)
class Part:
    """An activity in words."""

    name: str
    people: str
    basis: str
    told: list[str]
    lines: list[Line]


def parts() -> list[Part]:
    """Return every activity, in the active language."""
    return [
        Part(
            name=str(each.name),
            people=str(each.people),
            basis=str(each.basis.label),
            told=recipients(each),
            lines=[_line(model) for model in each.models],
        )
        for each in activities()
    ]


def recipients(activity: Activity) -> list[str]:
    """Return who is told: staff, whoever runs the server, and what the activity says."""
    found = [
        _("staff of the office whose work needs it"),
        _("whoever runs the server, on behalf of the office"),
    ]
    if activity.told:
        found.append(str(activity.told))
    return found


def _line(model: Any) -> Line:
    entry = declared()[model]
    return Line(
        name=entry.name,
        purpose=str(entry.purpose),
        fields=", ".join(dict.fromkeys(str(label) for label in entry.fields.values())),
        retention=str(entry.retention),
    )
