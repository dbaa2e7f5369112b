"""The census as a page and as files: what it says, in which words, for which day."""

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.models import Office
from entrepreneurs.choices import LegalForm
from entrepreneurs.models import Existence
from entrepreneurs.services import end_fact
from tests.research.census_facts import day, employing, existing, founder, with_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
ADDRESS = "/en/research/census/"


@pytest.fixture(autouse=True)
def _a_day_of_2026() -> Iterator[None]:
    with time_machine.travel("2026-09-07T06:00Z", tick=False):
        yield


def page(query: str = "", language: str = "en") -> str:
    return Client().get(f"/{language}/research/census/{query}").content.decode()


def lead(query: str = "", language: str = "en") -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', page(query, language), re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def row(html: str, label: str) -> list[str]:
    """Return the cells of the first row of this name."""
    found = re.search(rf'<th scope="row" role="rowheader">{label}[<\s].*?</tr>', html, re.DOTALL)
    cells = re.findall(r'<td role="cell" class="number">(.*?)</td>', found[0], re.DOTALL) if found else []
    return [re.sub(r"<.*?>", "", cell).strip() for cell in cells]


@pytest.fixture
def three() -> None:
    """One since 2023, one of 2024 that became a company in 2025, one that ended in 2025."""
    with_form(existing("2023-02-01/"), LegalForm.ASSOCIATION, "/")
    changed = existing("2024-05-01/")
    with_form(changed, LegalForm.ASSOCIATION, "/2025-03-01")
    with_form(changed, LegalForm.LIMITED, "2025-03-01/")
    existing("2023-06-01/2025-10-01")


@pytest.mark.usefixtures("three")
def test_the_page_begins_with_the_number_of_today_and_what_changed_since_the_last_year() -> None:
    assert lead() == (
        "Today (7 September 2026) there are 2 social enterprises in our registry."
        " Since 31 December 2025, 0 began and 0 ended."
    )


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("written", ["2024-12-31", "31.12.2024", "31. 12. 2024."])
def test_a_day_is_written_as_people_and_as_programs_write_it(written: str) -> None:
    assert lead(f"?on={written}") == "On 31 December 2024 there were 3 social enterprises in our registry."


@pytest.mark.usefixtures("three")
def test_two_years_stand_side_by_side_with_the_difference() -> None:
    html = page("?compare=2024&compare=2025")
    assert row(html, "Enterprises") == ["3", "2", "−1"]
    assert row(html, "Association") == ["2", "1", "−1"]
    assert row(html, r"Limited liability company \(d.o.o.\)") == ["0", "1", "+1"]
    assert "Since 31 December 2024, 0 began and 1 ended." in html


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sr", "На дан 31. децембра 2024. у нашој евиденцији била су 3 социјална предузећа."),
        ("sr-latn", "Na dan 31. decembra 2024. u našoj evidenciji bila su 3 socijalna preduzeća."),
        ("en", "On 31 December 2024 there were 3 social enterprises in our registry."),
    ],
)
def test_the_sentence_stands_in_each_language(language: str, said: str) -> None:
    assert lead("?on=2024-12-31", language) == said


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?on=2026-09-08", "This day has not come yet."),
        ("?on=2020-01-01", "The first day of which the registry knows anything is 1 February 2023."),
        ("?on=31.2.2024", "Enter a valid date."),
        ("?compare=1999", "1999 is not one of the available choices."),
    ],
)
def test_a_day_of_which_nothing_is_known_is_refused_in_words(query: str, said: str) -> None:
    response = Client().get(ADDRESS + query)
    assert (response.status_code, said in response.content.decode()) == (422, True)


@pytest.mark.usefixtures("three")
def test_only_the_page_of_today_is_for_search_engines() -> None:
    asked = page("?on=2024-12-31")
    noindex = '<meta name="robots" content="noindex">'
    assert (noindex in page(), noindex in page("?on=%20"), noindex in asked) == (False, True, True)
    assert f'rel="canonical" href="{settings.BASE_URL}{ADDRESS}"' in asked


def test_a_registry_without_days_says_so() -> None:
    assert lead() == "Of no enterprise is it recorded yet since when it exists, so there is nothing to count."


@pytest.mark.usefixtures("three")
def test_days_before_the_registry_was_kept_carry_a_warning() -> None:
    Existence.objects.update(recorded_at="2024-06-01T08:00Z")
    warning = "The registry has been kept since 1 June 2024."
    assert [warning in page(f"?on={on}") for on in ("2024-05-31", "2024-06-01")] == [True, False]


@pytest.mark.usefixtures("three")
def test_what_ends_today_is_gone_from_the_page_at_once() -> None:
    assert "there are 2 social" in lead()
    end_fact(Existence.objects.earliest("pk"), on=timezone.localdate())
    assert "there is 1 social enterprise" in lead()


@pytest.mark.usefixtures("three")
def test_the_chart_says_its_numbers_to_those_who_do_not_see_it() -> None:
    html = page()
    assert (
        '<desc id="by-year-chart-desc">31 Dec 2023 2; 31 Dec 2024 3; 31 Dec 2025 2; 7 Sep 2026 2</desc>'
        in html
    )


def test_size_stands_at_the_end_of_the_year_before_with_few_withheld() -> None:
    for people in (0, 0, 0, 0, 7, 7):
        employing(existing("2024-01-01/"), people, 2025)
    html = page("?on=2026-03-01")
    assert (row(html, "Nobody employed"), row(html, "5 to 9 employed")) == (["withheld"], ["withheld"])
    assert "Counted only at the end of a year" in html


@pytest.mark.parametrize("rows", [1, 9])
def test_the_page_takes_the_same_number_of_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries, office: Office
) -> None:
    for number in range(rows):
        firm = existing("2023-01-01/")
        with_form(firm, LegalForm.LIMITED, "/")
        founder(firm)
        employing(firm, number, 2025)
    page()
    with django_assert_num_queries(11):
        page()


def table() -> list[dict[str, str]]:
    text = b"".join(Client().get("/data/census.csv")).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.usefixtures("three")
def test_the_file_tells_each_year_and_today_and_its_parts_add_up() -> None:
    rows = table()
    totals = {each["date"]: int(each["count"]) for each in rows if each["dimension"] == "enterprises"}
    assert totals == {"2023-12-31": 2, "2024-12-31": 3, "2025-12-31": 2, "2026-09-07": 2}
    for dimension in ("status", "legal_form", "activity_section", "activity_division", "settlement"):
        for on, total in totals.items():
            parts = [each for each in rows if (each["date"], each["dimension"]) == (on, dimension)]
            assert sum(int(each["count"]) for each in parts) == total
    exits = [each["count"] for each in rows if each["dimension"] == "exits"]
    assert exits == ["0", "1", "0"]


@pytest.mark.usefixtures("three")
def test_the_file_names_things_in_both_scripts_and_in_english() -> None:
    form = next(each for each in table() if each["code"] == "association")
    names = ("label_sr_cyrl", "label_sr_latn", "label_en", "dimension_en")
    assert [form[name] for name in names] == ["Удружење", "Udruženje", "Association", "Legal form"]


def test_a_withheld_number_is_empty_in_the_file_and_null_in_json() -> None:
    for _ in range(2):
        founder(existing("2025-06-01/"))
    people = [each for each in table() if each["dimension"] == "entrepreneurs"]
    assert [(each["count"], each["is_withheld"]) for each in people] == [("", "true"), ("", "true")]
    text = b"".join(Client().get("/data/census.json")).decode()
    told = [each["count"] for each in json.loads(text)["census"] if each["dimension"] == "entrepreneurs"]
    assert told == [None, None]


@pytest.mark.usefixtures("three")
def test_the_file_is_not_sent_again_until_the_registry_changes() -> None:
    tag = Client().get("/data/census.csv")["ETag"]
    again = Client().get("/data/census.csv", headers={"if-none-match": tag})
    end_fact(Existence.objects.earliest("pk"), on=day("2026-09-01"))
    changed = Client().get("/data/census.csv", headers={"if-none-match": tag})
    assert (again.status_code, changed.status_code) == (304, 200)
    b"".join(changed)
