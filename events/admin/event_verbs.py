"""What staff can do with an event."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.admin_verbs import Verb, through
from center.models import User
from events import rules
from events.admin.event_form import NewDateForm, RepeatForm
from events.choices import EventState
from events.models import Event
from events.services import events

_NEEDS = "events.publish_event"


def _new_date(event: Event, user: User, clean: dict[str, Any]) -> object:
    return events.set_new_date(event=event, by=user, starts_at=clean["starts_at"], ends_at=clean["ends_at"])


def _repeat(event: Event, user: User, clean: dict[str, Any]) -> object:
    starts = events.weekly(event.starts_at, clean["times"], every=clean["every"])
    return events.repeat_event(event=event, starts=starts, by=user)


def _is_to_come(event: Event) -> bool:
    return not rules.is_over(event, timezone.now())


VERBS = (
    Verb(
        "publish",
        _("Publish"),
        through(events.publish_event, "event"),
        lambda event: event.state == EventState.DRAFT and _is_to_come(event),
        kind="primary",
        told=_("People can see it and register"),
        needs=_NEEDS,
    ),
    Verb(
        "finish",
        _("Took place"),
        through(events.finish_event, "event"),
        lambda event: event.state == EventState.PUBLISHED and not _is_to_come(event),
        kind="primary",
        told=_("It is noted that the event took place"),
        needs=_NEEDS,
    ),
    Verb(
        "new_date",
        _("Set the new date"),
        _new_date,
        lambda event: event.state == EventState.POSTPONED,
        kind="primary",
        told=_("The event has its new date"),
        form=lambda _event, _user, data: NewDateForm(data),
        warning=_("Everybody on the list with an email address gets an email; others must be called."),
        needs=_NEEDS,
    ),
    Verb(
        "repeat",
        _("Hold it again"),
        _repeat,
        lambda event: event.state != EventState.CANCELLED,
        told=_("The drafts are in the list of events"),
        form=lambda _event, _user, data: RepeatForm(data),
    ),
    Verb(
        "postpone",
        _("Postpone"),
        through(events.postpone_event, "event", with_reason=True),
        lambda event: event.state == EventState.PUBLISHED and _is_to_come(event),
        told=_("The event is postponed"),
        asks=_("Reason (everybody can read it; may stay empty)"),
        warning=_(
            "For a day that is not known yet. Registrations stay. Everybody on the list with an email address gets an"
            " email; others must be called."
        ),
        needs=_NEEDS,
    ),
    Verb(
        "cancel",
        _("Cancel the event"),
        through(events.cancel_event, "event", with_reason=True),
        lambda event: event.state in {EventState.PUBLISHED, EventState.POSTPONED} and _is_to_come(event),
        kind="danger",
        told=_("The event is cancelled"),
        asks=_("Reason (everybody can read it; may stay empty)"),
        warning=_(
            "This cannot be taken back. All registrations end. Everybody on the list with an email address gets an"
            " email; others must be called."
        ),
        needs=_NEEDS,
    ),
    Verb(
        "reopen",
        _("Correct the results"),
        through(events.reopen_event, "event"),
        lambda event: event.state == EventState.ARCHIVED,
        told=_("The event can be changed again"),
        needs=_NEEDS,
    ),
)
