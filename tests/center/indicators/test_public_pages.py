"""What everybody reads and takes away of grants and their indicators."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from lxml import etree  # type: ignore[import-untyped]  # has no types
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from center.choices import Role
from center.choices.indicators import PartedBy
from center.models import Grant, Indicator, User
from center.services import measurements
from center.services.measurements import Correction, Entry, TypedPart
from tests.center.frameworks import (
    APRIL,
    make_approved,
    make_grant,
    make_indicator,
    make_period,
    make_result,
    make_value,
    qualitative,
)
from tests.center.indicators.iati_rules import faults
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("office")]


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


def make_results(by: User, second: User, *, indicators: int = 1, grants: int = 1) -> None:
    for number in range(grants):
        result = make_result(make_grant(f"grant-{number}", budget=Decimal(21620), currency="USD"))
        for code in range(indicators):
            indicator = make_indicator(result, f"1.{code}", baseline=Decimal(2), baseline_year=2025)
            period = make_period(indicator)
            parts = [
                TypedPart(PartedBy.SEX, "жене", Decimal(8)),
                TypedPart(PartedBy.SEX, "мушкарци", Decimal(4)),
            ]
            wrong = make_approved(period, by, second, entry=Entry(value=Decimal(12), parts=parts))
            measurements.lock_period(period=period, by=by)
            right = Correction(wrong, "Двапут бројано.", "Counted twice.")
            make_approved(period, by, second, 11, correction=right)


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_of_a_grant_tells_value_target_baseline_and_correction(
    coordinator: User, second: User
) -> None:
    make_results(coordinator, second)
    text = page("/en/indicators/grant-0/")
    for words in (
        "European Union",
        "21,620 USD",
        "people:</span> <strong>11</strong>",
        "Target: 40",
        "Baseline in 2025: 2",
        "Corrected on 10 April 2026. Before: 12. Reason: Counted twice.",
        "Entered by hand from the evidence below.",
    ):
        assert words in text


def test_words_that_were_corrected_are_said_as_they_were(coordinator: User, second: User) -> None:
    period = make_period(make_indicator(**qualitative()), target=None)
    entry = Entry(text_sr="Слушају нас.", text_en="They listen.")
    wrong = make_approved(period, coordinator, second, entry=entry)
    measurements.lock_period(period=period, by=coordinator)
    why = Correction(wrong, "Превише речено.", "That said too much.")
    right = make_approved(
        period, coordinator, second, entry=Entry(text_sr="Питају нас.", text_en="They ask."), correction=why
    )
    for address in ("/en/indicators/reload2/", f"/en/indicators/reload2/values/{period.pk}/"):
        assert "Before: They listen. Reason: That said too much." in page(address)
    assert "Пре: Слушају нас." in page("/sr/indicators/reload2/")
    book = load_workbook(io.BytesIO(Client().get("/en/indicators/values.xlsx").content))
    assert [(row[10], row[17]) for row in book["Values"].iter_rows(min_row=2, values_only=True)] == [
        ("They ask.", "They listen.")
    ]
    colleague = Client()
    colleague.force_login(second, backend="django.contrib.auth.backends.ModelBackend")
    assert "Слушају нас." in colleague.get(f"/admin/center/measurement/{right.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("sr", "Саветовани људи"), ("sr-latn", "Savetovani ljudi"), ("en", "People advised")],
)
@pytest.mark.each
def test_the_pages_speak_three_languages(language: str, words: str, coordinator: User, second: User) -> None:
    make_results(coordinator, second)
    assert words in page(f"/{language}/indicators/")
    assert words in page(f"/{language}/indicators/grant-0/")


def test_what_waits_or_is_for_staff_is_on_no_page(coordinator: User, second: User) -> None:
    result = make_result()
    make_value(make_period(make_indicator(result, "1.1")), coordinator, 73)
    hidden = make_indicator(result, "1.2", is_public=False, title_sr="Тајни број", title_en="Secret number")
    make_approved(make_period(hidden), coordinator, second, 74)
    for address in ("/en/indicators/", "/en/indicators/reload2/", "/en/indicators/reload2.xml"):
        text = page(address)
        assert "73" not in text
        assert "Secret number" not in text
    Grant.objects.update(is_public=False)
    assert [
        Client().get(address).status_code
        for address in (
            "/en/indicators/reload2/",
            "/en/indicators/reload2.xml",
            "/en/indicators/reload2/values.xlsx",
        )
    ] == [404, 404, 404]


def test_an_indicator_that_was_given_up_says_so_and_stays_among_the_others() -> None:
    given_up = make_period().indicator
    assert "Not followed any more." not in page("/en/indicators/reload2/")
    Indicator.objects.filter(pk=given_up.pk).update(is_dropped=True)
    for address in ("/en/indicators/", "/en/indicators/reload2/"):
        text = page(address)
        assert ("Not followed any more." in text, "0 of 1" in text) == (True, True)


def test_without_grants_the_page_says_so() -> None:
    assert "Nothing here yet" in page("/en/indicators/")


@pytest.mark.parametrize("number", [*seldom([1]), 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/en/indicators/", 12), ("/en/indicators/grant-0/", 15), ("/en/indicators/grant-0.xml", 13)],
)
def test_the_pages_take_the_same_number_of_queries(
    number: int,
    address: str,
    queries: int,
    make_user: Callable[..., User],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_results(make_user(Role.COORDINATOR), make_user(Role.COORDINATOR), indicators=number, grants=number)
    client = Client()
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_the_workbook_holds_values_parts_and_indicators(coordinator: User, second: User) -> None:
    make_results(coordinator, second, grants=2)
    answer = Client().get("/en/indicators/values.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Values", "Breakdown", "Indicators", "Funding"]
    rows = list(book["Values"].iter_rows(min_row=2, values_only=True))
    assert sorted((row[0], row[1], row[7], row[17], row[18]) for row in rows) == [
        ("grant-0", "1.0", 11, 12, "Counted twice."),
        ("grant-1", "1.0", 11, 12, "Counted twice."),
    ]


def test_the_page_and_the_workbook_of_a_grant_that_is_over_say_who_paid(
    coordinator: User, second: User
) -> None:
    grant = make_grant(
        "earlier",
        first_day=date(2022, 11, 7),
        last_day=date(2023, 7, 7),
        shows_eu_emblem=True,
        disclaimer_en="The office answers.",
        disclaimer_sr="Канцеларија одговара.",
    )
    make_indicator(make_result(grant))
    text = page("/en/indicators/earlier/")
    assert [text.count(words) for words in ("Funded by the European Union", "The office answers.")] == [1, 1]
    for address in ("/sr/indicators/values.xlsx", "/sr/indicators/earlier/values.xlsx"):
        book = load_workbook(io.BytesIO(Client().get(address).content))
        assert list(book.worksheets[-1].iter_rows(min_row=2, values_only=True)) == [
            (
                "Финансира Европска унија",
                "Европска унија",
                "Канцеларија за социјално предузетништво",
                "Канцеларија одговара.",
            )
        ]


def test_the_iati_file_follows_the_order_of_the_standard(coordinator: User, second: User) -> None:
    make_results(coordinator, second, indicators=2)
    result = Indicator.objects.earliest("pk").result
    words = make_period(make_indicator(result, "2.1", **qualitative()), target=None)
    make_approved(words, coordinator, second, entry=Entry(text_sr="Слушају нас.", text_en="They listen."))
    share = make_period(
        make_indicator(result, "2.2", kind="percentage", target=Decimal(60), counts_people=False)
    )
    make_approved(share, coordinator, second, entry=Entry(numerator=Decimal(2), denominator=Decimal(3)))
    answer = Client().get("/en/indicators/grant-0.xml")
    root = etree.fromstring(answer.content)
    assert faults(root) == []
    (activity,) = root
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (root.get("version"), activity.get("default-currency")) == ("2.03", "USD")
    assert [(each.get(lang), each.text) for each in activity.findall("title/narrative")] == [
        ("sr", "Канцеларија за социјално предузетништво"),
        ("en", "Office for social entrepreneurship"),
    ]
    assert [each.get("measure") for each in activity.iter("indicator")] == ["1", "1", "5", "2"]
    assert [each.get("value") for each in activity.iter("actual")] == ["11", "11", None, "66.7"]
    assert activity.find("budget/value") is not None
    assert activity.findtext("budget/value") == "21620"
    assert [each.get("code") for each in activity.iter("reference")] == ["1.0", "1.1", "2.1", "2.2"]


def test_the_iati_file_gives_parts_as_dimensions(coordinator: User, second: User) -> None:
    period = make_period(target=None)
    parts = [TypedPart(PartedBy.SEX, "жене", Decimal(8)), TypedPart(PartedBy.SEX, "мушкарци", Decimal(6))]
    make_approved(period, coordinator, second, entry=Entry(value=Decimal(14), parts=parts))
    root = etree.fromstring(Client().get("/sr/indicators/reload2.xml").content)
    assert faults(root) == []
    assert [
        (each.get("value"), [(one.get("name"), one.get("value")) for one in each.findall("dimension")])
        for each in root.iter("actual")
    ] == [("14", []), ("8", [("sex", "жене")]), ("6", [("sex", "мушкарци")])]
    # The only period says the target of the whole grant.
    assert [each.get("value") for each in root.iter("target")] == ["40"]
    assert [each.text for each in root.findall("iati-activity/sector/narrative")] == [
        "Социјално предузетништво",
        "Social entrepreneurship",
    ]
    assert [(each.get("iso-date")) for each in root.iter("period-end")] == [date(2026, 3, 31).isoformat()]


def test_the_search_and_the_sitemap_know_the_grant(coordinator: User, second: User) -> None:
    make_results(coordinator, second)
    assert "/en/indicators/grant-0/" in page("/en/search/?q=entrepreneurship")
    assert "/en/indicators/grant-0/" in page("/sitemap.xml")
