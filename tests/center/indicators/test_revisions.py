"""What an indicator means and aims at changes in the open once its value is reported."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from center.choices import Role
from center.models import Indicator, IndicatorRevision, ReportSection, User
from center.refusals import ServiceRefused
from center.services import measurements, reports
from center.services.frameworks import save_indicator
from center.services.reports.files import written
from tests.center.frameworks import APRIL, counting, make_approved, make_indicator, make_period

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("office")]


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


@pytest.fixture
def reported(coordinator: User, second: User) -> Indicator:
    """Return an indicator whose first quarter is locked with 12 people."""
    period = make_period(
        make_indicator(definition_sr="Свако ко је дошао.", definition_en="Everybody who came.")
    )
    make_approved(period, coordinator, second)
    measurements.lock_period(period=period, by=coordinator)
    return Indicator.objects.get(pk=period.indicator_id)


def test_the_target_of_a_reported_indicator_is_lowered_in_the_open(
    reported: Indicator, coordinator: User
) -> None:
    reported.target = Decimal(12)
    with pytest.raises(ServiceRefused):
        save_indicator(indicator=reported, by=coordinator)
    save_indicator(
        indicator=reported, by=coordinator, reason_sr="Донатор је пристао.", reason_en="The donor agreed."
    )
    assert IndicatorRevision.objects.get().was["target"] == "40.00"
    assert Indicator.objects.get().target == 12
    period = reported.periods.get()
    for address in ("/en/indicators/reload2/", f"/en/indicators/reload2/values/{period.pk}/"):
        page = " ".join(Client().get(address).content.decode().split())
        assert "The indicator was changed on 10 April 2026, after its value was reported." in page
        assert "The donor agreed." in page
        assert "<dt>Target</dt><dd>Before: 40</dd><dd>Now: 12</dd>" in page


def test_the_workbook_for_everybody_says_what_an_indicator_was(
    reported: Indicator, coordinator: User
) -> None:
    address = "/en/indicators/reload2/values.xlsx"
    assert "Changed indicators" not in load_workbook(io.BytesIO(Client().get(address).content)).sheetnames
    reported.target, reported.baseline_year = Decimal(12), 2025
    reported.baseline = Decimal(0)
    save_indicator(
        indicator=reported, by=coordinator, reason_sr="Пристали су.", reason_en="The donor agreed."
    )
    for found in (address, "/en/indicators/values.xlsx"):
        book = load_workbook(io.BytesIO(Client().get(found).content))
        assert [
            row[:6] + row[7:] for row in book["Changed indicators"].iter_rows(min_row=2, values_only=True)
        ] == [
            ("reload2", "1.1", "People advised", what, was, now, "The donor agreed.")
            for what, was, now in (
                ("baseline", None, "0"),
                ("target", "40", "12"),
                ("year of the baseline", None, "2025"),
            )
        ]


def test_the_database_takes_no_change_without_its_revision(reported: Indicator, coordinator: User) -> None:
    rows = Indicator.objects.filter(pk=reported.pk)
    for change in (
        {"target": 1},
        {"unit_sr": "посете"},
        {"definition_sr": "Друго."},
        {"baseline_year": 2020},
    ):
        with pytest.raises(Error), transaction.atomic():
            rows.update(**change)
    # What changes no meaning needs none.
    assert rows.update(is_public=False, position=7) == 1
    save_indicator(indicator=_with_target(reported, 30), by=coordinator, reason_sr="Прво.")
    # The revision spoke of that one change.
    with pytest.raises(Error), transaction.atomic():
        rows.update(target=20)
    with pytest.raises(Error), transaction.atomic():
        IndicatorRevision.objects.all().delete()
    with pytest.raises(Error), transaction.atomic():
        IndicatorRevision.objects.update(reason_sr="Друго.")


def _with_target(indicator: Indicator, target: int) -> Indicator:
    found = Indicator.objects.get(pk=indicator.pk)
    found.target = Decimal(target)
    return found


def test_a_revision_that_changes_nothing_is_refused(reported: Indicator, coordinator: User) -> None:
    def revise() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            IndicatorRevision.objects.create(indicator=reported, reason_sr="Ништа.", changed_by=coordinator)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(Error):
        revise()


def test_until_a_period_is_locked_an_indicator_changes_freely(coordinator: User) -> None:
    indicator = make_period().indicator
    indicator.target = Decimal(7)
    assert save_indicator(indicator=indicator, by=coordinator) is None
    assert IndicatorRevision.objects.count() == 0


def test_the_report_tells_what_was_changed(reported: Indicator, coordinator: User) -> None:
    reported.definition_sr, reported.definition_en = "Свако ко је остао.", "Everybody who stayed."
    save_indicator(indicator=reported, by=coordinator, reason_sr="Прецизније.", reason_en="More exact.")
    report = reports.begin(
        grant=reported.grant,
        first=date(2026, 1, 1),
        last=date(2026, 3, 31),
        title_sr="Извештај",
        by=coordinator,
    )
    ReportSection.objects.create(report=report, heading_sr="Увод", text_sr="Ево.")
    document = reports.issue(report=report, by=coordinator).document
    assert document is not None
    pages = PdfReader(io.BytesIO(written(document, "pdf", "en"))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert [words in text for words in ("Everybody who came.", "Everybody who stayed.", "More exact.")] == [
        True
    ] * 3


def test_the_admin_asks_why_and_keeps_what_was_typed(
    reported: Indicator, coordinator: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(coordinator)
    address = f"/admin/center/indicator/{reported.pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    version = client.get(address).context["loaded_version"]
    data |= {"loaded_version": version, "target": "15", "counts_people": "on", "is_public": "on"}
    data |= {
        f"periods-{name}": number
        for name, number in (
            ("TOTAL_FORMS", 0),
            ("INITIAL_FORMS", 0),
            ("MIN_NUM_FORMS", 0),
            ("MAX_NUM_FORMS", 9),
        )
    }
    answer = client.post(address, data)
    assert "Напишите зашто" in answer.content.decode()
    assert Indicator.objects.get(pk=reported.pk).target == 40
    client.post(address, data | {"change_reason_sr": "Договорено са донатором."})
    assert Indicator.objects.get(pk=reported.pk).target == 15
    assert IndicatorRevision.objects.get().reason_sr == "Договорено са донатором."


def test_what_must_not_be_added_up_is_refused_outside_of_forms_too(coordinator: User) -> None:
    with counting(lambda _scope: pytest.fail("is not counted"), adds_up=False):
        period = make_period(make_indicator(measure="tests.people", across="sum"))
        with pytest.raises(ValidationError, match=r"додавати|сабирати|added up"):
            save_indicator(indicator=period.indicator, by=coordinator)
        with pytest.raises(ServiceRefused):
            measurements.propose_counted(period=period, by=coordinator)
