"""Several people at the same application at once, in real threads on the real database."""

from collections import Counter
from typing import Any

import pytest

from center.models import StoredMail
from events.choices import ApplicationState
from events.errors import ChangedMeanwhile
from events.models import ExhibitorApplication, ExhibitorNeeds
from events.services import applications, decisions, needs
from tests.events.factories import make_staff
from tests.events.fairs import accepted, apply, decide, draft, editor_of, make_exhibitor, make_fair
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("monday_morning", "office"),
]
ROUNDS = [1, *seldom(range(2, 8))]


def tally(outcomes: list[Any]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


def letters() -> list[str]:
    rows = StoredMail.objects.filter(kind__startswith="events/fair").order_by("pk")
    return [kind.removeprefix("events/fair_") for kind in rows.values_list("kind", flat=True)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_withdrawal_while_the_batch_is_sent_leaves_nobody_with_a_stand_they_gave_up(_round: int) -> None:
    event, staff = make_fair(), make_staff()
    held = [apply(event) for _each in range(4)]
    for application in held:
        decisions.hold_decision(application=application, decision=ApplicationState.ACCEPTED, by=staff)
    leaving, seen = held[2], decisions.fingerprint(event)
    by = editor_of(leaving.enterprise)
    outcomes = at_the_same_time(
        [
            lambda: decisions.send_decisions(event=event, seen=seen),
            lambda: applications.withdraw(application=leaving, by=by),
        ]
    )
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] in ([], [outcomes[0]])
    if isinstance(outcomes[0], ChangedMeanwhile):
        # The withdrawal came before the reading was compared: one looks again, and sends the rest.
        decisions.send_decisions(event=event, seen=decisions.fingerprint(event))
    states = list(event.applications.order_by("pk").values_list("state", flat=True))
    assert states == ["accepted", "accepted", "withdrawn", "accepted"]
    told = Counter(letters())
    assert (told["withdrawn"], told["accepted"] in {3, 4}) == (1, True)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_colleagues_send_the_batch_at_once_and_nobody_gets_a_second_letter(_round: int) -> None:
    event, staff = make_fair(), make_staff()
    for _each in range(4):
        decisions.hold_decision(application=apply(event), decision=ApplicationState.RESERVE, by=staff)
    seen = decisions.fingerprint(event)
    at_the_same_time([lambda: decisions.send_decisions(event=event, seen=seen)] * 3)
    assert Counter(letters())["reserve"] == 4


@pytest.mark.long
def test_without_the_lock_a_second_letter_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove that the race above can be lost, so that winning it says something."""

    def unlocked(application: ExhibitorApplication) -> Any:
        found = ExhibitorApplication.objects.select_related("event", "enterprise", "applicant").get(
            pk=application.pk
        )
        return found.event, found

    event, staff = make_fair(), make_staff()
    for _each in range(12):
        decisions.hold_decision(application=apply(event), decision=ApplicationState.RESERVE, by=staff)
    seen = decisions.fingerprint(event)
    monkeypatch.setattr(decisions, "locked_application", unlocked)
    at_the_same_time([lambda: decisions.send_decisions(event=event, seen=seen)] * 4)
    assert Counter(letters())["reserve"] > 12


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_editors_send_other_answers_at_once_and_one_sees_the_others(_round: int) -> None:
    event, enterprise = make_fair(), make_exhibitor()
    editors = [editor_of(enterprise), editor_of(enterprise, another=True)]

    def send(number: int) -> Any:
        saved = draft(event, enterprise, by=editors[number], helpers=number + 2)
        return applications.send_application(application=saved, by=editors[number], seen=saved.version)

    outcomes = at_the_same_time([lambda: send(0), lambda: send(1)])
    assert tally(outcomes) == {"ExhibitorApplication": 1, "ChangedMeanwhile": 1}
    (application,) = ExhibitorApplication.objects.all()
    won = next(number for number, outcome in enumerate(outcomes) if not isinstance(outcome, Exception))
    assert (application.state, application.helpers) == (ApplicationState.SENT, won + 2)
    assert letters() == ["sent"]


def test_one_form_sent_ten_times_at_once_is_one_application() -> None:
    event, enterprise = make_fair(), make_exhibitor()
    editor_of(enterprise)
    outcomes = at_the_same_time([lambda: apply(event, enterprise)] * 10)
    assert tally(outcomes) == {"ExhibitorApplication": 10}
    assert letters() == ["sent"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_needs_from_two_phones_at_once_are_those_of_one(_round: int) -> None:
    application = accepted(make_fair())
    outcomes = at_the_same_time(
        [
            lambda: needs.save_needs(application=application, seen=0, tables=1, chairs=1),
            lambda: needs.save_needs(application=application, seen=0, tables=2, chairs=2),
        ]
    )
    assert tally(outcomes) == {"ExhibitorNeeds": 1, "ChangedMeanwhile": 1}
    said = ExhibitorNeeds.objects.get()
    assert (said.version, said.tables) == (1, said.chairs)


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_reserve_is_moved_up_by_two_colleagues_and_withdraws(_round: int) -> None:
    application = decide(apply(make_fair()), ApplicationState.RESERVE)
    staff, by = make_staff(), editor_of(application.enterprise)
    at_the_same_time(
        [
            *[lambda: decisions.move_up(application=application, by=staff)] * 2,
            lambda: applications.withdraw(application=application, by=by),
        ]
    )
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert Counter(letters())["accepted"] <= 1
