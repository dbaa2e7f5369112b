"""Erasing a person on their demand (Law on Personal Data Protection, art. 30): names go, figures stay."""

from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center.audit import record_access
from center.base import erasure_notes
from center.base.personal_data import Subject, erasing
from center.models import User
from center.services.accounts import erase_account
from entrepreneurs.choices import ActionState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Consent, Entrepreneur, Joining, JointAction, Membership
from entrepreneurs.services.consents import withdraw_consent
from entrepreneurs.services.own_data import subject_of
from entrepreneurs.services.people import end_membership

_PURPOSE = "erasure"
# In the log of erasures.
PERSON = "person"


@dataclass(frozen=True)
class Erased:
    """What was done: rows that were emptied or deleted, by the label of their model. No personal data."""

    person: Entrepreneur
    rows: dict[str, int]


def preview_erasure(person: Entrepreneur) -> erasing.Preview:
    """Return what erasing a person would do now: what goes, what stays and why, what stands in the way."""
    return erasing.preview(subject_of(person))


@transaction.atomic
def erase_person(*, person: Entrepreneur, by: User, seen: str = "") -> Erased:
    """Erase everything that names a person, with its history and its files; figures stay. All of it or nothing.

    Visits and places to come are cancelled, consents withdrawn, memberships ended, logins that are the person's alone
    closed. `seen` is the mark of the preview that somebody read: if the records have changed since, it is refused. A
    person who was erased stays so, without another change. Raises ChangeRefused.
    """
    # The person before visits and calendars, as everybody does; merged records in ascending order.
    subject = subject_of(person)
    rows = Entrepreneur.objects.select_for_update(of=("self",)).filter(pk__in=subject.persons).order_by("pk")
    locked = {row.pk: row for row in rows}
    if all(row.erased_at is not None for row in locked.values()):
        return Erased(locked[person.pk], {})
    # A merge or a booking may have come in between; nobody hangs anything on the person from here on.
    subject = subject_of(person)
    now = erasing.preview(subject)
    if now.obstacles:
        raise ChangeRefused(" ".join(now.obstacles))
    if seen and seen != now.mark:
        raise ChangeRefused(_("This was changed while you were reading. Please read it again."))
    erasure_notes.note(PERSON, Entrepreneur, subject.persons, actor=by.pk)
    with pghistory.context(verb=_PURPOSE):
        erasing.prepare(subject, by)
        _end_what_is_in_force(subject, by)
        done = erasing.erase_rows(subject, purpose=_PURPOSE)
        for user in User.objects.filter(pk__in=subject.logins, is_staff=False).order_by("pk"):
            erase_account(user=user)
    record_access(user=by, obj=person, purpose=gettext_noop("erased on demand"))
    return Erased(Entrepreneur.objects.get(pk=person.pk), done)


def _end_what_is_in_force(subject: Subject, by: User) -> None:
    """End what the person is in enterprises, take their words off the board, withdraw what they agreed to."""
    # To be counted they agreed apart, and nothing names them in it.
    consents = Consent.objects.in_force().filter(person__in=subject.persons, demographics__isnull=True)
    for consent in consents.order_by("enterprise", "pk"):
        withdraw_consent(consent=consent, by=by)
    for member in (
        Membership.objects.current().filter(person__in=subject.persons).order_by("enterprise", "pk")
    ):
        end_membership(membership=member, by=by)
    JointAction.objects.filter(author__in=subject.persons).exclude(state=ActionState.CLOSED).update(
        state=ActionState.CLOSED
    )
    Joining.objects.filter(person__in=subject.persons, left_at__isnull=True).update(left_at=timezone.now())
