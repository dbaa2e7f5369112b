"""An embargo that is moved after media have the release: everybody who got it is told, once for each move.

The release is locked while that happens, so two colleagues who move it at once follow one another.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.choices import MailState
from center.choices.press import PressState
from center.models import EmbargoMove, PressDelivery, PressNotice, PressRelease, User
from center.refusals import ServiceRefused
from center.services.press.letters import is_public, queue_notice, queue_release, take_back_mails


@dataclass(frozen=True)
class Readers:
    """Who has a release: `told` get a letter when its embargo is moved; `silent` asked for no more letters."""

    told: list[PressDelivery]
    silent: list[PressDelivery]


def readers(release: PressRelease) -> Readers:
    """Return who got the release, or is being sent it: each by their delivery. One query."""
    found = Readers([], [])
    for delivery in release.deliveries.with_details().order_by("pk"):
        # Who was erased has no address any more; whose letter failed has nothing to be told about.
        if delivery.address and delivery.mail.state != MailState.FAILED:
            (found.told if _wants_letters(delivery) else found.silent).append(delivery)
    return found


@transaction.atomic
def move_embargo(*, release: PressRelease, until: datetime | None, by: User) -> PressRelease:
    """Move the embargo of an approved release (aware; None ends it now), and tell who has it.

    To the moment that it has already changes nothing. A letter with the release that still waits is written anew
    instead. Raises ServiceRefused for what is not approved or public already, and for a past moment: a year that was
    mistyped would publish for good.
    """
    current = locked_release(release)
    if current.state != PressState.APPROVED:
        raise ServiceRefused(_("Approve the press release first; of a draft the embargo is simply changed."))
    if current.embargo_until == until:
        return current
    if is_public(current, timezone.now()):
        raise ServiceRefused(
            _("Everybody can read this press release already, so the embargo stays as it was.")
        )
    if until is not None and until <= timezone.now():
        raise ServiceRefused(
            _("This moment has passed already. Leave the field empty to end the embargo now.")
        )
    before, current.embargo_until = current.embargo_until, until
    current.public_from = public_from(current)
    current.changed_at = timezone.now()
    current.full_clean()
    current.save()
    note_move(current, before, by)
    tell(current)
    return current


def note_move(release: PressRelease, before: datetime | None, by: User) -> None:
    """Note that the embargo of a locked release is another one now; of what nobody has there is nothing to note."""
    if release.embargo_until != before and release.deliveries.exists():
        move = EmbargoMove(release=release, before=before, after=release.embargo_until, moved_by=by)
        move.full_clean()
        move.save()


def tell(release: PressRelease) -> list[PressNotice]:
    """Write to everybody who has a locked, approved release about the moves that they were not told of yet."""
    untold = list(release.embargo_moves.filter(told_at=None).order_by("pk"))
    if not untold:
        return []
    now, before, move = timezone.now(), untold[0].before, untold[-1]
    release.embargo_moves.filter(told_at=None).update(told_at=now)
    # What was moved in a draft and back again is no news.
    if before == release.embargo_until:
        return []
    told = []
    for delivery in readers(release).told:
        delivery.release = release
        earlier = PressNotice.objects.filter(delivery=delivery)
        # An earlier letter about a move that still waits is wrong by now.
        take_back_mails(earlier.filter(mail__state=MailState.QUEUED).values("mail"))
        if delivery.mail.state == MailState.QUEUED and take_back_mails([delivery.mail_id]):
            delivery.mail = queue_release(delivery)
            delivery.save(update_fields=["mail"])
        else:
            told.append(queue_notice(delivery, move, before))
    return told


def locked_release(release: PressRelease) -> PressRelease:
    """Return the release as it is now, locked until the end of the transaction."""
    return PressRelease.objects.select_for_update(of=("self",)).get(pk=release.pk)


def public_from(release: PressRelease) -> datetime:
    """Return from when everybody may read an approved release."""
    assert release.approved_at is not None
    return max(release.approved_at, release.embargo_until or release.approved_at)


def refuse_move(release: PressRelease) -> None:
    """Raise ValidationError for a new embargo of an approved release that did not come by `move_embargo`."""
    words = (
        _("Everybody can read this press release already, so the embargo stays as it was.")
        if is_public(release, timezone.now())
        else _("It is approved: move the embargo by the button for it, which tells the media that have it.")
    )
    raise ValidationError({"embargo_until": words})


def _wants_letters(delivery: PressDelivery) -> bool:
    record = delivery.journalist or delivery.outlet
    return record is not None and record.left_at is None
