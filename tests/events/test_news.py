"""Events in the news: shown on both sides, at once also on the page of an event that is kept."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from events.models import EventNews
from tests.center.publications import make_news
from tests.center.publications import published as publish
from tests.events.factories import make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]


def test_the_page_of_an_event_shows_its_news_as_soon_as_they_are_public(client: Client) -> None:
    event = make_event()
    item = make_news("Вест о догађају")
    EventNews.objects.create(event=event, news=item)
    address = f"/sr/events/{event.slug}/"
    assert "Вест о догађају" not in client.get(address).text
    publish(item)
    assert "Вест о догађају" in client.get(address).text
    page = client.get(f"/sr/news/{item.slug}/").text
    assert f"/sr/events/{event.slug}/" in page


def test_an_event_is_named_once() -> None:
    event, item = make_event(), make_news()
    EventNews.objects.create(event=event, news=item)
    with pytest.raises(ValidationError, match="већ наведен"):
        EventNews(event=event, news=item).full_clean()


def test_a_draft_event_is_not_named(client: Client) -> None:
    event = make_event(published=False)
    item = publish(make_news())
    EventNews.objects.create(event=event, news=item)
    assert f"/sr/events/{event.slug}/" not in client.get(f"/sr/news/{item.slug}/").text
