"""Lists of the admin: what is chosen is in sight, an empty list says why, records are named in words."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from center.audit import record_access
from center.choices import Language, MailState, Role
from center.models import AccessRecord, Office, User
from tests.center.factories import make_mail, make_question
from tests.conftest import MakeUser
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
MAILS = "/admin/center/storedmail/"
QUESTIONS = "/admin/center/question/"


@pytest.fixture
def desk(office: Office, coordinator: User, as_user: AsUser) -> Client:
    coordinator.language = Language.ENGLISH
    coordinator.save()
    return as_user(coordinator)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(client: Client, address: str, pattern: str) -> list[str]:
    """Return the pieces of a page between the tags of a pattern, as words."""
    html = client.get(address).content.decode()
    return [words(piece) for piece in re.findall(pattern, html, re.DOTALL)]


def chosen(client: Client, address: str) -> list[str]:
    return part(client, address, r'<ul class="chosen-filters".*?</ul>')


def test_the_filters_are_folded_and_the_chosen_ones_are_in_sight(desk: Client) -> None:
    make_mail(state=MailState.FAILED)
    html = desk.get(MAILS + "?state__exact=failed").content.decode()
    assert re.findall(r'<div class="list-filters">\s*<details>', html) != []
    assert 'aria-current="true">Could not be sent</a>' in html
    assert chosen(desk, MAILS + "?state__exact=failed") == ["State: Could not be sent Remove : state"]
    assert chosen(desk, MAILS) == []


def test_a_chosen_filter_is_taken_away_and_the_others_stay(desk: Client) -> None:
    make_mail(state=MailState.FAILED)
    html = desk.get(MAILS + "?state__exact=failed&language__exact=sr").content.decode()
    links = re.findall(r'<a href="([^"]*)">Remove<span', html)
    assert links == ["?language__exact=sr", "?state__exact=failed"]


def test_an_empty_list_says_where_its_rows_come_from(desk: Client) -> None:
    html = desk.get(QUESTIONS).content.decode()
    assert "Nothing here yet" in html
    assert "Questions that visitors send from the contact page arrive here." in html
    assert ('id="searchbar"' in html, "Total: 0" in html, 'name="action"' in html) == (False, False, False)


@pytest.mark.parametrize("query", ["q=zzz", "state__exact=spam", "created_at__year=2020"])
def test_a_list_in_which_nothing_matches_leads_back_to_all(query: str, desk: Client) -> None:
    make_question()
    html = desk.get(f"{QUESTIONS}?{query}").content.decode()
    assert "Nothing matches" in html
    assert re.findall(r'<a class="btn[^"]*" href="([^"]*)">([^<]*)</a>', html) == [
        ("?", "Remove the search and the filters")
    ]
    assert 'id="searchbar"' in html


def test_the_number_of_results_stands_beside_a_search_only(desk: Client) -> None:
    make_question()
    assert "1 result" in words(desk.get(QUESTIONS, {"q": "đorđe"}).content.decode())
    assert "1 result" not in words(desk.get(QUESTIONS).content.decode())


def test_a_mail_is_named_by_what_it_is_in_list_filter_title_and_breadcrumbs(desk: Client) -> None:
    mail = make_mail(kind="consultations/advisor_cancelled")
    listed = desk.get(MAILS).content.decode()
    assert part(desk, MAILS, r'<span class="second-line">(.*?)</span>') == ["To the advisor: visit cancelled"]
    assert 'href="?kind=consultations%2Fadvisor_cancelled">To the advisor: visit cancelled</a>' in listed
    shown = desk.get(f"{MAILS}{mail.pk}/change/").content.decode()
    assert "consultations/advisor_cancelled" not in words(shown)
    assert part(desk, f"{MAILS}{mail.pk}/change/", r"<h1>(.*?)</h1>") == ["Email message"]
    assert part(desk, f"{MAILS}{mail.pk}/change/", r"<h2>(.*?)</h2>")[0] == str(mail).replace("\u00a0", " ")


def test_a_mail_in_words_is_its_kind_and_its_time_without_the_recipient() -> None:
    mail = make_mail(kind="center/invitation")
    mail.created_at = timezone.make_aware(datetime(2026, 9, 7, 8, 5))  # noqa: DTZ001 -- made aware here
    with translation.override("sr"):
        told = str(mail)
    assert told.startswith("Позив сараднику, 7. 9. 2026.")
    assert told.endswith("08:05")


def test_a_look_at_a_record_is_named_by_the_kind_of_record(desk: Client, coordinator: User) -> None:
    question = make_question()
    look = record_access(user=coordinator, obj=question, purpose="opened")
    address = "/admin/center/accessrecord/"
    with translation.override("sr"):
        assert str(look) == f"Питање {question.pk}"
    html = desk.get(address).content.decode()
    assert f'<a href="/admin/center/question/{question.pk}/change/">Question {question.pk}</a>' in html
    assert 'href="?model=center.question">Question</a>' in html
    assert "center.question" not in words(html)


def test_a_look_at_a_record_of_a_kind_that_is_gone_can_still_be_read(desk: Client, coordinator: User) -> None:
    AccessRecord.objects.create(user=coordinator, model="center.diary", object_id=4, purpose="opened")
    assert "center.diary 4" in words(desk.get("/admin/center/accessrecord/").content.decode())


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"is_staff": True}, "Staff"),
        ({"is_staff": False}, "Own account only"),
        ({"is_staff": True, "is_active": False}, "Access ended"),
    ],
)
def test_the_list_of_accounts_says_in_a_word_who_may_enter(
    fields: dict[str, bool], word: str, desk: Client, make_user: MakeUser
) -> None:
    user = make_user(None, "mila@example.org", name="Мила")
    User.objects.filter(pk=user.pk).update(**fields)
    (row,) = part(desk, "/admin/center/user/?q=mila", r"<tbody>(.*?)</tbody>")
    assert row == f"Mila mila@example.org {word} – –"


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_of_accounts_takes_the_same_number_of_queries(
    rows: int, desk: Client, make_user: MakeUser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        make_user(Role.EDITOR, name="Нова")
    with django_assert_num_queries(10):
        assert len(desk.get("/admin/center/user/?q=nova").context["cl"].result_list) == rows


@pytest.mark.long
def test_no_address_of_the_admin_leads_to_a_page_of_a_record_that_has_none(desk: Client) -> None:
    kinds = ContentType.objects.values_list("pk", flat=True)
    assert {desk.get(f"/admin/r/{kind}/1/").status_code for kind in kinds} == {404}
