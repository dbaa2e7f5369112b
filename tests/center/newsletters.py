"""Made-up readers and issues of the newsletter."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from center.choices.newsletter import IssueState, SubscriberState
from center.models import NewsletterIssue, StoredMail, Subscriber


def make_subscriber(email: str = "mila@example.org", **fields: Any) -> Subscriber:
    """Return somebody who receives the newsletter since an hour, unless told otherwise."""
    values: dict[str, Any] = {"language": "sr", "consent_version": "2026-11", **fields}
    state = values.setdefault("state", SubscriberState.CONFIRMED)
    if state != SubscriberState.WAITING:
        values.setdefault("confirmed_at", timezone.now() - timedelta(hours=1))
    if state == SubscriberState.LEFT:
        values = {"left_at": timezone.now(), "left_how": "page", **values}
    if state == SubscriberState.REFUSED:
        values.setdefault("refused_at", timezone.now())
    return Subscriber.objects.create(email=email, **values)


def make_issue(slug: str = "jesen", **fields: Any) -> NewsletterIssue:
    """Return a draft with words, or one in another state."""
    values: dict[str, Any] = {
        "subject_sr": "Јесење вести",
        "subject_en": "Autumn news",
        "intro_sr": "Добар дан, погледајте [догађаје](/sr/events/).",
        "intro_en": "Hello, look at the [events](/sr/events/).",
        **fields,
    }
    if values.get("state") in {IssueState.SENDING, IssueState.STOPPED, IssueState.SENT}:
        values.setdefault("began_at", timezone.now())
    if values.get("state") == IssueState.SENT:
        values.setdefault("finished_at", timezone.now())
    return NewsletterIssue.objects.create(slug=slug, **values)


def addressed(kind: str = "center/newsletter_issue") -> list[str]:
    """Return to whom mails of a kind were queued, in the order of the addresses."""
    return sorted(StoredMail.objects.filter(kind=kind).values_list("recipient", flat=True))
