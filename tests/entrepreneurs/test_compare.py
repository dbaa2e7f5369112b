"""Enterprises beside one another, chosen by the address alone."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from entrepreneurs.models import Enterprise
from entrepreneurs.services import take_back
from tests.entrepreneurs.factories import offer, published, reach
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
ADDRESS = "/en/enterprises/compare/"


def some(count: int) -> list[Enterprise]:
    return [
        published(f"Предузеће {number}", name_en=f"Firm {number}", slug=f"firm-{number}")
        for number in range(count)
    ]


def get(*slugs: str, **more: str) -> str:
    response = Client().get(ADDRESS, {"e": list(slugs), **more})
    assert response.status_code == 200
    return response.content.decode()


def row(html: str, label: str) -> list[str]:
    """Return what a reader hears of one row: its word on differences, then each cell."""
    line = re.search(rf'<tr role="row"><th[^>]*>{label}.*?</tr>', html, re.DOTALL)
    assert line, label
    cells = re.findall(
        r"<t[hd][^>]*>(.*?)</t[hd]>", re.sub(r'<span class="compare-name.*?</span>', "", line[0]), re.DOTALL
    )
    return [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in cells]


def test_each_property_stands_beside_the_others_with_a_word_on_differences() -> None:
    one, _two = some(2)
    reach(one, phone="+38137123456")
    offer(one, "Ајвар", name_en="Ajvar")
    offer(one, "Џем", name_en="Jam")
    html = get("firm-0", "firm-1")
    assert row(html, "Phone") == ["Phone Differs", "037 123456", "not known"]
    assert row(html, "Products and services") == ["Products and services Differs", "Ajvar Jam", "not known"]
    assert row(html, "Legal form") == ["Legal form The same", "Association", "Association"]


def test_a_fifth_is_told_kindly_and_what_is_unknown_or_hidden_is_left_out_with_a_word() -> None:
    firms = some(5)
    html = get(*(f"firm-{number}" for number in range(5)))
    assert ("the first four are shown" in html, "Firm 4" in html) == (True, False)
    take_back(enterprise=firms[1])
    html = get("firm-0", "firm-1", "nothing", "firm-0")
    assert ("it was left out" in html, "Firm 1" in html, html.count('scope="col"')) == (True, False, 1)


def test_others_are_found_and_added_or_taken_out_by_links() -> None:
    some(3)
    html = get("firm-0", q="FIRM 2")
    assert re.findall(r'class="choice" href="([^"]+)"', html) == [f"{ADDRESS}?e=firm-0&amp;e=firm-2"]
    html = get("firm-0", "firm-2")
    assert re.findall(r'compare-without[^"]*" href="([^"]+)"', html) == [
        f"{ADDRESS}?e=firm-2",
        f"{ADDRESS}?e=firm-0",
    ]
    assert "No enterprise was found." in get(q="xyzzy")


@pytest.mark.parametrize("junk", ["x" * 500, "../admin", "' OR 1=1", "🦊"])
def test_junk_in_the_address_is_no_fault(junk: str) -> None:
    assert Client().get(ADDRESS, {"e": [junk] * 30, "q": junk}).status_code == 200


@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_a_comparison_takes_the_same_number_of_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for firm in some(count):
        reach(firm, phone="+38137123456")
        offer(firm, "Ајвар")
    get("firm-0")
    with django_assert_num_queries(17):
        get(*(f"firm-{number}" for number in range(count)))
