"""The sector on one page: what is counted, what is withheld, and the same in the file."""

import csv
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center.models import Office
from entrepreneurs.choices import Confidence, FigureSource
from entrepreneurs.models import AnnualFigures, Engagement, Enterprise
from entrepreneurs.services import take_back
from tests.entrepreneurs.factories import make_enterprise, published, serve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
ADDRESS = "/en/enterprises/statistics/"


def said(
    enterprise: Enterprise,
    people: dict[tuple[str, str], int],
    *,
    year: int = 2025,
    source: str = "interview",
    **fields: object,
) -> None:
    figures = AnnualFigures.objects.create(
        enterprise=enterprise, year=year, source=FigureSource(source), confidence=Confidence.HIGH, **fields
    )
    for (contract, sex), count in people.items():
        Engagement.objects.create(figures=figures, contract=contract, sex=sex, people=count)


def rows() -> dict[tuple[str, str], str]:
    response = Client().get(f"{ADDRESS}figures.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = csv.reader(response.content.decode("utf-8-sig").splitlines())
    return {(line[0], line[1]): line[2] for line in lines}


def test_only_what_the_directory_shows_is_counted_by_what_is_registered() -> None:
    one = published(activity="1039", founded_on=date(2021, 5, 1))
    serve(one, "roma", "over-50")
    serve(published(settlement="Бела Вода"), "roma")
    take_back(enterprise=published())
    make_enterprise()
    figures = rows()
    assert figures["Enterprises in the directory", ""] == "2"
    assert figures["Status under the Law", "Self-declared"] == "2"
    assert figures["Legal form", "Association"] == "2"
    assert [figures["Groups served or engaged", name] for name in ("Roma",)] == ["2"]
    assert figures["Founded in", "2020–2024"] == "1"
    assert [count for (topic, _part), count in figures.items() if topic == "Settlement"] == ["1", "1"]
    assert [count for (topic, _part), count in figures.items() if topic == "Main activity, by section"] == [
        "1"
    ]


def test_an_empty_directory_is_a_page_without_figures() -> None:
    html = Client().get(ADDRESS).content.decode()
    assert ("The directory shows 0 enterprises." in html, '<svg class="bar"' in html) == (True, False)


def test_figures_of_two_enterprises_are_not_shown_and_of_three_they_are() -> None:
    firms = [published() for _ in range(3)]
    for firm in firms[:2]:
        said(firm, {("employed", "women"): 20})
    assert "People engaged in 2025" not in Client().get(ADDRESS).content.decode()
    said(firms[2], {("employed", "women"): 20, ("employed", "men"): 4}, source="report")
    said(firms[2], {("employed", "women"): 90}, source="estimate")
    html = Client().get(ADDRESS).content.decode()
    assert "People engaged in 2025" in html
    assert "3 enterprises told us whom they engaged." in html
    figures = rows()
    # Four men of one enterprise are withheld, and what would give them away with them.
    assert {
        part: count for (topic, part), count in figures.items() if topic == "People engaged" and count != "0"
    } == {
        "Employed, Women": "withheld",
        "Employed, Men": "withheld",
        "Employed, Total": "64",
        "Total, Women": "withheld",
        "Total, Men": "withheld",
        "Total, Total": "64",
    }


@pytest.mark.long
def test_an_income_that_two_enterprises_have_hides_a_second_band() -> None:
    for number in range(9):
        band = "none" if number < 2 else "under_1" if number < 5 else "from_1"
        said(published(), {("employed", "women"): 20}, income_band=band, vulnerable_engaged=6)
    figures = rows()
    incomes = {part: count for (topic, part), count in figures.items() if topic == "Income of the year"}
    assert incomes == {
        "No income": "withheld",
        "under 1 million dinars": "withheld",
        "1 to 3 million dinars": "4",
    }
    assert figures["People engaged from vulnerable groups", ""] == "54"


@pytest.mark.parametrize("vulnerable", [[1, 1, 1], [9, 0, 0]])
def test_few_people_from_vulnerable_groups_are_withheld(vulnerable: list[int]) -> None:
    for count in vulnerable:
        said(published(), {("employed", "women"): 20}, vulnerable_engaged=count)
    assert rows()["People engaged from vulnerable groups", ""] == "withheld"


@pytest.mark.long
@pytest.mark.parametrize("count", [3, 6])
def test_the_page_takes_the_same_number_of_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        firm = published(activity="1039" if number % 2 else "0113", founded_on=date(2000 + number, 1, 1))
        serve(firm, "roma")
        said(firm, {("employed", "women"): 20}, income_band="none", vulnerable_engaged=6)
    Client().get(ADDRESS)
    with django_assert_num_queries(23):
        Client().get(ADDRESS)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_each_bar_has_its_words(language: str, office: Office) -> None:
    published()
    html = Client().get(f"/{language}/enterprises/statistics/").content.decode()
    label = {"sr": "Удружење", "sr-latn": "Udruženje", "en": "Association"}[language]
    assert f"<title>{label}: 1</title>" in html
