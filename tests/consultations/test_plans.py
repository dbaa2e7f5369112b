"""The canvas and the budget of a case: kept encrypted, no words lost, numbers within reach."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from center.models import User
from consultations import services
from consultations.choices import BudgetKind, CanvasPart, CaseOutcome
from consultations.errors import ChangeRefused, PlanChangedMeanwhile
from consultations.models import BudgetRow, BusinessPlan, CanvasBlock, CanvasEarlier, Case
from consultations.services.business_plans import Row, as_row
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case
from tests.consultations.factories import make_advisor
from tests.consultations.plans import BREAD, GRANT, OVEN, RENT, ROWS, make_budget, say, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english", "office")]


@pytest.fixture
def case() -> Case:
    return make_case()


def stored(*tables: str) -> str:
    """Return everything that the database holds in these tables and their history, as text."""
    found = ""
    with connection.cursor() as cursor:
        for table in (*tables, *(f"{table}event" for table in tables)):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM consultations_{table} t")  # noqa: S608
            found += cursor.fetchone()[0]
    return found


def test_words_and_names_are_readable_here_and_nowhere_in_the_database(case: Case) -> None:
    write(case, "Тајна реч")
    write(case, "Тајна реч и још", seen=1, by=make_advisor().user)
    make_budget(case, Row(BudgetKind.MONTHLY, "Тајна плата", 5))
    say(case, "Тајни коментар", part=CanvasPart.PROBLEM)
    assert CanvasBlock.objects.get().text == "Тајна реч и још"
    text = stored("canvasblock", "canvasearlier", "budgetrow", "plancomment")
    assert ("Тајн" in text, len(text) > 500) == (False, True)


def test_the_second_of_two_tabs_is_told_and_nothing_is_overwritten(case: Case) -> None:
    assert write(case, "Прве речи").version == 1
    with pytest.raises(PlanChangedMeanwhile):
        write(case, "Друге речи", seen=0)
    assert write(case, "Друге речи", seen=1).version == 2
    with pytest.raises(PlanChangedMeanwhile):
        write(case, "Треће речи", seen=1)
    assert CanvasBlock.objects.get().text == "Друге речи"


def test_a_form_sent_twice_changes_nothing_the_second_time(case: Case) -> None:
    write(case, "Речи\r\nу два реда ")
    assert (write(case, "Речи\nу два реда").version, CanvasBlock.objects.count()) == (1, 1)


def test_an_empty_block_is_not_stored_and_a_block_can_be_emptied(case: Case) -> None:
    write(case, "  ")
    assert CanvasBlock.objects.count() == 0
    write(case, "Речи")
    assert (write(case, "", seen=1).text, CanvasBlock.objects.get().version) == ("", 2)


def test_words_of_somebody_else_or_of_another_day_are_kept(case: Case, monday_morning: object) -> None:
    lead, other = lead_of(case).user, make_advisor().user
    write(case, "прва", by=lead)
    write(case, "друга", seen=1, by=lead)
    write(case, "трећа", seen=2, by=other)
    monday_morning.shift(24 * 3600)  # type: ignore[attr-defined]  # a stopped clock
    write(case, "четврта", seen=3, by=other)
    earlier = CanvasEarlier.objects.order_by("version")
    assert [(row.version, row.text, row.saved_by) for row in earlier] == [
        (2, "друга", lead),
        (3, "трећа", other),
    ]


def test_words_that_a_comment_is_about_are_kept_also_on_the_same_day(case: Case) -> None:
    write(case, "прва")
    say(case, part=CanvasPart.PROBLEM)
    write(case, "друга", seen=1)
    write(case, "трећа", seen=2)
    assert [row.text for row in CanvasEarlier.objects.all()] == ["прва"]


@pytest.mark.parametrize(("text", "sentence"), [("а\0б", "unreadable"), ("а" * 3001, "too long")])
def test_words_that_cannot_be_kept_are_refused(case: Case, text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        write(case, text)


def test_a_closed_case_takes_nothing_any_more(case: Case, make_user: MakeUser) -> None:
    write(case, "Речи")
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead_of(case).user)
    for call in (lambda: write(case, "Друге", seen=1), lambda: make_budget(case), lambda: say(case)):
        with pytest.raises(ChangeRefused, match="This case is closed"):
            call()


def rows(case: Case) -> list[tuple[str, int | None, str, int]]:
    found = BudgetRow.objects.filter(plan__case=case).order_by("kind", "place")
    return [(row.kind, row.place, row.name, row.amount) for row in found]


def test_a_budget_is_kept_row_by_row_and_the_same_again_changes_nothing(case: Case) -> None:
    assert make_budget(case, shares=[50] * 12).budget_version == 1
    assert make_budget(case, shares=[50] * 12).budget_version == 1
    assert [as_row(row).name for row in BudgetRow.objects.order_by("pk")] == [
        "Хлеб",
        "Закуп",
        "Пећ",
        "Подстицај",
    ]
    assert list(BusinessPlan.objects.get().months.values_list("number", "share"))[:2] == [(1, 50), (2, 50)]


def test_rows_change_places_and_go_but_for_those_somebody_wrote_about(case: Case) -> None:
    make_budget(case, RENT, Row(BudgetKind.MONTHLY, "Струја", 9000), Row(BudgetKind.MONTHLY, "Вода", 3000))
    first, second, third = BudgetRow.objects.order_by("place")
    say(case, row=second)
    make_budget(case, as_row(third), as_row(first), seen=1)
    assert rows(case) == [
        ("monthly", 1, "Вода", 3000),
        ("monthly", 2, "Закуп", 30_000),
        ("monthly", None, "Струја", 9000),
    ]
    make_budget(case, as_row(first), seen=2)
    assert rows(case) == [("monthly", 1, "Закуп", 30_000), ("monthly", None, "Струја", 9000)]


def test_of_two_who_save_the_budget_the_second_is_told(case: Case) -> None:
    make_budget(case)
    with pytest.raises(PlanChangedMeanwhile):
        make_budget(case, BREAD, seen=0)
    assert make_budget(case, BREAD, seen=1).budget_version == 2
    assert rows(case) == [("sale", 1, "Хлеб", 100)]


def test_a_row_named_twice_or_of_another_kind_becomes_a_new_row(case: Case) -> None:
    make_budget(case, RENT)
    row = as_row(BudgetRow.objects.get())
    make_budget(case, row, row, Row(BudgetKind.START, "Пећ", 1, pk=row.pk), seen=1)
    assert [each[:3] for each in rows(case)] == [
        ("monthly", 1, "Закуп"),
        ("monthly", 2, "Закуп"),
        ("start", 1, "Пећ"),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (Row(BudgetKind.MONTHLY, " ", 5), "Write what it is"),
        (Row(BudgetKind.MONTHLY, "а" * 81, 5), "too long"),
        (Row(BudgetKind.MONTHLY, "Закуп", -1), "too large"),
        (Row(BudgetKind.MONTHLY, "Закуп", 1_000_000_000), "too large"),
        (Row(BudgetKind.SALE, "Хлеб", 5, None, 1), "too large"),
        (Row(BudgetKind.SALE, "Хлеб", 5, 1_000_001, 1), "too large"),
        (Row(BudgetKind.MONEY, "Банка", 5), "where the money comes from"),
    ],
)
def test_a_wrong_row_is_refused(case: Case, row: Row, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        make_budget(case, row)
    assert BudgetRow.objects.count() == 0


def test_at_most_twenty_rows_of_a_kind_and_twelve_months_or_none(case: Case) -> None:
    with pytest.raises(ValidationError, match="At most 20"):
        make_budget(case, *[RENT] * 21)
    for shares in ([100] * 11, [301] * 12, [-1] * 12):
        with pytest.raises(ValidationError, match="0 to 300"):
            make_budget(case, shares=shares)
    make_budget(case, *[RENT] * 20, OVEN, GRANT)
    assert BudgetRow.objects.count() == 22


def test_the_history_of_a_plan_tells_who_saved_it(case: Case, coordinator: User) -> None:
    make_budget(case, by=coordinator)
    make_budget(case, *ROWS[:2], seen=1)
    plan = BusinessPlan.objects.get()
    assert (plan.budget_version, plan.budget_saved_by) == (2, lead_of(case).user)
