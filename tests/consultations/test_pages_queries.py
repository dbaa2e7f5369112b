"""Each page asks the database the same number of times, for one topic, advisor and day or for many."""

from collections.abc import Callable
from datetime import time

import pytest
import time_machine
from django.core.cache import cache
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from center.models import Office
from consultations.choices import Mode
from consultations.views.addresses import visit_address
from tests.consultations.booking_walk import BOOK
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.marks import seldom

pytestmark = pytest.mark.django_db
Fill = Callable[[int], None]
DETAILS = {"name": "Ana", "phone": "0641234567", "token": "x"}


@pytest.fixture
def fill(office: Office, monday_morning: time_machine.Traveller) -> Fill:
    """Make so many topics, advisors, open days and visits."""

    def make(count: int) -> None:
        topics = [make_topic(f"topic-{n}", modes=[Mode.OFFICE]) for n in range(count)]
        for _advisor in range(count):
            make_advisor(*topics, days=range(1, 1 + count), closes=time(12))
        for hour in range(9, 9 + count - 1):
            make_visit(topics[0], local(MONDAY, hour))
        # The kind of each model is asked for once per process.
        Client().get("/en/consultations/")

    return make


@pytest.mark.parametrize("count", [*seldom([1]), 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("/en/consultations/", 5),
        (BOOK, 4),
        (f"{BOOK}?topic=topic-0", 11),
        (f"{BOOK}?topic=topic-0&day={MONDAY:%Y-%m-%d}", 10),
        (f"{BOOK}?topic=topic-0&start=2026-09-07T09:00Z", 10),
        (f"{BOOK}?topic=topic-0&start=2026-09-07T09:07Z", 16),
    ],
)
def test_a_page_by_link(
    count: int, query: str, queries: int, fill: Fill, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(count)
    with django_assert_num_queries(queries):
        Client().get(query)


@pytest.mark.parametrize("count", [*seldom([1]), 3])
@pytest.mark.parametrize(("step", "queries"), [("day", 11), ("time", 10), ("check", 12), ("go_on", 12)])
def test_a_page_by_button(
    count: int, step: str, queries: int, fill: Fill, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(count)
    with django_assert_num_queries(queries):
        Client().post(BOOK, {"topic": "topic-0", "start": "2026-09-07T09:00Z", "step": step, **DETAILS})


@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_the_page_of_a_visit(
    count: int, fill: Fill, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(count)
    topic = make_topic("last", modes=[Mode.OFFICE])
    make_advisor(topic)
    address = visit_address(make_visit(topic, local(MONDAY, 9)))
    with django_assert_num_queries(5):
        Client().get(address)


def next_free_time() -> str:
    template = Template("{% load consultations_blocks %}{% next_free_time %}")
    return template.render(Context({"request": RequestFactory().get("/en/")}))


@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_the_next_free_time_is_computed_once_in_a_minute(
    count: int, fill: Fill, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(count)
    cache.clear()
    with translation.override("en"):
        with django_assert_num_queries(14):
            first = next_free_time()
        with django_assert_num_queries(2):
            second = next_free_time()
    assert second == first
    assert "Monday, 7 September 2026 " in first
    assert (
        first.count("/en/consultations/book/?topic=topic-0&amp;day=2026-09-07&amp;start=2026-09-07T07%3A00Z")
        == 1
    )


def test_without_a_free_time_the_block_says_so_and_leads_nowhere_wrong(
    office: Office, monday_morning: time_machine.Traveller
) -> None:
    with translation.override("en"):
        text = next_free_time()
    assert text.count("There is no free time to book online at the moment.") == 1
    assert "/book/" not in text


def test_a_time_that_passed_within_the_minute_is_not_offered(
    fill: Fill, monday_morning: time_machine.Traveller
) -> None:
    fill(1)
    monday_morning.move_to(local(MONDAY, 8, 59))
    with translation.override("en"):
        assert "T07%3A00Z" in next_free_time()
        monday_morning.move_to(local(MONDAY, 9, 0))
        assert "T07%3A00Z" not in next_free_time()


def test_without_topics_the_pages_say_whom_to_ask(office: Office) -> None:
    for path in ("/en/consultations/", BOOK):
        html = Client().get(path).content.decode()
        assert html.count("No consultations can be booked online at the moment") == 1


def test_search_engines_are_told_of_the_topics_in_each_language(office: Office) -> None:
    text = Client().get("/sitemap.xml").content.decode()
    pages = [
        f"<loc>http://testserver/{language}/consultations/</loc>" for language in ("sr", "sr-latn", "en")
    ]
    assert [text.count(page) for page in pages] == [1, 1, 1]
    assert "/consultations/book/" not in text
