"""What indicators can count by themselves of the consultations: people advised, visits, cases, enterprises, jobs.

Numbers are those of `indicators`; a scope with a grant counts the records that carry it. People are told by sex, age,
work, settlement and what makes life harder; few are withheld, also where the numbers of one grant, taken from those
of all, would tell of few. Two scopes that differ by a few days are not compared.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.indicators import Number, Text
from center.base.measures import Counted, Measure, Part, Scope, register
from consultations import achieved, reached
from consultations.achieved import Achieved
from consultations.models import Case
from consultations.reached import Reached
from entrepreneurs import counted_parts
from entrepreneurs.counted_parts import (
    AGE,
    DISABILITY,
    DISABILITY_GROUP,
    EMPLOYMENT,
    SETTLEMENT,
    SEX,
    UNKNOWN,
    VULNERABILITY,
    Group,
    grouped,
    overlapping_parts,
    parts,
)
from entrepreneurs.demographics import PersonSex
from entrepreneurs.small_cells import may_be_shown

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from center.models import User

People = Sequence[Reached]
Figure = Callable[[People], Number]
_DIMENSIONS: Final = (SEX, AGE, EMPLOYMENT, SETTLEMENT, VULNERABILITY, DISABILITY)
_TENTH: Final = Decimal("0.1")
_PEOPLE: Final = pgettext_lazy("unit", "people")
_CASES: Final = pgettext_lazy("unit", "cases")


# --- People ---


def _all(people: People) -> Number:
    return len(people)


def _visits(people: People) -> Number:
    return sum(person.visits for person in people)


def _places(people: People) -> Number:
    return sum(person.places for person in people)


def _hours(people: People) -> Number:
    return reached.hours(sum((person.spent for person in people), timedelta()))


def _advised(scope: Scope) -> Counted:
    people, outside = reached.with_others(scope.first, scope.last, scope.grant)
    return _of_people(people, outside, _all, whole=_whole(people, outside))


def _first_time(scope: Scope) -> Counted:
    """Count them beside those who had come before, and beside those of other grants."""
    everybody, outside = reached.with_others(scope.first, scope.last, scope.grant)
    people, known = _new(everybody)
    lines = [known, *outside]
    is_told = _told_new(everybody, outside)
    return _of_people(people, lines, _all, whole=len(people) if is_told else None)


def _amount(figure: Figure) -> Callable[[Scope], Counted]:
    """Return a count of what people did; the whole tells of nobody."""

    def count(scope: Scope) -> Counted:
        people, outside = reached.with_others(scope.first, scope.last, scope.grant)
        found = _of_people(people, outside, figure, whole=figure(people))
        if _whole(people, outside) is not None:
            return found
        return Counted(found.value, parts=tuple(_withheld(part) for part in found.parts))

    return count


def _of_people(people: People, outside: Sequence[People], figure: Figure, *, whole: Number) -> Counted:
    found: tuple[Part, ...] = ()
    homes = [person.settlement for line in (people, *outside) for person in line]
    facts: list[tuple[Any, Callable[[Reached], Any], dict[Any, Text]]] = [
        (SEX, lambda person: person.sex, counted_parts.sexes()),
        (AGE, lambda person: person.band, counted_parts.ages()),
        (EMPLOYMENT, lambda person: person.employment, counted_parts.employments()),
        (SETTLEMENT, lambda person: person.settlement, counted_parts.settlements(homes)),
        (
            DISABILITY,
            lambda person: DISABILITY_GROUP in person.groups and "yes",
            {"yes": _("Persons with a disability, as they said")},
        ),
    ]
    for dimension, fact, labels in facts:
        found += parts(dimension, grouped(people, fact, labels, figure, *outside))
    found += overlapping_parts(
        VULNERABILITY,
        _by_hardship(people, outside, figure),
        people=len(people),
        outside=[len(line) for line in outside],
    )
    if whole is None:
        found = tuple(_withheld(part) for part in found)
    return Counted(whole, parts=found)


def _by_hardship(people: People, outside: Sequence[People], figure: Figure) -> list[Group]:
    def named(line: People, code: str) -> list[Reached]:
        return [person for person in line if (code in person.groups if code else not person.groups)]

    labels = {**counted_parts.vulnerable_groups(), "": _("Named nothing")}
    return [
        Group(
            code or UNKNOWN,
            label,
            len(named(people, code)),
            figure(named(people, code)),
            tuple(len(named(line, code)) for line in outside),
        )
        for code, label in labels.items()
    ]


def _withheld(part: Part) -> Part:
    return Part(part.dimension, part.key, part.label, None)


def _whole(people: People, outside: Sequence[People]) -> Number:
    few = any(not may_be_shown(len(line), len(line)) for line in (people, *outside))
    return None if few else len(people)


def _new(people: People) -> tuple[list[Reached], list[Reached]]:
    return [each for each in people if each.is_new], [each for each in people if not each.is_new]


def _told_new(people: People, outside: Sequence[People]) -> bool:
    return _whole(people, outside) is not None and all(
        may_be_shown(len(_new(line)[0]), len(line)) for line in (people, *outside)
    )


def _share(
    chosen: Callable[[Reached], bool], among: Callable[[Reached], bool] = lambda _person: True
) -> Callable[[Scope], Counted]:
    """Return a share of the people advised, or of those `among` them; none of the groups told of may be few."""

    def count(scope: Scope) -> Counted:
        people, outside = reached.with_others(scope.first, scope.last, scope.grant)
        for line in (people, *outside):
            base = sum(map(among, line))
            part = sum(chosen(person) for person in line if among(person))
            if not may_be_shown(base, len(line)) or not may_be_shown(part, base):
                return Counted(None)
        base = sum(map(among, people))
        part = sum(chosen(person) for person in people if among(person))
        if not base:
            return Counted(None, 0, 0)
        return Counted((Decimal(100 * part) / base).quantize(_TENTH, ROUND_HALF_UP), part, base)

    return count


def _sessions(scope: Scope) -> Counted:
    return Counted(reached.sessions_held(scope.first, scope.last, scope.grant).count())


def _who_came(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    return [*_visits_behind(scope, user), *_places_behind(scope, user)]


def _visits_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    visits: Any = reached.visits_held(scope.first, scope.last, scope.grant)
    return [visits.visible_to(user)]


def _sessions_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    sessions: Any = reached.sessions_held(scope.first, scope.last, scope.grant)
    return [sessions.visible_to(user)]


def _places_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    places: Any = reached.attended(scope.first, scope.last, scope.grant)
    return [places.visible_to(user)]


# --- Cases: each is one person's, so few are withheld ---


def _cases(number: Callable[[Achieved], int]) -> Callable[[Scope], Counted]:
    def count(scope: Scope) -> Counted:
        mine = number(achieved.achieved(scope.first, scope.last, scope.grant))
        others = 0
        if scope.grant is not None:
            others = number(achieved.achieved(scope.first, scope.last)) - mine
        return Counted(mine if may_be_shown(mine, mine + others) and may_be_shown(mine, mine) else None)

    return count


def _started(scope: Scope) -> Counted:
    return Counted(achieved.achieved(scope.first, scope.last, scope.grant).enterprises)


def _jobs(scope: Scope) -> Counted:
    return Counted(achieved.achieved(scope.first, scope.last, scope.grant).jobs)


def _opened_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    days = (scope.first, scope.last)
    return [_seen(Case.objects.visible_to(user), scope).filter(opened_on__range=days)]


def _closed_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    days = (scope.first, scope.last)
    return [_seen(Case.objects.visible_to(user), scope).filter(closed_on__range=days)]


def _started_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    """Leave cases that the person may read: how a case ended stands in it."""
    started = achieved.achieved(scope.first, scope.last, scope.grant).started
    keys = {case for cases in started.values() for case in cases}
    return [Case.objects.readable_by(user).filter(pk__in=keys)]


def _jobs_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    counted = achieved.cases_with_jobs(scope.first, scope.last, scope.grant)
    return [Case.objects.readable_by(user).filter(pk__in=counted.values("pk"))]


def _seen(cases: "QuerySet[Case]", scope: Scope) -> "QuerySet[Case]":
    return cases.filter(pk__in=achieved.counted_cases(scope.grant).values("pk"))


register(
    Measure(
        "consultations.people_advised",
        _("People advised"),
        _PEOPLE,
        _("Each person once, however often they came to a visit or a group session."),
        _advised,
        _who_came,
        _DIMENSIONS,
        is_of_people=True,
        adds_up=False,
    )
)
register(
    Measure(
        "consultations.first_time_people",
        _("People advised for the first time"),
        _PEOPLE,
        _("Who came to no visit and no group session before this period, whoever paid for it."),
        _first_time,
        _who_came,
        _DIMENSIONS,
        is_of_people=True,
    )
)
register(
    Measure(
        "consultations.share_of_women",
        _("Share of women among people advised"),
        pgettext_lazy("unit", "percent"),
        _("Women among the people advised who said their sex."),
        _share(lambda person: person.sex == PersonSex.WOMAN, among=lambda person: bool(person.sex)),
        _who_came,
        is_of_people=True,
        is_share=True,
        adds_up=False,
    )
)
register(
    Measure(
        "consultations.share_of_new_people",
        _("Share of people who came for the first time"),
        pgettext_lazy("unit", "percent"),
        _("People who came to nothing before this period, among all people advised in it."),
        _share(lambda person: person.is_new),
        _who_came,
        is_of_people=True,
        is_share=True,
        adds_up=False,
    )
)
register(
    Measure(
        "consultations.visits",
        _("Visits"),
        pgettext_lazy("unit", "visits"),
        _("Visits that took place, at the office, by phone and online."),
        _amount(_visits),
        _visits_behind,
        _DIMENSIONS,
    )
)
register(
    Measure(
        "consultations.hours",
        _("Hours of advice"),
        pgettext_lazy("unit", "hours"),
        _("The planned length of those visits."),
        _amount(_hours),
        _visits_behind,
        _DIMENSIONS,
    )
)
register(
    Measure(
        "consultations.group_sessions",
        _("Group sessions"),
        pgettext_lazy("unit", "sessions"),
        _("Group sessions that took place."),
        _sessions,
        _sessions_behind,
    )
)
register(
    Measure(
        "consultations.group_attendances",
        _("Attendances at group sessions"),
        pgettext_lazy("unit", "attendances"),
        _("People who came, each as often as they came."),
        _amount(_places),
        _places_behind,
        _DIMENSIONS,
    )
)
register(
    Measure(
        "consultations.cases_opened",
        _("Cases opened"),
        _CASES,
        _("Cases of people on the way to an enterprise, by the day on which they were opened."),
        _cases(lambda found: found.opened),
        _opened_behind,
        is_of_people=True,
    )
)
register(
    Measure(
        "consultations.cases_closed",
        _("Cases closed"),
        _CASES,
        _("Cases that came to their end and stayed closed, however they ended."),
        _cases(lambda found: found.closed),
        _closed_behind,
        is_of_people=True,
    )
)
register(
    Measure(
        "consultations.enterprises_started",
        _("Enterprises started"),
        pgettext_lazy("unit", "enterprises"),
        _("Cases that reached “Operating” or were closed as “Started an enterprise”; one enterprise once."),
        _started,
        _started_behind,
    )
)
register(
    Measure(
        "consultations.jobs_created",
        _("Jobs created"),
        pgettext_lazy("unit", "jobs"),
        _("Jobs that the cases led to, counted on a day of this period."),
        _jobs,
        _jobs_behind,
    )
)
