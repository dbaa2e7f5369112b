"""What the consultations do before a person is erased: cancel what is to come, say what people must settle first."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from center.base.erasure_log.verbs import register
from center.base.personal_data import Subject
from center.base.personal_data.erasing import Step, Text, before_erasure
from consultations import services
from consultations.choices import LIVE_STATES, OPEN_PLACE_STATES, CallOutcome, PlaceState
from consultations.models import BusyCalendar, Call, Case, CaseDocument, Consultation, Participation
from consultations.services.busy_calendars import CALENDAR_ENDED, end_calendar
from consultations.services.case_documents import REMOVED
from consultations.services.participations import cancel_place


def _obstacles(subject: Subject) -> list[Text]:
    """Name what has begun and has no outcome, and open cases: both are figures that only people can decide."""
    now = timezone.now()
    begun = Consultation.objects.filter(
        entrepreneur__in=subject.persons, state__in=LIVE_STATES, starts_at__lte=now
    ).order_by("starts_at")
    places = Participation.objects.filter(
        entrepreneur__in=subject.persons, state=PlaceState.SIGNED_UP, session__starts_at__lte=now
    ).select_related("session")
    cases = Case.objects.open().filter(person__in=subject.persons).order_by("pk")
    return [
        *(
            _("Enter first whether the visit of %(moment)s took place.") % {"moment": _moment(each)}
            for each in begun
        ),
        *(
            _("Enter first whether the person came to the group session of %(moment)s.")
            % {"moment": _moment(each.session)}
            for each in places
        ),
        *(
            _("Close the case %(number)s first, with its outcome.") % {"number": each.number}
            for each in cases
        ),
    ]


def _prepare(subject: Subject, by: Any) -> None:
    """Cancel visits and places that are to come, close calls, and remove documents."""
    visits = Consultation.objects.filter(entrepreneur__in=subject.persons, state__in=LIVE_STATES)
    for visit in visits.order_by("pk"):
        services.cancel(consultation=visit, by=by, reason=_("The person asked to be erased."))
    places = Participation.objects.filter(entrepreneur__in=subject.persons, state__in=OPEN_PLACE_STATES)
    for place in places.order_by("session_id", "pk"):
        cancel_place(participation=place, by=by)
    theirs = Q(consultation__entrepreneur__in=subject.persons) | Q(
        participation__entrepreneur__in=subject.persons
    )
    # Whoever was to be called is not to be found any more.
    Call.objects.filter(theirs, outcome="").update(outcome=CallOutcome.NOT_NEEDED, closed_at=timezone.now())
    for document in CaseDocument.objects.filter(case__person__in=subject.persons, removed_at__isnull=True):
        services.remove_document(document=document, reason=_("The person asked to be erased."), by=by)


def _moment(row: Any) -> str:
    return date_format(timezone.localtime(row.starts_at), "SHORT_DATETIME_FORMAT")


def _remove_documents(ids: Sequence[int], by: Any) -> int:
    """Do again after a restore what was removed since the backup."""
    rows = list(CaseDocument.objects.filter(pk__in=ids, removed_at__isnull=True).order_by("pk"))
    for document in rows:
        services.remove_document(
            document=document, reason=_("Removed before the restore of a backup."), by=by
        )
    return len(rows)


def _end_calendars(ids: Sequence[int], by: Any) -> int:
    rows = [each for each in BusyCalendar.objects.filter(pk__in=ids).order_by("pk") if each.is_open]
    for calendar in rows:
        end_calendar(calendar=calendar, by=by)
    return len(rows)


before_erasure(Step(_obstacles, _prepare))
register(REMOVED, _remove_documents)
register(CALENDAR_ENDED, _end_calendars)
