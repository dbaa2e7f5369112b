"""The life of a value: proposed, approved by a second person, returned, locked, corrected in the open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from time_machine import Traveller

from center.base.measures import Counted, Scope
from center.choices import Role
from center.choices.indicators import AcrossPeriods, PartedBy
from center.models import IndicatorPeriod, Measurement, Question, User
from center.refusals import ServiceRefused
from center.services import measurements
from center.services.evidence import add_evidence
from center.services.measurements import Correction, Entry, TypedPart
from center.services.part_sums import Sum, part_tables
from tests.center.factories import make_question
from tests.center.frameworks import (
    APRIL,
    SEX,
    by_sex,
    counting,
    link,
    make_approved,
    make_indicator,
    make_period,
    make_value,
    qualitative,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("english")]


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


def counted_period(**fields: Any) -> IndicatorPeriod:
    return make_period(make_indicator(measure="tests.people", **fields))


def test_a_value_is_counted_over_the_days_of_its_period_and_the_records_of_its_grant(
    coordinator: User,
) -> None:
    asked: list[Scope] = []

    def count(scope: Scope) -> Counted:
        asked.append(scope)
        return Counted(17)

    period = counted_period()
    keys = sorted(make_question(name).pk for name in ("Ана", "Беба"))
    with counting(count):
        value = measurements.propose_counted(period=period, by=coordinator)
    assert asked == [Scope(date(2026, 1, 1), date(2026, 3, 31), period.indicator.grant_id)]
    assert (value.value, value.measure, value.method_sr, value.method_en, value.counts_grant) == (
        Decimal(17),
        "tests.people",
        "Everybody who asked.",
        "Everybody who asked.",
        True,
    )
    assert (value.scope_first, value.scope_last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert value.record_keys == {"center.question": keys}


def test_a_period_that_still_runs_is_counted_until_today(coordinator: User, time_machine: Traveller) -> None:
    time_machine.move_to("2026-02-10 12:00:00+00:00")
    with counting(lambda scope: Counted((scope.last - scope.first).days)):
        value = measurements.propose_counted(period=counted_period(), by=coordinator)
    assert (value.value, value.scope_last) == (Decimal(40), date(2026, 2, 10))


def test_a_period_that_has_not_begun_is_given_no_value(coordinator: User) -> None:
    period = make_period(first=date(2026, 5, 1), last=date(2026, 5, 31))
    with pytest.raises(ServiceRefused, match="not begun"):
        make_value(period, coordinator)


def test_a_share_keeps_its_part_and_whole_and_is_rounded_half_upwards(coordinator: User) -> None:
    period = counted_period(kind="percentage")
    with counting(lambda _scope: Counted(Decimal("0.0"), 1, 2000), is_share=True):
        value = measurements.propose_counted(period=period, by=coordinator)
    assert (value.numerator, value.denominator, value.value) == (Decimal(1), Decimal(2000), Decimal("0.1"))


def test_a_share_of_nothing_is_no_value(coordinator: User) -> None:
    period = counted_period(kind="percentage")
    with (
        counting(lambda _scope: Counted(None, 0, 0), is_share=True),
        pytest.raises(ServiceRefused, match="nothing yet"),
    ):
        measurements.propose_counted(period=period, by=coordinator)


def test_a_count_of_few_people_is_a_value_that_is_withheld(coordinator: User, second: User) -> None:
    with counting(lambda _scope: by_sex(None, None, None), dimensions=(SEX,)):
        value = measurements.propose_counted(period=counted_period(), by=coordinator)
    measurements.approve(measurement=value, by=second)
    value.refresh_from_db()
    assert (value.value, value.is_withheld, value.state) == (None, True, "approved")
    assert [table.outcome for table in part_tables(value)] == [Sum.UNKNOWN]


@pytest.mark.parametrize(
    ("total", "women", "men", "outcome"),
    [
        (12, 7, 5, Sum.FITS),
        (12, 7, 4, Sum.DIFFERS),
        (12, 12, None, Sum.UNKNOWN),
        (0, 0, 0, Sum.FITS),
    ],
)
@pytest.mark.each
def test_parts_that_do_not_add_up_are_flagged(
    total: int, women: int, men: int | None, outcome: Sum, coordinator: User
) -> None:
    with counting(lambda _scope: by_sex(total, women, men), dimensions=(SEX,)):
        value = measurements.propose_counted(period=counted_period(), by=coordinator)
    (table,) = part_tables(value)
    assert (table.outcome, table.is_flagged) == (outcome, outcome == Sum.DIFFERS)
    assert [(part.key, part.value) for part in table.parts] == [("female", women), ("male", men)]


def test_parts_of_a_dimension_in_which_one_stands_twice_need_not_add_up(coordinator: User) -> None:
    with counting(lambda _scope: by_sex(12, 9, 9), dimensions=(replace(SEX, is_exclusive=False),)):
        value = measurements.propose_counted(period=counted_period(), by=coordinator)
    assert [table.outcome for table in part_tables(value)] == [Sum.NOT_ASKED]


def test_parts_entered_by_hand_are_kept_in_cyrillic_and_checked(coordinator: User) -> None:
    entry = Entry(
        value=Decimal(12),
        parts=[TypedPart(PartedBy.SEX, "žene", Decimal(8)), TypedPart(PartedBy.SEX, "мушкарци", Decimal(5))],
    )
    value = make_value(make_period(), coordinator, entry=entry)
    (table,) = part_tables(value)
    assert [part.label_sr for part in table.parts] == ["жене", "мушкарци"]
    assert (table.title.plain, table.total, table.is_flagged) == ("sex", Decimal(13), True)


def test_the_same_part_does_not_stand_twice(coordinator: User) -> None:
    entry = Entry(
        value=Decimal(2), parts=[TypedPart(PartedBy.SEX, each, Decimal(1)) for each in ("Жене", "жене")]
    )
    with pytest.raises(ValidationError, match="twice"):
        make_value(make_period(), coordinator, entry=entry)


def test_a_value_by_hand_needs_evidence(coordinator: User) -> None:
    with pytest.raises(ServiceRefused, match="evidence"):
        measurements.propose_by_hand(
            period=make_period(), by=coordinator, entry=Entry(value=Decimal(1)), evidence=[]
        )


def test_words_are_a_value_too(coordinator: User, second: User) -> None:
    period = make_period(make_indicator(**qualitative()), target=None)
    with pytest.raises(ValidationError):
        make_value(period, coordinator, entry=Entry(value=Decimal(3)))
    value = make_value(
        period, coordinator, entry=Entry(text_sr="Savet grada sluša.", text_en="The council listens.")
    )
    measurements.approve(measurement=value, by=second)
    value.refresh_from_db()
    with translation.override("sr"):
        assert value.text == "Савет града слуша."
    assert value.text == "The council listens."


def test_who_proposed_a_value_does_not_approve_it(coordinator: User, second: User) -> None:
    value = make_value(make_period(), coordinator)
    with pytest.raises(ServiceRefused, match="Ask a colleague"):
        measurements.approve(measurement=value, by=coordinator)
    measurements.approve(measurement=value, by=second)
    with pytest.raises(ServiceRefused, match="does not wait"):
        measurements.approve(measurement=value, by=second)


def test_evidence_added_after_the_page_was_opened_stops_the_approval(coordinator: User, second: User) -> None:
    value = make_value(make_period(), coordinator)
    seen = measurements.mark_of(value)
    add_evidence(measurement=value, proof=link("Други чланак"), by=coordinator)
    with pytest.raises(ServiceRefused, match="while you were reading"):
        measurements.approve(measurement=value, by=second, seen=seen)
    measurements.approve(measurement=value, by=second, seen=measurements.mark_of(value))


def test_a_returned_value_says_why_and_makes_room(coordinator: User, second: User) -> None:
    period = make_period()
    value = make_value(period, coordinator)
    with pytest.raises(ServiceRefused, match="waits already"):
        make_value(period, second)
    with pytest.raises(ServiceRefused, match="Write why"):
        measurements.return_value(measurement=value, by=second, reason=" ")
    measurements.return_value(measurement=value, by=second, reason="Листа није потписана.")
    make_value(period, coordinator, 11)
    states = period.measurements.order_by("pk").values_list("state", "return_reason")
    assert list(states) == [("returned", "Листа није потписана."), ("proposed", "")]


def test_a_new_value_of_an_open_period_takes_the_place_of_the_old_one(
    coordinator: User, second: User
) -> None:
    period = make_period()
    make_approved(period, coordinator, second, 12)
    make_approved(period, second, coordinator, 14)
    rows = Measurement.objects.filter(period=period).order_by("pk")
    assert [(row.value, row.state, row.superseded_at is not None) for row in rows] == [
        (Decimal(12), "superseded", True),
        (Decimal(14), "approved", False),
    ]


def test_a_locked_period_is_corrected_with_a_reason_and_a_second_person(
    coordinator: User, second: User
) -> None:
    period = make_period()
    wrong = make_approved(period, coordinator, second, 12)
    measurements.lock_period(period=period, by=coordinator)
    with pytest.raises(ServiceRefused, match="only be corrected"):
        make_value(period, coordinator)
    with pytest.raises(ServiceRefused, match="Write why"):
        make_value(period, coordinator, 11, correction=Correction(wrong, " "))
    right = make_value(
        period, coordinator, 11, correction=Correction(wrong, "Једна особа је бројана двапут.")
    )
    with pytest.raises(ServiceRefused, match="Ask a colleague"):
        measurements.approve(measurement=right, by=coordinator)
    measurements.approve(measurement=right, by=second)
    with pytest.raises(ServiceRefused, match="Only the approved value"):
        make_value(period, coordinator, 10, correction=Correction(wrong, "Још једном."))
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, right.state, right.corrects_id) == ("superseded", "approved", wrong.pk)


def test_a_period_is_locked_once_with_its_value(coordinator: User, second: User) -> None:
    period = make_period()
    with pytest.raises(ServiceRefused, match="none yet"):
        measurements.lock_period(period=period, by=coordinator)
    value = make_value(period, coordinator)
    with pytest.raises(ServiceRefused, match="still waits"):
        measurements.lock_period(period=period, by=coordinator)
    measurements.approve(measurement=value, by=second)
    measurements.lock_period(period=period, by=coordinator)
    with pytest.raises(ServiceRefused, match="locked already"):
        measurements.lock_period(period=period, by=coordinator)


def test_a_period_is_locked_when_it_is_over_and_counted_to_its_end(
    coordinator: User, second: User, time_machine: Traveller
) -> None:
    period = counted_period()
    time_machine.move_to("2026-03-31 12:00:00+00:00")
    with counting(lambda _scope: Counted(17)):
        early = measurements.propose_counted(period=period, by=coordinator)
        measurements.approve(measurement=early, by=second)
        with pytest.raises(ServiceRefused, match="still runs"):
            measurements.lock_period(period=period, by=second)
        # Midnight in the office, still March by UTC.
        time_machine.move_to("2026-03-31 22:30:00+00:00")
        with pytest.raises(ServiceRefused, match="Count again"):
            measurements.lock_period(period=period, by=second)
        again = measurements.propose_counted(period=period, by=coordinator)
        measurements.approve(measurement=again, by=second)
    assert measurements.lock_period(period=period, by=second).is_locked


def test_an_indicator_that_is_not_followed_takes_no_value(coordinator: User) -> None:
    period = make_period(make_indicator(is_dropped=True))
    with pytest.raises(ServiceRefused, match="not followed"):
        make_value(period, coordinator)


def test_an_app_that_is_gone_cannot_count(coordinator: User) -> None:
    with pytest.raises(ServiceRefused, match="by hand"):
        measurements.propose_counted(period=counted_period(), by=coordinator)


def test_periods_without_value_are_those_that_are_over(coordinator: User, second: User) -> None:
    indicator = make_indicator(across=AcrossPeriods.LATEST)
    over = make_period(indicator, first=date(2026, 1, 1), last=date(2026, 1, 31))
    make_value(make_period(indicator, first=date(2026, 2, 1), last=date(2026, 2, 28)), coordinator)
    returned = make_period(indicator, first=date(2026, 3, 1), last=date(2026, 3, 31))
    measurements.return_value(measurement=make_value(returned, coordinator), by=second, reason="Није.")
    make_period(indicator, first=date(2026, 4, 1), last=date(2026, 4, 30))
    assert list(IndicatorPeriod.objects.without_value(date(2026, 4, 10))) == [over, returned]
    assert list(IndicatorPeriod.objects.without_value(date(2026, 5, 1)).values_list("last", flat=True)) == [
        date(2026, 1, 31),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_values_wait_for_those_who_did_not_propose_them(coordinator: User, second: User) -> None:
    value = make_value(make_period(), coordinator)
    assert list(Measurement.objects.waiting_for(second)) == [value]
    assert list(Measurement.objects.waiting_for(coordinator)) == []
    assert Question.objects.count() == 0
