"""The letters that media get: written for one delivery each, queued, and taken back."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models
from django.utils import timezone

from center.choices import TAKEN_BACK, MailState
from center.choices.press import PressState
from center.emails import Letter
from center.emails import press as letters
from center.models import EmbargoMove, PressDelivery, PressNotice, PressRelease, StoredMail
from center.services.mail import queue_letter
from center.services.press import keys

# The kinds of the letters about releases.
LETTER: Final = "center/press_release"
MOVED: Final = "center/press_embargo"
# A letter about an embargo that could not be sent for so long is not news any more.
_WORTHLESS_AFTER: Final = timedelta(days=7)


def is_public(release: PressRelease, now: datetime) -> bool:
    """Tell whether everybody may read it at this moment; the same rule as `PressReleaseQuerySet.public`."""
    return (
        release.state == PressState.APPROVED
        and release.public_from is not None
        and release.public_from <= now
    )


def queue_release(delivery: PressDelivery) -> StoredMail:
    """Queue the letter with the release, in the language of the delivery."""
    release = delivery.release
    is_held_back = not is_public(release, timezone.now())
    assert release.public_from is not None
    return queue_letter(
        written(delivery),
        kind=LETTER,
        to=delivery.address,
        secret=True,
        expires_at=release.public_from + _WORTHLESS_AFTER if is_held_back else None,
        reply_to=release.contact_email,
        unsubscribe_url=keys.leave_url(delivery),
    )


def written(delivery: PressDelivery) -> Letter:
    """Return the letter of a delivery in its language, with its own links."""
    return letters.press_release(
        release=delivery.release,
        link=keys.release_url(delivery),
        leave_link=keys.leave_url(delivery),
        is_held_back=not is_public(delivery.release, timezone.now()),
        language=delivery.language,
    )


def queue_notice(delivery: PressDelivery, move: EmbargoMove, before: datetime | None) -> PressNotice:
    """Tell who has a release that its embargo, `before` when they heard of it last, was moved."""
    release = delivery.release
    assert release.public_from is not None
    letter = letters.embargo_moved(
        release=release,
        before=before,
        link=keys.release_url(delivery),
        leave_link=keys.leave_url(delivery),
        is_held_back=not is_public(release, timezone.now()),
        language=delivery.language,
    )
    mail = queue_letter(
        letter,
        kind=MOVED,
        to=delivery.address,
        secret=True,
        expires_at=release.public_from + _WORTHLESS_AFTER,
        reply_to=release.contact_email,
        unsubscribe_url=keys.leave_url(delivery),
    )
    return PressNotice.objects.create(move=move, delivery=delivery, mail=mail)


def take_back(deliveries: models.QuerySet[PressDelivery]) -> None:
    """Send none of the letters of these deliveries that still wait, nor one that failed; of notices likewise.

    One that a mail server is being given at this moment is on its way already. The others stay in the list as failed.
    """
    take_back_mails(deliveries.values("mail"))
    take_back_mails(PressNotice.objects.filter(delivery__in=deliveries.values("pk")).values("mail"))


def take_back_mails(pks: Any) -> set[int]:
    """Send none of these mails that still wait, nor one that failed; return which of them were waiting."""
    waiting = set()
    rows = StoredMail.objects.filter(
        pk__in=pks, state__in=[MailState.QUEUED, MailState.FAILED], erased_at=None
    )
    for mail in rows.select_for_update(skip_locked=True, of=("self",)):
        if mail.state == MailState.QUEUED:
            waiting.add(mail.pk)
        mail.state, mail.last_error = MailState.FAILED, TAKEN_BACK
        mail.erase_body()
        mail.save()
    return waiting
