"""Initiatives: what can happen with one after what, and that its state is never another than its steps say."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from center.choices.advocacy import InitiativeState, StepKind
from center.models import AdvocacyInitiative, FormerInitiativeSlug, InitiativeStep, User
from center.services.advocacy import (
    InitiativeRefused,
    change_initiative,
    publish_initiative,
    record_step,
    take_back_step,
)
from tests.center.advocacy.factories import days_ago, make_initiative, published, step

pytestmark = pytest.mark.django_db


def _settle() -> None:
    """Ask what the database asks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_an_initiative_goes_its_way_step_by_step(coordinator: User) -> None:
    initiative = published(coordinator)
    states = []
    for kind, days in (
        (StepKind.SIGNING, 90),
        (StepKind.PRESS, 85),
        (StepKind.SUBMITTED, 80),
        (StepKind.REMINDER, 40),
        (StepKind.ANSWER, 20),
        (StepKind.CHANGE, 10),
    ):
        step(initiative, kind, days, coordinator)
        initiative.refresh_from_db()
        states.append(initiative.state)
        _settle()
    assert states == ["signing", "signing", "submitted", "submitted", "answered", "changed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), StepKind.ANSWER),
        (((StepKind.SIGNING, 9),), StepKind.SIGNING),
        (((StepKind.SUBMITTED, 9),), StepKind.SIGNING),
        (((StepKind.SUBMITTED, 9), (StepKind.CHANGE, 8)), StepKind.REFUSAL),
    ],
)
def test_what_cannot_follow_is_refused(
    coordinator: User, before: tuple[tuple[StepKind, int], ...], after: StepKind
) -> None:
    initiative = published(coordinator, *before)
    with pytest.raises(InitiativeRefused, match="не може да следи"):
        step(initiative, after, 1, coordinator)
    assert initiative.steps.count() == len(before)


def test_a_step_entered_late_has_to_fit_between_the_others(coordinator: User) -> None:
    initiative = published(coordinator, (StepKind.SUBMITTED, 50), (StepKind.ANSWER, 20))
    step(initiative, StepKind.MEETING, 70, coordinator)
    with pytest.raises(InitiativeRefused):
        step(initiative, StepKind.CHANGE, 30, coordinator)
    step(initiative, StepKind.REFUSAL, 30, coordinator)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.ANSWERED
    assert [each.kind for each in initiative.steps.in_order()] == [
        "meeting",
        "submitted",
        "refusal",
        "answer",
    ]


def test_nothing_is_written_down_before_it_happened_or_before_everybody_can_read_it(
    coordinator: User,
) -> None:
    draft = make_initiative(coordinator)
    with pytest.raises(InitiativeRefused, match="Најпре објавите"):
        step(draft, StepKind.SUBMITTED, 1, coordinator)
    initiative = publish_initiative(initiative=draft, by=coordinator)
    with pytest.raises(ValidationError, match="када се догоди"):
        step(initiative, StepKind.SUBMITTED, -1, coordinator)


def test_the_same_step_entered_twice_is_one(coordinator: User) -> None:
    initiative = published(coordinator)
    assert step(initiative, StepKind.SUBMITTED, 3, coordinator) == step(
        initiative, StepKind.SUBMITTED, 3, coordinator
    )


def test_a_mistake_is_taken_back_and_the_state_goes_back_with_it(coordinator: User) -> None:
    initiative = published(coordinator, (StepKind.SIGNING, 9), (StepKind.SUBMITTED, 3))
    closed_before = initiative.signing_closed_at
    take_back_step(initiative=initiative)
    initiative.refresh_from_db()
    _settle()
    assert closed_before is not None
    assert initiative.state == "signing"
    assert initiative.signing_closed_at is None
    with pytest.raises(InitiativeRefused, match="потписала"):
        take_back_step(initiative=initiative)


def test_what_is_asked_stays_once_it_is_signed_for(coordinator: User) -> None:
    initiative = published(coordinator, (StepKind.SIGNING, 9))
    change_initiative(initiative=initiative, by=coordinator, why_sr="Зато.")
    with pytest.raises(InitiativeRefused, match="остаје"):
        change_initiative(initiative=initiative, by=coordinator, summary_sr="Тражимо нешто друго.")


def test_an_earlier_short_name_leads_on_and_is_given_to_nobody_else(coordinator: User) -> None:
    initiative = published(coordinator, slug="stalls")
    change_initiative(initiative=initiative, by=coordinator, slug="market")
    assert FormerInitiativeSlug.objects.get().slug == "stalls"
    with pytest.raises(ValidationError, match="другој иницијативи"):
        make_initiative(coordinator, slug="stalls")


def test_a_day_for_the_answer_says_where_it_comes_from(coordinator: User) -> None:
    with pytest.raises(ValidationError, match="одакле"):
        make_initiative(coordinator, answer_due=days_ago(-9))


def test_an_initiative_asks_somebody_before_it_is_published(coordinator: User) -> None:
    initiative = make_initiative(coordinator)
    initiative.institutions.clear()
    with pytest.raises(InitiativeRefused, match="коме"):
        publish_initiative(initiative=initiative, by=coordinator)


def test_the_database_knows_no_other_state_than_that_of_the_steps(coordinator: User) -> None:
    initiative = published(coordinator, (StepKind.SUBMITTED, 3))
    AdvocacyInitiative.objects.filter(pk=initiative.pk).update(state=InitiativeState.CHANGED)
    with pytest.raises(IntegrityError, match="initiative_stands_where_its_steps_led"):
        _settle()


def test_the_database_knows_no_way_that_the_table_does_not_allow(coordinator: User) -> None:
    initiative = published(coordinator, (StepKind.SUBMITTED, 3))
    InitiativeStep.objects.create(
        initiative=initiative,
        place=9,
        day=days_ago(9),
        kind=StepKind.CHANGE,
        text_sr="Промењено пре него што је тражено.",
        recorded_by=coordinator,
    )
    with pytest.raises(IntegrityError, match="initiative_steps_are_a_way"):
        _settle()


def test_waiting_and_overdue_are_told_apart_by_the_day(coordinator: User) -> None:
    today = timezone.localdate()
    due = published(
        coordinator, (StepKind.SUBMITTED, 80), answer_due=today, due_source_sr="Договорено на састанку."
    )
    assert list(AdvocacyInitiative.objects.overdue(today)) == []
    assert list(AdvocacyInitiative.objects.overdue(today + timedelta(days=1))) == [due]
    found: Any = AdvocacyInitiative.objects.with_days().get()
    assert (found.submitted_on, found.changed_on) == (days_ago(80), None)


def test_a_document_of_another_initiative_is_no_proof_of_a_step(coordinator: User) -> None:
    one, other = published(coordinator), published(coordinator)
    document = other.documents.create(
        label_sr="Допис", kind="pdf", size=1, file_name="a.pdf", stored_as="x", added_by=coordinator
    )
    with pytest.raises(ValidationError, match="другој иницијативи"):
        record_step(
            initiative=one,
            kind=StepKind.SUBMITTED,
            day=days_ago(1),
            text_sr="Предато.",
            document=document,
            by=coordinator,
        )
