"""What a grant needs as proof is kept until the day in its contract, and goes after it as everything does."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from center.base.personal_data import retention
from consultations.choices import State
from consultations.models import Consultation, ConsultationGrant
from events.models import Event, Registration
from tests.center.grants.making import make_grant
from tests.consultations.factories import local, make_advisor, make_past_visit, make_topic
from tests.events.factories import enter, make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning")]
LONG_AGO = date(2023, 5, 10)


def due(name: str, day: date = date(2026, 9, 7)) -> list[int]:
    """Return what would go on a day."""
    rule = next(each for each in retention.rules() if each.name == name)
    assert isinstance(rule, retention.Rule)
    return list(rule.due(local(day, 3)).values_list("pk", flat=True))


@pytest.fixture
def visit() -> Consultation:
    topic = make_topic()
    advisor = make_advisor(topic)
    start = local(LONG_AGO, 9)
    made = make_past_visit(
        advisor, topic, start, state=State.DONE, closed_by=advisor.user, closed_at=start + timedelta(hours=1)
    )
    type(made.entrepreneur).objects.update(created_at=start)
    return made


def test_a_visit_that_proves_what_was_paid_for_stays_until_the_day_in_the_contract(
    visit: Consultation,
) -> None:
    assert due("visits_came") == [visit.pk]
    make_grant(date(2022, 11, 7), date(2023, 7, 7), evidence_until=date(2028, 7, 7))
    assert due("visits_came") == []
    assert due("visits_came", date(2028, 7, 7)) == []
    assert due("visits_came", date(2028, 7, 8)) == [visit.pk]


def test_a_visit_that_was_taken_out_of_the_grant_is_no_proof_of_it(visit: Consultation) -> None:
    grant = make_grant(date(2022, 11, 7), date(2023, 7, 7), evidence_until=date(2028, 7, 7))
    ConsultationGrant.objects.create(record=visit, grant=grant, counts=False)
    assert due("visits_came") == [visit.pk]


def test_a_grant_without_such_a_day_keeps_nothing_longer(visit: Consultation) -> None:
    make_grant(date(2022, 11, 7), date(2023, 7, 7))
    assert due("visits_came") == [visit.pk]


def test_a_person_stays_as_long_as_the_visit_that_is_proof(visit: Consultation) -> None:
    person = visit.entrepreneur_id
    assert due("people") == [person]
    make_grant(date(2022, 11, 7), date(2023, 7, 7), evidence_until=date(2028, 7, 7))
    assert due("people") == []
    assert due("people", date(2028, 7, 8)) == [person]


def test_the_list_of_an_event_that_proves_what_was_paid_for_stays() -> None:
    event = make_event()
    registration = enter(event)
    start = local(LONG_AGO, 17)
    Event.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))
    Registration.objects.update(created_at=timezone.now())
    assert due("registrations") == [registration.pk]
    make_grant(date(2022, 11, 7), date(2023, 7, 7), evidence_until=date(2028, 7, 7))
    assert due("registrations") == []
    assert due("registrations", date(2028, 7, 8)) == [registration.pk]
