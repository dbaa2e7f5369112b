"""Moving a visit: by its visitor until the limit, by staff with a reason after it."""

from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.db import DatabaseError, transaction

from center.models import StoredMail, User
from consultations import services
from consultations.choices import Confirmation, ResourceKind, State
from consultations.errors import ChangeRefused, NotBookable, Reason, TimeTaken
from consultations.models import Absence, Allocation, Consultation, Resource, VisitMove
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning", "office")
NINE, TEN, ELEVEN = (local(MONDAY, hour) for hour in (9, 10, 11))


def kinds() -> list[str]:
    return sorted(StoredMail.objects.values_list("kind", flat=True).filter(kind__startswith="consultations/"))


def test_a_visitor_moves_the_visit_and_keeps_reference_advisor_and_link() -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, NINE, email="ana@example.org")
    moved = services.move(consultation=visit, start=ELEVEN)
    assert (moved.reference, moved.advisor, moved.starts_at, moved.ends_at, moved.state) == (
        visit.reference,
        visit.advisor,
        ELEVEN,
        local(MONDAY, 12),
        State.CONFIRMED,
    )
    made = VisitMove.objects.get()
    assert (made.from_start, made.to_start, made.moved_by, made.after_limit) == (NINE, ELEVEN, None, False)
    # The time of before is free again, the new one is not.
    assert make_visit(topic, NINE).starts_at == NINE
    with pytest.raises(TimeTaken):
        make_visit(topic, ELEVEN)


def test_the_visitors_calendar_gets_the_same_entry_at_the_new_time() -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, NINE, email="ana@example.org")
    services.move(consultation=visit, start=TEN)
    booked, moved = (
        icalendar.Calendar.from_ical(StoredMail.objects.get(kind=f"consultations/{kind}").calendar).walk(
            "VEVENT"
        )[0]
        for kind in ("booked", "moved")
    )
    assert moved["uid"] == booked["uid"]
    assert (booked["sequence"], moved["sequence"]) == (0, 1)
    assert moved.decoded("dtstart") == TEN
    assert kinds() == [
        "consultations/advisor_moved",
        "consultations/advisor_new",
        "consultations/booked",
        "consultations/moved",
    ]


def test_the_same_move_twice_is_one_move_and_one_letter() -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, NINE, email="ana@example.org")
    for _again in range(2):
        services.move(consultation=visit, start=TEN)
    assert VisitMove.objects.count() == 1
    assert kinds().count("consultations/moved") == 1


def test_a_visit_may_move_into_a_time_that_its_own_old_one_touches() -> None:
    topic = make_topic(length=60, step=30, buffer_after=15)
    make_advisor(topic)
    visit = make_visit(topic, NINE)
    assert services.move(consultation=visit, start=local(MONDAY, 9, 30)).starts_at == local(MONDAY, 9, 30)
    assert Allocation.objects.get().busy.upper == local(MONDAY, 10, 45)


def test_a_taken_time_is_refused_with_the_nearest_free_ones_and_nothing_changes() -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, TEN)
    visit = make_visit(topic, NINE)
    with pytest.raises(TimeTaken) as refused:
        services.move(consultation=visit, start=TEN)
    # Its own time counts as free: it could stay.
    assert refused.value.alternatives[:3] == (NINE, ELEVEN, local(MONDAY, 12))
    assert Consultation.objects.get(pk=visit.pk).starts_at == NINE
    assert VisitMove.objects.count() == 0


def test_a_visitor_moves_until_exactly_the_limit_and_staff_later_with_a_reason(
    coordinator: User, english: None
) -> None:
    topic = make_topic(change_notice_hours=24)
    make_advisor(topic)
    day = MONDAY + timedelta(days=2)
    visit = make_visit(topic, local(day, 10))
    with time_machine.travel(local(day, 10) - timedelta(hours=24), tick=False):
        services.move(consultation=visit, start=local(day, 11))
    with time_machine.travel(local(day, 11) - timedelta(hours=24) + timedelta(seconds=1), tick=False):
        with pytest.raises(ChangeRefused, match="It is too late to move this visit here"):
            services.move(consultation=visit, start=local(day, 12))
        with pytest.raises(ChangeRefused, match="So late a change needs a reason"):
            services.move(consultation=visit, start=local(day, 12), by=coordinator)
        moved = services.move(
            consultation=visit, start=local(day, 12), by=coordinator, reason="The bus is late"
        )
    assert moved.starts_at == local(day, 12)
    made = VisitMove.objects.latest("pk")
    assert (made.moved_by, made.after_limit) == (coordinator, True)
    assert made.reason != ""


def test_a_visitor_cancels_until_exactly_the_limit_and_staff_later_with_a_reason(
    coordinator: User, english: None
) -> None:
    topic = make_topic(change_notice_hours=2)
    make_advisor(topic)
    visit, other = make_visit(topic, NINE), make_visit(topic, TEN)
    # It is eight: ten is exactly two hours ahead, nine is not.
    assert services.cancel(consultation=other).state == State.CANCELLED
    with pytest.raises(ChangeRefused, match="It is too late to cancel this visit here"):
        services.cancel(consultation=visit)
    with pytest.raises(ChangeRefused, match="So late a change needs a reason"):
        services.cancel(consultation=visit, by=coordinator)
    assert services.cancel(consultation=visit, by=coordinator, reason="Болест").state == State.CANCELLED


def test_visitors_are_bound_by_the_notice_of_the_topic_and_staff_are_not(coordinator: User) -> None:
    topic = make_topic(notice_amount=24)
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY + timedelta(days=3), 9))
    with pytest.raises(NotBookable) as refused:
        services.move(consultation=visit, start=NINE)
    assert refused.value.reason == Reason.TOO_SOON
    assert services.move(consultation=visit, start=NINE, by=coordinator).starts_at == NINE


def test_where_staff_confirm_a_move_by_the_visitor_is_a_request_again(coordinator: User) -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    make_advisor(topic)
    visit = services.confirm(consultation=make_visit(topic, NINE, email="ana@example.org"), by=coordinator)
    moved = services.move(consultation=visit, start=TEN)
    assert (moved.state, moved.confirmed_at, moved.confirmed_by) == (State.REQUESTED, None, None)
    # Staff who move have decided.
    again = services.confirm(consultation=moved, by=coordinator)
    assert services.move(consultation=again, start=NINE, by=coordinator).state == State.CONFIRMED


def test_staff_hand_a_visit_to_a_colleague_and_all_three_are_told(coordinator: User) -> None:
    topic = make_topic()
    first, second = make_advisor(topic), make_advisor(topic)
    visit = make_visit(topic, NINE, email="ana@example.org", advisor=first)
    StoredMail.objects.all().delete()
    moved = services.move(consultation=visit, start=NINE, advisor=second, by=coordinator)
    assert (moved.advisor, Allocation.objects.get().resource) == (second, second.resource)
    assert sorted(StoredMail.objects.values_list("kind", "recipient")) == [
        ("consultations/advisor_handed_on", first.user.email),
        ("consultations/advisor_new", second.user.email),
        ("consultations/moved", "ana@example.org"),
    ]


def test_whoever_means_the_present_advisor_where_free_and_else_another(coordinator: User) -> None:
    topic = make_topic()
    first, second = make_advisor(topic), make_advisor(topic)
    visit = make_visit(topic, NINE, advisor=first)
    assert services.move(consultation=visit, start=TEN, whoever=True).advisor == first
    Absence.objects.create(advisor=first, starts_at=ELEVEN, ends_at=local(MONDAY, 13))
    assert services.move(consultation=visit, start=ELEVEN, whoever=True).advisor == second


def test_room_and_interpreter_come_along_or_hold_the_visit_back(coordinator: User, english: None) -> None:
    topic = make_topic()
    make_advisor(topic)
    other_advisor = make_advisor(topic)
    room = Resource.objects.create(kind=ResourceKind.ROOM, name="Мала сала")
    visit, other = make_visit(topic, NINE), make_visit(topic, ELEVEN, advisor=other_advisor)
    for each in (visit, other):
        services.add_companion(consultation=each, resource=room)
    with pytest.raises(ChangeRefused, match="Not free at this time: "):
        services.move(consultation=visit, start=ELEVEN, by=coordinator)
    services.move(consultation=visit, start=TEN, by=coordinator)
    held = Allocation.objects.filter(consultation=visit)
    assert {each.busy.lower for each in held} == {TEN}
    assert held.count() == 2


@pytest.mark.parametrize("state", ["cancel", "mark_done"])
def test_what_is_over_is_not_moved(state: str, coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, NINE)
    with time_machine.travel(local(MONDAY, 9, 30), tick=False):
        getattr(services, state)(consultation=visit, by=coordinator)
        with pytest.raises(ChangeRefused):
            services.move(consultation=visit, start=ELEVEN, by=coordinator, reason="Грешка")


def test_the_database_keeps_moves_as_they_were_made() -> None:
    topic = make_topic()
    make_advisor(topic)
    services.move(consultation=make_visit(topic, NINE), start=TEN)
    for change in (lambda: VisitMove.objects.update(to_start=ELEVEN), VisitMove.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert VisitMove.objects.get().to_start == TEN
