"""How a reader of the newsletter confirms, leaves and changes the language: by links that only a letter holds.

A link holds the key of the row and a signature, no address and nothing that could be guessed; the database holds no
signature. To confirm needs a signature of its own, so that no link of a later letter can do it.
"""

import uuid
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from center.models import NewsletterIssue, Subscriber

_CONFIRM: Final = "center.newsletter.confirm"
_MANAGE: Final = "center.newsletter.manage"
_LONGEST: Final = 200


def confirm_url(subscriber: Subscriber) -> str:
    """Return the absolute address of the page that asks whether the newsletter is wanted, in the reader's language."""
    return _url("newsletter_confirm", _CONFIRM, subscriber)


def manage_url(subscriber: Subscriber) -> str:
    """Return the absolute address of the page to leave or to change the language, in the reader's language.

    It works as long as letters lie in mailboxes: for ever.
    """
    return _url("newsletter_manage", _MANAGE, subscriber)


def manage_path(subscriber: Subscriber) -> str:
    """Return the address of the same page in the active language, without the host."""
    return f"{reverse('newsletter_manage')}?key={manage_token(subscriber)}"


def one_click_url(subscriber: Subscriber) -> str:
    """Return the absolute address for the header of a letter: to post there is to leave (RFC 8058)."""
    path = reverse("newsletter_leave_at_once", args=[manage_token(subscriber)])
    return f"{settings.BASE_URL}{path}"


def issue_url(issue: NewsletterIssue, *, language: str) -> str:
    """Return the absolute address of an issue on the website; it is the same for everybody."""
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse('newsletter_issue', args=[issue.slug])}"


def confirm_token(subscriber: Subscriber) -> str:
    return _signer(_CONFIRM).sign(subscriber.key.hex)


def manage_token(subscriber: Subscriber) -> str:
    return _signer(_MANAGE).sign(subscriber.key.hex)


def key_to_confirm(token: str) -> uuid.UUID | None:
    """Return the key of the row that a token confirms, or None for a token that we did not make. Never raises."""
    return _key(_CONFIRM, token)


def key_to_manage(token: str) -> uuid.UUID | None:
    """Return the key of the row that a token lets its reader change, or None for one that we did not make."""
    return _key(_MANAGE, token)


def _url(name: str, purpose: str, subscriber: Subscriber) -> str:
    with translation.override(subscriber.language):
        path = reverse(name)
    return f"{settings.BASE_URL}{path}?key={_signer(purpose).sign(subscriber.key.hex)}"


def _signer(purpose: str) -> Signer:
    # A sign that needs no escaping in any part of an address.
    return Signer(salt=purpose, sep="~")


def _key(purpose: str, token: str) -> uuid.UUID | None:
    if len(token) > _LONGEST:
        return None
    try:
        # `unsign` also knows the keys of SECRET_KEY_FALLBACKS.
        return uuid.UUID(hex=_signer(purpose).unsign(token))
    except (BadSignature, ValueError):
        return None
