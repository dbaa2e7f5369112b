"""Staff book for a caller on one screen, through the service that visitors use."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.models import AccessRecord, Office, User
from center.services import accounts
from consultations.choices import Mode
from consultations.models import Consultation
from entrepreneurs.models import Entrepreneur
from tests.conftest import MakeUser
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.marks import seldom

AsUser = Callable[[User], Client]
PAGE = "/admin/consultations/consultation/add/"


@pytest.fixture
def desk(
    office: Office, advisor_user: User, as_user: AsUser, monday_morning: time_machine.Traveller
) -> Client:
    accounts.choose_language(user=advisor_user, language="en")
    return as_user(advisor_user)


def typed(**changes: Any) -> dict[str, Any]:
    """Return a complete form for Monday at 9, with changes; None takes a field away."""
    data = {
        "topic": make_topic().pk if "topic" not in changes else None,
        "advisor": "",
        "mode": Mode.OFFICE,
        "day": MONDAY.isoformat(),
        "start": local(MONDAY, 9).isoformat(),
        "name": "Петар Петровић",
        "phone": "064 123 45 67",
        "email": "",
        "person": "",
        "note": "",
        "language": "sr",
        "submission": str(uuid.uuid4()),
    }
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def test_the_screen_begins_with_today(desk: Client) -> None:
    answer = desk.get(PAGE)
    assert (answer.status_code, answer.context["form"]["day"].value()) == (200, MONDAY.isoformat())


def test_show_free_times_keeps_what_was_typed_and_puts_nothing_into_the_address(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    answer = desk.post(PAGE, typed(topic=topic.pk, start=None, _look="1"))
    page = answer.content.decode()
    assert (answer.status_code, answer.request["QUERY_STRING"]) == (200, "")
    assert [label for _, label in answer.context["times"]] == ["09:00", "10:00", "11:00", "12:00"]
    assert ('value="Петар Петровић"' in page, 'value="064 123 45 67"' in page, "errornote" in page) == (
        True,
        True,
        False,
    )
    assert Consultation.objects.count() == 0


def test_the_days_with_free_times_are_one_click_away(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic, days=range(2, 3))
    first = desk.post(PAGE, typed(topic=topic.pk, start=None, _look="1"))
    tuesday = MONDAY + timedelta(days=1)
    days = [(day["value"], day["times"]) for day in first.context["days"]]
    assert (first.context["times"], days[0]) == ([], (tuesday.isoformat(), 4))
    second = desk.post(PAGE, typed(topic=topic.pk, start=None, _day=tuesday.isoformat()))
    assert [label for _, label in second.context["times"]] == ["09:00", "10:00", "11:00", "12:00"]


def test_a_caller_with_only_a_phone_is_booked(desk: Client, advisor_user: User) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    answer = desk.post(PAGE, typed(topic=topic.pk, note="Пчеларство", _book="1"))
    visit = Consultation.objects.get()
    assert answer.headers["Location"] == reverse("admin:consultations_consultation_change", args=[visit.pk])
    assert (visit.starts_at, visit.advisor, visit.booked_by) == (local(MONDAY, 9), advisor, advisor_user)
    assert (visit.contact_name, visit.contact_phone, visit.note) == (
        "Петар Петровић",
        "+381641234567",
        "Пчеларство",
    )
    assert visit.reference in desk.get(answer.headers["Location"]).content.decode()


def test_a_call_without_a_number_is_refused_at_the_phone(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    contact = {"phone": "", "email": "petar@example.org"}
    answer = desk.post(PAGE, typed(topic=topic.pk, mode=Mode.PHONE, _book="1", **contact))
    assert answer.context["form"].errors == {"phone": ["A visit by phone needs a phone number."]}
    assert Consultation.objects.count() == 0


def test_staff_may_book_inside_the_notice_and_beyond_the_horizon(desk: Client) -> None:
    topic = make_topic(notice_amount=48, horizon_days=5)
    make_advisor(topic)
    far = MONDAY + timedelta(days=35)
    for day in (MONDAY, far):
        start = local(day, 9).isoformat()
        desk.post(PAGE, typed(topic=topic.pk, day=day.isoformat(), start=start, _book="1"))
    starts = list(Consultation.objects.values_list("starts_at", flat=True))
    assert starts == [local(MONDAY, 9), local(far, 9)]


def test_a_time_taken_meanwhile_keeps_the_data_and_offers_the_others(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, local(MONDAY, 9))
    answer = desk.post(PAGE, typed(topic=topic.pk, note="Пчеларство", _book="1"))
    page = answer.content.decode()
    assert (
        "This time is no longer free" in page,
        'value="Петар Петровић"' in page,
        "Пчеларство" in page,
    ) == (
        True,
        True,
        True,
    )
    assert [label for _, label in answer.context["times"]] == ["10:00", "11:00", "12:00"]
    assert Consultation.objects.count() == 1


def test_a_time_taken_between_look_and_lock_is_a_conflict(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = make_topic()
    make_advisor(topic)
    from consultations.admin import booking  # noqa: PLC0415 -- only this test reaches inside

    look_up = booking.BookingForm.look_up

    def somebody_is_quicker(form: Any, **held: Any) -> None:
        look_up(form, **held)
        if not Consultation.objects.exists():
            make_visit(topic, local(MONDAY, 9), phone="060 1234567")

    monkeypatch.setattr(booking.BookingForm, "look_up", somebody_is_quicker)
    answer = desk.post(PAGE, typed(topic=topic.pk, _book="1"))
    assert (answer.status_code, "This time was just taken." in answer.content.decode()) == (409, True)
    assert [label for _, label in answer.context["times"]] == ["10:00", "11:00", "12:00"]
    assert Consultation.objects.count() == 1


def test_the_same_form_sent_twice_is_one_booking_and_says_so_twice(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    data = typed(topic=topic.pk, _book="1")
    answers = [desk.post(PAGE, data) for _ in range(2)]
    visit = Consultation.objects.get()
    address = reverse("admin:consultations_consultation_change", args=[visit.pk])
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, address)] * 2


@pytest.mark.parametrize("hour", [9, 10])
def test_the_form_of_one_caller_sent_for_the_next_one_books_nothing_and_loses_nothing(
    hour: int, desk: Client
) -> None:
    topic = make_topic()
    make_advisor(topic)
    first = typed(topic=topic.pk, _book="1")
    desk.post(PAGE, first)
    visit = Consultation.objects.get()
    second = {
        **first,
        "name": "Мира Лазић",
        "phone": "060 765 43 21",
        "note": "Пекара",
        "start": local(MONDAY, hour).isoformat(),
    }
    answer = desk.post(PAGE, second)
    page = answer.content.decode()
    assert (answer.status_code, Consultation.objects.count()) == (409, 1)
    assert f"This form already booked a visit ({visit.reference})." in page
    assert reverse("admin:consultations_consultation_change", args=[visit.pk]) in page
    form = answer.context["form"]
    assert [form[name].value() for name in ("name", "phone", "note")] == [
        "Мира Лазић",
        "060 765 43 21",
        "Пекара",
    ]
    assert form["submission"].value() != first["submission"]
    # The time of the first caller is no choice any more; a free one stays chosen.
    assert [label for _, label in answer.context["times"]] == ["10:00", "11:00", "12:00"]
    again = {**second, "submission": form["submission"].value(), "start": local(MONDAY, 10).isoformat()}
    assert desk.post(PAGE, again).status_code == 302
    assert sorted(Consultation.objects.values_list("contact_name", flat=True)) == [
        "Мира Лазић",
        "Петар Петровић",
    ]


def test_a_double_click_is_no_second_visit_when_another_advisor_is_free(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_advisor(topic)
    data = typed(topic=topic.pk, _book="1")
    assert [desk.post(PAGE, data).status_code for _ in range(2)] == [302, 302]
    assert Consultation.objects.count() == 1


def test_a_form_that_lost_its_key_still_books(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    answer = desk.post(PAGE, typed(topic=topic.pk, submission="x", _book="1"))
    assert (answer.status_code, Consultation.objects.count()) == (302, 1)


def test_the_key_of_a_form_opens_no_booking_of_a_visitor(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    answer = desk.post(PAGE, typed(topic=topic.pk, submission=str(visit.submission), _book="1"))
    assert (answer.status_code, Consultation.objects.count()) == (200, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": "", "email": ""}, "Give a phone number or an email address."),
        ({"phone": "12"}, "Write the number with its area code"),
        ({"name": ""}, "Enter the name of the person."),
        ({"start": ""}, "Choose one of the free times."),
        ({"start": "yesterday"}, "This time is no longer free"),
        ({"day": "soon"}, "Enter a valid date."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"person": "999999"}, "Select a valid choice"),
        ({"advisor": "999999"}, "Select a valid choice"),
        ({"note": "a" * 2001}, "at most 2000 characters"),
    ],
)
def test_wrong_data_is_named_and_books_nothing(changes: dict[str, str], sentence: str, desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    answer = desk.post(PAGE, typed(topic=topic.pk, _book="1", **changes))
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, 'id="error-summary"' in page) == (200, True, True)
    assert Consultation.objects.count() == 0


def test_somebody_who_was_here_before_is_proposed_and_can_be_chosen(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    known = Entrepreneur.objects.create(name="Petar Petrović", phone="+381641234567")
    shared = Entrepreneur.objects.create(name="Мира Петровић", phone="+381641234567")
    other = Entrepreneur.objects.create(name="Петар Петровић", phone="+381601111111")
    Entrepreneur.objects.create(name="Јован Јовановић", phone="+381602222222")
    looked = desk.post(PAGE, typed(topic=topic.pk, _look="1"))
    proposed = {int(value) for value, _ in looked.context["form"].fields["person"].choices if value}
    assert proposed == {known.pk, shared.pk, other.pk}
    desk.post(PAGE, typed(topic=topic.pk, person=str(shared.pk), _book="1"))
    assert (Consultation.objects.get().entrepreneur, Entrepreneur.objects.count()) == (shared, 4)


def test_without_a_choice_a_new_person_is_made(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    known = Entrepreneur.objects.create(name="Петар Петровић", phone="+381641234567")
    desk.post(PAGE, typed(topic=topic.pk, _book="1"))
    assert Consultation.objects.get().entrepreneur != known


def test_the_link_on_a_person_fills_in_the_contact(desk: Client) -> None:
    person = Entrepreneur.objects.create(name="Мира Петровић", phone="+381641234567", language="en")
    form = desk.get(PAGE, {"person": person.pk}).context["form"]
    assert [form[name].value() for name in ("person", "name", "phone", "language")] == [
        str(person.pk),
        "Мира Петровић",
        "064 1234567",
        "en",
    ]


def looks() -> list[tuple[int, str, int, str]]:
    rows = AccessRecord.objects.order_by("object_id", "pk")
    return list(rows.values_list("user", "model", "object_id", "purpose"))


def test_filling_in_a_person_is_written_down(desk: Client, advisor_user: User) -> None:
    person = Entrepreneur.objects.create(name="Мира Петровић", phone="+381641234567")
    family = Entrepreneur.objects.create(name="Петар Петровић", phone="+381641234567")
    desk.get(PAGE, {"person": person.pk})
    kind = "entrepreneurs.entrepreneur"
    assert looks() == [
        (advisor_user.pk, kind, person.pk, "filled in for a booking"),
        (advisor_user.pk, kind, family.pk, "proposed for a booking"),
    ]


def test_people_who_are_proposed_are_written_down_and_booking_shows_nobody(
    desk: Client, advisor_user: User
) -> None:
    topic = make_topic()
    make_advisor(topic)
    known = [Entrepreneur.objects.create(name=name, phone="+381641234567") for name in ("Мира", "Рада")]
    desk.post(PAGE, typed(topic=topic.pk, _look="1"))
    seen = looks()
    desk.post(PAGE, typed(topic=topic.pk, _book="1"))
    kind = "entrepreneurs.entrepreneur"
    assert seen == [(advisor_user.pk, kind, person.pk, "proposed for a booking") for person in known]
    assert looks() == seen


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_proposing_people_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    make_advisor(topic)
    for number in range(rows):
        Entrepreneur.objects.create(name=f"Мира {number}", phone="+381641234567")
    data = typed(topic=topic.pk, _look="1")
    with django_assert_num_queries(18):
        assert len(desk.post(PAGE, data).context["form"].people) == rows


@pytest.mark.parametrize("way", ["address", "form"])
def test_who_may_not_see_people_is_shown_none(
    way: str, office: Office, make_user: MakeUser, as_user: AsUser, monday_morning: time_machine.Traveller
) -> None:
    user = make_user(None, is_superuser=False, language="en")
    user.is_staff = True
    user.save()
    wanted = Permission.objects.filter(codename__in=["add_consultation", "view_consultation"])
    user.user_permissions.set(wanted)
    person = Entrepreneur.objects.create(name="Мира Лазић", phone="+381607654321")
    client, chosen = as_user(user), {"person": str(person.pk)}
    answer = client.get(PAGE, chosen) if way == "address" else client.post(PAGE, {"_look": "1", **chosen})
    page = answer.content.decode()
    assert (answer.status_code, "Mira" in page, "7654321" in page, looks()) == (200, False, False, [])


@pytest.mark.parametrize("person", ["abc", "999999999999999999999", "-1", ""])
def test_a_forged_person_in_the_address_is_ignored(person: str, desk: Client) -> None:
    answer = desk.get(PAGE, {"person": person})
    assert (answer.status_code, answer.context["form"]["name"].value()) == (200, None)


def test_an_empty_form_names_everything_that_is_missing_at_once(desk: Client) -> None:
    answer = desk.post(PAGE, {"_book": "", "mode": Mode.OFFICE, "day": MONDAY.isoformat(), "language": "sr"})
    errors = {field: list(found) for field, found in answer.context["form"].errors.items()}
    assert errors == {
        "topic": ["This field is required."],
        "start": ["Press “Show free times” first, then choose one."],
        "name": ["Enter the name of the person."],
        "phone": ["Give a phone number or an email address."],
    }
