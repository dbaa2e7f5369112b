"""Pages and admin show the hours of the office and mean the right instants, on the days around each change."""

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from center.models import Office, User
from center.services import accounts
from consultations import slots
from consultations.choices import Mode
from consultations.models import Consultation, Topic
from tests.consultations.booking_walk import press_step
from tests.consultations.factories import make_advisor, make_topic, make_visit
from tests.marks import seldom
from tests.plain_browser import PlainBrowser

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db

# Saturday and Sunday of each change, with the hours that the office is ahead of UTC in the afternoon.
AHEAD = {date(2026, 10, 24): 2, date(2026, 10, 25): 1, date(2027, 3, 27): 1, date(2027, 3, 28): 2}
HOURS = [13, 14, 15, 16, 17]
DAY_IN_WORDS = {
    "sr": [
        "Субота, 24. октобра 2026.",
        "Недеља, 25. октобра 2026.",
        "Субота, 27. марта 2027.",
        "Недеља, 28. марта 2027.",
    ],
    "sr-latn": [
        "Subota, 24. oktobra 2026.",
        "Nedelja, 25. oktobra 2026.",
        "Subota, 27. marta 2027.",
        "Nedelja, 28. marta 2027.",
    ],
    "en": [
        "Saturday, 24 October 2026",
        "Sunday, 25 October 2026",
        "Saturday, 27 March 2027",
        "Sunday, 28 March 2027",
    ],
}
each_language = pytest.mark.parametrize("language", ["sr", *seldom(("sr-latn", "en"))])


def at(day: date, hour: int) -> datetime:
    """Return the instant at which the office's clock shows the full hour of the afternoon."""
    return datetime.combine(day, time(hour - AHEAD[day]), tzinfo=UTC)


@pytest.fixture(params=AHEAD, ids=str)
def day(request: pytest.FixtureRequest) -> date:
    wanted: date = request.param
    return wanted


@pytest.fixture
def clock(day: date) -> Iterator[time_machine.Traveller]:
    """Stop the clock at eight in the morning of the fifth day before."""
    with time_machine.travel(
        datetime.combine(day - timedelta(days=5), time(6), tzinfo=UTC), tick=False
    ) as traveller:
        yield traveller


@pytest.fixture
def topic(office: Office, clock: time_machine.Traveller) -> Topic:
    """An hour's talk from 13 to 18 on every day of the week."""
    topic = make_topic("talk", length=60, modes=[Mode.OFFICE])
    make_advisor(topic, days=range(1, 8), opens=time(13), closes=time(18))
    return topic


Desk = Callable[[str], Client]


@pytest.fixture
def desk(office: Office, clock: time_machine.Traveller, coordinator: User, as_user: AsUser) -> Desk:
    """Return a coordinator's browser in a language."""

    def open_desk(language: str) -> Client:
        accounts.choose_language(user=coordinator, language=language)
        return as_user(coordinator)

    return open_desk


def times_page(language: str, day: date) -> PlainBrowser:
    return PlainBrowser().open(f"/{language}/consultations/book/?topic=talk&day={day}")


def offered(browser: PlainBrowser) -> list[tuple[str, str]]:
    """Return the times of the page as written, each with the start that its link carries."""
    return [
        (words, parse_qs(urlsplit(url).query)["start"][0])
        for words, url in browser.page.links
        if re.fullmatch(r"\d\d:\d\d", words)
    ]


@each_language
def test_the_day_lists_its_five_hours_and_each_leads_to_its_instant(
    language: str, day: date, topic: Topic
) -> None:
    assert offered(times_page(language, day)) == [
        (f"{hour}:00", f"{at(day, hour):%Y-%m-%dT%H:%MZ}") for hour in HOURS
    ]


@each_language
def test_the_day_counts_five_free_times(language: str, day: date, topic: Topic) -> None:
    browser = PlainBrowser().open(f"/{language}/consultations/book/?topic=talk")
    wanted = f"day={day}"
    words = next(words for words, url in browser.page.links if wanted in url)
    assert re.findall(r"\d+", words)[-1] == "5"


@each_language
@pytest.mark.parametrize("hour", [HOURS[0], HOURS[-1]])
def test_the_check_page_the_done_page_and_the_calendar_say_the_same_hour(
    language: str, hour: int, day: date, topic: Topic, clock: time_machine.Traveller
) -> None:
    browser = times_page(language, day).follow(f"{hour}:00")
    press_step(browser, "check", name="Ана", email="ana@example.org")
    checked = browser.page.words["dd"]
    clock.shift(5)
    press_step(browser, "book")
    done = browser.page.words["dd"]
    shown = [dict(zip(AHEAD, DAY_IN_WORDS[language], strict=True))[day], f"{hour}:00–{hour + 1}:00"]
    assert ([words for words in checked if words in shown], done[:2]) == (shown, shown)
    visit = Consultation.objects.get()
    assert visit.starts_at == at(day, hour)
    file = browser.client.get(next(url for _, url in browser.page.links if ".ics" in url))
    lines = file.content.decode().splitlines()
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND"))] == [
        f"DTSTART:{at(day, hour):%Y%m%dT%H%M%SZ}",
        f"DTEND:{at(day, hour) + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
    ]


def choices_of_staff(client: Client, topic: Topic, day: date) -> list[tuple[str, datetime]]:
    """Return the free times of the screen for callers as staff read them, with the instant each one sends."""
    page = client.post(
        "/admin/consultations/consultation/add/",
        {"topic": topic.pk, "day": str(day), "mode": Mode.OFFICE, "_look": "1"},
    ).content.decode()
    radios = re.findall(r'<input type="radio" name="start" value="([^"]+)"[^>]*><span>([^<]+)</span>', page)
    return [(words, datetime.fromisoformat(value)) for value, words in radios]


@pytest.mark.long
@each_language
def test_staff_are_offered_the_same_hours_for_a_caller(
    language: str, day: date, topic: Topic, desk: Desk
) -> None:
    assert choices_of_staff(desk(language), topic, day) == [(f"{hour}:00", at(day, hour)) for hour in HOURS]


def test_an_hour_that_staff_book_for_a_caller_is_the_hour_that_they_chose(
    day: date, topic: Topic, desk: Desk
) -> None:
    client = desk("en")
    _words, start = choices_of_staff(client, topic, day)[-1]
    answer = client.post(
        "/admin/consultations/consultation/add/",
        {
            "topic": topic.pk,
            "day": str(day),
            "mode": Mode.OFFICE,
            "start": start.isoformat(),
            "name": "Ана",
            "phone": "0641234567",
            "language": "sr",
            "submission": str(uuid.uuid4()),
            "_book": "1",
        },
        follow=True,
    )
    assert Consultation.objects.get().starts_at == at(day, 17)
    # The message on top, the heading and the record itself.
    assert re.findall(r"\d\d:\d\d–\d\d:\d\d", answer.content.decode()) == ["17:00–18:00"] * 3


@pytest.mark.long
@each_language
def test_the_list_and_the_record_of_the_admin_say_the_same_hours(
    language: str, day: date, topic: Topic, desk: Desk
) -> None:
    client = desk(language)
    visits = [make_visit(topic, at(day, hour)) for hour in HOURS]
    listed = client.get("/admin/consultations/consultation/").content.decode()
    rows = [" ".join(row) for row in re.findall(r'"moment"><span>([^<]+)</span> <span>([^<]+)', listed)]
    shown = [f"{hour}:00–{hour + 1}:00" for hour in HOURS]
    assert [row.rpartition(" ")[2] for row in rows] == shown
    assert {re.findall(r"\d+", row)[0] for row in rows} == {str(day.day)}
    for visit, times in zip(visits, shown, strict=True):
        record = client.get(reverse("admin:consultations_consultation_change", args=[visit.pk]))
        # The heading and the field.
        assert re.findall(r"\d\d:\d\d–\d\d:\d\d", record.content.decode()) == [times] * 2


@pytest.mark.long
@each_language
def test_the_desk_of_the_day_says_the_same_hours_with_their_distance_from_utc(
    language: str, day: date, topic: Topic, desk: Desk, clock: time_machine.Traveller
) -> None:
    client = desk(language)
    for hour in HOURS:
        make_visit(topic, at(day, hour))
    clock.move_to(datetime.combine(day, time(6), tzinfo=UTC))
    page = client.get("/admin/").content.decode()
    block = page.partition('class="desk-day-list"')[2].partition("</ol>")[0]
    found = re.findall(r'<time datetime="([^"]+)">([^<]+)</time><span>([^<]+)</span>', block)
    assert found == [
        (f"{day}T{hour}:00:00+0{AHEAD[day]}:00", f"{hour}:00", f"{hour + 1}:00") for hour in HOURS
    ]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 10, 25), ["00:00", "01:00", "02:00", "03:00", "04:00"]),
        (date(2027, 3, 28), ["00:00", "01:00", "03:00", "04:00"]),
    ],
    ids=["autumn", "spring"],
    indirect=["day"],
)
class TestHoursOverTheChangeItself:
    """An office that is open from midnight to five in the very night."""

    @pytest.fixture
    def night(self, office: Office, clock: time_machine.Traveller) -> Topic:
        topic = make_topic("talk", length=60, modes=[Mode.OFFICE])
        make_advisor(topic, days=range(7, 8), opens=time(0), closes=time(5))
        return topic

    @each_language
    def test_visitors_read_each_hour_of_the_clock_once(
        self, language: str, day: date, shown: list[str], night: Topic
    ) -> None:
        assert [words for words, _start in offered(times_page(language, day))] == shown

    def test_staff_read_each_hour_of_the_clock_once(
        self, day: date, shown: list[str], night: Topic, desk: Desk
    ) -> None:
        assert [words for words, _start in choices_of_staff(desk("en"), night, day)] == shown

    def test_each_hour_is_booked_once_and_then_gone(
        self, day: date, shown: list[str], night: Topic, clock: time_machine.Traveller
    ) -> None:
        told: list[str] = []
        for words in shown:
            assert [left for left, _ in offered(times_page("en", day))] == shown[len(told) :]
            browser = times_page("en", day).follow(words)
            press_step(browser, "check", name="Ana", email="ana@example.org")
            clock.shift(5)
            press_step(browser, "book")
            told.append(browser.page.words["dd"][1].partition("–")[0])
        visits = Consultation.objects.order_by("starts_at")
        assert (told, visits.count(), slots.free_times(night, first=day, last=day)) == (shown, len(shown), [])
        assert [f"{timezone.localtime(visit.starts_at):%H:%M}" for visit in visits] == shown

    @pytest.mark.long
    def test_each_visit_of_an_hour_is_shown_an_hour_long_but_for_the_skipped_one(
        self, day: date, shown: list[str], night: Topic
    ) -> None:
        ends = {"01:00": "03:00"} if day.month == 3 else {}
        for words in shown:
            browser = times_page("en", day).follow(words)
            press_step(browser, "check", name="Ana", email="ana@example.org")
            end = ends.get(words, f"{int(words[:2]) + 1:02}:00")
            assert browser.page.words["dd"].count(f"{words}–{end}") == 1
