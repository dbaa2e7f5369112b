"""The parts of a measure that counts people: by sex, age, settlement, with small ones withheld.

`consultations` and `events` count different people by the same facts; the codes and keys are the same in both, so that
a report can put them side by side.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from center.base.indicators import Number, Text
from center.base.measures import Dimension, Part
from entrepreneurs.demographics import AgeBand, Employment, PersonSex
from entrepreneurs.models import Settlement, VulnerableGroup
from entrepreneurs.small_cells import may_be_shown, together

# The key of those of whom a fact is not known.
UNKNOWN: Final = "unknown"
# The code, in the office's list of groups, of what the dimension of the same name tells.
DISABILITY_GROUP: Final = "disability"

SEX: Final = Dimension("sex", _("Sex"))
AGE: Final = Dimension("age", _("Age"))
EMPLOYMENT: Final = Dimension("employment", _("Work when they first came"))
SETTLEMENT: Final = Dimension("settlement", _("Settlement"))
VULNERABILITY: Final = Dimension("vulnerability", _("What makes life harder"), is_exclusive=False)
DISABILITY: Final = Dimension("disability", _("Disability"))


@dataclass(frozen=True)
class Group:
    """People who share a fact, and the number that is told of them.

    `people` are those who were counted. Each of `outside` are others with the same fact, counted elsewhere together
    with these (`small_cells.together`).
    """

    key: str
    label: Text
    people: int
    value: Number
    outside: tuple[int, ...] = ()


def parts(dimension: Dimension, groups: Sequence[Group]) -> tuple[Part, ...]:
    """Return the numbers of groups into which people fall, each once; None where few could be recognised."""
    lines = zip(*(group.outside for group in groups), strict=True)
    hidden = together([group.people for group in groups], *lines)
    return tuple(
        Part(dimension.code, group.key, group.label, None if number in hidden else group.value)
        for number, group in enumerate(groups)
    )


def overlapping_parts(
    dimension: Dimension, groups: Sequence[Group], *, people: int, outside: Sequence[int] = ()
) -> tuple[Part, ...]:
    """Return the numbers of groups in which somebody may stand several times.

    None where a group, or all who are not in it, are few; `people` and `outside` are how many there are in all.
    """
    return tuple(
        Part(
            dimension.code,
            group.key,
            group.label,
            group.value
            if may_be_shown(group.people, people)
            and all(may_be_shown(part, total) for part, total in zip(group.outside, outside, strict=True))
            else None,
        )
        for group in groups
    )


def grouped(
    people: Sequence[Any],
    fact: Callable[[Any], Hashable],
    labels: dict[Any, Text],
    number: Callable[[Sequence[Any]], Number],
    *outside: Sequence[Any],
) -> list[Group]:
    """Put people into groups by a fact: all that have a label, in that order, and at the end those not known.

    An empty fact, or one without a label, is not known. `number` says what is told of the people of a group.
    """

    def sorted_out(line: Iterable[Any]) -> dict[Hashable, list[Any]]:
        found: dict[Hashable, list[Any]] = {}
        for person in line:
            key = fact(person)
            found.setdefault(key if key in labels else UNKNOWN, []).append(person)
        return found

    inside, others = sorted_out(people), [sorted_out(line) for line in outside]
    return [
        Group(
            str(key),
            label,
            len(inside.get(key, [])),
            number(inside.get(key, [])),
            tuple(len(line.get(key, [])) for line in others),
        )
        for key, label in {**labels, UNKNOWN: _("Not known")}.items()
    ]


def sexes() -> dict[Any, Text]:
    return dict(PersonSex.choices)


def ages() -> dict[Any, Text]:
    return dict(AgeBand.choices)


def employments() -> dict[Any, Text]:
    return dict(Employment.choices)


def settlements(keys: Iterable[int | None]) -> dict[Any, Text]:
    """Return the names of settlements in the order of the list; one query."""
    found = Settlement.objects.filter(pk__in=[key for key in keys if key])
    return {place.pk: str(place) for place in found}


def vulnerable_groups() -> dict[str, Text]:
    """Return the newest names of the groups in the office's list, by code; one query."""
    return {group.code: group.name.plain for group in VulnerableGroup.objects.order_by("valid_from")}
