"""Staff write, preview and publish news; nobody's words are lost, and nobody publishes who may not."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from center.choices import Role
from center.models import NewsItem, Page, User
from tests.center.library import make_picture
from tests.center.publications import make_category, make_news, make_page, place_picture, published
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
LISTS = {
    f"{prefix}-{name}": value
    for prefix in ("placed", "enterprise_links", "event_links")
    for name, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))
}


@pytest.fixture
def editor(make_user: Callable[..., User]) -> User:
    return make_user(Role.EDITOR)


def typed(**words: Any) -> dict[str, Any]:
    usual = {"title_sr": "Novi sajam", "summary_sr": "U jednoj rečenici.", "body_sr": "Tekst.", "slug": ""}
    empty = dict.fromkeys(("title_en", "summary_en", "body_en", "category", "byline", "cover"), "")
    return {**empty, **LISTS, **usual, **words}


def test_an_editor_writes_in_latin_and_publishes(as_user: AsUser, editor: User, client: Client) -> None:
    desk = as_user(editor)
    assert desk.post("/admin/center/newsitem/add/", typed()).status_code == 302
    item = NewsItem.objects.get()
    assert (item.title_sr, item.slug, item.state, item.created_by) == (
        "Нови сајам",
        "novi-sajam",
        "draft",
        editor,
    )
    assert client.get("/sr/news/novi-sajam/").status_code == 404
    desk.post(f"/admin/center/newsitem/{item.pk}/do/publish/")
    assert client.get("/sr/news/novi-sajam/").status_code == 200


def test_a_chosen_moment_makes_it_scheduled(as_user: AsUser, editor: User) -> None:
    item, desk = make_news(), as_user(editor)
    day = timezone.localdate() + timedelta(days=3)
    sent = {"at_0": f"{day:%d.%m.%Y}.", "at_1": "08:30"}
    assert desk.post(f"/admin/center/newsitem/{item.pk}/do/schedule/", sent).status_code == 302
    item.refresh_from_db()
    assert item.published_at is not None
    assert (timezone.localtime(item.published_at).date(), item.is_scheduled) == (day, True)


def test_who_only_reads_neither_writes_nor_publishes(as_user: AsUser, make_user: Callable[..., User]) -> None:
    item, desk = make_news(), as_user(make_user(Role.ADVISOR))
    answers = [
        desk.get(f"/admin/center/newsitem/{item.pk}/change/").status_code,
        desk.get("/admin/center/newsitem/add/").status_code,
        desk.post(f"/admin/center/newsitem/{item.pk}/do/publish/").status_code,
        desk.post("/admin/center/newsitem/preview/", typed()).status_code,
    ]
    item.refresh_from_db()
    assert (answers, item.state) == ([200, 403, 403, 403], "draft")


def test_two_editors_save_at_once_and_the_second_sees_what_the_first_wrote(
    as_user: AsUser, editor: User, make_user: Callable[..., User]
) -> None:
    item = make_news()
    first, second = as_user(editor), as_user(make_user(Role.EDITOR))
    address = f"/admin/center/newsitem/{item.pk}/change/"
    versions = [
        re.search(r'name="loaded_version" value="(\w+)"', desk.get(address).text) for desk in (first, second)
    ]
    forms = [
        typed(
            title_sr=title,
            summary_sr=item.summary_sr,
            body_sr=item.body_sr,
            slug=item.slug,
            loaded_version=match[1] if match else "",
        )
        for title, match in zip(("Први", "Други"), versions, strict=True)
    ]
    assert first.post(address, forms[0]).status_code == 302
    page = second.post(address, forms[1])
    assert (page.status_code, page.context["adminform"].form.is_outdated) == (200, True)
    assert [(each.saved, each.typed) for each in page.context["adminform"].form.differences] == [
        ("Први", "Други")
    ]
    item.refresh_from_db()
    assert item.title_sr == "Први"


def test_an_address_of_another_text_is_refused_on_the_form(as_user: AsUser, editor: User) -> None:
    other = published(make_news("Стара", slug="old"))
    desk = as_user(editor)
    match = re.search(
        r'name="loaded_version" value="(\w+)"', desk.get(f"/admin/center/newsitem/{other.pk}/change/").text
    )
    changed = typed(title_sr="Стара", slug="new", loaded_version=match[1] if match else "")
    assert desk.post(f"/admin/center/newsitem/{other.pk}/change/", changed).status_code == 302
    page = desk.post("/admin/center/newsitem/add/", typed(slug="old"))
    assert (page.status_code, NewsItem.objects.count()) == (200, 1)
    assert "Ова адреса води на други текст." in page.text


def test_the_preview_shows_what_is_typed_in_three_languages_and_saves_nothing(
    as_user: AsUser, editor: User
) -> None:
    desk, picture = as_user(editor), make_picture(alt_sr="Корпа")
    item = make_news("Сачувано")
    words = typed(
        title_sr="Njegov put", body_sr="Reč.\r\n\r\n{picture:1}\r\n\r\n<b>x</b>", title_en="His way"
    )
    words |= {"placed-TOTAL_FORMS": "1", "placed-0-number": "1", "placed-0-picture": str(picture.pk)}
    for address in ("/admin/center/newsitem/preview/", f"/admin/center/newsitem/{item.pk}/preview/"):
        page = desk.post(address, words)
        shown = {each.code: each for each in page.context["previews"]}
        assert [shown[code].title for code in ("sr", "sr-latn", "en")] == [
            "Његов пут",
            "Njegov put",
            "His way",
        ]
        assert (
            'alt="Корпа"' in shown["sr"].body,
            "<b>" in shown["sr"].body,
            "Reč." in shown["sr-latn"].body,
        ) == (
            True,
            False,
            True,
        )
    item.refresh_from_db()
    assert (item.title_sr, NewsItem.objects.count()) == ("Сачувано", 1)
    assert [
        each.title for each in desk.get(f"/admin/center/newsitem/{item.pk}/preview/").context["previews"]
    ] == [
        "Сачувано",
        "Sačuvano",
        "Sačuvano",
    ]


@pytest.mark.always
@pytest.mark.django_db(transaction=True)
def test_the_preview_of_a_saved_text_works_outside_of_a_transaction(as_user: AsUser, editor: User) -> None:
    page = as_user(editor).post(f"/admin/center/newsitem/{make_news().pk}/preview/", typed())
    assert (page.status_code, page.context["previews"][0].title) == (200, "Нови сајам")


def test_the_preview_says_what_saving_would_refuse(as_user: AsUser, editor: User) -> None:
    page = as_user(editor).post("/admin/center/newsitem/preview/", typed(title_sr=""))
    assert len(page.context["problems"]) == 1


def test_the_form_of_a_text_offers_the_preview_and_the_toolbar_without_inline_script(
    as_user: AsUser, editor: User
) -> None:
    page = as_user(editor).get(f"/admin/center/newsitem/{make_news().pk}/change/").text
    assert re.search(r'formaction="/admin/center/newsitem/\d+/preview/"', page)
    assert page.count("data-markdown") == 2
    assert re.findall(r"<script>|onclick=|style=", page) == []


def test_a_picture_that_is_shown_cannot_be_removed(as_user: AsUser, editor: User) -> None:
    picture = make_picture()
    place_picture(make_news(), picture, 1)
    page = as_user(editor).post(f"/admin/center/picture/{picture.pk}/delete/", {"post": "yes"})
    assert (page.status_code, type(picture).objects.count()) == (200, 1)


def test_an_editor_writes_a_page(as_user: AsUser, editor: User) -> None:
    words = {name: value for name, value in typed().items() if name not in {"category", "byline", "cover"}}
    answer = as_user(editor).post("/admin/center/page/add/", {**words, "place": "listed", "position": "2"})
    assert answer.status_code == 302
    assert (Page.objects.get().slug, Page.objects.get().position) == ("novi-sajam", 2)


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_the_lists_take_the_same_number_of_queries(
    number: int, as_user: AsUser, editor: User, django_assert_num_queries: Callable[..., object]
) -> None:
    category = make_category()
    for index in range(number):
        published(make_news(f"Вест {index}", category=category))
        make_page(f"Страница {index}")
    desk = as_user(editor)
    for path, cost in (("/admin/center/newsitem/", 10), ("/admin/center/page/", 7)):
        desk.get(path)
        with django_assert_num_queries(cost):  # type: ignore[attr-defined]  # a context manager
            desk.get(path)
