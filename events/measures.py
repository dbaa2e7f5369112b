"""What indicators can count by themselves of the events: what was held, who came, who exhibited.

Numbers are those of `indicators`; a scope with a grant counts the events that carry it. People noted by name and
people counted at the door may be the same and are never added up.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.carrying import carrying
from center.base.indicators import Number, Text
from center.base.measures import Counted, Dimension, Measure, Part, Scope, register
from entrepreneurs import counted_parts
from entrepreneurs.choices import Sex
from entrepreneurs.counted_parts import AGE, SETTLEMENT, SEX, UNKNOWN, Group, grouped, parts
from entrepreneurs.demographics import AgeBand, PersonSex
from entrepreneurs.small_cells import may_be_shown
from events import attendance, fair_results
from events.attendance import Noted
from events.choices import EventKind
from events.models import Event, ExhibitorApplication, Registration

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from center.models import User

_TENTH: Final = Decimal("0.1")
_PEOPLE: Final = pgettext_lazy("unit", "people")
_KIND: Final = Dimension("kind", _("Kind of event"))
_RECORD: Final = Dimension("record", _("Record of the person"))
# What a volunteer sees at the door, in the words of what people say of themselves.
_SEEN: Final = {Sex.WOMEN.value: PersonSex.WOMAN.value, Sex.MEN.value: PersonSex.MAN.value}


def _held(scope: Scope) -> "QuerySet[Event]":
    return carrying(Event.objects.held(scope.first, scope.last), scope.grant)


def _events(scope: Scope) -> Counted:
    kinds = dict(_held(scope).order_by().values_list("kind").annotate(n=Count("pk")))
    return Counted(
        sum(kinds.values()),
        parts=tuple(
            Part(_KIND.code, kind.value, kind.label, kinds[kind]) for kind in EventKind if kinds.get(kind)
        ),
    )


def _fairs(scope: Scope) -> Counted:
    return Counted(_held(scope).filter(kind=EventKind.FAIR).count())


# --- Who was noted by name ---


def _by_people(figure: Callable[[Sequence[Noted]], Number]) -> Callable[[Scope], Counted]:
    def count(scope: Scope) -> Counted:
        people, outside = attendance.noted_with_others(scope.first, scope.last, scope.grant)
        homes = [each.settlement for line in (people, *outside) for each in line]
        facts: list[tuple[Dimension, Callable[[Noted], Any], dict[Any, Text]]] = [
            (SEX, lambda each: each.sex, counted_parts.sexes()),
            (AGE, lambda each: each.band, counted_parts.ages()),
            (SETTLEMENT, lambda each: each.settlement, counted_parts.settlements(homes)),
            (
                _RECORD,
                lambda each: each.person is not None and "linked",
                {"linked": _("Persons of our records")},
            ),
        ]
        found: tuple[Part, ...] = ()
        for dimension, fact, labels in facts:
            groups = grouped(people, fact, labels, figure, *outside)
            found += parts(dimension, [_unlinked(dimension, group) for group in groups])
        if all(may_be_shown(len(line), len(line)) for line in (people, *outside)):
            return Counted(figure(people), parts=found)
        return Counted(None, parts=_withheld(found))

    return count


def _unlinked(dimension: Dimension, group: Group) -> Group:
    """Name what is not known of records: that there is none."""
    if dimension is not _RECORD or group.key != UNKNOWN:
        return group
    return Group(
        "unlinked", _("People of registrations without a record"), group.people, group.value, group.outside
    )


def _withheld(found: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(Part(part.dimension, part.key, part.label, None) for part in found)


# --- Who was counted without a name ---


def _counted(scope: Scope) -> Counted:
    found: tuple[Part, ...] = ()
    wholes: list[int] = []
    for dimension, field, labels, words in (
        (SEX, "sex", counted_parts.sexes(), _SEEN),
        (AGE, "age_band", counted_parts.ages(), dict(zip(AgeBand.values, AgeBand.values, strict=True))),
    ):
        everybody = attendance.counts_by(field, scope.first, scope.last)
        mine = everybody
        if scope.grant is not None:
            mine = attendance.counts_by(field, scope.first, scope.last, scope.grant)
        groups = _groups(mine, everybody, labels, words, with_others=scope.grant is not None)
        found += parts(dimension, groups)
        wholes = [sum(mine.values()), sum(everybody.values()) - sum(mine.values())]
    if all(may_be_shown(whole, whole) for whole in wholes):
        return Counted(wholes[0], parts=found)
    return Counted(None, parts=_withheld(found))


def _groups(
    mine: Mapping[Any, int],
    everybody: Mapping[Any, int],
    labels: Mapping[Any, Text],
    words: Mapping[str, str],
    *,
    with_others: bool,
) -> list[Group]:
    """Return the strokes by what a volunteer saw; `words` lead from that to the keys of `labels`."""
    groups = []
    # Nobody is seen to be neither of the two.
    known = {key: label for key, label in labels.items() if key in words.values()}
    for key, label in {**known, UNKNOWN: _("Not known")}.items():
        number = sum(count for seen, count in mine.items() if words.get(seen, UNKNOWN) == key)
        rest = sum(count for seen, count in everybody.items() if words.get(seen, UNKNOWN) == key) - number
        groups.append(Group(str(key), label, number, number, (rest,) if with_others else ()))
    return groups


# --- Who exhibited: enterprises, whose presence everybody saw ---


def _exhibitors(scope: Scope) -> Counted:
    return Counted(fair_results.exhibitors(_held(scope)).count())


def _first_timers(scope: Scope) -> Counted:
    return Counted(fair_results.first_timers(_held(scope)))


def _share_of_first_timers(scope: Scope) -> Counted:
    held = _held(scope)
    enterprises = fair_results.exhibitors(held).values("enterprise").distinct().count()
    new = fair_results.first_timers(held)
    if not enterprises:
        return Counted(None, 0, 0)
    return Counted((Decimal(100 * new) / enterprises).quantize(_TENTH, ROUND_HALF_UP), new, enterprises)


# --- The records behind them, for those whose role opens them ---


def _events_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    return [_held(scope) if user.has_perm("events.view_event") else Event.objects.none()]


def _fairs_behind(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    return [found.filter(kind=EventKind.FAIR) for found in _events_behind(scope, user)]


def _who_came(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    if not user.has_perm("events.view_registration"):
        return [Registration.objects.none()]
    arrivals = attendance.arrivals(scope.first, scope.last, scope.grant)
    return [Registration.objects.filter(pk__in=arrivals.values("registration"))]


def _counted_at(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    if not user.has_perm("events.view_event"):
        return [Event.objects.none()]
    strokes = attendance.strokes(scope.first, scope.last, scope.grant)
    return [Event.objects.filter(pk__in=strokes.values("event"))]


def _who_exhibited(scope: Scope, user: "User") -> "list[QuerySet[Any]]":
    if not user.has_perm("events.view_exhibitorapplication"):
        return [ExhibitorApplication.objects.none()]
    return [fair_results.exhibitors(_held(scope))]


register(
    Measure(
        "events.events_held",
        _("Events held"),
        pgettext_lazy("unit", "events"),
        _("Published events that ended in this period."),
        _events,
        _events_behind,
        (_KIND,),
    )
)
register(
    Measure(
        "events.people_noted",
        _("Visitors noted by registration"),
        _PEOPLE,
        _(
            "People noted at the door by name: persons of our records once for all events, people of other"
            " registrations once for each event."
        ),
        _by_people(len),
        _who_came,
        (_RECORD, SEX, AGE, SETTLEMENT),
        is_of_people=True,
        adds_up=False,
    )
)
register(
    Measure(
        "events.attendances",
        _("Attendances noted by registration"),
        pgettext_lazy("unit", "attendances"),
        _("The people noted at the door by name, each once for a day of an event."),
        _by_people(lambda people: sum(each.attendances for each in people)),
        _who_came,
        (_RECORD, SEX, AGE, SETTLEMENT),
        is_of_people=True,
    )
)
register(
    Measure(
        "events.counted_visitors",
        _("Visitors counted at the door"),
        _PEOPLE,
        _("Without a name. They may be the same people as those noted; the two are not added up."),
        _counted,
        _counted_at,
        (SEX, AGE),
        is_of_people=True,
    )
)
register(
    Measure(
        "events.fairs",
        _("Mini-fairs held"),
        pgettext_lazy("unit", "fairs"),
        _("Published fairs that ended in this period."),
        _fairs,
        _fairs_behind,
    )
)
register(
    Measure(
        "events.exhibitors",
        _("Exhibitors at fairs"),
        pgettext_lazy("unit", "exhibitors"),
        _("Each enterprise once for each fair."),
        _exhibitors,
        _who_exhibited,
    )
)
register(
    Measure(
        "events.first_time_exhibitors",
        _("Exhibitors for the first time"),
        pgettext_lazy("unit", "enterprises"),
        _("Enterprises that had been at no fair before."),
        _first_timers,
        _who_exhibited,
    )
)
register(
    Measure(
        "events.share_of_first_time_exhibitors",
        _("Share of enterprises that exhibited for the first time"),
        pgettext_lazy("unit", "percent"),
        _("Enterprises that had been at no fair before, among all that exhibited; each once."),
        _share_of_first_timers,
        _who_exhibited,
        is_share=True,
        adds_up=False,
    )
)
