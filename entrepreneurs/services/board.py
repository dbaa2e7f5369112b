"""The members' board: write, look through, join, leave, take off."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.scripts import typed_to_cyrillic
from center.emails import Letter
from center.models import User
from center.services import queue_letter
from entrepreneurs.choices import ActionState
from entrepreneurs.emails import board as emails
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Enterprise, Entrepreneur, Joining, JointAction, Membership
from entrepreneurs.services.proposals import editors

LONGEST = timedelta(days=180)


def put_on_board(
    *,
    kind: str,
    enterprise: Enterprise,
    author: Entrepreneur,
    title: str,
    text: str,
    last_day: date,
    submission: uuid.UUID,
) -> JointAction:
    """Keep what a member writes; staff look at it before others see it. The same form again returns the first.

    Raises ValidationError by field, and ChangeRefused when the author does not belong to the enterprise.
    """
    existing = JointAction.objects.filter(submission=submission).first()
    if existing is not None:
        return existing
    _must_belong(author, enterprise)
    action = JointAction(
        kind=kind,
        enterprise=enterprise,
        author=author,
        title=title,
        text=text,
        last_day=_fit(last_day),
        submission=submission,
    )
    action.full_clean()
    try:
        with transaction.atomic():
            action.save()
    except IntegrityError:
        # The same form, a moment earlier.
        return JointAction.objects.get(submission=submission)
    return action


@transaction.atomic
def rewrite(
    *, action: JointAction, author: Entrepreneur, title: str, text: str, last_day: date
) -> JointAction:
    """Change what was written; it waits for staff again. Raises ChangeRefused when it is off the board."""
    locked = _lock(action)
    _must_belong(author, locked.enterprise)
    if locked.state == ActionState.CLOSED:
        raise ChangeRefused(_("This was taken off the board. Write a new one, please."))
    locked.title, locked.text, locked.last_day = title, text, _fit(last_day)
    locked.state = ActionState.WAITING
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def approve_action(*, action: JointAction, by: User) -> JointAction:
    """Put it on the board and tell the author; what is there already stays.

    Raises ChangeRefused when its author changed the words of `action` meanwhile: nobody has looked at those.
    """
    locked = _lock(action)
    if locked.state == ActionState.OPEN:
        return locked
    if (locked.title, locked.text) != (action.title, action.text):
        raise ChangeRefused(_("This was changed while you were reading. Please read it again."))
    _decide(locked, ActionState.OPEN, by)
    _tell(locked, "action_on_board", lambda person: emails.action_on_board(locked, person))
    return locked


@transaction.atomic
def return_action(*, action: JointAction, by: User, message: str) -> JointAction:
    """Give it back with a message in the author's words and script. Raises ChangeRefused, ValidationError."""
    locked = _lock(action)
    if locked.state == ActionState.RETURNED:
        return locked
    if not message.strip():
        raise ValidationError(_("Write to the author what to change."))
    english = locked.author.language.startswith("en")
    locked.message = (message if english else typed_to_cyrillic(message)).strip()[:300]
    _decide(locked, ActionState.RETURNED, by)
    _tell(locked, "action_returned", lambda person: emails.action_returned(locked, person))
    return locked


@transaction.atomic
def take_off(
    *, action: JointAction, by: User | None = None, author: Entrepreneur | None = None
) -> JointAction:
    """Take it off the board for good: staff (`by`) or a member of its enterprise. Twice changes nothing."""
    locked = _lock(action)
    if author is not None:
        _must_belong(author, locked.enterprise)
    if locked.state != ActionState.CLOSED:
        if by is not None:
            locked.decided_at, locked.decided_by = timezone.now(), by
        locked.state = ActionState.CLOSED
        locked.save()
    return locked


@transaction.atomic
def join(*, action: JointAction, enterprise: Enterprise, person: Entrepreneur, words: str = "") -> Joining:
    """Join on behalf of an enterprise and tell the author; joining again changes the words.

    Raises ChangeRefused for one's own, for what is not on the board today, and for a person from elsewhere.
    """
    locked = _lock(action)
    _must_belong(person, enterprise)
    if locked.enterprise_id == enterprise.pk:
        raise ChangeRefused(_("This is from your own enterprise."))
    if not locked.is_open:
        raise ChangeRefused(_("This is no longer on the board."))
    found = Joining.objects.filter(action=locked, enterprise=enterprise, left_at__isnull=True).first()
    joining = found or Joining(action=locked, enterprise=enterprise)
    joining.person, joining.words = person, words
    joining.full_clean()
    joining.save()
    if found is None:
        _tell(locked, "somebody_joined", lambda person: emails.somebody_joined(joining, person))
    return joining


@transaction.atomic
def leave(*, joining: Joining, person: Entrepreneur) -> Joining:
    """Take part no longer; twice changes nothing. Raises ChangeRefused for a person from elsewhere."""
    _lock(joining.action)  # as `join` does, which may be changing the words of the same row
    locked = Joining.objects.select_for_update().get(pk=joining.pk)
    _must_belong(person, locked.enterprise)
    if locked.left_at is None:
        locked.left_at = timezone.now()
        locked.save(update_fields=["left_at"])
    return locked


def _lock(action: JointAction) -> JointAction:
    return JointAction.objects.select_for_update().get(pk=action.pk)


def belong(person: Entrepreneur, enterprise: Enterprise) -> bool:
    """Say whether a person belongs to an enterprise today."""
    return Membership.objects.current().filter(person=person, enterprise=enterprise).exists()


def _must_belong(person: Entrepreneur, enterprise: Enterprise) -> None:
    if not belong(person, enterprise):
        raise ChangeRefused(_("Only members of the enterprise can do this."))


def _fit(day: date) -> date:
    today = timezone.localdate()
    if not today <= day <= today + LONGEST:
        raise ValidationError(
            {"last_day": _("Choose a day between today and half a year from now.")}, code="last_day"
        )
    return day


def _decide(action: JointAction, state: ActionState, by: User) -> None:
    if action.state != ActionState.WAITING:
        raise ChangeRefused(_("Nothing waits here any more; somebody decided meanwhile."))
    action.state, action.decided_at, action.decided_by = state, timezone.now(), by
    action.save()


def _tell(action: JointAction, name: str, letter: Callable[[Entrepreneur], Letter]) -> None:
    """Queue a letter to the author; who has no address reads it on the board.

    An author who left the enterprise learns nothing more of it: those who edit its profile get the letter then.
    """
    stayed = belong(action.author, action.enterprise)
    people = [action.author] if stayed else [member.person for member in editors(action.enterprise)]
    for email, person in {person.email.lower(): person for person in people if person.email}.items():
        queue_letter(letter(person), kind=f"entrepreneurs/{name}", to=email)
