"""The map of the site: what everybody may find from page to page stands on it, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from center.models import Office
from events.choices import EventKind
from events.models import EventSeries
from research.models import Survey
from tests.center.advocacy.factories import days_ago, make_meeting
from tests.center.publications import make_category, make_news
from tests.center.publications import published as in_public
from tests.events.factories import make_event
from tests.research.surveys import make_survey

pytestmark = pytest.mark.django_db
SOON = timezone.now() + timedelta(days=9)


def on_the_map() -> set[str]:
    """Return the English addresses on the map, without their host."""
    text = Client().get("/sitemap.xml").content.decode()
    return set(re.findall(r"<loc>[^<]*?(/en/[^<]*)</loc>", text))


def test_pages_below_news_events_surveys_and_the_council_are_on_the_map(office: Office) -> None:
    in_public(make_news(category=make_category(slug="stories")))
    make_meeting(days_ago(3))
    series = EventSeries.objects.create(slug="fairs", name_sr="Сајмови", name_en="Fairs")
    make_event(kind=EventKind.FAIR, slug="fair", series=series, starts_at=SOON)
    make_survey(slug="open")
    assert {
        "/en/news/category/stories/",
        f"/en/advocacy/council/{days_ago(3).year}/",
        "/en/events/fair/exhibitors/",
        "/en/events/series/fairs/",
        "/en/research/surveys/open/",
    } - on_the_map() == set()


def test_what_is_empty_unlisted_or_not_public_is_not_on_the_map(office: Office) -> None:
    make_category(slug="empty")
    make_news(category=make_category("Најаве", slug="drafts"))
    series = EventSeries.objects.create(slug="coming", name_sr="Сајмови", name_en="Fairs")
    make_event(kind=EventKind.FAIR, slug="draft-fair", series=series, starts_at=SOON, published=False)
    make_event(slug="workshop", starts_at=SOON)
    make_survey(slug="unlisted", is_listed=False)
    make_survey(slug="over")
    days = {"opens_at": timezone.now() - timedelta(days=9), "closes_at": timezone.now() - timedelta(days=1)}
    Survey.objects.filter(slug="over").update(**days)
    hidden = ("empty", "drafts", "coming", "draft-fair", "workshop/exhibitors", "unlisted", "/over/")
    assert [path for path in on_the_map() if any(each in path for each in hidden)] == []
