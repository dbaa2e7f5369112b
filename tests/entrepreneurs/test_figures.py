"""Of the people engaged in a year no more are from vulnerable groups than there are people."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from center.base.merging import MergeRefused
from center.models import User
from entrepreneurs.models import AnnualFigures, Engagement, Enterprise
from entrepreneurs.services import merge_enterprises, undo_merge
from entrepreneurs.services.figures import enter_figures
from tests.entrepreneurs.factories import make_enterprise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def figures(enterprise: Enterprise, vulnerable: int | None, people: int | None) -> AnnualFigures:
    row = AnnualFigures(
        enterprise=enterprise, year=2025, source="interview", confidence="low", vulnerable_engaged=vulnerable
    )
    return enter_figures(figures=row, engaged={("employed", "women"): people})


def more_vulnerable(row: AnnualFigures) -> None:
    AnnualFigures.objects.filter(pk=row.pk).update(vulnerable_engaged=4)


def fewer_people(row: AnnualFigures) -> None:
    Engagement.objects.filter(figures=row).update(people=1)


def people_of_nobody(row: AnnualFigures) -> None:
    Engagement.objects.create(figures=row, sex="men", contract="employed", people=0)
    Engagement.objects.filter(figures=row, sex="women").delete()


@pytest.mark.parametrize("change", [more_vulnerable, fewer_people, people_of_nobody])
def test_the_database_adds_up_whatever_is_changed(change: Callable[[AnnualFigures], None]) -> None:
    row = figures(make_enterprise(), 2, 3)

    def save() -> None:
        with transaction.atomic():
            change(row)
            connection.check_constraints()

    with pytest.raises(IntegrityError, match="more people from vulnerable groups"):
        save()


def test_it_is_asked_at_the_end_and_without_a_table_nothing_is_known() -> None:
    row = figures(make_enterprise(), 2, 3)
    with transaction.atomic():
        fewer_people(row)
        AnnualFigures.objects.filter(pk=row.pk).update(vulnerable_engaged=1)
        connection.check_constraints()
    Engagement.objects.filter(figures=row).delete()
    more_vulnerable(row)
    connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_that_fit_apart_but_not_together() -> None:
    row = figures(make_enterprise(), 2, 4)
    barrier, outcomes = Barrier(2), []

    def run(change: Callable[[AnnualFigures], None]) -> None:
        try:
            with transaction.atomic():
                change(row)
                barrier.wait(timeout=20)
            outcomes.append("saved")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    def three(row: AnnualFigures) -> None:
        Engagement.objects.filter(figures=row).update(people=3)

    threads = [Thread(target=run, args=(change,)) for change in (more_vulnerable, three)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "saved"]


@pytest.mark.parametrize(
    ("kept", "merged", "outcome"),
    [
        # The table that stays keeps its own number: what the other source says belongs to the other table.
        ((None, 3), (10, 12), (None, 3)),
        ((None, None), (10, 12), (10, 12)),
        ((2, None), (None, 5), (2, 5)),
    ],
)
def test_a_merge_keeps_the_number_with_its_table(
    kept: tuple[Any, Any], merged: tuple[Any, Any], outcome: tuple[Any, Any], coordinator: User
) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    figures(one, *kept)
    figures(two, *merged)
    merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    row = one.annual_figures.get()
    assert (row.vulnerable_engaged, row.engagements.get().people) == outcome
    undo_merge(merge=merge, by=coordinator)
    assert (one.annual_figures.count(), two.annual_figures.count()) == (1, 1)


def test_a_merge_of_figures_that_contradict_each_other_says_so(coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    figures(one, 7, None)
    figures(two, None, 5)
    with pytest.raises(MergeRefused) as refused:
        merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    assert "The figures of the year 2025 do not fit together" in str(refused.value)
