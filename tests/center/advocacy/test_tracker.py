"""The public tracker: what is shown to whom, in which order, and with how few questions to the database."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center.base import search
from center.base.measures import Scope, measures
from center.choices.advocacy import StepKind
from center.models import AdvocacyInitiative, InitiativeDocument, User
from center.services.advocacy import change_initiative
from center.services.kept_files import add_file
from center.templatetags.center_advocacy import advocacy_latest
from tests.center.advocacy.factories import days_ago, make_initiative, make_institution, published, step
from tests.marks import seldom

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PDF = b"%PDF-1.7\n%made up\n%%EOF\n"


def _document(initiative: AdvocacyInitiative, by: User, **values: Any) -> InitiativeDocument:
    row = InitiativeDocument(initiative=initiative, label_sr="Допис", **values)
    return add_file(row, file=io.BytesIO(PDF), name="допис.pdf", by=by)


def _names(page: str) -> list[str]:
    return re.findall(r'class="advocacy-name"><a [^>]+>([^<]+)<', page)


def test_what_was_won_stands_first_and_then_who_has_waited_longest(
    client: Client, office: Any, coordinator: User
) -> None:
    published(coordinator, (StepKind.SUBMITTED, 5), title="Пет дана")
    published(coordinator, (StepKind.SUBMITTED, 80), title="Осамдесет дана")
    published(coordinator, (StepKind.SUBMITTED, 99), (StepKind.CHANGE, 9), title="Променило се")
    published(coordinator, (StepKind.SIGNING, 3), title="Потписује се")
    make_initiative(coordinator, title="Нацрт")
    page = client.get("/sr/advocacy/").content.decode()
    assert _names(page) == ["Променило се", "Потписује се", "Осамдесет дана", "Пет дана"]
    assert "Чека се: 80 дана" in page
    assert _names(client.get("/sr/advocacy/?state=submitted").content.decode()) == [
        "Осамдесет дана",
        "Пет дана",
    ]


def test_a_list_of_one_institution_holds_what_was_asked_of_it(
    client: Client, office: Any, coordinator: User
) -> None:
    chamber = make_institution("Комора")
    published(coordinator, title="Од коморе", institutions=[chamber])
    published(coordinator, title="Од већа")
    page = client.get(f"/sr/advocacy/?institution={chamber.pk}").content.decode()
    assert _names(page) == ["Од коморе"]
    # What nobody offers is no filter.
    assert len(_names(client.get("/sr/advocacy/?institution=x&state=none").content.decode())) == 2


def test_a_late_answer_is_said_to_be_late(client: Client, office: Any, coordinator: User) -> None:
    initiative = published(
        coordinator, (StepKind.SUBMITTED, 80), answer_due=days_ago(1), due_source_sr="Обећано на састанку."
    )
    page = client.get(f"/sr/advocacy/{initiative.slug}/").content.decode()
    assert "Одговора нема, иако је рок прошао" in page
    assert "Обећано на састанку." in page


def test_a_draft_is_nobodys_and_an_earlier_address_leads_on(
    client: Client, office: Any, coordinator: User
) -> None:
    draft = make_initiative(coordinator, slug="draft")
    assert client.get("/sr/advocacy/draft/").status_code == 404
    moved = published(coordinator, slug="before")
    change_initiative(initiative=moved, by=coordinator, slug="after")
    answer = client.get("/en/advocacy/before/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/advocacy/after/")
    assert draft.slug not in client.get("/sitemap.xml").content.decode()
    assert "/en/advocacy/after/" in client.get("/sitemap.xml").content.decode()


def test_the_page_tells_what_happened_in_order_and_in_the_language_of_the_reader(
    client: Client, office: Any, coordinator: User
) -> None:
    initiative = published(coordinator, (StepKind.SUBMITTED, 80), (StepKind.CHANGE, 10))
    step(initiative, StepKind.MEETING, 40, coordinator, text_sr="Састали смо се.", text_en="")
    english = client.get(f"/en/advocacy/{initiative.slug}/").content.decode()
    kinds = re.findall(r'class="advocacy-step advocacy-step-(\w+)"', english)
    assert kinds == ["submitted", "meeting", "change"]
    assert "A step: submitted." in english
    assert '<p lang="sr-Latn">Sastali smo se.</p>' in english
    facts = [
        json.loads(each)
        for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', english)
    ]
    (ask,) = [each for each in facts if each["@type"] == "AskAction"]
    assert ask["actionStatus"] == "https://schema.org/CompletedActionStatus"
    assert ask["startTime"] == days_ago(80).isoformat()


def test_an_internal_document_is_taken_by_staff_alone(
    client: Client, office: Any, coordinator: User, as_user: SignIn
) -> None:
    initiative = published(coordinator, (StepKind.SUBMITTED, 80))
    internal = _document(initiative, coordinator)
    public = _document(initiative, coordinator, is_public=True)
    address = f"/sr/advocacy/{initiative.slug}/files/"
    given = client.get(f"{address}{public.pk}/")
    assert (given.status_code, b"".join(given.streaming_content)) == (200, PDF)  # type: ignore[attr-defined]
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"{address}{internal.pk}/").status_code == 404
    taken = as_user(coordinator).get(f"/admin/center/advocacyinitiative/files/{internal.pk}/")
    assert b"".join(taken.streaming_content) == PDF  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_lists_and_pages_take_the_same_number_of_queries(
    client: Client,
    office: Any,
    coordinator: User,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    initiatives = [
        published(
            coordinator,
            *((StepKind.REMINDER, 90 - count) for count in range(number)),
            (StepKind.SUBMITTED, 95),
            institutions=[make_institution(f"Институција {count}") for count in range(number)],
            title=f"Иницијатива {each}",
        )
        for each in range(number)
    ]
    client.get("/sr/advocacy/")
    with django_assert_num_queries(9):
        client.get("/sr/advocacy/")
    with django_assert_num_queries(12):
        client.get(f"/sr/advocacy/{initiatives[0].slug}/")


def test_the_feed_tells_the_steps_in_the_language_of_its_address(
    client: Client, office: Any, coordinator: User
) -> None:
    published(coordinator, (StepKind.SUBMITTED, 80))
    serbian, english = (client.get(f"/{each}/advocacy/feed/").content.decode() for each in ("sr", "en"))
    assert "<title>Предато: Тезге на пијаци</title>" in serbian
    assert "<title>Submitted: Market stalls</title>" in english


def test_the_search_finds_an_initiative_in_both_scripts(coordinator: User, office: Any) -> None:
    published(coordinator)
    make_initiative(coordinator, title="Тезге у нацрту")
    (source,) = [each for each in search.sources() if each.slug == "initiatives"]
    found = [source.find(search.Asked(typed, 5)) for typed in ("tezge pijaci", "ТЕЗГЕ", "цеста")]
    assert [(each.total, [str(hit.title) for hit in each.hits]) for each in found] == [
        (1, ["Тезге на пијаци"]),
        (1, ["Тезге на пијаци"]),
        (0, []),
    ]


def test_each_initiative_counts_once_in_the_period_of_its_first_such_step(coordinator: User) -> None:
    published(coordinator, (StepKind.SUBMITTED, 80), (StepKind.ANSWER, 60), (StepKind.SUBMITTED, 20))
    published(coordinator, (StepKind.SUBMITTED, 20), (StepKind.REFUSAL, 5))
    early, late = Scope(days_ago(90), days_ago(50)), Scope(days_ago(49), days_ago(0))
    counted = {
        code: (measures()[code].count(early).value, measures()[code].count(late).value)
        for code in ("center.initiatives_submitted", "center.initiatives_answered", "center.initiatives_won")
    }
    assert counted == {
        "center.initiatives_submitted": (1, 1),
        "center.initiatives_answered": (1, 1),
        "center.initiatives_won": (0, 0),
    }


def test_a_published_initiative_opens_in_the_admin_and_leads_to_its_public_page(
    coordinator: User, as_user: SignIn
) -> None:
    initiative = published(coordinator)
    html = (
        as_user(coordinator).get(f"/admin/center/advocacyinitiative/{initiative.pk}/change/").content.decode()
    )
    assert html.count(f'href="{initiative.get_absolute_url()}"') == 1


def test_the_home_page_shows_the_last_step_of_each_initiative(coordinator: User, office: Any) -> None:
    published(coordinator, (StepKind.SUBMITTED, 20), (StepKind.ANSWER, 5))
    assert [each.kind for each in advocacy_latest()["steps"]] == [StepKind.ANSWER]
    assert "Шта тражимо од институција" in Client().get("/sr/").content.decode()
