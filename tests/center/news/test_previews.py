"""The preview link of a draft: for whoever holds it, for some days, until somebody withdraws it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from center.models import NewsItem, Office, User
from center.publication_links import preview_key
from center.refusals import ServiceRefused
from center.services import publications
from tests.center.publications import make_news, make_page, published, writer

pytestmark = pytest.mark.django_db


def opened(title: str = "Тајна вест") -> tuple[NewsItem, str]:
    item = publications.open_preview(record=make_news(title), by=writer())
    return item, f"/sr/news/preview/{item.pk}/?key={preview_key(item)}"


def test_the_link_shows_the_draft_to_anybody_and_to_no_search_engine(client: Client) -> None:
    item, address = opened()
    before = NewsItem.objects.values().get(pk=item.pk)
    answer = client.get(address)
    assert (answer.status_code, "Тајна вест" in answer.text) == (200, True)
    assert ('<meta name="robots" content="noindex">' in answer.text, answer.headers["X-Robots-Tag"]) == (
        True,
        "noindex",
    )
    assert "no-store" in answer.headers["Cache-Control"]
    # Reading changes nothing.
    assert NewsItem.objects.values().get(pk=item.pk) == before


def test_a_link_that_was_changed_or_belongs_to_another_draft_opens_nothing(client: Client) -> None:
    _item, address = opened()
    other, _ = opened("Друга")
    key = address.partition("key=")[2]
    wrong = (
        address[:-1] + ("A" if address[-1] != "A" else "B"),
        f"/sr/news/preview/{other.pk}/?key={key}",
        address.partition("?")[0],
        f"/sr/news/preview/{other.pk}/?key=:",
        # A key of a page opens no news.
        address.replace("/news/", "/about/"),
    )
    assert [client.get(each).status_code for each in wrong] == [404] * 5


def test_the_link_ends_after_two_weeks(client: Client) -> None:
    item, address = opened()
    assert item.preview_until is not None
    with time_machine.travel(item.preview_until - timedelta(seconds=1), tick=False):
        assert client.get(address).status_code == 200
    with time_machine.travel(item.preview_until, tick=False):
        assert client.get(address).status_code == 404


def test_a_withdrawn_link_opens_nothing_and_a_new_one_does_not_revive_it(client: Client) -> None:
    item, address = opened()
    publications.withdraw_preview(record=item, by=writer())
    assert client.get(address).status_code == 404
    again = publications.open_preview(record=item, by=writer())
    assert client.get(address).status_code == 404
    assert client.get(f"/sr/news/preview/{item.pk}/?key={preview_key(again)}").status_code == 200


def test_what_is_public_by_now_is_shown_at_its_own_address_and_an_archived_text_nowhere(
    client: Client,
) -> None:
    item, address = opened()
    published(item)
    assert client.get(address).headers["Location"] == f"/sr/news/{item.slug}/"
    publications.archive(record=item, by=writer())
    assert client.get(address).status_code == 404


def test_a_scheduled_text_has_a_preview_and_a_public_one_needs_none(client: Client) -> None:
    item, address = opened()
    published(item, at=timezone.now() + timedelta(days=1))
    assert client.get(address).status_code == 200
    with pytest.raises(ServiceRefused):
        publications.open_preview(record=published(make_news("Јавно")), by=writer())


def test_a_page_has_a_preview_too(client: Client) -> None:
    page = publications.open_preview(record=make_page("Нова страница"), by=writer())
    answer = client.get(f"/en/about/preview/{page.pk}/?key={preview_key(page)}")
    assert (answer.status_code, "Nova stranica" in answer.text) == (200, True)


def test_a_text_that_is_not_whole_is_not_published() -> None:
    with pytest.raises(ValidationError, match="реченица о садржају"):
        published(make_news("Само наслов", summary_sr="", body_sr=""))


def test_a_public_text_cannot_lose_its_body() -> None:
    item = published(make_news())
    with pytest.raises(ValidationError, match="реченица о садржају"):
        publications.write(record=item, by=writer(), body_sr="")


def test_a_draft_has_one_button_for_its_link_the_one_that_fits(
    office: Office, editor: User, as_user: Callable[[User], Client]
) -> None:
    item = make_news("Нацрт")
    desk = as_user(editor)

    def offered() -> list[bool]:
        page = desk.get(f"/admin/center/newsitem/{item.pk}/change/").content.decode()
        return [f"do/{verb}/" in page for verb in ("open_preview", "withdraw_preview")]

    found = [offered()]
    publications.open_preview(record=item, by=writer())
    found.append(offered())
    publications.withdraw_preview(record=item, by=writer())
    found.append(offered())
    publications.open_preview(record=item, by=writer())
    # A link whose days are over opens nothing, so there is nothing to withdraw.
    NewsItem.objects.update(preview_until=timezone.now())
    found.append(offered())
    assert found == [[True, False], [False, True], [True, False], [True, False]]
