"""How an exhibitor opens the pages of an application from a letter, without a login: needs and report."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation

from events.fair_rules import REPORTS_FOR
from events.models import ExhibitorApplication


def application_url(application: ExhibitorApplication) -> str:
    """Return the absolute address of the application behind the login, in its own language."""
    with translation.override(application.language):
        path = reverse("own_fairs:application", args=[application.event.slug, application.enterprise.slug])
    return f"{settings.BASE_URL}{path}"


def needs_url(application: ExhibitorApplication) -> str:
    """Return the absolute address of the needs with its key, in the application's language."""
    return _with_key(application, "events:exhibitor_needs")


def report_url(application: ExhibitorApplication) -> str:
    """Return the absolute address of the report with its key, in the application's language."""
    return _with_key(application, "events:exhibitor_report")


def make_key(application: ExhibitorApplication) -> str:
    """Return the key of an application: it fits this one only and holds no personal data."""
    return _signer().signature(_signed(application))


def read_key(slug: str, number: int, key: str) -> ExhibitorApplication | None:
    """Return the application (with details) when the key fits and is not too old, else None. Never raises."""
    rows = ExhibitorApplication.objects.with_details()
    found = rows.filter(pk=number, event__slug=slug).first()
    if found is None or found.event.ends_at + REPORTS_FOR < timezone.now():
        return None
    try:
        # `unsign` also knows the keys of SECRET_KEY_FALLBACKS.
        _signer().unsign(f"{_signed(found)}:{key}")
    except BadSignature:
        return None
    return found


def _with_key(application: ExhibitorApplication, name: str) -> str:
    with translation.override(application.language):
        path = reverse(name, args=[application.event.slug, application.pk])
    return f"{settings.BASE_URL}{path}?key={make_key(application)}"


def _signer() -> Signer:
    return Signer(salt="events.exhibitor", sep=":")


def _signed(application: ExhibitorApplication) -> str:
    return f"{application.pk} {application.begun_at.timestamp():.6f}"
