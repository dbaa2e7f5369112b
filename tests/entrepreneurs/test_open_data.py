"""The files below /data/: what is in them, what never is, and what they cost."""

import csv
import gc
import io
import json
import tracemalloc
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from center.models import Office, User
from entrepreneurs import public_data, public_formats
from entrepreneurs.choices import LegalForm
from entrepreneurs.models import Consent, Enterprise, RegisteredForm, Seat
from entrepreneurs.services import archive, record_fact, withdraw_consent
from entrepreneurs.services.directory import refresh
from tests.entrepreneurs.factories import offer, published, reach, serve, today

pytestmark = pytest.mark.django_db
FILES = ("enterprises.csv", "enterprises.json", "enterprises.jsonld", "enterprises.geojson")
POINT = {"latitude": "43.58", "longitude": "21.334"}


def take(name: str, **headers: str) -> Any:
    return Client().get(f"/data/{name}", headers=headers)


def text(name: str) -> str:
    return b"".join(take(name)).decode()


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text("enterprises.csv").removeprefix("\ufeff"))))


@pytest.fixture
def honey() -> Enterprise:
    enterprise = published(
        "Мед са Јастрепца",
        name_en="Jastrebac Honey",
        legal_name="Удружење „Мед“",
        registration_number="12345678",
        summary_sr="Правимо мед.",
        summary_en="We make honey.",
        activity="0149",
        **POINT,
    )
    serve(enterprise, "roma")
    offer(enterprise, "Ливадски мед")
    return enterprise


def test_the_table_says_names_in_both_scripts_and_codes_with_their_scheme(honey: Enterprise) -> None:
    row = table()[0]
    assert text("enterprises.csv")[0] == "\ufeff"
    assert {
        name: row[name]
        for name in (
            "id", "name_sr_cyrl", "name_sr_latn", "name_en", "registration_number", "legal_form", "activity_code",
            "activity_scheme", "settlement_sr_latn", "latitude", "status", "groups", "categories", "is_example",
        )
    } == {
        "id": f"http://testserver/id/enterprise/{honey.uid}",
        "name_sr_cyrl": "Мед са Јастрепца",
        "name_sr_latn": "Med sa Jastrepca",
        "name_en": "Jastrebac Honey",
        "registration_number": "12345678",
        "legal_form": "association",
        "activity_code": "0149",
        "activity_scheme": "KD 2010",
        "settlement_sr_latn": "Kruševac",
        "latitude": "43.58",
        "status": "self_declared",
        "groups": "roma",
        "categories": "food",
        "is_example": "false",
    }  # fmt: skip


def test_json_holds_the_same_record_with_null_for_what_is_unknown(honey: Enterprise) -> None:
    found = json.loads(text("enterprises.json"))
    row = found["enterprises"][0]
    assert found["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert set(row) == {*public_formats.CSV_FIELDS}
    assert (row["latitude"], row["products_sr_cyrl"], row["founded_on"], row["tax_number"]) == (
        43.58,
        ["Ливадски мед"],
        None,
        None,
    )


def test_the_name_and_the_tax_number_of_a_person_are_in_no_file(honey: Enterprise) -> None:
    RegisteredForm.objects.filter(enterprise=honey).update(form=LegalForm.ENTREPRENEUR)
    Enterprise.objects.update(legal_name="Петар Петровић ПР Мед", tax_number="101134702")
    for name in ("enterprises.csv", "enterprises.json", "enterprises.jsonld", "enterprises.geojson"):
        found = text(name)
        assert ("101134702" in found, "Петар" in found, "Мед са Јастрепца" in found) == (False, False, True)


def test_linked_data_name_the_enterprise_in_three_ways(honey: Enterprise) -> None:
    node = json.loads(text("enterprises.jsonld"))["@graph"][0]
    assert node["@id"] == f"http://testserver/id/enterprise/{honey.uid}"
    assert node["name"] == [
        {"@value": "Мед са Јастрепца", "@language": "sr-Cyrl"},
        {"@value": "Med sa Jastrepca", "@language": "sr-Latn"},
        {"@value": "Jastrebac Honey", "@language": "en"},
    ]
    assert node["rov:registration"] == {"@type": "adms:Identifier", "skos:notation": "12345678"}


def test_a_map_gets_only_those_with_a_public_point_longitude_first(honey: Enterprise) -> None:
    published("Без тачке")
    features = json.loads(text("enterprises.geojson"))["features"]
    assert [(each["properties"]["uid"], each["geometry"]) for each in features] == [
        (str(honey.uid), {"type": "Point", "coordinates": [21.334, 43.58]})
    ]


def test_no_phone_email_person_or_hidden_street_is_in_any_file(honey: Enterprise) -> None:
    reach(honey, phone="+381641234567")
    reach(honey, email="med@example.org")
    Seat.objects.update(street_sr="Тајна 7")
    everything = "".join(text(name) for name in FILES)
    assert [
        word for word in ("641234567", "med@example.org", "Оснивач", "Тајна", "Tajna") if word in everything
    ] == []
    Seat.objects.update(street_is_public=True)
    assert table()[0]["street_sr_latn"] == "Tajna 7"


@pytest.mark.parametrize("name", [*FILES, "one"])
def test_what_is_withdrawn_is_gone_at_once_even_for_who_holds_a_copy(honey: Enterprise, name: str) -> None:
    name = f"enterprises/{honey.uid}.json" if name == "one" else name
    first = take(name)
    assert str(honey.uid) in b"".join(first).decode()
    assert take(name, if_none_match=first["ETag"]).status_code == 304
    withdraw_consent(consent=Consent.objects.get())
    later = take(name, if_none_match=first["ETag"])
    assert later.status_code == (404 if "/" in name else 200)
    assert ("/" in name) or str(honey.uid) not in b"".join(later).decode()


def test_what_is_archived_or_too_long_unchecked_is_no_data(honey: Enterprise) -> None:
    other = published("Друго")
    Enterprise.objects.filter(pk=honey.pk).update(confirmed_on=today() - timedelta(days=3 * 365))
    refresh([honey.pk])
    archive(enterprise=other)
    assert table() == []
    assert Client().get(f"/id/enterprise/{other.uid}").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_a_copy_is_asked_about_by_tag_or_by_time_without_building_the_body(
    honey: Enterprise, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take(name)
    monkeypatch.setattr(public_data, "record", None)
    answers = [
        take(name, if_none_match=first["ETag"]),
        take(name, if_modified_since=first["Last-Modified"]),
        Client().head(f"/data/{name}"),
    ]
    assert [answer.status_code for answer in answers] == [304, 304, 200]
    assert {answer["ETag"] for answer in answers} == {first["ETag"]}
    assert (first["ETag"][0], first["Cache-Control"]) == ('"', "public, no-cache")


@pytest.mark.parametrize("change", ["name", "fact", "settlement"])
def test_every_change_gives_another_tag(honey: Enterprise, change: str) -> None:
    first = take("enterprises.csv")
    if change == "name":
        Enterprise.objects.update(name_sr="Друго име")
    elif change == "fact":
        record_fact(RegisteredForm, enterprise=honey, since=date(2024, 1, 1), form=LegalForm.COOPERATIVE)
    else:
        honey.seat_facts.get().settlement.__class__.objects.update(name_en="Town")
    assert take("enterprises.csv", if_none_match=first["ETag"]).status_code == 200


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
def test_the_number_of_queries_does_not_grow(name: str) -> None:
    counts = []
    for amount in (1, 2):
        for _each in range(amount):
            enterprise = published(**POINT)
            serve(enterprise, "roma")
            offer(enterprise, "Мед")
        with CaptureQueriesContext(connection) as asked:
            text(name)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.long
def test_ten_times_the_rows_take_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two rows stand for batches of 500; garbage that is due is collected at once."""
    for _each in range(30):
        published(summary_sr="м" * 200)
    monkeypatch.setattr(public_data, "BATCH", 2)
    few = Enterprise.objects.filter(pk__in=list(Enterprise.objects.values_list("pk", flat=True)[:3]))
    peaks = []
    # The first walk fills what is cached once and for all.
    for rows in (None, few, None):
        tracemalloc.start()
        for _record in public_data.records(rows):
            gc.collect()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.5


def test_every_site_may_read_the_data_and_nothing_else(honey: Enterprise, office: Office) -> None:
    paths = [*(f"/data/{name}" for name in FILES), "/data/catalog.jsonld", "/data/catalog.ttl"]
    assert {Client().get(path).get("Access-Control-Allow-Origin") for path in paths} == {"*"}
    others = ["/sr/", "/sr/data/", "/sr/enterprises/", "/robots.txt", "/data/nothing.csv"]
    assert {Client().get(path).get("Access-Control-Allow-Origin") for path in others} == {None}


def test_the_data_are_the_same_for_everybody(honey: Enterprise, coordinator: User, as_user: Any) -> None:
    answer = as_user(coordinator).get("/data/enterprises.json")
    assert b"".join(answer).decode() == text("enterprises.json")
    assert (answer["Cache-Control"], answer.cookies) == ("public, no-cache", {})


def test_the_identifier_leads_people_to_the_page_and_programs_to_the_record(honey: Enterprise) -> None:
    path = f"/id/enterprise/{honey.uid}"
    person = Client().get(path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    program = Client().get(path, headers={"accept": "application/ld+json"})
    assert (person.status_code, person["Location"]) == (
        303,
        f"http://testserver/sr/enterprises/{honey.slug}/",
    )
    assert (program.status_code, program["Location"]) == (303, f"/data/enterprises/{honey.uid}.json")
    node = json.loads(Client().get(program["Location"]).content)
    assert (node["@id"], node["url"]) == (f"http://testserver{path}", person["Location"])


@pytest.mark.long
@given(st.text(max_size=40), st.decimals(-90, 90, places=6))
def test_a_cell_of_the_table_is_read_back_and_is_never_a_formula(typed: str, number: Any) -> None:
    line = public_formats._line([public_formats._cell(value) for value in (typed, number, None, ["а", "б"])])
    read = next(csv.reader(io.StringIO(line, newline="")))
    assert (read[0] in {typed, f"'{typed}"}, read[1:]) == (True, [str(float(number)), "", "а; б"])
    assert not read[0].startswith(("=", "+", "-", "@", "\t", "\r"))


class TestCatalog:
    def test_describes_each_file_by_dcat(self, honey: Enterprise, office: Office) -> None:
        found = json.loads(Client().get("/data/catalog.jsonld").content)
        dataset = found["dcat:dataset"][0]
        assert [each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]] == [
            f"http://testserver/data/{name}" for name in FILES
        ]
        assert dataset["dct:temporal"]["dcat:startDate"]["@value"] == today().isoformat()
        assert [title["@language"] for title in dataset["dct:title"]] == ["sr-Cyrl", "sr-Latn", "en"]

    def test_is_also_turtle(self, honey: Enterprise, office: Office) -> None:
        answer = Client().get("/data/catalog.ttl")
        assert answer["Content-Type"] == "text/turtle; charset=utf-8"
        body = answer.content.decode()
        assert body.count(" a dcat:Distribution ;") == 6
        assert "<http://testserver/data/enterprises.csv#distribution> a dcat:Distribution ;" in body

    def test_the_door_leads_people_to_the_page_and_programs_to_the_catalogue(self, db: None) -> None:
        found = [
            Client().get("/data/", headers={"accept": accepted})["Location"]
            for accepted in ("text/html", "text/turtle", "application/ld+json")
        ]
        assert found == ["/sr/data/", "/data/catalog.ttl", "/data/catalog.jsonld"]


@pytest.mark.parametrize("code", ["sr", "sr-latn", "en"])
def test_the_page_explains_every_column_of_the_table(code: str, office: Office) -> None:
    html = Client().get(f"/{code}/data/").content.decode()
    endings = ("_sr_cyrl", "_sr_latn", "_en")
    stems = {
        name.removesuffix(next((end for end in endings if name.endswith(end)), ""))
        for name in public_formats.CSV_FIELDS
    }
    assert sorted(stem for stem in stems if stem not in html) == []


class TestSelection:
    """The files take the query of the directory's list."""

    @pytest.mark.parametrize("name", FILES)
    def test_a_file_holds_what_the_list_shows(self, honey: Enterprise, name: str) -> None:
        other = published("Друго", **POINT)
        everything, asked = text(name), text(f"{name}?q=%D0%BC%D0%B5%D0%B4&page=2")
        assert [str(each.uid) in body for body in (everything, asked) for each in (honey, other)] == [
            True,
            True,
            True,
            False,
        ]

    def test_a_selection_has_a_tag_and_a_name_of_its_own_and_names_the_whole(self, honey: Enterprise) -> None:
        whole, same, part = (take(f"enterprises.json{query}") for query in ("", "?page=3&q=", "?q=med"))
        assert (whole["ETag"] == same["ETag"], whole["ETag"] == part["ETag"]) == (True, False)
        assert [each["Content-Disposition"] for each in (whole, part)] == [
            'inline; filename="enterprises.json"',
            'inline; filename="enterprises-selection.json"',
        ]
        canonical = '<http://testserver/data/enterprises.json>; rel="canonical"'
        assert (canonical in whole["Link"], canonical in part["Link"]) == (False, True)
        assert (json.loads(b"".join(whole)).get("selection"), json.loads(b"".join(part))["selection"]) == (
            None,
            "q=med",
        )

    def test_what_is_withdrawn_is_gone_from_a_selection_too(self, honey: Enterprise) -> None:
        withdraw_consent(consent=Consent.objects.get())
        assert json.loads(text("enterprises.json?q=med"))["enterprises"] == []

    @pytest.mark.parametrize("query", ["status=nothing", "settlement=x"])
    def test_a_value_that_nobody_has_selects_nothing(self, honey: Enterprise, query: str) -> None:
        assert json.loads(text(f"enterprises.json?{query}"))["enterprises"] == []

    @given(st.text(max_size=60), st.lists(st.text(max_size=9), max_size=3))
    def test_the_same_is_always_asked_for_in_the_same_spelling(self, typed: str, values: list[str]) -> None:
        query = QueryDict(mutable=True)
        query.setlist("q", [typed])
        query.setlist("status", values)
        once = public_data.selection(query)
        assert public_data.selection(QueryDict(once)) == once
