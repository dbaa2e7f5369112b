"""Addresses of what the office publishes: the feed, and the link that shows a draft to whoever holds it."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from center.choices import Language
from center.models.publication import Publication


def preview_key(record: Publication) -> str:
    """Return the key of a text whose preview is open: it fits this text and this opening only."""
    return _signer().signature(_signed_words(record))


def preview_address(record: Publication, path: str) -> str:
    """Return the absolute address of the preview page at this path."""
    return f"{settings.BASE_URL}{path}?key={preview_key(record)}"


def fits(record: Publication, key: str) -> bool:
    """Whether the key opens the text now: its preview is open, not over, and was not withdrawn or made anew."""
    if not record.preview_token or record.preview_until is None or record.preview_until <= timezone.now():
        return False
    try:
        # `unsign` also knows the keys of SECRET_KEY_FALLBACKS.
        _signer().unsign(f"{_signed_words(record)}:{key}")
    except BadSignature:
        return False
    return True


def feed_address(language: str, feed: str = "news_feed") -> str:
    """Return the path of a feed, that of the news or `press_feed`, in a language."""
    path = reverse(feed)
    return path if language == Language.SERBIAN_CYRILLIC else f"{path}?lang={language}"


def _signer() -> Signer:
    return Signer(salt="center.preview", sep=":")


def _signed_words(record: Publication) -> str:
    return f"{record._meta.label} {record.pk} {record.preview_token}"
