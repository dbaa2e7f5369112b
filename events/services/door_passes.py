"""Passes by which volunteers open the page of the door without an account."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from events import rules
from events.choices import EventState
from events.door_codes import kept_secrets, secret_of
from events.errors import ChangeRefused
from events.models import DoorPass, Event
from events.services.places import locked_event

# What waited on a phone without a net can still be sent after the last day of a pass.
LATE: Final = timedelta(days=1)
# Days before and after an event on which halls are set up and cleared.
_ROUND_ABOUT: Final = timedelta(days=14)
# To the minute is enough to see which phone works; each use would be a write.
_USED_EVERY: Final = timedelta(minutes=1)


@transaction.atomic
def make_pass(
    *,
    event: Event,
    label: str,
    submission: uuid.UUID,
    by: User,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> tuple[DoorPass, str]:
    """Make a pass for a door or a volunteer and return it with its code, which is kept nowhere.

    Valid for the days of the event unless told otherwise (aware moments). The same form (`submission`) sent again
    returns the same pass and code. Raises ValidationError by field, and ChangeRefused when the event is off or over.
    """
    code = secret_of(submission)
    current = locked_event(event)
    made = DoorPass.objects.filter(event=event, secret__in=kept_secrets(code)).first()
    if made is not None:
        return made, code
    _refuse_without_door(current)
    first, last = rules.door_days(current)
    made = DoorPass(
        event=current,
        label=" ".join(label.split()),
        secret=kept_secrets(code)[0],
        valid_from=valid_from or first,
        valid_until=valid_until or last,
        made_by=by,
    )
    made.full_clean(exclude=["event"])
    _refuse_other_days(made, first, last)
    made.save()
    return made, code


@transaction.atomic
def renew_pass(*, door: DoorPass, submission: uuid.UUID, by: User) -> tuple[DoorPass, str]:
    """Give a pass a new code and return both; the old code opens nothing from now on.

    The same form sent again returns the same code. Raises ChangeRefused for a pass that was taken back or is over.
    """
    code = secret_of(submission)
    _refuse_without_door(locked_event(door.event))
    found = DoorPass.objects.select_for_update(of=("self",)).select_related("event").get(pk=door.pk)
    if found.secret in kept_secrets(code):
        return found, code
    if found.revoked_at is not None or found.valid_until <= timezone.now():
        raise ChangeRefused(_("This pass is no longer valid. Make a new one."))
    found.secret, found.made_at, found.made_by = kept_secrets(code)[0], timezone.now(), by
    found.save(update_fields=["secret", "made_at", "made_by"])
    return found, code


@transaction.atomic
def change_pass(*, door: DoorPass, label: str, valid_from: datetime, valid_until: datetime) -> DoorPass:
    """Write for whom a pass is and how long it is valid (aware moments). Raises ValidationError and ChangeRefused."""
    event = locked_event(door.event)
    found = DoorPass.objects.select_for_update(of=("self",)).get(pk=door.pk)
    if found.revoked_at is not None:
        raise ChangeRefused(_("This pass is no longer valid. Make a new one."))
    found.event, found.label = event, " ".join(label.split())
    found.valid_from, found.valid_until = valid_from, valid_until
    found.full_clean(exclude=["event"])
    _refuse_other_days(found, *rules.door_days(event))
    found.save(update_fields=["label", "valid_from", "valid_until"])
    return found


@transaction.atomic
def revoke_pass(*, door: DoorPass, by: User) -> DoorPass:
    """Take a pass back: from the next request on it opens nothing. Taken back stays so."""
    found = DoorPass.objects.select_for_update().get(pk=door.pk)
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by = timezone.now(), by
        found.save(update_fields=["revoked_at", "revoked_by"])
    return found


def find_pass(*, event: Event, code: str) -> DoorPass | None:
    """Return the pass of the event that a code opens now, else None. Limit how often it is asked.

    The code is looked up by its keyed hash, so the time of the answer tells nothing about how near a guess was.
    """
    found = DoorPass.objects.filter(event=event, secret__in=kept_secrets(code)).first()
    return found if found is not None and opens(found, timezone.now()) else None


def opens(door: DoorPass, moment: datetime) -> bool:
    """Say whether the pass opens the door at a moment (aware); one that was taken back opens nothing."""
    return door.revoked_at is None and door.valid_from <= moment < door.valid_until


def may_still_send(door: DoorPass, now: datetime) -> bool:
    """Say whether what was noted while the pass was valid may still arrive from a phone that had no net."""
    return door.revoked_at is None and door.valid_from <= now < door.valid_until + LATE


def note_use(door: DoorPass) -> None:
    """Note that a phone works with the pass, to the minute."""
    now = timezone.now()
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _USED_EVERY)
    DoorPass.objects.filter(stale, pk=door.pk).update(last_used_at=now)


def _refuse_without_door(event: Event) -> None:
    if event.state != EventState.PUBLISHED:
        raise ChangeRefused(_("A pass can be made for a published event only."))
    if rules.door_days(event)[1] <= timezone.now():
        raise ChangeRefused(_("This event is over."))


def _refuse_other_days(made: DoorPass, first: datetime, last: datetime) -> None:
    if made.valid_from < first - _ROUND_ABOUT or made.valid_until > last + _ROUND_ABOUT:
        raise ValidationError(
            {"valid_until": _("A pass is valid around its event, at most two weeks before and after it.")}
        )
