"""The file by the standard of IATI: its structure, and only what is known in it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.test import Client
from lxml import etree  # type: ignore[import-untyped]  # has no types

from center.choices import Role
from center.choices.indicators import PartedBy
from center.models import Grant, GrantBudget, Office, User
from center.services.measurements import Entry, TypedPart
from tests.center.frameworks import (
    APRIL,
    make_approved,
    make_grant,
    make_indicator,
    make_period,
    make_result,
    qualitative,
)
from tests.center.indicators.iati_rules import faults

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("office")]


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


def activity(code: str = "reload2") -> Any:
    root = etree.fromstring(Client().get(f"/en/indicators/{code}.xml").content)
    assert faults(root) == []
    return root[0]


def budgets(code: str) -> list[tuple[str, str, str]]:
    return [
        (
            each.find("period-start").get("iso-date"),
            each.find("period-end").get("iso-date"),
            each.findtext("value"),
        )
        for each in activity(code).findall("budget")
    ]


def test_a_file_with_everything_keeps_to_the_standard(coordinator: User, second: User) -> None:
    result = make_result(make_grant(budget=Decimal(21620), about_sr="Канцеларија."), about_sr="Савети.")
    parts = [TypedPart(PartedBy.SEX, "жене", Decimal(8)), TypedPart(PartedBy.SEX, "мушкарци", Decimal(6))]
    number = make_period(make_indicator(result, "1.1", baseline=Decimal(2), baseline_year=2025))
    make_approved(number, coordinator, second, entry=Entry(value=Decimal(14), parts=parts))
    words = make_period(make_indicator(result, "2.1", **qualitative()), target=None)
    make_approved(words, coordinator, second, entry=Entry(text_sr="Слушају нас."))
    share = make_period(make_indicator(result, "2.2", kind="percentage"))
    make_approved(share, coordinator, second, entry=Entry(numerator=Decimal(6), denominator=Decimal(12)))
    make_indicator(make_result(Grant.objects.get()), "3.1", target=None)
    found = activity()
    assert len(list(found.iter("actual"))) == 5


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda found: found.remove(found.find("title")), "iati-activity holds"),
        (lambda found: found.insert(0, found.find("sector")), "iati-activity holds"),
        (lambda found: found.find("reporting-org").attrib.pop("type"), "reporting-org has no type"),
        (lambda found: found.find("activity-status").set("code", "9"), "activity-status says code=9"),
        (lambda found: found.find("budget/period-end").set("iso-date", "2028-01-01"), "a budget from"),
    ],
)
@pytest.mark.each
def test_the_rules_find_what_is_wrong(change: Callable[[Any], Any], fault: str) -> None:
    make_indicator(make_result(make_grant(budget=Decimal(100))))
    found = activity()
    change(found)
    assert any(each.startswith(fault) for each in faults(found))


def test_who_reports_and_which_country_is_served_stand_in_the_office() -> None:
    make_indicator(make_result())
    Office.objects.update(country="ME", organisation_identifier="ME-CRPS-77", organisation_type="22")
    found = activity()
    assert found.findtext("iati-identifier") == "ME-CRPS-77-reload2"
    assert dict(found.find("reporting-org").attrib) == {"ref": "ME-CRPS-77", "type": "22"}
    assert found.find("recipient-country").get("code") == "ME"


def test_without_them_no_file_is_offered_and_the_check_names_the_remedy() -> None:
    make_indicator(make_result())

    def warned() -> list[str]:
        return [each.hint or "" for each in run_checks(databases=["default"]) if each.id == "center.W003"]

    assert warned() == []
    Office.objects.update(organisation_identifier="")
    assert [("page of the office" in hint) for hint in warned()] == [True]
    assert Client().get("/en/indicators/reload2.xml").status_code == 404
    for address in ("/en/indicators/", "/en/indicators/reload2/"):
        assert "IATI" not in Client().get(address).content.decode()


def test_budgets_are_those_that_were_entered_and_none_is_made_up() -> None:
    short = make_grant("short", budget=Decimal(100))
    make_indicator(make_result(short))
    assert budgets("short") == [("2026-01-01", "2026-12-31", "100")]
    long = make_grant("long", budget=Decimal(300), last_day=date(2027, 12, 31))
    make_indicator(make_result(long))
    assert budgets("long") == []
    GrantBudget.objects.create(
        grant=long, first=date(2026, 1, 1), last=date(2026, 12, 31), amount=Decimal(120)
    )
    GrantBudget.objects.create(
        grant=long, first=date(2027, 1, 1), last=date(2027, 12, 31), amount=Decimal(180)
    )
    assert budgets("long") == [("2026-01-01", "2026-12-31", "120"), ("2027-01-01", "2027-12-31", "180")]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2027, 6, 30)),
        (date(2025, 12, 31), date(2026, 2, 1)),
        (date(2026, 6, 1), date(2026, 5, 1)),
        (date(2026, 3, 1), date(2026, 4, 1)),
    ],
)
@pytest.mark.each
def test_a_budget_of_a_year_lies_in_its_grant_and_beside_the_others(first: date, last: date) -> None:
    grant = make_grant(last_day=date(2027, 12, 31))
    GrantBudget.objects.create(grant=grant, first=date(2026, 2, 1), last=date(2026, 3, 31), amount=Decimal(1))
    row = GrantBudget(grant=grant, first=first, last=last, amount=Decimal(1))
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(Error), transaction.atomic():
        row.save()
