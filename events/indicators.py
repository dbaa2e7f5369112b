"""What the events tell the grant report: what was held, who came, who exhibited, and how it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Avg, Count
from django.utils.translation import gettext as _

from center.base.carrying import Wanted, carrying
from center.base.indicators import Breakdown, Figure, Number, Period, Section, register
from entrepreneurs.choices import Sex
from entrepreneurs.demographics import AgeBand
from entrepreneurs.small_cells import FEWEST_PEOPLE
from events import attendance, fair_results
from events.attendance import Row
from events.choices import EventKind, HeadKind
from events.models import Event, Feedback
from events.results import tenths

_UNKNOWN: Final = {""}


@register
def events_held(period: Period) -> Section:
    """Tell what was held and who came: people noted by name apart from people counted, never added up."""
    scope = (period.first, period.last, period.grant)
    whole = _people_of(period.first, period.last)
    mine = whole if period.grant is None else _people_of(*scope)
    others = mine.others(whole)
    held = carrying(Event.objects.held(period.first, period.last), period.grant)
    kinds = dict(held.order_by().values_list("kind").annotate(n=Count("pk")))
    fairs = fair_results.results(held)
    said = Feedback.objects.filter(event__in=held).aggregate(answers=Count("pk"), score=Avg("score"))
    return Section(
        title=_("Events"),
        figures=[
            Figure(_("Events held"), sum(kinds.values()), _("Published events that ended in this period.")),
            Figure(
                _("Visitors noted by registration"),
                _people(mine.noted, others.noted),
                _("People of registrations who were noted at the door, each once for an event."),
            ),
            Figure(
                _("Attendances noted by registration"),
                mine.attendances if _are_told(mine.noted, others.noted) else None,
                _("The same people, each once for a day."),
            ),
            Figure(
                _("Different persons of our records"),
                _people(mine.known, others.known) if _are_told(mine.noted, others.noted) else None,
                _("Registrations that are linked to a person, each person once for all events."),
            ),
            Figure(
                _("Visitors counted at the door"),
                _people(mine.counted, others.counted),
                _("Without a name. They may be the same people as those noted; the two are not added up."),
            ),
            Figure(_("Exhibitors at fairs"), fairs.exhibitors, _("Each enterprise once for each fair.")),
            Figure(
                _("of them for the first time"),
                fairs.first_timers,
                _("Enterprises that had been at no fair before."),
            ),
            Figure(
                _("Answers to “How was it?”"),
                _people(said["answers"]),
                _("The short form after an event, without a name."),
            ),
            Figure(
                _("Average mark, 1 to 5"),
                tenths(said["score"]) if said["answers"] >= FEWEST_PEOPLE else None,
            ),
        ],
        breakdowns=[
            *_kinds(kinds),
            *_table(
                _("Counted visitors by sex"),
                attendance.counted_by_sex(*scope),
                dict(Sex.choices),
            ),
            *_table(
                _("Counted visitors by age"),
                attendance.counted_by_age(*scope),
                dict(AgeBand.choices),
            ),
            *_table(
                _("Persons of our records by sex"),
                attendance.known_by_sex(*scope),
                dict(Sex.choices),
            ),
            *_table(
                _("Persons of our records by age"),
                attendance.known_by_age(*scope),
                dict(AgeBand.choices),
            ),
            *_sales(fairs.sales),
        ],
    )


@dataclass(frozen=True)
class _Came:
    """How many people were noted, as often as they came, known of them, and counted without a name."""

    noted: int
    attendances: int
    known: int
    counted: int

    def others(self, everybody: "_Came") -> "_Came":
        """Return how many more everybody is."""
        return _Came(
            everybody.noted - self.noted,
            everybody.attendances - self.attendances,
            everybody.known - self.known,
            everybody.counted - self.counted,
        )


def _people_of(first: date, last: date, grant: Wanted = None) -> _Came:
    noted = attendance.came(first, last, grant).values()
    strokes = attendance.counted(first, last, grant).values()
    return _Came(
        sum(came.people for came in noted),
        sum(came.attendances for came in noted),
        len(attendance.known_persons(first, last, grant)),
        sum(each.get(HeadKind.VISITOR, 0) for each in strokes),
    )


def _people(count: int, *others: int) -> Number:
    """Return a count of people, withheld from 1 to 4; also where the others of the same days are so few."""
    return count if _are_told(count, *others) else None


def _are_told(*counts: int) -> bool:
    return not any(0 < count < FEWEST_PEOPLE for count in counts)


def _kinds(kinds: dict[str, int]) -> list[Breakdown]:
    rows: list[tuple[Any, tuple[Number, ...]]] = [
        (kind.label, (kinds[kind],)) for kind in EventKind if kinds.get(kind)
    ]
    return [Breakdown(_("Events by kind"), (_("events"),), rows)] if rows else []


def _table(title: str, rows: list[Row], labels: dict[Any, Any]) -> list[Breakdown]:
    if not rows:
        return []
    return [Breakdown(title, (_("people"),), [(_words(row.keys, labels), (row.people,)) for row in rows])]


def _words(keys: Iterable[Any], labels: dict[Any, Any]) -> str:
    names = [str(labels.get(key, key)) if key not in _UNKNOWN else _("Not known") for key in keys]
    return ", ".join(sorted(names))


def _sales(parts: list[fair_results.Part]) -> list[Breakdown]:
    if not parts:
        return []
    rows: list[tuple[Any, tuple[Number, ...]]] = [(part.label, (part.count,)) for part in parts]
    return [Breakdown(_("What exhibitors sold"), (_("exhibitors"),), rows)]
