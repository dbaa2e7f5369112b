"""Who stands in the office without a booking."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from center.models import StoredMail, User
from consultations import services
from consultations.choices import Mode, State
from consultations.errors import AlreadyUsed, ChangeRefused
from consultations.models import Consultation
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning", "english")


def receive(by: User, **wish: Any) -> Consultation:
    return services.receive_walk_in(
        **{
            "minutes": 30,
            "name": "Мира Мирић",
            "language": "sr",
            "submission": uuid.uuid4(),
            "by": by,
            **wish,
        }
    )


def test_a_name_is_enough_and_the_visit_begins_at_this_minute(coordinator: User) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    with time_machine.travel(local(MONDAY, 10, 7) + timedelta(seconds=40), tick=False):
        visit = receive(coordinator, topic=topic, advisor=advisor)
    assert (visit.starts_at, visit.ends_at, visit.state, visit.mode) == (
        local(MONDAY, 10, 7),
        local(MONDAY, 10, 37),
        State.CONFIRMED,
        Mode.OFFICE,
    )
    assert (visit.walked_in, visit.contact_phone, visit.contact_email) == (True, "", "")
    assert visit.entrepreneur.name == "Мира Мирић"
    # Both people are in the room: nobody is written to.
    assert StoredMail.objects.count() == 0


def test_it_may_be_before_the_opening_but_never_over_another_visit(coordinator: User) -> None:
    topic = make_topic(buffer_before=10)
    advisor = make_advisor(topic)
    make_visit(topic, local(MONDAY, 9))
    with time_machine.travel(local(MONDAY, 8, 15), tick=False):
        with pytest.raises(ChangeRefused, match="This advisor is free only until 08:50"):
            receive(coordinator, topic=topic, advisor=advisor, minutes=40)
        assert receive(coordinator, topic=topic, advisor=advisor, minutes=35).starts_at == local(
            MONDAY, 8, 15
        )
        with pytest.raises(ChangeRefused, match="This advisor is receiving somebody now"):
            receive(coordinator, topic=topic, advisor=advisor, minutes=5)


def test_the_same_form_again_is_the_same_visit_and_another_name_is_refused(coordinator: User) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    key = uuid.uuid4()
    wish = {"topic": topic, "advisor": advisor, "submission": key}
    assert receive(coordinator, **wish) == receive(coordinator, **wish)
    with pytest.raises(AlreadyUsed):
        receive(coordinator, **{**wish, "name": "Неко Други"})
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": " "}, "contact_name"), ({"phone": "123"}, "contact_phone"), ({"minutes": 500}, "minutes")],
)
def test_wrong_data_is_named_by_its_field(coordinator: User, wrong: dict[str, Any], field: str) -> None:
    topic = make_topic()
    with pytest.raises(ValidationError) as refused:
        receive(coordinator, topic=topic, advisor=make_advisor(topic), **wrong)
    assert list(refused.value.message_dict) == [field]
    assert Consultation.objects.count() == 0


def test_who_came_late_came(coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    with time_machine.travel(local(MONDAY, 9, 20)):
        late = services.mark_done(consultation=visit, by=coordinator, late=True)
        assert (late.state, late.came_late) == (State.DONE, True)
        assert services.mark_done(consultation=visit, by=coordinator).came_late is False
        services.mark_done(consultation=visit, by=coordinator, late=True)
        missed = services.mark_missed(consultation=visit, by=coordinator)
        assert (missed.state, missed.came_late) == (State.MISSED, False)
