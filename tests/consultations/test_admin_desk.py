"""The desk in the morning: what each role finds on it, in how many queries, and what its buttons do."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.choices import MailState
from center.models import Office, Question, User
from center.services import accounts, inbox
from consultations import services
from consultations.choices import Confirmation, Mode, State
from consultations.models import Advisor, Call, Consultation
from tests.center.factories import make_mail
from tests.conftest import MakeUser
from tests.consultations.cases import make_case, make_task
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic, make_visit
from tests.entrepreneurs.factories import make_person
from tests.marks import seldom

AsUser = Callable[[User], Client]
INDEX = "/admin/"
TRIED = "/admin/consultations/call/tried/"


@pytest.mark.django_db
@time_machine.travel("2026-09-30T09:00+02:00")
def test_the_day_may_break_before_its_year_so_that_a_phone_shows_all_of_it(
    coordinator: User, as_user: AsUser
) -> None:
    heading = re.findall(r'<h1 class="desk-day">(.*?)</h1>', as_user(coordinator).get(INDEX).content.decode())
    assert heading == ["Среда, 30.\u00a0септембра 2026."]


def question(name: str = "Ана") -> Question:
    return inbox.ask(
        name=name,
        phone="",
        email="ana@example.org",
        text="Да ли сте отворени суботом?",
        language="sr",
        submission=uuid.uuid4(),
    )


def do(visit: Consultation, verb: str) -> str:
    return reverse("admin:consultations_consultation_do", args=[visit.pk, verb])


@pytest.fixture
def desk(
    office: Office, coordinator: User, as_user: AsUser, monday_morning: time_machine.Traveller
) -> Client:
    accounts.choose_language(user=coordinator, language="en")
    return as_user(coordinator)


def fill(number: int) -> None:
    """Put so many rows into every block of the desk."""
    at_once, by_staff = make_topic(), make_topic(confirmation=Confirmation.BY_STAFF)
    for step in range(number):
        advisor = make_advisor(at_once, by_staff)
        make_visit(at_once, local(MONDAY, 9 + step), advisor=advisor, email="ana@example.org")
        make_visit(at_once, local(MONDAY + timedelta(days=1), 9), advisor=advisor)
        make_visit(
            by_staff, local(MONDAY + timedelta(days=2), 9), advisor=advisor, email="ana@example.org", phone=""
        )
        question()
        make_mail(state=MailState.FAILED)
        make_task(make_case(advisor, make_person(f"Особа {step}")))


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_desk_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(rows)
    with django_assert_num_queries(73):
        answer = desk.get(INDEX)
    assert answer.content.decode().count("desk-visit ") == rows


def test_an_empty_desk_is_kind_and_says_what_is_wrong(desk: Client) -> None:
    page = desk.get(INDEX).content.decode()
    assert [
        sentence in page
        for sentence in (
            "Nobody is expected today",
            "Nobody is waiting for a call.",
            "All questions are answered.",
            "No advisor has hours for visitors",
            "The job worker is not running",
            "Visitors see an example phone number",
        )
    ] == [True] * 6


def alerts(client: Client) -> list[tuple[str, str]]:
    """Return the sentences and links of the alerts about visits outside the plan."""
    html = client.get(INDEX).content.decode()
    found = re.findall(r'<p>([^<]*not fit the plan any more[^<]*) <a href="([^"]*)">', html)
    return [(sentence, unescape(address)) for sentence, address in found]


@pytest.mark.long
@pytest.mark.parametrize("how", ["access ended", "bookings turned off"])
def test_visits_left_with_an_advisor_who_takes_none_any_more_are_told(how: str, desk: Client) -> None:
    topic = make_topic()
    gone, stays = make_advisor(topic, name_en="Jelena"), make_advisor(topic)
    make_advisor(topic, is_bookable=False)
    for hour in (9, 10):
        make_visit(topic, local(MONDAY, hour), advisor=gone, name="Мира Лазић")
        make_visit(topic, local(MONDAY, hour), advisor=stays, name="Неко Други")
    services.cancel(consultation=make_visit(topic, local(MONDAY, 11), advisor=gone))
    before = alerts(desk)
    if how == "access ended":
        User.objects.filter(pk=gone.user_id).update(is_active=False)
    else:
        Advisor.objects.filter(pk=gone.pk).update(is_bookable=False)
    ((sentence, address),) = alerts(desk)
    assert (before, sentence) == ([], "2 booked visits do not fit the plan any more.")
    rows = desk.get(address).context["rows"]
    assert [row["visit"].contact_name for row in rows] == ["Мира Лазић", "Мира Лазић"]


@pytest.mark.parametrize(
    ("role", "headings"),
    [
        ("coordinator", ["today", "calls", "questions"]),
        ("advisor_user", ["today", "calls", "questions"]),
        ("editor", ["questions"]),
    ],
)
def test_each_role_finds_its_own_blocks(
    role: str,
    headings: list[str],
    office: Office,
    request: pytest.FixtureRequest,
    as_user: AsUser,
) -> None:
    page = as_user(request.getfixturevalue(role)).get(INDEX).content.decode()
    assert [name for name in ("today", "calls", "questions") if f'id="desk-{name}"' in page] == headings


def test_today_shows_who_comes_and_hides_tomorrow(desk: Client) -> None:
    topic = make_topic(name_en="First talk")
    make_advisor(topic, name_en="Jelena")
    make_visit(topic, local(MONDAY, 9), name="Ђорђе Шумар", email="a@example.org")
    make_visit(topic, local(MONDAY + timedelta(days=1), 9), name="Сутрашњи Гост", email="a@example.org")
    page = desk.get(INDEX).content.decode()
    assert [text in page for text in ("Đorđe Šumar", "First talk", "Jelena", "09:00", "Sutrašnji Gost")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_the_buttons_of_the_desk_enter_the_outcome_and_come_back(desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    came = make_past_visit(advisor, topic, local(MONDAY, 7))
    stayed_away = make_past_visit(advisor, topic, local(MONDAY, 6))
    answers = [
        desk.post(do(came, "done"), {"next": INDEX}),
        desk.post(do(stayed_away, "missed"), {"next": INDEX}),
    ]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, INDEX)] * 2
    states = [Consultation.objects.get(pk=visit.pk).state for visit in (came, stayed_away)]
    assert states == [State.DONE, State.MISSED]


def test_an_outcome_entered_by_mistake_is_corrected_and_says_by_whom(desk: Client, coordinator: User) -> None:
    topic = make_topic()
    visit = make_past_visit(make_advisor(topic), topic, local(MONDAY, 7))
    record = reverse("admin:consultations_consultation_change", args=[visit.pk])
    offered = []
    for verb in ("done", "correct-missed", "correct-done"):
        desk.post(do(visit, verb))
        page = desk.get(record).content.decode()
        offered.append([name for name in ("correct-missed", "correct-done") if do(visit, name) in page])
    visit.refresh_from_db()
    assert offered == [["correct-missed"], ["correct-done"], ["correct-missed"]]
    assert (visit.state, visit.closed_by) == (State.DONE, coordinator)
    events = apps.get_model("consultations", "ConsultationEvent").objects.filter(pgh_label="update")
    assert list(events.order_by("pgh_id").values_list("state", flat=True)) == [
        State.DONE,
        State.MISSED,
        State.DONE,
    ]


def test_a_called_person_leaves_the_call_list(desk: Client, coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    before = "064 1234567" in desk.get(INDEX).content.decode()
    call = Call.objects.get(consultation=visit)
    desk.post(TRIED, {"call": call.pk, "result": "reached", "next": INDEX})
    call.refresh_from_db()
    after = "064 1234567" in desk.get(INDEX).content.decode()
    assert (before, after, call.outcome, call.closed_by) == (True, False, "reached", coordinator)


def test_the_way_back_never_leads_to_another_site(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    elsewhere = {"next": "https://elsewhere.example/"}
    call = Call.objects.get(consultation=visit)
    answers = [
        desk.post(do(visit, "ask-for-call"), {"about": "Понети оснивачки акт.", **elsewhere}),
        desk.post(TRIED, {"call": call.pk, "result": "reached", **elsewhere}),
    ]
    assert [answer.headers["Location"] for answer in answers] == [
        reverse("admin:consultations_consultation_change", args=[visit.pk]),
        reverse("admin:consultations_call_changelist"),
    ]


def test_the_language_of_the_desk_is_chosen_in_its_header(desk: Client) -> None:
    page = desk.get(INDEX).content.decode()
    answer = desk.post(reverse("choose_language"), {"language": "sr-latn", "next": INDEX})
    assert ('name="language" value="sr-latn"' in page, answer.headers["Location"]) == (True, INDEX)
    assert answer.cookies["language"].value == "sr-latn"


def test_somebody_without_a_role_is_told_whom_to_ask(
    office: Office, make_user: MakeUser, as_user: AsUser
) -> None:
    user = make_user(None, is_superuser=False, language="en")
    User.objects.filter(pk=user.pk).update(is_staff=True)
    assert "Ask the coordinator to give you a role." in as_user(user).get(INDEX).content.decode()


def test_a_person_with_several_visits_is_called_once(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    for hour in (9, 11):
        make_visit(topic, local(MONDAY, hour), name="Рада", phone="064 1234567")
    page = desk.get(INDEX).content.decode()
    calls = page[page.index("desk-calls") :]
    assert (page.count('class="desk-phone"'), calls.count('name="call"')) == (1, 2)


def test_a_visit_that_is_over_is_not_offered_for_cancelling_but_a_forgotten_request_is(desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    over = make_past_visit(advisor, topic, local(MONDAY, 6))
    request = make_past_visit(advisor, topic, local(MONDAY, 4), state=State.REQUESTED, confirmed_at=None)
    page = desk.get(INDEX).content.decode()
    records = [
        desk.get(reverse("admin:consultations_consultation_change", args=[visit.pk])).content.decode()
        for visit in (over, request)
    ]
    offered = [do(over, "cancel") in page, do(request, "cancel") in page]
    offered += [do(over, "cancel") in records[0], do(request, "cancel") in records[1]]
    assert offered == [False, True, False, True]


def test_the_desk_says_which_visits_are_ones_own_and_whom_to_ring(desk: Client, coordinator: User) -> None:
    topic = make_topic(modes=[Mode.PHONE])
    Advisor.objects.filter(pk=make_advisor(topic).pk).update(user=coordinator)
    make_visit(topic, local(MONDAY, 9), mode=Mode.PHONE, phone="064 1234567", email="r@example.org")
    today = desk.get(INDEX).content.decode().partition('id="desk-requests')[0]
    assert ['href="tel:+381641234567"' in today, "Yours" in today] == [True, True]
