"""What the page of an event says, in a few small queries: while none of it changes, the kept page is still true.

What is left out may be a minute old on that page (`kept_pages`): the words about pictures and files, other editions,
figures of a finished event, and whether a profile that a name leads to is public.
"""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Model, Q, Sum

from events import fair_rules, rules
from events.choices import EventKind, PictureState
from events.models import Event, FairPlan, StandAssignment
from events.standing import standing
from events.views.programme_parts import is_news, public_release

_READY = Q(state=PictureState.READY)


def facts_of(event: Any, now: datetime) -> tuple[object, ...]:
    """Return the facts of the page of an event, which was fetched with details and counts, at a moment (aware).

    Those of its fair are `fair_facts`.
    """
    return (
        row_of(event),
        row_of(event.venue),
        row_of(event.venue.settlement if event.venue else None),
        standing(event, now),
        event.ends_at <= now,
        rules.feedback_is_open(event, now),
        _programme(event),
        tuple(event.pictures.aggregate(Count("pk"), Max("pk"), ready=Count("pk", filter=_READY)).items()),
        tuple(event.downloads.aggregate(Count("pk"), Max("pk")).items()),
    )


def row_of(record: Model | None) -> tuple[object, ...]:
    """Return all that is stored of a record."""
    if record is None:
        return ()
    return tuple(getattr(record, field.attname) for field in record._meta.concrete_fields)


def fair_facts(event: Event, now: datetime) -> tuple[object, ...]:
    """Return what the pages of a fair say of its exhibitors, stands and plan at a moment (aware). Three queries.

    Nothing for an event that is no fair.
    """
    if event.kind != EventKind.FAIR:
        return ()
    accepted = event.applications.accepted()
    return (
        fair_rules.applications_are_open(event, now),
        FairPlan.objects.filter(event=event)
        .values_list("version", "is_public", "note_sr", "note_en")
        .first(),
        # Rows are only made and deleted, so their number and the last one tell of every change.
        tuple(
            StandAssignment.objects.filter(application__event=event).aggregate(Count("pk"), Max("pk")).items()
        ),
        tuple(accepted.aggregate(Count("pk"), Max("pk"), Sum("version")).items()),
    )


def _programme(event: Event) -> tuple[object, ...] | None:
    release = public_release(event.pk)
    return None if release is None else (release.digest, release.number, is_news(release))
