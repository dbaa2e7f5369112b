"""Whose money it is: on pages, papers and files, of what it paid for and while it runs."""

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from pypdf import PdfReader

from center import funding
from center.choices import Role
from center.documents import portal_document
from center.models import Grant, GrantLogo, User
from center.open_data_catalog import graph, turtle
from center.services import set_grants
from events.models import Event
from events.posters import poster
from events.views import kept_pages
from tests.center.grants.making import make_european, make_grant
from tests.events.factories import make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning", "media")]
STATEMENT = {
    "en": "Funded by the European Union",
    "sr": "Финансира Европска унија",
    "sr-latn": "Finansira Evropska unija",
}
DISCLAIMER = {
    "en": "Only the office answers for the content.",
    "sr": "За садржај одговара само канцеларија.",
    "sr-latn": "Za sadržaj odgovara samo kancelarija.",
}


@pytest.fixture
def media(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES}


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def in_2023() -> Event:
    """An event that took place in the days of the first grant."""
    event = make_event()
    start = event.starts_at.replace(year=2023, month=5, day=20)
    Event.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))
    event.refresh_from_db()
    return event


@pytest.mark.parametrize("language", STATEMENT)
@pytest.mark.each
def test_every_page_says_who_pays_while_a_grant_runs(client: Client, language: str) -> None:
    make_european()
    shown = page(client, f"/{language}/about/")
    assert (STATEMENT[language] in shown, DISCLAIMER[language] in shown) == (True, True)


def test_before_and_after_its_days_and_where_only_its_records_shall_say_so_it_is_not_shown(
    client: Client,
) -> None:
    make_european(date(2026, 9, 8), date(2026, 12, 31))
    make_european(date(2026, 1, 1), date(2026, 9, 6))
    make_european(is_shown_everywhere=False)
    assert 'class="funding' not in page(client, "/en/about/")


def test_the_first_and_the_last_day_belong_to_a_grant(
    client: Client, monday_morning: time_machine.Traveller
) -> None:
    make_european(date(2026, 9, 7), date(2026, 9, 7))
    assert STATEMENT["en"] in page(client, "/en/about/")


def test_an_event_of_earlier_years_still_shows_who_paid_for_it_and_other_pages_do_not(client: Client) -> None:
    make_european(date(2022, 11, 7), date(2023, 7, 7), is_shown_everywhere=False, title_en="Founding")
    event, later = in_2023(), make_event()
    assert "Founding" in page(client, f"/en/events/{event.slug}/")
    assert "Founding" not in page(client, f"/en/events/{later.slug}/")


def test_a_choice_of_the_office_is_what_the_page_shows(
    client: Client, make_user: Callable[..., User]
) -> None:
    grant = make_european(is_shown_everywhere=False, title_en="Bread for all")
    event = make_event()
    assert "Bread for all" in page(client, f"/en/events/{event.slug}/")
    set_grants(record=event, grants=[], by=make_user(Role.COORDINATOR))
    # A page is kept for a minute.
    kept_pages.forget_all()
    assert "Bread for all" not in page(client, f"/en/events/{event.slug}/")
    assert Grant.objects.get() == grant


def test_a_grant_that_runs_and_paid_stands_once_with_the_emblem_first(client: Client) -> None:
    make_european(title_en="Bread for all")
    shown = page(client, f"/en/events/{make_event().slug}/")
    assert (shown.count("Bread for all"), shown.count(STATEMENT["en"])) == (1, 1)
    emblem = GrantLogo.objects.get(kind="eu")
    town = GrantLogo.objects.get(kind="city")
    assert shown.index(emblem.image.url) < shown.index(STATEMENT["en"]) < shown.index(town.image.url)
    # The statement says what the emblem is; the town's mark is said itself.
    assert f'<img src="{town.image.url}" alt="The town" width="360" height="240"' in shown


def test_a_donor_without_emblem_is_named(client: Client) -> None:
    make_grant(title_en="Seeds", donor_en="A foundation")
    shown = page(client, "/en/about/")
    assert "Seeds · A foundation" in shown
    assert "European Union" not in shown


def test_grants_and_their_marks_cost_a_page_no_query(client: Client) -> None:
    client.get("/en/about/")
    counts = set()
    for _each in range(3):
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/about/")
        counts.add(len(queries))
        make_european()
    assert len(counts) == 1


def test_frames_on_other_sites_say_it_in_one_line(client: Client) -> None:
    make_european()
    for address in (reverse("events:embed"), reverse("entrepreneurs:embed")):
        shown = page(client, address)
        assert "funding-small" in shown
        assert DISCLAIMER["sr"] not in shown


# --- Papers


def words(pdf: bytes) -> str:
    text = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


@pytest.mark.parametrize("language", STATEMENT)
@pytest.mark.each
def test_a_paper_ends_with_marks_statement_and_disclaimer(language: str) -> None:
    make_european()
    with override(language):
        paper = portal_document("entrepreneurs/own_data.typ", title="Title", data=_own_data())
    assert STATEMENT[language] in words(paper)
    assert DISCLAIMER[language] in words(paper)
    assert sum(len(each.images) for each in PdfReader(io.BytesIO(paper)).pages) == 2


def test_a_paper_is_made_though_the_file_of_a_mark_is_gone() -> None:
    make_european()
    logo = GrantLogo.objects.get(kind="city")
    logo.image.storage.delete(str(logo.image.name))
    with override("en"):
        paper = portal_document("entrepreneurs/own_data.typ", title="Title", data=_own_data())
    assert DISCLAIMER["en"] in words(paper)


def test_a_poster_of_an_event_says_who_paid_for_it() -> None:
    make_european(date(2022, 11, 7), date(2023, 7, 7))
    event, later = in_2023(), make_event()
    with override("en"):
        assert STATEMENT["en"] in words(poster(event, "a4"))
        assert STATEMENT["en"] not in words(poster(later, "a4"))


def _own_data() -> dict[str, Any]:
    names = ("introduction", "what", "text", "label", "value", "not_included", "nothing")
    return {"kinds": [], "not_included": [], "words": dict.fromkeys(names, "x")}


# --- Files


def test_a_workbook_of_the_indicators_names_the_donor_on_its_last_sheet(
    client: Client, make_user: Callable[..., User]
) -> None:
    grant = make_european(date(2022, 11, 7), date(2023, 7, 7))
    client.force_login(make_user(Role.COORDINATOR), backend="django.contrib.auth.backends.ModelBackend")
    address = "/admin/center/office/indicators/"
    with_grant = client.get(f"{address}?grant={grant.pk}&as=xlsx").content
    book = load_workbook(io.BytesIO(with_grant))
    last = book.worksheets[-1]
    assert next(cell.value for cell in last[2]) in STATEMENT.values()
    # It is over: other workbooks of today do not name it.
    assert len(load_workbook(io.BytesIO(client.get(address, {"as": "xlsx"}).content)).worksheets) == 1


def test_the_catalogue_of_open_data_says_who_pays_as_an_activity() -> None:
    assert "prov:wasGeneratedBy" not in json.dumps(graph())
    make_european()
    described = graph()
    (activity,) = described["dcat:dataset"][0]["prov:wasGeneratedBy"]
    texts = {each["@language"]: each["@value"] for each in activity["dct:description"]}
    assert STATEMENT["en"] in texts["en"]
    assert DISCLAIMER["sr-latn"] in texts["sr-Latn"]
    assert "prov:wasGeneratedBy [ a prov:Activity" in turtle(described)


def test_a_grant_is_said_in_a_sentence_for_files_without_pictures() -> None:
    grant = make_european(donor_en="European Union", programme_en="Programme", title_en="Bread")
    with override("en"):
        assert (
            funding.of_grant(grant).in_one_line()
            == "Funded by the European Union. European Union. Programme. Bread"
        )
