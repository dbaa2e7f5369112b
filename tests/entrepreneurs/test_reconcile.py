"""The reconciliation service, asked as OpenRefine asks."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from center import limits
from entrepreneurs.choices import LegalForm
from entrepreneurs.models import Consent, Enterprise, RegisteredForm
from entrepreneurs.services import withdraw_consent
from entrepreneurs.views import reconcile as views
from tests.entrepreneurs.factories import make_enterprise, published

pytestmark = pytest.mark.django_db
PATH = "/data/reconcile"


@pytest.fixture
def hand() -> Enterprise:
    return published(
        "Рука руци", name_en="Hand to Hand", registration_number="12345678", tax_number="100000008"
    )


def ask(queries: Any, **query: Any) -> Any:
    return Client().post(PATH, {"queries": json.dumps(queries), **query}).json()


def found(query: Any) -> list[tuple[str, bool]]:
    return [(each["name"], each["match"]) for each in ask({"q0": query})["q0"]["result"]]


def test_the_manifest_names_the_service_and_its_doors(db: None) -> None:
    manifest = Client().get(PATH).json()
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "http://testserver/id/enterprise/"
    assert manifest["view"]["url"] == "http://testserver/id/enterprise/{{id}}"
    assert manifest["preview"]["url"] == "http://testserver/data/reconcile/preview/{{id}}"


@pytest.mark.parametrize(
    "name", ["Рука руци", "RUKA RUCI d.o.o.", "Udruženje „Ruka ruci“, Kruševac", "hand to hand"]
)
def test_a_name_is_found_in_any_script_with_or_without_its_legal_form(hand: Enterprise, name: str) -> None:
    published("Корпа")
    assert found({"query": name}) == [("Ruka ruci", True)]


def test_a_misspelt_name_is_offered_but_is_no_match(hand: Enterprise) -> None:
    assert found({"query": "Ruka rucci"}) == [("Ruka ruci", False)]


@pytest.mark.parametrize(
    "query",
    [
        {"query": "12345678"},
        {"query": "Something else", "properties": [{"pid": "registration_number", "v": "12345678"}]},
        {"query": "", "properties": [{"pid": "tax_number", "v": {"id": "x", "name": "100000008"}}]},
    ],
)
def test_an_equal_number_is_a_match_whatever_the_name(hand: Enterprise, query: Any) -> None:
    assert found(query) == [("Ruka ruci", True)]


def test_the_tax_number_of_a_sole_trader_finds_nobody_and_is_told_nobody(hand: Enterprise) -> None:
    RegisteredForm.objects.update(form=LegalForm.ENTREPRENEUR)
    by_number = {"query": "", "properties": [{"pid": "tax_number", "v": "100000008"}]}
    assert found(by_number) == []
    extend = {"ids": [str(hand.uid)], "properties": [{"id": "tax_number"}]}
    answer = Client().post(PATH, {"extend": json.dumps(extend)}).json()
    assert answer["rows"] == {str(hand.uid): {"tax_number": []}}


def test_two_of_one_name_are_both_offered_and_the_settlement_tells_them_apart(hand: Enterprise) -> None:
    published("Рука руци", settlement="Дедина")
    assert found({"query": "Ruka ruci"}) == [("Ruka ruci", False), ("Ruka ruci", False)]
    place = [{"pid": "settlement", "v": "Dedina"}]
    result = ask({"q0": {"query": "Ruka ruci", "properties": place}})["q0"]["result"]
    assert [(each["description"], each["match"]) for each in result] == [
        ("Dedina", True),
        ("Hand to Hand, Kruševac", False),
    ]


def test_only_what_is_public_is_ever_offered(hand: Enterprise) -> None:
    make_enterprise("Рука руци")
    assert found({"query": "Рука руци"}) == [("Ruka ruci", True)]
    withdraw_consent(consent=Consent.objects.get())
    assert found({"query": "Рука руци"}) == []
    assert Client().get(f"{PATH}/suggest/entity?prefix=ruka").json() == {"result": []}
    assert Client().get(f"{PATH}/preview/{hand.uid}").status_code == 404
    extend = {"ids": [str(hand.uid)], "properties": [{"id": "name_en"}]}
    rows = Client().get(PATH, {"extend": json.dumps(extend)}).json()["rows"]
    assert rows == {str(hand.uid): {"name_en": []}}


def test_a_list_is_filled_up_with_values(hand: Enterprise) -> None:
    extend = {"ids": [str(hand.uid), "nonsense"], "properties": [{"id": "tax_number"}, {"id": "settlement"}]}
    answer = Client().post(PATH, {"extend": json.dumps(extend)}).json()
    assert answer == {
        "meta": [
            {"id": "tax_number", "name": "Tax number (PIB)"},
            {"id": "settlement", "name": "Settlement"},
        ],
        "rows": {
            str(hand.uid): {"tax_number": [{"str": "100000008"}], "settlement": [{"str": "Крушевац"}]},
            "nonsense": {"tax_number": [], "settlement": []},
        },
    }


def test_what_somebody_begins_to_type_is_suggested(hand: Enterprise) -> None:
    answers = [
        Client().get(f"{PATH}/suggest/entity", {"prefix": prefix}).json()["result"]
        for prefix in ("рук", "RUK", "1234", "zzz", "")
    ]
    assert [[each["id"] for each in result] for result in answers] == [[str(hand.uid)]] * 3 + [[], []]


def test_the_preview_may_stand_in_a_frame_and_runs_no_script(hand: Enterprise) -> None:
    answer = Client().get(f"{PATH}/preview/{hand.uid}")
    policy = answer["Content-Security-Policy"].split("; ")
    assert ("frame-ancestors *" in policy, "script-src 'none'" in policy) == (True, True)
    assert ("X-Frame-Options" in answer, "Hand to Hand" in answer.content.decode()) == (False, True)


def test_a_batch_takes_the_same_number_of_queries_for_one_and_for_fifty(hand: Enterprise) -> None:
    published("Корпа")
    counts = []
    for amount in (1, 50):
        batch = {f"q{number}": {"query": f"Ruka ruci {number}"} for number in range(amount)}
        with CaptureQueriesContext(connection) as asked:
            assert len(ask(batch)) == amount
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        ("no json", "This is no JSON."),
        (r'{"\ud800": {"query": "a"}}', "This is no JSON."),
        ("[1]", "An object is wanted."),
        ('{"q0": 1}', "Each query is an object with a text `query`."),
        ('{"q0": {"query": "a", "limit": "x"}}', "`limit` is a whole number."),
        ('{"q0": {"query": "a", "properties": 3}}', "`properties` is a list."),
        (json.dumps({str(n): {"query": "a"} for n in range(51)}), "At most 50 queries in one batch."),
    ],
)
def test_what_is_no_such_request_is_refused_with_a_reason(db: None, queries: str, message: str) -> None:
    answer = Client().post(PATH, {"queries": queries})
    assert (answer.status_code, answer.json()["message"]) == (400, message)


def test_a_property_that_is_no_text_is_passed_over(hand: Enterprise) -> None:
    assert found({"query": "Рука руци", "properties": [{"pid": ["settlement"], "v": 1}]}) == [
        ("Ruka ruci", True)
    ]
    extend = {"ids": [str(hand.uid)], "properties": [{"id": ["page"]}]}
    answer = Client().post(PATH, {"extend": json.dumps(extend)})
    assert (answer.status_code, answer.json()["meta"]) == (200, [])


def test_too_much_and_too_often_are_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().post(PATH, {"queries": "x" * 70_000}).status_code == 413
    monkeypatch.setattr(views, "_PER_ADDRESS", limits.Limit(1, views._PER_ADDRESS.window))
    statuses = [Client().get(PATH).status_code for _try in range(3)]
    assert statuses[-1] == 429


def test_other_sites_may_ask(db: None) -> None:
    first = Client().options(PATH)
    assert (first.status_code, first["Access-Control-Allow-Methods"]) == (204, "GET, POST")
    assert Client().get(PATH)["Access-Control-Allow-Origin"] == "*"
