"""A batch of the newsletter: an issue written and queued for 200 readers, in three languages, as a ratio."""

from typing import Any

import pytest
from django.test import Client

from center.choices.newsletter import IssueState
from center.models import NewsletterIssue, NewsletterItem, StoredMail, Subscriber
from center.services.newsletter import sending
from tests.center.newsletters import make_issue, make_subscriber
from tests.center.publications import make_news, published

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db, pytest.mark.usefixtures("office")]
_READERS = 200
_LANGUAGES = ("sr", "sr-latn", "en")
_WORDS = "Добар дан, погледајте [догађаје](/sr/events/) и дођите. " * 20


def test_a_bare_django_view(benchmark: Any, settings: Any) -> None:
    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = "tests.benchmarks.bare_urls"
    assert benchmark(lambda: Client().get("/bare/").status_code) == 200


def test_a_batch_of_two_hundred_letters(benchmark: Any, settings: Any) -> None:
    settings.NEWSLETTER_PER_MINUTE = _READERS
    for number in range(_READERS):
        make_subscriber(f"reader{number}@example.org", language=_LANGUAGES[number % 3])
    news = [published(make_news(f"Вест {number}")) for number in range(6)]

    def issue() -> tuple[tuple[()], dict[str, int]]:
        """Take back what the round before queued, and write another issue with six pieces of news."""
        StoredMail.objects.all().delete()
        number = NewsletterIssue.objects.count()
        made = make_issue(f"issue-{number}", intro_sr=_WORDS, closing_sr=_WORDS)
        for position, item in enumerate(news):
            NewsletterItem.objects.create(issue=made, news=item, position=position)
        NewsletterIssue.objects.filter(pk=made.pk).update(state=IssueState.SENDING, began_at=_since())
        return (), {"issue_id": made.pk}

    assert benchmark.pedantic(sending.send_batch, setup=issue, rounds=5) == _READERS


def _since() -> Any:
    """Return the moment at which the last of the made-up readers came."""
    return Subscriber.objects.latest("confirmed_at").confirmed_at
