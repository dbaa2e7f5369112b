"""Writing and publishing at the same moment by several colleagues; these tests commit."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.utils import timezone

from center.base.measures import Scope, measures
from center.models import FormerNewsSlug, NewsItem, User
from center.refusals import ServiceRefused
from center.services import publications
from tests.center.publications import make_category, make_news, published, writer
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_publishing_twice_at_once_publishes_once() -> None:
    item, by = make_news(), writer()
    outcomes = at_the_same_time(
        [lambda: publications.publish(record=NewsItem.objects.get(pk=item.pk), by=by)] * 2
    )
    assert {type(each).__name__ for each in outcomes} == {"NewsItem"}
    assert len({each.published_at for each in outcomes}) == 1
    # One for the draft, one for the publication.
    assert NewsItem._meta.get_field("events").related_model._base_manager.filter(pgh_obj=item).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_items_that_want_one_earlier_address_at_once_do_not_share_it() -> None:
    by = writer()
    first = published(make_news("Прва", slug="one"))
    second = published(make_news("Друга", slug="two"))

    def rename(item: NewsItem, slug: str) -> NewsItem:
        return publications.write(record=item, by=by, slug=slug)

    outcomes = at_the_same_time([lambda: rename(first, "three"), lambda: rename(second, "one")])
    slugs = sorted(NewsItem.objects.values_list("slug", flat=True))
    former = set(FormerNewsSlug.objects.values_list("slug", flat=True))
    # Whoever comes second is refused: the address is in use, or leads to the other one.
    assert ("three" in slugs, former & set(slugs)) == (True, set())
    assert [type(each).__name__ for each in outcomes] == ["NewsItem", "ValidationError"]


def test_publishing_again_keeps_the_day_of_the_first_time() -> None:
    item = published(make_news())
    again = publications.publish(record=item, by=writer(), at=timezone.now())
    assert again.published_at == item.published_at


def test_a_scheduled_item_gets_another_moment_and_a_public_one_is_not_hidden_by_it() -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    item = published(make_news(), at=tomorrow)
    moved = publications.publish(record=item, by=writer(), at=tomorrow + timedelta(days=1))
    assert (moved.published_at, moved.is_scheduled) == (tomorrow + timedelta(days=1), True)
    now = publications.publish(record=item, by=writer(), at=timezone.now())
    with pytest.raises(ServiceRefused):
        publications.publish(record=now, by=writer(), at=tomorrow)
    with pytest.raises(ServiceRefused):
        publications.publish(record=publications.archive(record=now, by=writer()), by=writer())


@pytest.mark.parametrize("years", [-40, 3])
def test_a_moment_that_cannot_be_meant_is_refused(years: int) -> None:
    with pytest.raises(ValidationError, match="Изаберите тренутак"):
        published(make_news(), at=timezone.now() + timedelta(days=years * 366))


def test_the_database_itself_refuses_an_archived_text_that_becomes_public() -> None:
    item = publications.archive(record=published(make_news()), by=writer())
    with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
        NewsItem.objects.filter(pk=item.pk).update(state="published", archived_at=None, archived_by=None)


@pytest.mark.each
@pytest.mark.parametrize("slug", ["preview", "category", "2026", "Vest", "a--b"])
def test_a_word_that_is_an_address_or_a_year_is_no_short_name(slug: str) -> None:
    with pytest.raises(ValidationError):
        make_news(slug=slug)


def test_a_short_name_is_made_of_the_title_in_either_script() -> None:
    slugs = [make_news(title).slug for title in ("Њихов Ђурђевдан!", "Njihov Đurđevdan", "2026", "???")]
    assert slugs == ["njihov-djurdjevdan", "njihov-djurdjevdan-2", "newsitem-2026", "newsitem"]


def test_taking_back_and_publishing_again_is_a_new_day() -> None:
    item = publications.take_back(record=published(make_news()), by=writer())
    assert (item.state, item.published_at, item.published_by) == ("draft", None, None)
    assert published(item).is_public()


def test_the_account_counts_news_by_the_day_on_which_they_appeared(coordinator: User) -> None:
    day = datetime(2026, 3, 31, 23, 30, tzinfo=timezone.get_default_timezone())
    published(make_news("Прича", category=make_category()), at=day)
    published(make_news("Вест"), at=day)
    publications.archive(record=published(make_news("Повучена"), at=day), by=writer())
    scopes = [Scope(date(2026, 3, 1), date(2026, 3, 31)), Scope(date(2026, 4, 1), date(2026, 4, 30))]
    counted = [
        [measures()[code].count(scope).value for code in ("center.news_published", "center.success_stories")]
        for scope in scopes
    ]
    assert counted == [[2, 1], [0, 0]]
    seen = measures()["center.success_stories"].records(scopes[0], coordinator)
    assert [[str(each) for each in rows] for rows in seen] == [["Прича"]]
