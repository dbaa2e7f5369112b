"""What becomes of people's names: kept as long as promised, in one's own copy, erased with the person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.utils import translation

from center.base.personal_data import retention as kept
from center.models import StoredMail, User
from center.services import retention
from entrepreneurs.models import PersonLogin
from entrepreneurs.services import erase_person
from events.choices import RegistrationState
from events.errors import ChangeRefused
from events.models import Question, QuestionAnswer
from events.personal_data.spans import REGISTRATION
from events.services import linking
from events.services.answers import Given
from events.services.consents import withdraw_and_erase
from events.views.addresses import registration_address
from tests.entrepreneurs.factories import make_person
from tests.events.factories import enter, make_event, make_staff, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


@pytest.fixture
def agreed(coordinator: User) -> User:
    """Let a coordinator have read the first report."""
    retention.confirm_report(run=retention.run_retention(), by=coordinator)
    return coordinator


def test_names_of_strangers_go_after_their_time_and_the_count_stays(clock: Clock, agreed: User) -> None:
    registration = enter(make_event(), 1, phone="064 1234567")
    until = registration.event.ends_at
    while REGISTRATION.before(until) < registration.event.ends_at:
        until += timedelta(days=1)
    clock.move_to(until - timedelta(days=1), tick=False)
    retention.run_retention()
    registration.refresh_from_db()
    assert registration.contact_name == "Бане 1"
    clock.move_to(until + timedelta(days=1), tick=False)
    retention.run_retention()
    registration.refresh_from_db()
    assert (registration.contact_name, registration.contact_phone, registration.size, registration.state) == (
        "",
        "",
        1,
        RegistrationState.SIGNED_UP,
    )


def test_of_a_person_in_the_records_it_stays_as_long_as_their_visits(coordinator: User) -> None:
    registration = enter(make_event(), 1)
    linking.link_person(registration=registration, person=make_person("Рада Радић"), by=coordinator)
    rules = {rule.name: rule for rule in kept.rules() if isinstance(rule, kept.Rule)}
    ended = registration.event.ends_at
    due = {
        days: [
            name
            for name in ("registrations", "registrations_clients")
            if rules[name].due(ended + timedelta(days=days)).exists()
        ]
        for days in (400, 725, 735)
    }
    assert due == {400: [], 725: [], 735: ["registrations_clients"]}


def test_with_the_person_goes_the_registration_and_its_answers_and_the_place_is_free(agreed: User) -> None:
    event = make_event(1)
    question = Question.objects.create(event=event, text_sr="Шта Вам треба?")
    registration = enter(event, 1, answers=[Given(question, text="тумач")])
    enter(event, 2)
    person = make_person("Рада Радић")
    linking.link_person(registration=registration, person=person, by=agreed)
    erase_person(person=person, by=agreed)
    registration.refresh_from_db()
    assert (registration.contact_name, QuestionAnswer.objects.get().text, states(event)) == (
        "",
        "",
        [RegistrationState.CANCELLED, RegistrationState.OFFERED],
    )


def test_a_registration_is_linked_to_one_person_only_and_never_by_its_contact() -> None:
    registration = enter(make_event(), 1, email="rada@example.org")
    person, other = make_person("Рада Радић"), make_person("Мира Мирић")
    registration.refresh_from_db()
    assert registration.entrepreneur is None
    linking.link_person(registration=registration, person=person, by=make_staff())
    with pytest.raises(ChangeRefused):
        linking.link_person(registration=registration, person=other, by=make_staff())
    linking.unlink_person(registration=registration, by=make_staff())
    assert linking.link_person(registration=registration, person=other, by=make_staff()).entrepreneur == other


def test_who_is_signed_in_puts_the_own_registration_with_the_own_records(
    stranger: User, coordinator: User, as_user: Callable[[User], Client]
) -> None:
    registration = enter(make_event(), 1)
    person, other = make_person("Рада Радић"), make_person("Мира Мирић")
    PersonLogin.objects.create(user=stranger, person=person, connected_by=coordinator)
    with translation.override("en"):
        page, keep = (
            registration_address(registration, name) for name in ("registration", "registration_keep")
        )
    client = as_user(stranger)
    assert "Keep it with: Rada Radić" in client.get(page).content.decode()
    assert client.post(keep, {"person": other.pk}).status_code == 404
    assert Client().post(keep, {"person": person.pk}).status_code == 403
    client.post(keep, {"person": person.pk})
    registration.refresh_from_db()
    assert (registration.entrepreneur, "My events" in client.get("/en/account/").content.decode()) == (
        person,
        True,
    )


def test_who_takes_the_consent_back_is_in_no_history_and_in_no_letter_any_more() -> None:
    registration = enter(make_event(), 1)
    withdraw_and_erase(registration=registration)
    history = apps.get_model("events", "RegistrationEvent").objects.filter(pgh_obj_id=registration.pk)
    assert {*history.values_list("contact_name", "contact_email")} == {("", "")}
    assert not StoredMail.objects.filter(recipient="person1@example.org").exists()


def test_letters_of_somebody_else_in_the_family_stay() -> None:
    event = make_event()
    registration = enter(event, 1, email="family@example.org")
    enter(event, 2, email="family@example.org")
    withdraw_and_erase(registration=registration)
    assert StoredMail.objects.filter(recipient="family@example.org").count() == 2
