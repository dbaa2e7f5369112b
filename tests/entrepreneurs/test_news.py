"""Enterprises in the news: shown on both sides, as far as both are public, and merged with their enterprise."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from center.models import NewsItem, User
from entrepreneurs.models import Enterprise, EnterpriseNews
from entrepreneurs.services import merge_enterprises
from tests.center.publications import make_news
from tests.center.publications import published as publish
from tests.entrepreneurs.factories import make_enterprise, published
from tests.marks import seldom

pytestmark = pytest.mark.django_db


def link(enterprise: Enterprise, item: NewsItem, *, story: bool = False) -> EnterpriseNews:
    return EnterpriseNews.objects.create(enterprise=enterprise, news=item, is_its_story=story)


def test_the_profile_shows_its_news_with_its_own_story_first(client: Client) -> None:
    enterprise = published("Пчела")
    link(enterprise, publish(make_news("Прича о пчели")), story=True)
    link(enterprise, publish(make_news("Вест о пчели")))
    link(enterprise, make_news("У припреми"))
    page = client.get(f"/sr/enterprises/{enterprise.slug}/").text
    assert (page.count("news-card"), page.index("Прича о пчели") < page.index("Вест о пчели")) == (2, True)
    assert "У припреми" not in page


def test_the_news_names_the_enterprises_that_everybody_may_see(client: Client) -> None:
    shown, hidden = published("Пчела"), make_enterprise("Скривена")
    item = publish(make_news())
    link(shown, item)
    link(hidden, item)
    page = client.get(f"/sr/news/{item.slug}/").text
    assert ("Пчела" in page, "Скривена" in page) == (True, False)


def test_an_enterprise_is_named_once() -> None:
    enterprise, item = make_enterprise("Пчела"), make_news()
    link(enterprise, item)
    with pytest.raises(ValidationError, match="већ наведено"):
        EnterpriseNews(enterprise=enterprise, news=item).full_clean()


def test_a_merged_enterprise_brings_its_news_along_and_stays_the_hero_of_its_story(coordinator: User) -> None:
    kept, other = make_enterprise("Пчела"), make_enterprise("Пчела два")
    both, only = make_news("Обе"), make_news("Само друга")
    link(kept, both)
    link(other, both, story=True)
    link(other, only)
    merge_enterprises(survivor=kept, duplicate=other, by=coordinator)
    assert sorted(EnterpriseNews.objects.values_list("enterprise", "news", "is_its_story")) == [
        (kept.pk, both.pk, True),
        (kept.pk, only.pk, False),
    ]


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_a_news_page_takes_the_same_number_of_queries_for_any_number_of_enterprises(
    number: int, client: Client, django_assert_num_queries: Callable[..., object]
) -> None:
    item = publish(make_news())
    for index in range(number):
        link(published(f"Пчела {index}"), item)
    client.get(f"/sr/news/{item.slug}/")
    with django_assert_num_queries(12):  # type: ignore[attr-defined]  # a context manager
        client.get(f"/sr/news/{item.slug}/")
