"""What may follow what: the same table in the services and in the database."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone

from center.models import StoredMail, User
from consultations import rules, services
from consultations.choices import LIVE_STATES, TRANSITIONS, Confirmation, State
from consultations.errors import ChangeRefused
from consultations.models import Allocation, Consultation
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning")
NINE = local(MONDAY, 9)
COLUMNS: dict[str, dict[str, Any]] = {
    State.REQUESTED: {"confirmed_at": None},
    State.CONFIRMED: {},
    State.DONE: {"closed_at": NINE},
    State.MISSED: {"closed_at": NINE},
    State.CANCELLED: {"cancelled_at": NINE, "cancelled_by_visitor": True},
}


def visit_in(state: State) -> Consultation:
    topic = make_topic()
    advisor = make_advisor(topic)
    who = {"closed_by": advisor.user} if state in {State.DONE, State.MISSED} else {}
    return make_past_visit(advisor, topic, NINE, state=state, **COLUMNS[state], **who)


@pytest.mark.each
@pytest.mark.parametrize(("old", "new"), list(product(State, State)))
def test_the_database_refuses_every_change_of_state_outside_the_table(old: State, new: State) -> None:
    visit = visit_in(old)
    allowed = old == new or (old, new) in TRANSITIONS
    changes: dict[str, Any] = {
        "closed_at": None,
        "closed_by": None,
        "cancelled_at": None,
        "cancelled_by_visitor": False,
    }
    who = {"closed_by": visit.advisor.user} if new in {State.DONE, State.MISSED} else {}
    confirmed = {} if new == State.REQUESTED else {"confirmed_at": NINE}
    changes = {**changes, "state": new, **confirmed, **COLUMNS[new], **who}
    try:
        with transaction.atomic():
            Consultation.objects.filter(pk=visit.pk).update(**changes)
        done = True
    except DatabaseError:
        done = False
    assert done is allowed
    assert Consultation.objects.get().state == (new if allowed else old)
    assert Allocation.objects.get().live is ((new if allowed else old) in LIVE_STATES)
    assert rules.may_become(old, new) is ((old, new) in TRANSITIONS)


def test_live_cannot_be_set_by_hand() -> None:
    visit_in(State.CANCELLED)
    Allocation.objects.update(live=True)
    assert Allocation.objects.get().live is False


Verb = Callable[[Consultation, User], Consultation]
VERBS: dict[str, Verb] = {
    "confirm": lambda visit, by: services.confirm(consultation=visit, by=by),
    "cancel": lambda visit, by: services.cancel(consultation=visit, by=by),
    "done": lambda visit, by: services.mark_done(consultation=visit, by=by),
    "missed": lambda visit, by: services.mark_missed(consultation=visit, by=by),
    "restore": lambda visit, by: services.restore(consultation=visit, by=by),
}
# What each verb makes of a visit in each state; a state that is missing refuses the verb.
OUTCOMES = {
    "confirm": {State.REQUESTED: State.CONFIRMED, State.CONFIRMED: State.CONFIRMED},
    "cancel": {
        State.REQUESTED: State.CANCELLED,
        State.CONFIRMED: State.CANCELLED,
        State.CANCELLED: State.CANCELLED,
    },
    "done": {State.CONFIRMED: State.DONE, State.DONE: State.DONE, State.MISSED: State.DONE},
    "missed": {State.CONFIRMED: State.MISSED, State.MISSED: State.MISSED, State.DONE: State.MISSED},
    "restore": {
        State.REQUESTED: State.REQUESTED,
        State.CONFIRMED: State.CONFIRMED,
        State.CANCELLED: State.CONFIRMED,
    },
}


@pytest.mark.each
@pytest.mark.parametrize(("verb", "state"), list(product(VERBS, State)))
def test_each_verb_does_what_the_table_says_and_nothing_twice(
    verb: str, state: State, monday_morning: time_machine.Traveller
) -> None:
    visit = visit_in(state)
    monday_morning.move_to(NINE)
    before = Consultation.objects.values().get()
    wanted = OUTCOMES[verb].get(state)
    if wanted is None:
        with pytest.raises(ChangeRefused):
            VERBS[verb](visit, visit.advisor.user)
        assert Consultation.objects.values().get() == before
        return
    changed = VERBS[verb](visit, visit.advisor.user)
    once, letters = Consultation.objects.values().get(), StoredMail.objects.count()
    assert changed.state == once["state"] == wanted
    assert Allocation.objects.get().live is (wanted in LIVE_STATES)
    monday_morning.shift(60)
    VERBS[verb](visit, visit.advisor.user)
    assert (Consultation.objects.values().get(), StoredMail.objects.count()) == (once, letters)


def test_a_confirmation_says_who_and_when_and_writes_to_the_visitor() -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    user = make_advisor(topic).user
    visit = make_visit(topic, NINE, email="petar@example.org")
    visit = services.confirm(consultation=visit, by=user)
    assert (visit.confirmed_by, visit.confirmed_at, visit.ics_sequence) == (user, local(MONDAY, 8), 1)
    mail = StoredMail.objects.get(kind="consultations/confirmed")
    assert (mail.recipient, bool(mail.calendar), mail.is_secret) == ("petar@example.org", True, True)


def test_a_cancelled_visit_frees_its_time_and_stays_as_a_fact() -> None:
    topic = make_topic(length=240)
    user = make_advisor(topic).user
    visit = make_visit(topic, NINE, email="petar@example.org")
    visit = services.cancel(consultation=visit, by=user, reason=" Саветница је болесна. ")
    assert (visit.cancelled_by, visit.cancelled_by_visitor, visit.cancelled_at) == (
        user,
        False,
        local(MONDAY, 8),
    )
    assert (visit.cancel_reason, visit.ics_sequence) == ("Саветница је болесна.", 1)
    mail = StoredMail.objects.get(kind="consultations/cancelled")
    assert ("STATUS:CANCELLED" in mail.calendar, mail.is_secret) == (True, False)
    assert make_visit(topic, NINE).pk != visit.pk
    assert Consultation.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("sr", "Јелена је болесна."), ("sr-latn", "Jelena je bolesna."), ("en", "Jelena je bolesna.")],
)
def test_a_reason_reaches_the_visitor_in_the_own_script(language: str, sentence: str) -> None:
    topic = make_topic()
    user = make_advisor(topic).user
    visit = make_visit(topic, NINE, email="petar@example.org", language=language)
    services.cancel(consultation=visit, by=user, reason="Jelena je bolesna.")
    assert sentence in StoredMail.objects.get(kind="consultations/cancelled").body_text


def test_what_is_over_took_place_or_not_and_only_a_forgotten_request_can_be_cancelled(
    monday_morning: time_machine.Traveller,
) -> None:
    confirmed, asked = visit_in(State.CONFIRMED), visit_in(State.REQUESTED)
    user = confirmed.advisor.user
    monday_morning.move_to(confirmed.ends_at - timedelta(seconds=1))
    assert rules.can_be_cancelled(confirmed, timezone.now()) is True
    monday_morning.move_to(confirmed.ends_at)
    with pytest.raises(ChangeRefused):
        services.cancel(consultation=confirmed, by=user)
    assert services.cancel(consultation=asked, by=user).state == State.CANCELLED
    confirmed.refresh_from_db()
    assert confirmed.state == State.CONFIRMED


def test_a_visitor_cancels_until_the_visit_begins(monday_morning: time_machine.Traveller) -> None:
    topic = make_topic()
    make_advisor(topic)
    first, second = make_visit(topic, NINE), make_visit(topic, local(MONDAY, 10))
    monday_morning.move_to(NINE - timedelta(seconds=1))
    assert services.cancel(consultation=first).cancelled_by_visitor is True
    monday_morning.move_to(local(MONDAY, 10))
    with pytest.raises(ChangeRefused):
        services.cancel(consultation=second)
    assert services.cancel(consultation=second, by=second.advisor.user).state == State.CANCELLED


def test_no_outcome_is_entered_before_the_visit_begins() -> None:
    topic = make_topic()
    user = make_advisor(topic).user
    visit = make_visit(topic, NINE)
    with pytest.raises(ChangeRefused):
        services.mark_missed(consultation=visit, by=user)
    assert Consultation.objects.get().state == State.CONFIRMED


def test_every_change_leaves_a_row_of_history() -> None:
    topic = make_topic()
    make_advisor(topic)
    services.cancel(consultation=make_visit(topic, NINE))
    events = apps.get_model("consultations", "ConsultationEvent").objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", "state")) == [
        ("insert", State.CONFIRMED),
        ("update", State.CANCELLED),
    ]
    assert "note" not in {field.name for field in events.model._meta.get_fields()}
