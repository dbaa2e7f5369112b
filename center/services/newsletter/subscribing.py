"""Asking for the newsletter, and confirming it: an address is written to only once its owner has agreed."""

import zlib
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from center import emails, limits
from center.base.advisory_locks import lock
from center.choices.newsletter import CONSENT_VERSION, ConsentWay, SubscriberState
from center.emails import newsletter as letters
from center.links import newsletter as links
from center.models import Subscriber, User
from center.personal_data.newsletter import UNCONFIRMED_KEPT
from center.refusals import ServiceRefused
from center.services.mail import queue_letter

_ADDRESS: Final = 1001
# However often somebody types an address of somebody else, its owner gets no more letters than these.
AT_ONCE: Final = limits.Limit(1, timedelta(hours=1))
A_DAY: Final = limits.Limit(3, timedelta(days=1))


@transaction.atomic
def ask_for_newsletter(*, email: str, language: str) -> None:
    """Ask the owner of an address by mail whether they want the newsletter; nothing is sent before they agree.

    Returns nothing, and does nearly the same work for every address, so that nobody learns who is on the list: who
    receives the newsletter already gets a letter that says so. At most one letter goes out an hour and three a day.
    Raises ValidationError for what is no e-mail address.
    """
    validate_email(email)
    lock_address(email)
    subscriber = Subscriber.objects.live().of_address(email).select_for_update().first()
    if subscriber is None:
        subscriber = Subscriber(email=email, language=language, consent_version=CONSENT_VERSION)
        subscriber.full_clean()
        subscriber.save()
    # The day counts letters, not tries.
    for scope, limit in (("newsletter-hour", AT_ONCE), ("newsletter-day", A_DAY)):
        if not limits.allow(scope, email.lower(), limit).allowed:
            return
    if subscriber.state == SubscriberState.CONFIRMED:
        _write(
            letters.already(subscriber=subscriber, link=links.manage_url(subscriber)), "already", subscriber
        )
        return
    subscriber.language = language
    subscriber.consent_version = CONSENT_VERSION
    subscriber.asked_at = timezone.now()
    subscriber.save(update_fields=["language", "consent_version", "asked_at"])
    _write(letters.confirm(subscriber=subscriber, link=links.confirm_url(subscriber)), "confirm", subscriber)


@transaction.atomic
def confirm(*, subscriber: Subscriber) -> Subscriber:
    """Note that the owner of the address wants the newsletter; twice changes nothing.

    Raises ServiceRefused when the letter is older than seven days or the reader has left meanwhile.
    """
    locked = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if locked is not None and locked.state == SubscriberState.CONFIRMED:
        return locked
    now = timezone.now()
    if locked is None or locked.state != SubscriberState.WAITING or locked.asked_at < now - UNCONFIRMED_KEPT:
        raise ServiceRefused(_("This link does not work any more. Please ask for the newsletter again."))
    locked.state = SubscriberState.CONFIRMED
    locked.confirmed_at = now
    locked.save(update_fields=["state", "confirmed_at"])
    return locked


@transaction.atomic
def add_from_paper(*, email: str, language: str, signed_on: date, kept_where: str, by: User) -> Subscriber:
    """Add somebody who signed on paper; a letter tells them, and how to leave.

    Raises ValidationError for an address that receives the newsletter already, and for a day that is yet to come.
    """
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("This day is yet to come.")})
    validate_email(email)
    lock_address(email)
    subscriber = Subscriber.objects.live().of_address(email).select_for_update().first()
    if subscriber is not None and subscriber.state == SubscriberState.CONFIRMED:
        raise ValidationError({"email": _("This address receives the newsletter already.")})
    if subscriber is None:
        subscriber = Subscriber(email=email)
    subscriber.language = language
    subscriber.state = SubscriberState.CONFIRMED
    subscriber.confirmed_at = timezone.now()
    subscriber.way = ConsentWay.PAPER
    subscriber.consent_version = CONSENT_VERSION
    subscriber.paper_day = signed_on
    subscriber.paper_note = kept_where
    subscriber.added_by = by
    subscriber.full_clean()
    subscriber.save()
    _write(letters.added(subscriber=subscriber, link=links.manage_url(subscriber)), "added", subscriber)
    return subscriber


def lock_address(email: str) -> None:
    """Wait for whoever is at work on the same address; held until the transaction ends."""
    lock(_ADDRESS, [zlib.crc32(email.lower().encode()) % 2**31])


def _write(letter: emails.Letter, kind: str, subscriber: Subscriber) -> None:
    queue_letter(
        letter,
        kind=f"center/newsletter_{kind}",
        to=subscriber.email,
        secret=True,
        # A link that confirms is of no use later; the others stay true, but nobody waits for them so long.
        expires_at=timezone.now() + UNCONFIRMED_KEPT,
    )
