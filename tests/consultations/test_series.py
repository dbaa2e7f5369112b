"""Three visits booked together: all of them or none."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from center.models import StoredMail, User
from consultations import services
from consultations.choices import Mode
from consultations.models import Advisor, Consultation, Topic
from consultations.services import SeriesRefused
from entrepreneurs.models import Entrepreneur
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning")
THREE = [local(MONDAY + timedelta(days=7 * week), 9) for week in range(3)]


def book(topic: Topic, advisor: Advisor, by: User, **wish: Any) -> list[Consultation]:
    contact = {"mode": Mode.OFFICE, "name": "Мира Мирић", "phone": "064 1234567", "language": "sr"}
    return services.book_series(
        **{
            "topic": topic,
            "advisor": advisor,
            "starts": THREE,
            "submission": uuid.uuid4(),
            "by": by,
            **contact,
            **wish,
        }
    )


def test_three_visits_share_the_person_the_advisor_and_the_series(coordinator: User) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visits = book(topic, advisor, coordinator, email="mira@example.org")
    assert [visit.starts_at for visit in visits] == THREE
    assert len({visit.reference for visit in visits}) == 3
    assert len({visit.series for visit in visits} | {visits[0].series}) == 1
    assert Entrepreneur.objects.count() == 1
    assert StoredMail.objects.filter(kind="consultations/booked").count() == 3
    # Each goes its own way afterwards.
    services.cancel(consultation=visits[1])
    assert Consultation.objects.live().count() == 2


def test_one_taken_time_books_nothing_and_is_named(coordinator: User) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    make_visit(topic, THREE[1])
    with pytest.raises(SeriesRefused) as refused:
        book(topic, advisor, coordinator)
    assert refused.value.start == THREE[1]
    assert local(MONDAY + timedelta(days=7), 10) in refused.value.why.alternatives
    assert Consultation.objects.count() == 1
    assert Entrepreneur.objects.count() == 1


def test_the_same_form_again_is_the_same_series(coordinator: User) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    key = uuid.uuid4()
    first, again = (book(topic, advisor, coordinator, submission=key) for _each in range(2))
    assert first == again
    assert Consultation.objects.count() == 3


@pytest.mark.parametrize(
    "starts", [THREE[:1], [*THREE, THREE[0]], [THREE[0] + timedelta(n) for n in range(7)]]
)
def test_a_series_has_two_to_six_different_times(coordinator: User, starts: list[Any]) -> None:
    topic = make_topic()
    with pytest.raises(ValidationError) as refused:
        book(topic, make_advisor(topic), coordinator, starts=starts)
    assert list(refused.value.message_dict) == ["starts"]
    assert Consultation.objects.count() == 0
