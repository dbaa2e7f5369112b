"""The calendar of the staff never lies: what is booked, what is free, who is away."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from center.choices import Language
from center.models import Office, User
from consultations import services
from consultations.choices import ResourceKind
from consultations.day_plan import Kind, Piece, pieces_of, plan
from consultations.models import Absence, Advisor, ExtraHours, Resource
from consultations.slots import AdvisorCalendar, Hours, free_times
from consultations.spans import Span, merge, midnight
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_admin_pages import AsUser, detail, do
from tests.marks import seldom

PAGE = "/admin/consultations/consultation/calendar/"
PIECE = timedelta(minutes=15)


def shown(advisor: Advisor, day: date = MONDAY) -> list[tuple[str, str, str]]:
    """Return kind, beginning and end (UTC) of each piece of an advisor's day."""
    (row,) = [row for row in plan(day, day, now=midnight(day)) if row[0].advisor == advisor]
    return [(piece.kind.value, f"{piece.start:%H:%M}", f"{piece.end:%H:%M}") for piece in row[0].pieces]


@pytest.mark.usefixtures("monday_morning")
def test_a_day_shows_visits_their_pauses_absences_and_the_gaps_between() -> None:
    topic = make_topic(length=45, buffer_after=15, step=60)
    advisor = make_advisor(topic)
    make_visit(topic, local(MONDAY, 10))
    services.cancel(consultation=make_visit(topic, local(MONDAY, 9)))
    Absence.objects.create(advisor=advisor, starts_at=local(MONDAY, 12), ends_at=local(MONDAY, 18))
    # Two hours ahead of UTC.
    assert shown(advisor) == [
        ("free", "07:00", "08:00"),
        ("visit", "08:00", "08:45"),
        ("pause", "08:45", "09:00"),
        ("free", "09:00", "10:00"),
        ("away", "10:00", "11:00"),
    ]


@pytest.mark.usefixtures("monday_morning")
def test_a_colleagues_visit_stands_in_both_columns_and_a_room_in_none() -> None:
    topic = make_topic()
    first, second = make_advisor(topic), make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9), advisor=first)
    services.add_companion(consultation=visit, resource=second.resource)
    services.add_companion(
        consultation=visit, resource=Resource.objects.create(kind=ResourceKind.ROOM, name="Сала")
    )
    assert shown(first)[0] == ("visit", "07:00", "08:00")
    assert shown(second) == [("joined", "07:00", "08:00"), ("free", "08:00", "11:00")]


@pytest.mark.usefixtures("monday_morning")
def test_who_takes_no_bookings_any_more_stands_last_and_only_with_visits() -> None:
    topic = make_topic()
    gone, idle, stays = (make_advisor(topic) for _each in range(3))
    make_visit(topic, local(MONDAY, 9), advisor=gone)
    Advisor.objects.filter(pk__in=[gone.pk, idle.pk]).update(is_bookable=False)
    rows = plan(MONDAY, MONDAY, now=midnight(MONDAY))
    assert [row[0].advisor for row in rows] == [stays, gone]
    assert [piece.kind for piece in rows[1][0].pieces] == [Kind.VISIT]


@pytest.mark.usefixtures("monday_morning")
def test_what_the_calendar_calls_free_can_be_booked_and_nothing_else() -> None:
    topic = make_topic(length=15, step=15)
    advisor = make_advisor(topic)
    make_visit(topic, local(MONDAY, 9, 30))
    make_visit(topic, local(MONDAY, 11))
    ExtraHours.objects.create(advisor=advisor, day=MONDAY, opens=time(15), closes=time(16))
    (row,) = plan(MONDAY, MONDAY, now=midnight(MONDAY))
    free = merge(Span(each.start, each.end) for each in row[0].pieces if each.kind == Kind.FREE)
    offered = merge(
        Span(each.start, each.start + PIECE)
        for each in free_times(topic, first=MONDAY, last=MONDAY, by_staff=True)
    )
    assert free == offered


hours = st.tuples(st.integers(32, 60), st.integers(1, 20))


@given(
    openings=st.lists(hours, max_size=3),
    cuts=st.lists(hours, max_size=3),
    visits=st.lists(hours, max_size=3),
)
def test_the_pieces_of_a_day_cover_the_hours_once_and_in_order(
    openings: list[tuple[int, int]], cuts: list[tuple[int, int]], visits: list[tuple[int, int]]
) -> None:
    def clock(quarters: int) -> time:
        return (datetime(1, 1, 1) + quarters * PIECE).time()  # noqa: DTZ001 -- only its clock is used

    def span(pair: tuple[int, int]) -> Span:
        return Span(midnight(MONDAY) + pair[0] * PIECE, midnight(MONDAY) + (pair[0] + pair[1]) * PIECE)

    booked = merge(span(pair) for pair in visits)
    calendar = AdvisorCalendar(
        advisor_id=1,
        resource_id=1,
        topics=frozenset(),
        hours=tuple(Hours(1, clock(start), clock(start + length)) for start, length in openings),
        cuts=(away := merge(span(pair) for pair in cuts)),
        busy=booked,
        away=away,
        elsewhere=[],
    )
    pieces = pieces_of(calendar, [Piece(Kind.VISIT, each.start, each.end) for each in booked], MONDAY)
    assert all(one.end <= two.start for one, two in pairwise(pieces))
    # Quarter by quarter, against the obvious.
    is_open = {quarter for start, length in openings for quarter in range(start, start + length)}
    is_cut = {quarter for start, length in cuts for quarter in range(start, start + length)}
    is_held = {quarter for start, length in visits for quarter in range(start, start + length)}
    by_kind: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    for piece in pieces:
        first = (piece.start - midnight(MONDAY)) // PIECE
        by_kind[piece.kind] |= set(range(first, first + piece.minutes // 15))
    assert by_kind[Kind.VISIT] == is_held
    assert by_kind[Kind.AWAY] == (is_open & is_cut) - is_held
    assert by_kind[Kind.FREE] == is_open - is_cut - is_held


@pytest.fixture
def desk(
    office: Office, coordinator: User, as_user: AsUser, monday_morning: time_machine.Traveller
) -> Client:
    coordinator.language = Language.ENGLISH
    coordinator.save()
    return as_user(coordinator)


def test_the_page_leads_to_the_visit_to_moving_and_to_booking_in_a_gap(desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9), name="Рада")
    for view in ("day", "week"):
        html = desk.get(PAGE, {"view": view, "day": f"{MONDAY:%Y-%m-%d}"}).content.decode()
        gap = f"/admin/consultations/consultation/add/?advisor={advisor.pk}&amp;day={MONDAY:%Y-%m-%d}"
        assert [each in html for each in (detail(visit), do(visit, "move"), gap)] == [True] * 3
    form = desk.get(
        "/admin/consultations/consultation/add/", {"advisor": str(advisor.pk), "day": "2026-09-09"}
    )
    assert (form.context["form"]["advisor"].value(), form.context["form"]["day"].value()) == (
        str(advisor.pk),
        "2026-09-09",
    )


def test_a_running_visit_is_closed_from_the_calendar(
    desk: Client, monday_morning: time_machine.Traveller
) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    monday_morning.move_to(local(MONDAY, 9, 30))
    assert do(visit, "done") in desk.get(PAGE).content.decode()
    answer = desk.post(do(visit, "done"), {"next": f"{PAGE}?view=day"})
    assert answer["Location"] == f"{PAGE}?view=day"


@pytest.mark.parametrize("day", ["", "x", "2026-13-40", "1999-01-01"])
def test_an_unreadable_day_is_today(day: str, desk: Client) -> None:
    make_advisor(make_topic())
    assert desk.get(PAGE, {"day": day}).context["day"] == MONDAY


def test_a_weekend_is_shown_when_something_is_on(desk: Client) -> None:
    advisor = make_advisor(make_topic())

    def days() -> int:
        return len(desk.get(PAGE, {"view": "week"}).context["days"])

    before = days()
    ExtraHours.objects.create(
        advisor=advisor, day=MONDAY + timedelta(days=5), opens=time(10), closes=time(12)
    )
    assert (before, days()) == (5, 6)


@pytest.mark.parametrize("view", ["day", "week"])
@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_page_takes_the_same_number_of_queries(
    rows: int, view: str, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for number in range(rows):
        make_visit(topic, local(MONDAY + timedelta(days=number), 9), advisor=make_advisor(topic))
    desk.get(PAGE)
    with django_assert_num_queries(18):
        desk.get(PAGE, {"view": view})


def test_only_those_who_receive_visitors_see_it(
    as_user: AsUser, editor: User, researcher: User, advisor_user: User, office: Office
) -> None:
    people = (editor, researcher, advisor_user)
    assert [as_user(each).get(PAGE).status_code for each in people] == [403, 403, 200]
