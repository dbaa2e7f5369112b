"""Leaving the newsletter, changing its language, and what becomes of addresses that do not work."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from center.base import erasure_notes
from center.choices import MailState
from center.choices.newsletter import LeavingWay, SubscriberState
from center.models import NewsletterDelivery, StoredMail, Subscriber, User
from center.refusals import ServiceRefused

# In the log of erasures.
LEFT: Final = "newsletter_left"
# So many issues in a row must have been refused for good before an address is given up: one may be our own server's
# bad day.
_IN_A_ROW: Final = 2
_REFUSED: Final = "SMTPRecipientsRefused 5"


@transaction.atomic
def leave(*, subscriber: Subscriber, how: LeavingWay, by: User | None = None) -> Subscriber:
    """Send nothing more to a reader, also of what waits to be sent; twice changes nothing.

    Only a mail that a mail server is being given at this moment still goes out.
    """
    locked = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if locked.state == SubscriberState.LEFT:
        return locked
    erasure_notes.note(LEFT, Subscriber, [locked.pk], actor=by.pk if by else None)
    locked.state = SubscriberState.LEFT
    locked.left_at = timezone.now()
    locked.left_how = how
    locked.left_by = by
    locked.save(update_fields=["state", "left_at", "left_how", "left_by"])
    _withdraw(locked)
    return locked


@transaction.atomic
def change_language(*, subscriber: Subscriber, language: str) -> Subscriber:
    """Send the next issues in another language or script; raises ServiceRefused for who has left."""
    locked = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if locked.state not in {SubscriberState.CONFIRMED, SubscriberState.WAITING}:
        raise ServiceRefused(_("You do not receive the newsletter any more."))
    locked.language = language
    locked.full_clean()
    locked.save(update_fields=["language"])
    return locked


@transaction.atomic
def give_up(*, subscriber: Subscriber) -> Subscriber:
    """Note that an address does not work and send nothing more there; raises ServiceRefused if it is not in use."""
    locked = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if locked.state != SubscriberState.CONFIRMED:
        raise ServiceRefused(_("Nothing is sent to this address."))
    locked.state = SubscriberState.REFUSED
    locked.refused_at = timezone.now()
    locked.save(update_fields=["state", "refused_at"])
    _withdraw(locked)
    return locked


@transaction.atomic
def try_again(*, subscriber: Subscriber) -> Subscriber:
    """Send to an address again that was given up; raises ServiceRefused for others, ValidationError if it is back."""
    locked = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if locked.state != SubscriberState.REFUSED or not locked.email:
        raise ServiceRefused(_("This address was not given up, or it is erased by now."))
    locked.state = SubscriberState.CONFIRMED
    # Only from now on: what was sent meanwhile is over.
    locked.confirmed_at = timezone.now()
    locked.refused_at = None
    locked.full_clean()
    locked.save(update_fields=["state", "confirmed_at", "refused_at"])
    return locked


def give_up_refused() -> int:
    """Give up each address whose mail server refused two issues in a row for good; return how many that were."""
    found = 0
    suspects = Subscriber.objects.confirmed().filter(
        deliveries__mail__state=MailState.FAILED, deliveries__mail__last_error__startswith=_REFUSED
    )
    for subscriber in suspects.distinct().order_by("pk"):
        # Since it was tried again, if it ever was.
        last = NewsletterDelivery.objects.filter(
            subscriber=subscriber, queued_at__gte=subscriber.confirmed_at
        ).select_related("mail")
        errors = [each.mail.last_error if each.mail else "" for each in last.order_by("-pk")[:_IN_A_ROW]]
        if len(errors) == _IN_A_ROW and all(error.startswith(_REFUSED) for error in errors):
            give_up(subscriber=subscriber)
            found += 1
    return found


def _withdraw(subscriber: Subscriber) -> None:
    """Take back the mails that wait or may be sent again; one that a worker holds is on its way already."""
    waiting = StoredMail.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        newsletter_delivery__subscriber=subscriber, state__in=[MailState.QUEUED, MailState.FAILED]
    )
    StoredMail.objects.filter(pk__in=[mail.pk for mail in waiting.only("pk")]).delete()
