"""Lists, details and plans of the consultations in the admin."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.choices import Language, Role
from center.models import AccessRecord, Office, StoredMail, User
from consultations.choices import Confirmation, Mode, State
from consultations.models import Absence, Advisor, Closure, Consultation, Topic
from tests.conftest import MakeUser
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic, make_visit
from tests.marks import seldom

AsUser = Callable[[User], Client]
LIST = "/admin/consultations/consultation/"


@pytest.fixture
def desk(
    office: Office, coordinator: User, as_user: AsUser, monday_morning: time_machine.Traveller
) -> Client:
    coordinator.language = Language.ENGLISH
    coordinator.save()
    return as_user(coordinator)


def do(visit: Consultation, verb: str) -> str:
    return reverse("admin:consultations_consultation_do", args=[visit.pk, verb])


def detail(visit: Consultation) -> str:
    return reverse("admin:consultations_consultation_change", args=[visit.pk])


def listed(client: Client, **query: Any) -> list[str]:
    return [visit.contact_name for visit in client.get(LIST, query).context["cl"].result_list]


@pytest.fixture
def visits(desk: Client) -> dict[str, Consultation]:
    """Visits of yesterday, today, this week and next week."""
    topic = make_topic()
    advisor = make_advisor(topic)
    return {
        "Јуче": make_past_visit(advisor, topic, local(MONDAY - timedelta(days=3), 9), contact_name="Јуче"),
        "Данас": make_visit(topic, local(MONDAY, 9), name="Данас", email="d@example.org"),
        "Петак": make_visit(topic, local(MONDAY + timedelta(days=4), 9), name="Петак", email="p@example.org"),
        "После": make_visit(topic, local(MONDAY + timedelta(days=7), 9), name="После", email="q@example.org"),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Данас", "Петак", "После"]),
        ({"period": "today"}, ["Данас"]),
        ({"period": "week"}, ["Данас", "Петак"]),
        ({"period": "coming"}, ["Данас", "Петак", "После"]),
        ({"period": "all"}, ["После", "Петак", "Данас", "Јуче"]),
        ({"q": "juče"}, ["Јуче"]),
        ({"period": "today", "q": "juče"}, []),
        ({"starts_at__year": "2026", "starts_at__month": "9", "starts_at__day": "4"}, ["Јуче"]),
        ({"period": "nonsense"}, ["Данас", "Петак", "После"]),
    ],
)
def test_the_list_begins_with_what_is_to_come(
    query: dict[str, str], names: list[str], desk: Client, visits: dict[str, Consultation]
) -> None:
    assert listed(desk, **query) == names


def test_without_visits_to_come_the_list_offers_the_past_ones(desk: Client) -> None:
    topic = make_topic()
    make_past_visit(make_advisor(topic), topic, local(MONDAY - timedelta(days=3), 9), contact_name="Јуче")
    page = desk.get(LIST, {"state__exact": "confirmed"}).content.decode()
    assert "No visits to come" in page
    (past,) = re.findall(r'href="([^"]*)">Show past visits too</a>', page)
    assert set(past.removeprefix("?").split("&amp;")) == {"state__exact=confirmed", "period=all"}
    assert "No visits to come" not in desk.get(LIST, {"q": "нема"}).content.decode()


def test_the_state_stands_beside_the_time_and_the_phone_below_the_name(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, local(MONDAY, 9), name="Мира Лазић", phone="060 7654321", email="mira@example.org")
    html = desk.get(LIST).content.decode()
    heads = re.findall(r'<th scope="col" class="[^"]*column-(\w+)', html)
    cell = re.search(r'<td class="field-caller">(.*?)</td>', html)
    assert heads == ["day_and_time", "badge", "caller", "subject", "advisor"]
    assert cell is not None
    assert cell[1] == (
        'Mira Lazić <span class="second-line"><a href="tel:+381607654321">060 7654321</a></span>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Ђорђе",
        "djordje sumar",
        "ĐORĐE",
        "064 123 45",
        "064/1234567",
        "+381 64 1234567",
        "0038164123",
        "djoka@",
    ],
)
def test_a_visit_is_found_in_every_way_people_write(typed: str, desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, local(MONDAY, 9), name="Ђорђе Шумар", phone="064 1234567", email="djoka@example.org")
    make_visit(topic, local(MONDAY, 10), name="Мира Лазић", phone="060 7654321", email="mira@example.org")
    assert listed(desk, q=typed) == ["Ђорђе Шумар"]


@pytest.mark.parametrize("typed", ["381", "+381", "00381", "+381 6", "06"])
def test_the_beginning_of_every_phone_number_finds_no_phone(typed: str, desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, local(MONDAY, 9), phone="064 1234567")
    assert listed(desk, q=typed) == []


def test_a_visit_is_found_by_its_reference_as_somebody_reads_it_out(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    spoken = f"{visit.reference[:4].lower()} {visit.reference[4:].lower()}"
    assert listed(desk, q=spoken) == [visit.contact_name]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for hour in range(rows):
        make_visit(topic, local(MONDAY, 9 + hour), advisor=make_advisor(topic))
    with django_assert_num_queries(16):
        assert len(listed(desk)) == rows


def test_reading_a_visit_is_written_down_and_looking_at_the_list_is_not(
    desk: Client, coordinator: User, visits: dict[str, Consultation]
) -> None:
    desk.get(LIST)
    before = AccessRecord.objects.count()
    desk.get(detail(visits["Данас"]))
    record = AccessRecord.objects.get()
    assert (before, record.user, record.model, record.object_id, record.purpose) == (
        0,
        coordinator,
        "consultations.consultation",
        visits["Данас"].pk,
        "opened",
    )


def test_the_browser_keeps_the_reference_of_a_visit_and_not_who_comes(
    desk: Client, visits: dict[str, Consultation]
) -> None:
    visit = visits["Данас"]
    page = desk.get(detail(visit)).content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert title is not None
    assert heading is not None
    assert (title[1].split(" | ")[0].strip(), "Danas" in title[1], heading[1]) == (
        visit.reference,
        False,
        "Danas",
    )


@pytest.mark.parametrize("way", ["button", "action"])
def test_who_reads_visits_while_asked_before_a_verb_is_written_down(
    way: str, desk: Client, coordinator: User, visits: dict[str, Consultation]
) -> None:
    chosen = [visits["Данас"].pk] if way == "button" else [visits["Данас"].pk, visits["Петак"].pk]
    if way == "button":
        desk.get(do(visits["Данас"], "cancel"))
    else:
        desk.post(LIST, {"action": "cancel", "_selected_action": chosen})
    rows = AccessRecord.objects.order_by("object_id").values_list("user", "model", "object_id", "purpose")
    assert list(rows) == [
        (coordinator.pk, "consultations.consultation", pk, "opened to change it") for pk in sorted(chosen)
    ]


def test_nobody_without_the_right_leaves_a_trace_or_sees_a_visit(
    visits: dict[str, Consultation], make_user: MakeUser, as_user: AsUser
) -> None:
    answer = as_user(make_user(Role.EDITOR)).get(detail(visits["Данас"]))
    assert (answer.status_code, AccessRecord.objects.count()) == (403, 0)


def test_a_visit_is_neither_edited_nor_deleted_by_hand(desk: Client, visits: dict[str, Consultation]) -> None:
    visit = visits["Данас"]
    changed = desk.post(detail(visit), {"contact_name": "Неко други"})
    deleted = desk.post(reverse("admin:consultations_consultation_delete", args=[visit.pk]), {"post": "yes"})
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [visit.pk], "post": "yes"})
    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert Consultation.objects.get(pk=visit.pk).contact_name == "Данас"


def test_a_request_is_confirmed_with_one_button(desk: Client, coordinator: User) -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9), email="ana@example.org", phone="")
    desk.post(do(visit, "confirm"))
    visit.refresh_from_db()
    assert (visit.state, visit.confirmed_by) == (State.CONFIRMED, coordinator)


def test_cancelling_asks_first_and_tells_the_visitor_why(
    desk: Client, coordinator: User, visits: dict[str, Consultation]
) -> None:
    visit = visits["Данас"]
    asked = desk.get(do(visit, "cancel"))
    visit.refresh_from_db()
    state_before = visit.state
    desk.post(do(visit, "cancel"), {"reason": "Саветник је болестан."})
    visit.refresh_from_db()
    assert (asked.status_code, state_before, visit.state) == (200, State.CONFIRMED, State.CANCELLED)
    assert "Danas, Mon" in asked.content.decode().replace("\u00a0", " ")
    assert (visit.cancelled_by, visit.cancel_reason) == (coordinator, "Саветник је болестан.")
    letter = StoredMail.objects.filter(recipient="d@example.org").latest("pk")
    assert "Саветник је болестан." in letter.body_text


@pytest.mark.parametrize("verb", ["confirm", "ask-for-call", "done", "missed", "cancel"])
def test_looking_at_a_verb_changes_nothing(verb: str, desk: Client, visits: dict[str, Consultation]) -> None:
    visit = visits["Данас"]
    answer = desk.get(do(visit, verb))
    visit.refresh_from_db()
    assert (answer.status_code, visit.state, visit.calls.count()) == (200, State.CONFIRMED, 0)


def test_a_verb_that_does_not_fit_is_refused_in_a_sentence(
    desk: Client, visits: dict[str, Consultation]
) -> None:
    answer = desk.post(do(visits["Данас"], "done"), follow=True)
    visits["Данас"].refresh_from_db()
    tags = [message.level_tag for message in answer.context["messages"]]
    assert (tags, visits["Данас"].state) == (["error"], State.CONFIRMED)


def test_an_unknown_verb_or_visit_is_not_found(desk: Client, visits: dict[str, Consultation]) -> None:
    assert desk.post(do(visits["Данас"], "explode")).status_code == 404
    assert desk.post("/admin/consultations/consultation/999999/do/done/").status_code == 404


def test_an_editor_cannot_act(visits: dict[str, Consultation], make_user: MakeUser, as_user: AsUser) -> None:
    answer = as_user(make_user(Role.EDITOR)).post(do(visits["Данас"], "cancel"))
    visits["Данас"].refresh_from_db()
    assert (answer.status_code, visits["Данас"].state) == (403, State.CONFIRMED)


def test_several_visits_are_cancelled_with_one_reason(desk: Client, visits: dict[str, Consultation]) -> None:
    chosen = [visits["Данас"].pk, visits["Петак"].pk]
    asked = desk.post(LIST, {"action": "cancel", "_selected_action": chosen})
    untouched = Consultation.objects.filter(state=State.CANCELLED).count()
    desk.post(LIST, {"action": "cancel", "_selected_action": chosen, "_really": "1", "reason": "Поплава"})
    cancelled = Consultation.objects.filter(state=State.CANCELLED, cancel_reason="Поплава")
    assert (asked.status_code, untouched, sorted(visit.pk for visit in cancelled)) == (200, 0, sorted(chosen))


def test_an_advisor_plans_own_absences_only(
    office: Office, advisor_user: User, as_user: AsUser, monday_morning: time_machine.Traveller
) -> None:
    topic = make_topic()
    own = make_advisor(topic, user=advisor_user)
    colleague = make_advisor(topic)
    theirs = Absence.objects.create(advisor=colleague, starts_at=local(MONDAY, 9), ends_at=local(MONDAY, 12))
    client = as_user(advisor_user)
    page = reverse("admin:consultations_absence_add")
    moments = {
        "starts_at_0": "8.9.2026",
        "starts_at_1": "9:00",
        "ends_at_0": "8.9.2026.",
        "ends_at_1": "12:00",
    }
    client.post(page, {"advisor": colleague.pk, "note": "", **moments})
    client.post(page, {"advisor": own.pk, "note": "Лекар", **moments})
    foreign = client.get(reverse("admin:consultations_absence_change", args=[theirs.pk]))
    absence = Absence.objects.exclude(pk=theirs.pk).get()
    assert (absence.advisor, absence.starts_at, absence.note) == (
        own,
        local(MONDAY + timedelta(days=1), 9),
        "Лекар",
    )
    assert foreign.status_code == 302


def test_a_topic_is_made_with_its_places_and_a_reserved_word_is_refused(desk: Client) -> None:
    data = {
        "name_sr": "Prvi razgovor",
        "summary_sr": "O ideji.",
        "slug": "book",
        "position": "1",
        "length": "45",
        "buffer_before": "0",
        "buffer_after": "15",
        "modes": ["phone", "office"],
        "confirmation": "at_once",
        "notice_amount": "2",
        "notice_unit": "hours",
        "horizon_days": "60",
        "change_notice_hours": "0",
    }
    page = reverse("admin:consultations_topic_add")
    refused = desk.post(page, data).content.decode()
    assert ("This word is an address of the portal" in refused, Topic.objects.count()) == (True, 0)
    desk.post(page, {**data, "slug": "first-talk"})
    topic = Topic.objects.get()
    assert (topic.name_sr, sorted(topic.modes), topic.step) == (
        "Први разговор",
        sorted([Mode.PHONE, Mode.OFFICE]),
        None,
    )


def test_a_closure_can_be_taken_back(desk: Client) -> None:
    closure = Closure.objects.create(
        name_sr="Кречење", starts_at=local(MONDAY, 0), ends_at=local(MONDAY + timedelta(days=1), 0)
    )
    desk.post(reverse("admin:consultations_closure_delete", args=[closure.pk]), {"post": "yes"})
    assert Closure.objects.count() == 0


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_of_advisors_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for _ in range(rows):
        make_advisor(topic)
    with django_assert_num_queries(9):
        answer = desk.get(reverse("admin:consultations_advisor_changelist"))
    assert len(answer.context["cl"].result_list) == Advisor.objects.count() == rows


def test_an_advisor_reads_in_words_where_a_topic_takes_place(
    make_user: MakeUser, as_user: AsUser, office: Office
) -> None:
    topic = make_topic(modes=[Mode.OFFICE, Mode.PHONE])
    client = as_user(make_user(Role.ADVISOR, language="en"))
    page = client.get(reverse("admin:consultations_topic_change", args=[topic.pk])).content.decode()
    assert ["At the office, By phone" in page, "office, phone" in page] == [True, False]


@pytest.mark.parametrize("where", ["absence", "closure"])
def test_closing_a_time_leads_to_the_visits_that_are_booked_in_it(where: str, desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9), name="Рада", email="r@example.org")
    make_visit(topic, local(MONDAY + timedelta(days=1), 9), name="Сутра", email="s@example.org")
    data = {
        "advisor": str(advisor.pk),
        "name_sr": "Кречење",
        "starts_at_0": MONDAY.isoformat(),
        "starts_at_1": "00:00",
        "ends_at_0": (MONDAY + timedelta(days=1)).isoformat(),
        "ends_at_1": "00:00",
    }
    answer = desk.post(reverse(f"admin:consultations_{where}_add"), data, follow=True)
    told = [str(message) for message in answer.context["messages"] if message.level_tag == "warning"]
    page = reverse("admin:consultations_consultation_displaced")
    assert ["1 booked visit does not fit the plan any more." in text and page in text for text in told] == [
        True
    ]
    assert [row["visit"] for row in desk.get(page).context["rows"]] == [visit]
