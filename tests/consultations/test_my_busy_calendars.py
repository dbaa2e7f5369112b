"""Own calendars on the page “My calendars” and on the desk: who adds, sees and ends them, and what the worker does."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from center.base import fetching
from center.choices import Role
from center.models import Office, User
from center.services import accounts
from consultations.choices import BusyState
from consultations.models import Advisor, BusyCalendar, BusyTime
from consultations.services import busy_calendars
from consultations.services.busy_calendars import add_calendar, queue_readings
from tests.center import jobs
from tests.center.base.wicked_server import WickedServer, plain, says, serving
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.ics import calendar, timed
from tests.marks import seldom

AsUser = Callable[[User], Client]
MINE = "/admin/consultations/calendarfeed/mine/"
LIST = "/admin/consultations/busycalendar/"
ADDRESS = "https://calendar.example/private-7391/basic.ics"


def do(own: BusyCalendar, verb: str) -> str:
    return reverse("admin:consultations_busycalendar_do", args=[own.pk, verb])


def record(own: BusyCalendar, page: str = "change") -> str:
    return reverse(f"admin:consultations_busycalendar_{page}", args=[own.pk])


def text(html: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html.decode())).split())


@pytest.fixture
def owner(office: Office, advisor_user: User) -> Advisor:
    accounts.choose_language(user=advisor_user, language="en")
    return make_advisor(make_topic(), user=advisor_user, name_sr="Јелена Марић", name_en="Jelena Marić")


@pytest.fixture
def mine(owner: Advisor, as_user: AsUser) -> Client:
    return as_user(owner.user)


@pytest.fixture
def own(owner: Advisor) -> BusyCalendar:
    return add_calendar(advisor=owner, address=ADDRESS, counts_all_day=True, by=owner.user)


@pytest.mark.django_db
def test_an_advisor_adds_a_calendar_and_never_sees_its_address_again(mine: Client, owner: Advisor) -> None:
    page = mine.post(MINE, {"address": ADDRESS, "counts_all_day": "on"}, follow=True)
    own = BusyCalendar.objects.get()
    shown = text(page.content)
    assert (own.advisor, own.address, own.counts_all_day, own.state) == (
        owner,
        ADDRESS,
        True,
        BusyState.WAITING,
    )
    assert [
        words in shown for words in ("Your calendar is added.", "https://calendar.example/…", "Not read yet.")
    ] == [True] * 3
    assert "7391" not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "This field is required."),
        ("https://192.168.1.7/a.ics", "The address leads into a private network, where we do not look."),
        ("http://calendar.example/a.ics", "The address does not begin with https:// or webcal://."),
        ("nonsense", "This is no address of a calendar."),
    ],
)
def test_a_wrong_address_is_told_at_the_field_and_in_the_summary_and_stays_typed(
    address: str, sentence: str, mine: Client
) -> None:
    page = mine.post(MINE, {"address": address})
    assert (page.status_code, text(page.content).count(sentence), BusyCalendar.objects.count()) == (422, 2, 0)
    assert f'value="{address}"' in page.content.decode() or not address


@pytest.mark.django_db
def test_the_page_says_how_it_stands(mine: Client, own: BusyCalendar) -> None:
    now = timezone.now()
    BusyCalendar.objects.update(
        state=BusyState.FAILING, problem="missing", read_at=now, counts_all_day=False, unread_entries=2
    )
    shown = text(mine.get(MINE).content)
    wanted = (
        "Cannot be read",
        "There is no calendar at this address any more. The busy times of the last reading still count.",
        "Whole-day entries do not count.",
        "2 entries could not be understood and do not count.",
    )
    assert [words in shown for words in wanted] == [True] * 4


@pytest.mark.django_db
def test_buttons_change_it_and_lead_back_to_the_page(mine: Client, own: BusyCalendar) -> None:
    answers = [mine.post(do(own, verb)) for verb in ("read", "without-all-day")]
    own.refresh_from_db()
    assert [answer["Location"] for answer in answers] == [MINE] * 2
    assert own.counts_all_day is False
    asked = mine.get(do(own, "end"))
    assert "visitors can book these times at once" in text(asked.content)
    own.refresh_from_db()
    assert own.state == BusyState.WAITING
    mine.post(do(own, "end"))
    own.refresh_from_db()
    assert (own.state, own.address, "own-calendars" in mine.get(MINE).content.decode()) == (
        BusyState.ENDED,
        "",
        False,
    )


@pytest.mark.django_db
def test_a_colleague_can_do_nothing_to_it_and_sees_nothing_of_it(
    mine: Client, own: BusyCalendar, as_user: AsUser, make_user: Callable[..., User]
) -> None:
    colleague = make_advisor(make_topic(), user=make_user(Role.ADVISOR, "colleague@example.org"))
    theirs = as_user(colleague.user)
    done = [theirs.post(do(own, verb)).status_code for verb in ("read", "without-all-day", "end")]
    seen = [theirs.get(record(own, page)).status_code for page in ("change", "history")]
    own.refresh_from_db()
    assert (done, seen, own.state, own.counts_all_day) == ([404] * 3, [302] * 2, BusyState.WAITING, True)
    assert "calendar.example" not in theirs.get(MINE).content.decode()


@pytest.mark.django_db
def test_a_coordinator_sees_that_it_works_never_where_it_is_and_can_end_it(
    own: BusyCalendar, coordinator: User, as_user: AsUser
) -> None:
    office = as_user(coordinator)
    pages = [office.get(each) for each in (LIST, record(own), record(own, "history"), do(own, "end"), MINE)]
    assert [page.status_code for page in pages] == [200] * 5
    assert [page for page in pages if "7391" in page.content.decode()] == []
    office.post(do(own, "end"))
    own.refresh_from_db()
    assert (own.state, own.ended_by) == (BusyState.ENDED, coordinator)


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("researcher", 403), ("stranger", 302)])
def test_others_have_no_such_page(
    who: str, status: int, request: pytest.FixtureRequest, office: Office, as_user: AsUser
) -> None:
    client = as_user(request.getfixturevalue(who))
    assert client.post(MINE, {"address": ADDRESS}).status_code == status
    assert BusyCalendar.objects.count() == 0


@pytest.mark.django_db
def test_who_receives_nobody_adds_nothing(coordinator: User, as_user: AsUser) -> None:
    assert as_user(coordinator).post(MINE, {"address": ADDRESS}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_page_and_list_take_the_same_queries_for_one_and_for_three(
    rows: int,
    *,
    mine: Client,
    owner: Advisor,
    coordinator: User,
    as_user: AsUser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        add_calendar(
            advisor=owner, address=f"https://calendar.example/{number}", counts_all_day=True, by=owner.user
        )
        someone = make_advisor(make_topic())
        add_calendar(advisor=someone, address=ADDRESS, counts_all_day=True, by=someone.user)
    with django_assert_num_queries(10):
        page = mine.get(MINE)
    office = as_user(coordinator)
    with django_assert_num_queries(10):
        every = office.get(LIST)
    assert page.content.decode().count("Read it now<span") == rows
    assert every.content.decode().count("field-state_badge") == 2 * rows


# --- The desk ---


@pytest.mark.django_db
def test_a_visit_in_a_busy_time_is_on_the_desk_with_the_page_that_moves_it(
    mine: Client, owner: Advisor, own: BusyCalendar, monday_morning: time_machine.Traveller
) -> None:
    make_visit(owner.topics.get(), local(MONDAY, 10), advisor=owner)
    before = text(mine.get("/admin/").content)
    BusyTime.objects.create(calendar=own, starts_at=local(MONDAY, 9), ends_at=local(MONDAY, 12))
    after = text(mine.get("/admin/").content)
    page = text(mine.get(reverse("admin:consultations_consultation_displaced")).content)
    sentence = "1 booked visit does not fit the plan any more."
    assert (sentence in before, sentence in after, "The advisor's own calendar says busy" in page) == (
        False,
        True,
        True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "is_told"), [(23, False), (25, True)])
@pytest.mark.parametrize("was_read", [True, False])
def test_a_calendar_that_cannot_be_read_for_a_day_is_on_the_desk_of_its_advisor_only(
    hours: int,
    *,
    is_told: bool,
    was_read: bool,
    mine: Client,
    own: BusyCalendar,
    coordinator: User,
    as_user: AsUser,
) -> None:
    since = timezone.now() - timedelta(hours=hours)
    BusyCalendar.objects.update(
        state=BusyState.FAILING, problem="unreachable", added_at=since, read_at=since if was_read else None
    )
    sentence = "Your calendar https://calendar.example/…"
    shown = text(mine.get("/admin/").content)
    assert (sentence in shown, "The server cannot be reached." in shown) == (is_told, is_told)
    assert ("still count" in shown) == (is_told and was_read)
    assert sentence not in text(as_user(coordinator).get("/admin/").content)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_warning_on_the_desk_takes_one_query(rows: int, mine: Client, owner: Advisor) -> None:
    for number in range(rows):
        add_calendar(
            advisor=owner, address=f"https://calendar.example/{number}", counts_all_day=True, by=owner.user
        )
    BusyCalendar.objects.update(added_at=timezone.now() - timedelta(days=2))
    with CaptureQueriesContext(connection) as seen:
        page = mine.get("/admin/")
    ours = [each["sql"] for each in seen.captured_queries if "consultations_busycalendar" in each["sql"]]
    assert (len(ours), text(page.content).count("could not be read yet")) == (1, rows)


# --- The worker ---


@pytest.fixture
def empty_queue(transactional_db: None) -> Iterator[None]:
    """No jobs before and after; the test commits, so the worker sees what it queues."""
    jobs.forget_jobs()
    yield
    jobs.forget_jobs()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WickedServer]:
    rules = fetching.Rules(frozenset({"http"}), lambda _address: True, 100_000, 3)
    monkeypatch.setattr(busy_calendars, "RULES", rules)
    with serving() as running:
        running.answers["/a.ics"] = says(plain(calendar(timed("20990907T070000Z", "20990907T080000Z"))))
        yield running


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_was_added_and_what_is_asked_for_twice_it_reads_once(
    empty_queue: None, server: WickedServer, owner: Advisor
) -> None:
    own = add_calendar(
        advisor=owner, address=f"http://127.0.0.1:{server.port}/a.ics", counts_all_day=True, by=owner.user
    )
    busy_calendars.ask_for_reading(calendar=own, by=owner.user)
    busy_calendars.ask_for_reading(calendar=own, by=owner.user)
    jobs.run_jobs()
    own.refresh_from_db()
    assert (own.state, len(server.requests)) == (BusyState.READ, 1)
    # The worker also begins its rounds, whose readings come later.
    assert jobs.jobs_in_state("consultations.read_busy_calendar").count("succeeded") == 1


@pytest.mark.django_db(transaction=True)
def test_every_quarter_of_an_hour_each_calendar_is_queued_once_somewhen_in_ten_minutes(
    empty_queue: None, server: WickedServer, owner: Advisor
) -> None:
    for number in range(3):
        add_calendar(
            advisor=owner,
            address=f"http://127.0.0.1:{server.port}/{number}.ics",
            counts_all_day=True,
            by=owner.user,
        )
    jobs.forget_jobs()
    assert [queue_readings(), queue_readings()] == [3, 0]
    waits = [
        (when - timezone.now()).total_seconds()
        for when in ProcrastinateJob.objects.values_list("scheduled_at", flat=True)
    ]
    assert [wait for wait in waits if not -60 < wait < 600] == []
    jobs.make_due()
    jobs.run_jobs()
    assert BusyCalendar.objects.filter(state=BusyState.FAILING).count() == len(server.requests) == 3
    assert jobs.jobs_in_state("consultations.read_busy_calendar") == ["succeeded"] * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [0, *seldom(range(1, 6))])
def test_one_calendar_added_in_two_windows_at_once_is_one(
    again: int, empty_queue: None, owner: Advisor
) -> None:
    barrier = Barrier(2)
    found: list[object] = []

    def press() -> None:
        try:
            barrier.wait(timeout=20)
            own = add_calendar(advisor=owner, address=ADDRESS, counts_all_day=True, by=owner.user)
            found.append(own.pk)
        except Exception as error:  # noqa: BLE001 -- whatever the person would have seen
            found.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=press) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [BusyCalendar.objects.get().pk] * 2
