"""What staff see of the handbook: their own tasks first, in their script, with the ways on, on paper."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center.choices import Role
from center.handbook import contents
from center.models import User

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def read(client: Client, path: str = "") -> str:
    return client.get(f"/admin/handbook/{path}").content.decode()


def slugs(html: str) -> list[str]:
    return re.findall(r"/admin/handbook/([\w-]+)/", html)


def test_the_tasks_of_ones_role_come_before_those_of_colleagues(editor: User, as_user: SignIn) -> None:
    own, colleagues = read(as_user(editor)).split("Шта раде колеге")
    book = contents()
    assert slugs(own) == [page.slug for page in book if Role.EDITOR in page.roles]
    assert slugs(colleagues) == [page.slug for page in book if Role.EDITOR not in page.roles]


def test_whoever_has_no_role_yet_reads_everything_in_one_list(
    make_user: Callable[..., User], as_user: SignIn
) -> None:
    newcomer = make_user(Role.ADVISOR)
    newcomer.groups.clear()
    html = read(as_user(newcomer))
    assert slugs(html) == [page.slug for page in contents()]
    assert "Шта раде колеге" not in html


def test_the_desk_and_every_page_of_the_admin_lead_to_the_handbook(
    advisor_user: User, as_user: SignIn
) -> None:
    html = as_user(advisor_user).get("/admin/").content.decode()
    assert html.count('href="/admin/handbook/"') == 2


@pytest.mark.parametrize(
    ("language", "words", "notice"),
    [
        ("sr", "Особа зове телефоном", False),
        ("sr-latn", "Osoba zove telefonom", False),
        ("en", '<div lang="sr-Latn">', True),
    ],
)
def test_a_page_is_written_once_and_read_in_every_script(
    language: str, words: str, notice: bool, coordinator: User, as_user: SignIn
) -> None:
    User.objects.update(language=language)
    html = read(as_user(coordinator), "booking/")
    assert words in html
    assert ("The handbook is written in Serbian" in html) == notice
    assert ("Osoba zove telefonom" in html) == (language != "sr")


def test_pictures_lead_to_their_full_size_and_say_what_they_show(coordinator: User, as_user: SignIn) -> None:
    html = read(as_user(coordinator), "calls/")
    found = re.findall(r'<a href="([^"]+)"><img src="([^"]+)" alt="([^"]+)" width="(\d+)"', html)
    (picture,) = contents()[3].pictures
    assert [(link == source, alt, int(width)) for link, source, alt, width in found] == [
        (True, picture.alt, picture.width)
    ]


def test_one_can_leaf_through_the_whole_book(coordinator: User, as_user: SignIn) -> None:
    client = as_user(coordinator)
    slug, seen = contents()[0].slug, []
    while slug:
        seen.append(slug)
        following = re.search(r'rel="next" href="/admin/handbook/([\w-]+)/"', read(client, f"{slug}/"))
        slug = following[1] if following else ""
    assert seen == [page.slug for page in contents()]


def test_a_page_that_does_not_exist_says_so(coordinator: User, as_user: SignIn) -> None:
    assert as_user(coordinator).get("/admin/handbook/nothing/").status_code == 404


def test_the_contents_ask_one_question_more_than_a_page(
    coordinator: User, as_user: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_user(coordinator)
    read(client), read(client, "morning/")
    with django_assert_num_queries(5):
        read(client, "morning/")
    with django_assert_num_queries(6):
        read(client)
