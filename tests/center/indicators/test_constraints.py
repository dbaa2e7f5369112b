"""What the database itself refuses, whatever the code above it does."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.utils import timezone

from center.choices import Role
from center.choices.indicators import EvidenceKind, PartedBy, ValueSource, ValueState
from center.models import Evidence, Grant, Indicator, IndicatorPeriod, Measurement, MeasurementPart, User
from center.services import measurements
from center.services.measurements import Entry, TypedPart
from tests.center.frameworks import (
    APRIL,
    make_approved,
    make_grant,
    make_indicator,
    make_period,
    make_result,
    make_value,
    qualitative,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL)]


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


def refused(change: Callable[[], Any]) -> str:
    """Return by which rule the database refuses."""
    with pytest.raises(Error) as error:
        _all_checked(change)
    diagnosis: Any = getattr(error.value.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") or str(error.value).splitlines()[0]


def _all_checked(change: Callable[[], Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        change()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def value(period: IndicatorPeriod, by: User, **fields: Any) -> Measurement:
    """Return a row as only the database checks it."""
    values = {
        "period": period,
        "kind": period.indicator.kind,
        "source": ValueSource.MEASURED,
        "measure": "tests.people",
        "scope_first": period.first,
        "scope_last": period.last,
        "proposed_by": by,
    }
    return Measurement(**{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, "measurement_number_has_a_value"),
        ({"value": 3, "is_withheld": True}, "measurement_number_has_a_value"),
        ({"value": 3, "numerator": 1, "denominator": 2}, "measurement_number_has_a_value"),
        ({"value": 3, "proposed_by": None}, "measurement_proposed_has_who_and_when"),
        ({"value": 3, "measure": ""}, "measurement_says_where_it_comes_from"),
        ({"value": 3, "scope_first": None}, "measurement_says_where_it_comes_from"),
        ({"value": 3, "scope_last": date(2025, 1, 1)}, "measurement_scope_ends_after_its_start"),
        ({"value": 3, "reason_sr": "Зато."}, "measurement_correction_has_reason"),
        ({"value": 3, "state": ValueState.APPROVED}, "measurement_state_has_what_it_needs"),
        ({"value": 3, "approved_at": timezone.now()}, "measurement_approved_has_who_and_when"),
        ({"value": 3, "kind": "percentage"}, "measurement_of_the_kind_of_its_indicator"),
    ],
)
@pytest.mark.each
def test_a_number_is_refused_by(fields: dict[str, Any], rule: str, coordinator: User) -> None:
    row = value(make_period(), coordinator, **fields)
    assert refused(lambda: Measurement.objects.bulk_create([row])) == rule


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"value": Decimal("66.7"), "numerator": 2, "denominator": 3}, ""),
        ({"value": Decimal("0.1"), "numerator": 1, "denominator": 2000}, ""),
        ({"is_withheld": True}, ""),
        ({"value": Decimal("66.67"), "numerator": 2, "denominator": 3}, "of_its_numbers"),
        ({"value": Decimal("0.0"), "numerator": 1, "denominator": 2000}, "of_its_numbers"),
        ({"value": Decimal("66.6"), "numerator": 2, "denominator": 3}, "of_its_numbers"),
        ({"value": Decimal(50)}, "of_its_numbers"),
        ({"numerator": 2, "denominator": 3}, "of_its_numbers"),
        ({"value": Decimal(50), "numerator": 1, "denominator": 2, "is_withheld": True}, "of_its_numbers"),
        ({"value": Decimal(0), "numerator": 0, "denominator": 0}, "of_its_numbers"),
    ],
)
@pytest.mark.each
def test_a_percentage_is_that_of_its_part_and_whole(
    fields: dict[str, Any], rule: str, coordinator: User
) -> None:
    period = make_period(make_indicator(kind="percentage"))
    row = value(period, coordinator, **fields)
    if rule:
        assert rule in refused(lambda: Measurement.objects.bulk_create([row]))
    else:
        Measurement.objects.bulk_create([row])


def test_words_need_words(coordinator: User) -> None:
    period = make_period(make_indicator(**qualitative()), target=None)
    assert (
        refused(lambda: Measurement.objects.bulk_create([value(period, coordinator)]))
        == "measurement_in_words_has_words"
    )


def test_a_value_is_approved_by_a_second_person(coordinator: User) -> None:
    waiting = make_value(make_period(), coordinator)
    rows = Measurement.objects.filter(pk=waiting.pk)
    assert (
        refused(
            lambda: rows.update(
                state=ValueState.APPROVED, approved_by=coordinator, approved_at=timezone.now()
            )
        )
        == "measurement_approved_by_a_second_person"
    )


def test_a_period_has_one_approved_value_and_one_that_waits(coordinator: User, second: User) -> None:
    period = make_period()
    make_approved(period, coordinator, second)
    make_value(period, coordinator)
    another = value(period, coordinator, value=3)
    assert refused(lambda: Measurement.objects.bulk_create([another])) == "measurement_waits_once_in_period"
    waiting = Measurement.objects.filter(period=period).waiting()
    assert (
        refused(
            lambda: waiting.update(state=ValueState.APPROVED, approved_by=second, approved_at=timezone.now())
        )
        == "measurement_approved_once_in_period"
    )


@pytest.mark.parametrize("change", [{"value": 13}, {"note": "another"}, {"proposed_by": None}])
def test_a_proposed_value_never_changes(change: dict[str, Any], coordinator: User) -> None:
    waiting = make_value(make_period(), coordinator)
    assert "measurement" in refused(lambda: Measurement.objects.filter(pk=waiting.pk).update(**change))


def test_a_returned_value_is_not_approved_after_all(coordinator: User, second: User) -> None:
    waiting = make_value(make_period(), coordinator)
    rows = Measurement.objects.filter(pk=waiting.pk)
    rows.update(
        state=ValueState.RETURNED, returned_by=second, returned_at=timezone.now(), return_reason="Није."
    )
    assert "transition" in refused(
        lambda: rows.update(
            state=ValueState.APPROVED,
            approved_by=second,
            approved_at=timezone.now(),
            returned_by=None,
            returned_at=None,
        )
    )


def test_a_value_entered_by_hand_has_evidence_when_all_is_written(coordinator: User) -> None:
    row = value(
        make_period(),
        coordinator,
        value=3,
        source=ValueSource.MANUAL,
        measure="",
        scope_first=None,
        scope_last=None,
    )
    assert refused(lambda: Measurement.objects.bulk_create([row])) == "measurement_by_hand_has_evidence"


def test_a_locked_period_takes_only_corrections(coordinator: User, second: User) -> None:
    period = make_period()
    approved = make_approved(period, coordinator, second)
    IndicatorPeriod.objects.filter(pk=period.pk).update(locked_at=timezone.now(), locked_by=second)
    new = value(period, coordinator, value=3)
    assert refused(lambda: Measurement.objects.bulk_create([new])) == "measurement_of_an_open_period"
    Measurement.objects.bulk_create(
        [value(period, coordinator, value=3, corrects=approved, reason_sr="Двапут.")]
    )


def test_a_correction_is_of_the_approved_value_of_its_own_period(coordinator: User, second: User) -> None:
    period = make_period()
    approved = make_approved(period, coordinator, second)
    other = make_period(period.indicator, first=date(2026, 4, 1), last=date(2026, 6, 30))
    row = value(other, coordinator, value=3, corrects=approved, reason_sr="Двапут.")
    assert (
        refused(lambda: Measurement.objects.bulk_create([row])) == "measurement_corrects_the_approved_value"
    )


def test_a_period_is_locked_with_an_approved_value_and_none_that_waits(
    coordinator: User, second: User
) -> None:
    period = make_period()
    rows = IndicatorPeriod.objects.filter(pk=period.pk)

    def lock() -> None:
        rows.update(locked_at=timezone.now(), locked_by=second)

    assert refused(lock) == "indicator_period_locked_with_a_value"
    make_approved(period, coordinator, second)
    make_value(period, coordinator)
    assert refused(lock) == "indicator_period_locked_with_a_value"


def test_a_locked_period_stays_as_it_is(coordinator: User, second: User) -> None:
    period = make_period()
    make_approved(period, coordinator, second)
    rows = IndicatorPeriod.objects.filter(pk=period.pk)
    rows.update(locked_at=timezone.now(), locked_by=second)
    assert refused(lambda: rows.update(locked_at=None, locked_by=None)) == "indicator_period_locked_stays"
    assert refused(lambda: rows.update(target=1)) == "indicator_period_locked_stays"
    assert (
        refused(lambda: rows.update(first=date(2026, 1, 2))) == "indicator_period_with_values_keeps_its_days"
    )


def test_a_value_and_its_parts_are_not_taken_away_or_added_to(coordinator: User, second: User) -> None:
    period = make_period()
    parts = [TypedPart(PartedBy.SEX, "жене", Decimal(5)), TypedPart(PartedBy.SEX, "мушкарци", Decimal(7))]
    waiting = make_value(period, coordinator, entry=Entry(value=Decimal(12), parts=parts))
    parts_of_it = MeasurementPart.objects.filter(measurement=waiting)
    assert "Cannot update or delete" in refused(lambda: parts_of_it._raw_delete("default"))
    measurements.approve(measurement=waiting, by=second)
    assert "Cannot update or delete" in refused(lambda: parts_of_it._raw_delete("default"))
    more = MeasurementPart(
        measurement=waiting, dimension="sex", dimension_sr="пол", key="more", label_sr="још", value=1
    )
    assert refused(lambda: MeasurementPart.objects.bulk_create([more])) == (
        "measurement_part_of_a_value_that_waits"
    )
    Measurement.objects.bulk_create([value(period, second, value=3)])
    rows = Measurement.objects.waiting()
    assert "Cannot delete" in refused(lambda: rows._raw_delete("default"))


def test_who_approved_a_value_stays(make_user: Callable[..., User], coordinator: User, second: User) -> None:
    third = make_user(Role.RESEARCHER, "third@example.org")
    approved = make_approved(make_period(), coordinator, second)
    rows = Measurement.objects.filter(pk=approved.pk)
    assert "Cannot update" in refused(lambda: rows.update(approved_by=third))


def test_a_value_that_counts_goes_only_when_another_comes(coordinator: User, second: User) -> None:
    approved = make_approved(make_period(), coordinator, second)
    rows = Measurement.objects.filter(pk=approved.pk)
    assert (
        refused(lambda: rows.update(state=ValueState.SUPERSEDED, superseded_at=timezone.now()))
        == "measurement_is_replaced_by_another"
    )


def test_a_period_is_locked_with_a_value_of_all_its_days(coordinator: User, second: User) -> None:
    period = make_period()
    early = value(
        period,
        coordinator,
        value=3,
        scope_last=date(2026, 3, 30),
        state=ValueState.APPROVED,
        approved_by=second,
        approved_at=timezone.now(),
    )
    Measurement.objects.bulk_create([early])
    rows = IndicatorPeriod.objects.filter(pk=period.pk)
    assert (
        refused(lambda: rows.update(locked_at=timezone.now(), locked_by=second))
        == "indicator_period_locked_with_a_value"
    )


@pytest.mark.parametrize(
    ("first", "last", "rule"),
    [
        (date(2026, 3, 31), date(2026, 4, 30), "indicator_periods_do_not_overlap"),
        (date(2025, 12, 31), date(2025, 12, 31), "indicator_period_inside_its_grant"),
        (date(2026, 12, 1), date(2027, 1, 1), "indicator_period_inside_its_grant"),
        (date(2026, 6, 1), date(2026, 5, 1), "indicator_period_ends_after_its_start"),
    ],
)
@pytest.mark.each
def test_a_period_lies_in_its_grant_and_beside_the_others(first: date, last: date, rule: str) -> None:
    indicator = make_period().indicator
    assert refused(lambda: make_period(indicator, first=first, last=last)) == rule
    with pytest.raises(ValidationError):
        IndicatorPeriod(indicator=indicator, first=first, last=last).full_clean()


def test_a_period_may_begin_on_the_day_after_another(db: None) -> None:
    indicator = make_period().indicator
    make_period(indicator, first=date(2026, 4, 1), last=date(2026, 4, 1))


def test_a_grant_is_not_made_shorter_than_its_periods() -> None:
    grant = make_period().indicator.grant
    rows = Grant.objects.filter(pk=grant.pk)
    assert refused(lambda: rows.update(last_day=date(2026, 3, 30))) == "grant_days_hold_its_periods"
    grant.last_day = date(2026, 3, 30)
    with pytest.raises(ValidationError):
        grant.full_clean()
    rows.update(last_day=date(2026, 3, 31))


def test_an_indicator_belongs_to_the_grant_of_its_result() -> None:
    indicator = make_indicator()
    other = make_result(make_grant("other"))
    rows = Indicator.objects.filter(pk=indicator.pk)
    assert refused(lambda: rows.update(result=other)) == "indicator_of_the_grant_of_its_result"
    indicator.result = other
    with pytest.raises(ValidationError):
        indicator.full_clean()


def test_an_indicator_with_values_keeps_its_kind(coordinator: User) -> None:
    period = make_period()
    rows = Indicator.objects.filter(pk=period.indicator_id)
    rows.update(kind="percentage")
    rows.update(kind="number")
    make_value(period, coordinator)
    assert refused(lambda: rows.update(kind="percentage")) == "indicator_with_values_keeps_its_kind"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"baseline": 3}, "indicator_baseline_has_its_year"),
        ({"code": ""}, "indicator_has_code_and_title"),
        ({"kind": "qualitative"}, "indicator_in_words_has_no_numbers"),
        ({"kind": "percentage", "target": -1}, "indicator_percentage_is_not_negative"),
        ({"parted_by": ["shoe size"]}, "indicator_parted_by_what_is_known"),
        ({"across": "guess"}, "indicator_across_is_known"),
    ],
)
@pytest.mark.each
def test_an_indicator_is_refused_by(fields: dict[str, Any], rule: str) -> None:
    result = make_result()
    assert refused(lambda: make_indicator(result, **fields)) == rule


def test_a_code_stands_once_in_a_grant() -> None:
    indicator = make_indicator()
    assert refused(lambda: make_indicator(indicator.result)) == "indicator_code_once_in_grant"
    make_indicator(make_result(make_grant("other")))


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"url": ""}, "evidence_has_file_or_address"),
        ({"kind": EvidenceKind.LIST, "is_public": True}, "evidence_for_everybody_is_photo_or_article"),
        ({"stored_as": "evidence/x"}, "evidence_file_is_described"),
        ({"erased_at": timezone.now()}, "evidence_erased_is_empty"),
        ({"added_by": None}, "evidence_added_has_who_and_when"),
    ],
)
@pytest.mark.each
def test_evidence_is_refused_by(fields: dict[str, Any], rule: str, coordinator: User) -> None:
    waiting = make_value(make_period(), coordinator)
    values = {
        "measurement": waiting,
        "kind": EvidenceKind.ARTICLE,
        "title_sr": "Чланак",
        "url": "https://news.example/",
        "added_by": coordinator,
    }
    row = Evidence(**{**values, **fields})
    assert refused(row.save) == rule
