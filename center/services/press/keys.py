"""The links that journalists get: one opens a release before its embargo ends, one ends the letters."""

import uuid
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation

from center.choices.press import PressState
from center.models import PressDelivery, PressRelease

# Nobody holds back a release for longer; afterwards the page is public anyway, or the link is dead.
KEY_LIVES_FOR: Final = timedelta(days=90)


def release_url(delivery: PressDelivery) -> str:
    """Return the absolute address of the release in the reader's language; with a key while an embargo holds."""
    release = delivery.release
    path = _path(delivery, "press:release", release.slug)
    is_held_back = release.public_from is not None and release.public_from > timezone.now()
    return f"{path}?key={make_key(delivery)}" if is_held_back else path


def leave_url(delivery: PressDelivery) -> str:
    """Return the absolute address of the page on which the reader ends the letters."""
    return _path(delivery, "press:leave", make_key(delivery))


def make_key(delivery: PressDelivery) -> str:
    """Return the key of a delivery: a random reference and a signature, nothing about the person."""
    return f"{delivery.reference.hex}-{_signer().signature(_signed(delivery))}"


def read_key(key: str) -> PressDelivery | None:
    """Return the delivery whose key this is, or None. Never raises."""
    written, _dash, signature = key.partition("-")
    try:
        reference = uuid.UUID(written)
    except ValueError:
        return None
    found = PressDelivery.objects.with_details().filter(reference=reference).first()
    if found is None:
        return None
    try:
        # `unsign` also knows the keys of SECRET_KEY_FALLBACKS.
        _signer().unsign(f"{_signed(found)}:{signature}")
    except BadSignature:
        return None
    return found


def opens(key: str, release: PressRelease) -> bool:
    """Tell whether a key opens this release before its embargo ends. At most one query."""
    delivery = read_key(key) if key else None
    return (
        delivery is not None
        and delivery.release_id == release.pk
        and release.state == PressState.APPROVED
        # Who was erased has no address any more.
        and delivery.address != ""
        and timezone.now() < delivery.sent_at + KEY_LIVES_FOR
    )


def _path(delivery: PressDelivery, name: str, *args: str) -> str:
    with translation.override(delivery.language):
        return f"{settings.BASE_URL}{reverse(name, args=args)}"


def _signer() -> Signer:
    return Signer(salt="center.press", sep=":")


def _signed(delivery: PressDelivery) -> str:
    return f"{delivery.reference.hex} {delivery.sent_at.timestamp():.6f}"
