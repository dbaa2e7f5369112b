"""The time that a visit holds: of its advisor, and of the second advisor, interpreter or room that join it."""

from collections.abc import Iterable

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from consultations.errors import ChangeRefused
from consultations.models import Allocation, Consultation
from consultations.spans import Span


def hold(visit: Consultation, resource_id: int, busy: Span) -> Allocation:
    """Hold the time for a visit; the lock of the resource must be taken. The database refuses an overlap."""
    return Allocation.objects.create(resource_id=resource_id, consultation=visit, busy=as_range(busy))


def as_range(span: Span) -> DateTimeTZRange:
    return DateTimeTZRange(span.start, span.end, "[)")


def held_by(visit: Consultation) -> Span:
    """Return the time that the visit takes from its advisor, as it was booked; its topic may have changed since."""
    own = Allocation.objects.get(consultation=visit, resource=visit.advisor.resource_id)
    return Span(own.busy.lower, own.busy.upper)


def companions_of(visit: Consultation) -> list[Allocation]:
    """Return what the visit holds besides its advisor's time."""
    held = Allocation.objects.filter(consultation=visit).exclude(resource=visit.advisor.resource_id)
    return list(held.select_related("resource").order_by("pk"))


def refuse_busy(resources: Iterable[int], busy: Span, *, besides: Consultation) -> None:
    """Raise ChangeRefused, with its name, when another visit holds one of the resources (ids) in this time."""
    taken = (
        Allocation.objects.filter(resource__in=list(resources), live=True, busy__overlap=as_range(busy))
        .exclude(consultation=besides)
        .select_related("resource")
        .first()
    )
    if taken is not None:
        raise ChangeRefused(_("Not free at this time: %(name)s.") % {"name": taken.resource})
