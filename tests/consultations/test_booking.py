"""What one booking does, whom it chooses, and what it refuses."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from center.models import StoredMail, User
from consultations.choices import Confirmation, Mode, State
from consultations.errors import AlreadyUsed, NotBookable, Reason, TimeTaken
from consultations.models import Advisor, Allocation, Call, Consultation
from consultations.services import cancel
from entrepreneurs.models import Entrepreneur
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning")
NINE = local(MONDAY, 9)


def letters() -> list[tuple[str, str]]:
    return sorted(StoredMail.objects.values_list("recipient", "kind"))


def test_a_phone_alone_books_a_confirmed_visit() -> None:
    topic = make_topic(buffer_before=10, buffer_after=15)
    advisor = make_advisor(topic)
    visit = make_visit(topic, NINE, phone="037/123-456", name="  Петар   Петровић ", note=" Сапуни. ")
    visit.refresh_from_db()
    assert (visit.state, visit.confirmed_at, visit.confirmed_by) == (State.CONFIRMED, local(MONDAY, 8), None)
    assert (visit.contact_name, visit.contact_phone, visit.contact_email, visit.note) == (
        "Петар Петровић",
        "+38137123456",
        "",
        "Сапуни.",
    )
    assert (visit.advisor, visit.ends_at, visit.booked_by) == (advisor, local(MONDAY, 10), None)
    held = Allocation.objects.get()
    assert (held.resource, held.live) == (advisor.resource, True)
    assert (held.busy.lower, held.busy.upper) == (local(MONDAY, 8, 50), local(MONDAY, 10, 15))
    assert letters() == [(advisor.user.email, "consultations/advisor_new")]
    assert [call.consultation for call in Call.objects.waiting()] == [visit]


def test_a_booking_makes_a_person_and_merges_nobody() -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, NINE)
    make_visit(topic, local(MONDAY, 10))
    assert [(person.name, person.phone, person.added_by) for person in Entrepreneur.objects.all()] == [
        ("Петар Петровић", "+381641234567", None),
        ("Петар Петровић", "+381641234567", None),
    ]


def test_staff_book_for_a_person_whom_they_name() -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF, is_published=False)
    user = make_advisor(topic).user
    person = Entrepreneur.objects.create(name="Рада", email="rada@example.org")
    visit = make_visit(topic, NINE, by=user, entrepreneur=person, name="")
    assert (visit.entrepreneur, visit.contact_name, visit.contact_email) == (
        person,
        "Рада",
        "rada@example.org",
    )
    assert (visit.booked_by, visit.state, visit.confirmed_by) == (user, State.CONFIRMED, user)
    assert Entrepreneur.objects.count() == 1


def test_a_topic_confirmed_by_staff_holds_a_request_with_an_email() -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    advisor = make_advisor(topic)
    visit = make_visit(topic, NINE, email="petar@example.org")
    assert (visit.state, visit.confirmed_at) == (State.REQUESTED, None)
    assert letters() == [
        (advisor.user.email, "consultations/advisor_new"),
        ("petar@example.org", "consultations/requested"),
    ]
    assert list(Consultation.objects.waiting()) == [visit]
    with pytest.raises(TimeTaken):
        make_visit(topic, NINE)


def test_a_phone_alone_is_confirmed_at_once_on_every_topic() -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    make_advisor(topic)
    assert make_visit(topic, NINE, phone="064 1234567").state == State.CONFIRMED


def test_the_same_form_twice_is_one_booking() -> None:
    topic = make_topic()
    make_advisor(topic)
    key = uuid.uuid4()
    first = make_visit(topic, NINE, submission=key, name="Петар", email="petar@example.org", note="Сапуни.")
    # What a browser or a phone adds around the words is not another content.
    again = make_visit(
        topic, NINE, submission=key, name=" Петар ", email="petar@example.org", note="Сапуни.\n"
    )
    assert again == first
    assert (Consultation.objects.count(), Entrepreneur.objects.count(), StoredMail.objects.count()) == (
        1,
        1,
        2,
    )


@pytest.mark.parametrize(
    "other",
    [
        {"start": local(MONDAY, 11)},
        {"mode": Mode.PHONE},
        {"name": "Мира Лазић"},
        {"phone": "060 7654321"},
        {"email": "mira@example.org"},
        {"note": "Пекара."},
        {"language": "en"},
    ],
)
def test_the_same_form_with_other_content_books_nothing_and_names_the_visit_it_made(
    other: dict[str, Any],
) -> None:
    topic = make_topic()
    make_advisor(topic)
    wish: dict[str, Any] = {
        "start": NINE,
        "submission": uuid.uuid4(),
        "phone": "064 1234567",
        "email": "petar@example.org",
    }
    first = make_visit(topic, **wish)
    with pytest.raises(AlreadyUsed) as refused:
        make_visit(topic, **{**wish, **other})
    assert (refused.value.visit, Consultation.objects.count()) == (first, 1)


def test_the_same_form_after_its_visit_was_cancelled_books_nothing_and_names_it() -> None:
    topic = make_topic()
    make_advisor(topic)
    key = uuid.uuid4()
    first = make_visit(topic, NINE, submission=key)
    cancel(consultation=first)
    with pytest.raises(AlreadyUsed) as refused:
        make_visit(topic, NINE, submission=key)
    assert refused.value.visit == first


def test_the_form_of_a_visitor_is_another_one_in_the_hands_of_a_colleague() -> None:
    topic = make_topic()
    user = make_advisor(topic).user
    key = uuid.uuid4()
    make_visit(topic, NINE, submission=key)
    with pytest.raises(AlreadyUsed):
        make_visit(topic, NINE, submission=key, by=user)


def test_any_advisor_is_the_one_with_the_fewest_visits_that_day_then_that_week_then_the_first() -> None:
    topic = make_topic()
    first, second, third = make_advisor(topic), make_advisor(topic), make_advisor(topic)
    tuesday = MONDAY + timedelta(days=1)
    assert make_visit(topic, NINE).advisor == first
    assert make_visit(topic, NINE).advisor == second
    assert make_visit(topic, local(MONDAY, 10)).advisor == third
    # Each has one this week: on Tuesday the first begins again.
    assert make_visit(topic, local(tuesday, 9)).advisor == first
    # On Wednesday nobody has any; second and third have one this week, the first two.
    assert make_visit(topic, local(MONDAY + timedelta(days=2), 9)).advisor == second
    # Next week does not count what was this week.
    assert make_visit(topic, local(MONDAY + timedelta(days=7), 9)).advisor == first


def test_a_cancelled_visit_counts_for_nothing() -> None:
    topic = make_topic()
    first, _second = make_advisor(topic), make_advisor(topic)
    cancel(consultation=make_visit(topic, NINE))
    assert make_visit(topic, NINE).advisor == first


def test_a_visit_by_phone_without_a_number_is_refused(english: None) -> None:
    topic = make_topic()
    make_advisor(topic)
    with pytest.raises(ValidationError) as refused:
        make_visit(topic, NINE, mode=Mode.PHONE, email="ana@example.org")
    assert refused.value.message_dict == {"contact_phone": ["A visit by phone needs a phone number."]}
    assert Consultation.objects.count() == 0


def test_a_taken_time_comes_with_the_nearest_free_ones() -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, local(MONDAY, 10))
    with pytest.raises(TimeTaken) as refused:
        make_visit(topic, local(MONDAY, 10))
    tuesday = MONDAY + timedelta(days=1)
    assert refused.value.alternatives == (
        local(MONDAY, 9),
        local(MONDAY, 11),
        local(MONDAY, 12),
        local(tuesday, 9),
        local(tuesday, 10),
        local(tuesday, 11),
    )
    assert Consultation.objects.count() == 1


def test_alternatives_of_a_wanted_advisor_are_of_that_advisor() -> None:
    topic = make_topic(length=240, horizon_days=1)
    make_advisor(topic)
    wanted = make_advisor(topic)
    make_visit(topic, NINE, advisor=wanted)
    with pytest.raises(TimeTaken) as refused:
        make_visit(topic, NINE, advisor=wanted)
    assert refused.value.alternatives == (local(MONDAY + timedelta(days=1), 9),)


@pytest.mark.parametrize(
    ("wish", "reason", "offers"),
    [
        ({"start": local(MONDAY, 9, 7)}, Reason.CLOSED, True),
        ({"start": local(MONDAY, 13)}, Reason.CLOSED, True),
        ({"start": local(MONDAY + timedelta(days=5), 9)}, Reason.CLOSED, True),
        ({"start": local(MONDAY, 7)}, Reason.PAST, True),
        ({"start": local(MONDAY + timedelta(days=61), 9)}, Reason.TOO_FAR, True),
        ({"start": local(date(2028, 9, 7), 9)}, Reason.TOO_FAR, True),
        ({"start": datetime.max.replace(tzinfo=UTC)}, Reason.TOO_FAR, True),
        ({"start": datetime.min.replace(tzinfo=UTC)}, Reason.PAST, True),
        ({"mode": Mode.ONLINE}, Reason.MODE, False),
        ({"mode": "moon"}, Reason.MODE, False),
    ],
)
def test_what_the_rules_forbid_is_refused_with_its_reason(
    wish: dict[str, Any], reason: Reason, *, offers: bool
) -> None:
    topic = make_topic()
    make_advisor(topic)
    with pytest.raises(NotBookable) as refused:
        make_visit(topic, **{"start": NINE, **wish})
    assert (refused.value.reason, refused.value.message) == (reason, reason.label)
    assert bool(refused.value.alternatives) is offers
    assert (Consultation.objects.count(), Entrepreneur.objects.count()) == (0, 0)


def test_an_unpublished_topic_is_for_staff_only() -> None:
    topic = make_topic(is_published=False)
    user = make_advisor(topic).user
    with pytest.raises(NotBookable) as refused:
        make_visit(topic, NINE)
    assert refused.value.reason is Reason.TOPIC
    assert make_visit(topic, NINE, by=user).starts_at == NINE


def test_a_topic_without_advisors_and_an_advisor_without_the_topic_are_refused() -> None:
    topic, other = make_topic(), make_topic()
    advisor = make_advisor(other)
    with pytest.raises(NotBookable) as nobody:
        make_visit(topic, NINE)
    make_advisor(topic)
    with pytest.raises(NotBookable) as wrong:
        make_visit(topic, NINE, advisor=advisor)
    assert (nobody.value.reason, wrong.value.reason) == (Reason.TOPIC, Reason.ADVISOR)


def test_staff_book_neither_outside_the_hours_nor_over_another_visit() -> None:
    topic = make_topic()
    user = make_advisor(topic).user
    make_visit(topic, NINE, by=user)
    with pytest.raises(TimeTaken):
        make_visit(topic, NINE, by=user)
    with pytest.raises(NotBookable) as refused:
        make_visit(topic, local(MONDAY, 14), by=user)
    assert refused.value.reason is Reason.CLOSED


@pytest.mark.parametrize(
    ("wish", "fields"),
    [
        ({"phone": "", "email": ""}, ["contact_phone"]),
        ({"name": "   "}, ["contact_name"]),
        ({"name": "x" * 121}, ["contact_name"]),
        ({"name": "Пе\0тар"}, ["contact_name"]),
        ({"phone": "abc"}, ["contact_phone"]),
        ({"email": "nobody"}, ["contact_email"]),
        ({"note": "x" * 2001}, ["note"]),
        ({"note": "\0"}, ["note"]),
        ({"language": "de"}, ["language"]),
    ],
)
def test_wrong_data_are_named_by_field(wish: dict[str, str], fields: list[str]) -> None:
    topic = make_topic()
    make_advisor(topic)
    with pytest.raises(ValidationError) as refused:
        make_visit(topic, NINE, **wish)
    assert list(refused.value.message_dict) == fields
    assert Consultation.objects.count() == 0


def test_a_reference_that_exists_already_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    topic = make_topic()
    make_advisor(topic)
    drawn = iter("2" * 8 + "2" * 8 + "3" * 8)
    monkeypatch.setattr("center.base.references.secrets.choice", lambda _letters: next(drawn))
    assert make_visit(topic, NINE).reference == "22222222"
    assert make_visit(topic, local(MONDAY, 10)).reference == "33333333"


def test_references_are_random_and_of_the_alphabet() -> None:
    topic = make_topic(length=30)
    for _number in range(5):
        make_advisor(topic)
    references = {make_visit(topic, local(MONDAY, 9)).reference for _number in range(5)}
    assert len(references) == 5
    assert all(set(reference) <= set("23456789DFJKMNRTV") and len(reference) == 8 for reference in references)


def test_nothing_of_a_booking_stays_when_its_last_step_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    topic = make_topic()
    make_advisor(topic)

    def broken(*_args: object) -> None:
        raise IntegrityError("the disk is full")

    monkeypatch.setattr("consultations.services.booking.letters.about_booking", broken)
    with pytest.raises(IntegrityError):
        make_visit(topic, NINE)
    assert (Consultation.objects.count(), Allocation.objects.count(), Entrepreneur.objects.count()) == (
        0,
        0,
        0,
    )


def test_who_sees_visits(
    coordinator: User, advisor_user: User, editor: User, researcher: User, stranger: User
) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, NINE)
    seen = {
        user.email: list(Consultation.objects.visible_to(user))
        for user in (coordinator, advisor_user, editor, researcher, stranger)
    }
    assert seen == {
        coordinator.email: [visit],
        advisor_user.email: [visit],
        editor.email: [],
        researcher.email: [],
        stranger.email: [],
    }


def test_today_and_this_week_are_local() -> None:
    topic = make_topic(length=60)
    make_advisor(topic, days=range(1, 8))
    today, sunday = make_visit(topic, NINE), make_visit(topic, local(MONDAY + timedelta(days=6), 12))
    make_visit(topic, local(MONDAY + timedelta(days=7), 9))
    late = local(MONDAY, 23, 59)
    assert list(Consultation.objects.today(late)) == [today]
    assert list(Consultation.objects.this_week(late)) == [today, sunday]
    assert Consultation.objects.upcoming(local(MONDAY, 9, 59)).first() == today
    assert today not in Consultation.objects.upcoming(local(MONDAY, 10))


def test_saving_an_advisor_makes_the_resource() -> None:
    advisor = make_advisor(make_topic(), name_sr="Јелена")
    assert (advisor.resource.kind, advisor.resource.name) == ("advisor", "Јелена")
    assert Advisor.objects.get().resource == advisor.resource
