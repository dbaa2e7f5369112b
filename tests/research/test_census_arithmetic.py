"""Existence as arithmetic: any history of spells, counted another way, gives the same numbers."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepreneurs.choices import LegalForm
from entrepreneurs.models import Existence, RegisteredForm
from research.census import count_all
from research.census.spells import Spell, cohorts, existing, first_day, flow, joined
from tests.entrepreneurs.factories import make_enterprise

START = date(2020, 1, 1)
LENGTH = 40
Days = frozenset[int]


def spells_of(days: Days, cuts: Days) -> list[Spell]:
    """Write a set of days (numbers from START) as ranges, cut in two before each day of `cuts`."""
    found: list[Spell] = []
    for number in sorted(days):
        first, after = START + timedelta(number), START + timedelta(number + 1)
        if found and found[-1][1] == first and number not in cuts:
            found[-1] = (found[-1][0], after)
        else:
            found.append((first, after))
    return found


a_set_of_days = st.frozensets(st.integers(0, LENGTH), max_size=LENGTH)
a_history = st.lists(st.tuples(a_set_of_days, a_set_of_days), max_size=6)


@given(a_history, st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_a_later_stock_is_the_earlier_one_plus_entries_minus_exits(
    history: list[tuple[Days, Days]], one: int, other: int
) -> None:
    rows = [(key, spell) for key, (days, cuts) in enumerate(history) for spell in spells_of(days, cuts)]
    spells = joined(reversed(rows))
    first, last = sorted((one, other))
    there = [{key for key, (days, _cuts) in enumerate(history) if number in days} for number in (first, last)]
    told = flow(spells, after=START + timedelta(first), until=START + timedelta(last))
    assert [existing(spells, START + timedelta(number)) for number in (first, last)] == there
    assert len(there[1]) == len(there[0]) + told.entries - told.exits
    moves = [
        (number in days, number - 1 in days, min(days) < number)
        for days, _cuts in history
        if days
        for number in range(first + 1, last + 1)
    ]
    assert told.entries == sum(now and not before for now, before, _seen in moves)
    assert told.returns == sum(now and not before and seen for now, before, seen in moves)
    assert told.exits == sum(before and not now for now, before, _seen in moves)


@given(a_history, st.integers(0, LENGTH))
def test_cohorts_hold_everybody_who_began_and_everybody_who_is_there(
    history: list[tuple[Days, Days]], number: int
) -> None:
    rows = [(key, spell) for key, (days, cuts) in enumerate(history) for spell in spells_of(days, cuts)]
    told = cohorts(joined(rows), START + timedelta(number))
    assert sum(each.began for each in told) == sum(min(days) <= number for days, _ in history if days)
    assert sum(each.existing for each in told) == sum(number in days for days, _ in history)


def test_an_open_beginning_has_no_year_and_no_first_day() -> None:
    spells = joined([(1, (None, date(2021, 1, 1))), (2, (date(2020, 5, 1), None))])
    assert [(each.year, each.began, each.existing) for each in cohorts(spells, date(2022, 1, 1))] == [
        (2020, 1, 1),
        (None, 1, 0),
    ]
    assert (first_day(spells), first_day({})) == (None, None)


@pytest.mark.django_db
@settings(max_examples=12)
@given(
    st.lists(st.tuples(a_set_of_days, a_set_of_days, st.integers(0, LENGTH)), min_size=1, max_size=4),
    st.integers(0, LENGTH),
)
def test_the_database_counts_as_one_would_by_hand_and_the_parts_add_up(
    history: list[tuple[Days, Days, int]], number: int
) -> None:
    day = START + timedelta(number)
    with transaction.atomic():
        # Somebody is there since ever, so that every day can be asked.
        everywhere = make_enterprise()
        Existence.objects.create(enterprise=everywhere, valid=DateRange(None, None))
        wanted = {LegalForm.ASSOCIATION: 0, LegalForm.LIMITED: 0}
        for days, cuts, changed in history:
            firm = make_enterprise()
            for spell in spells_of(days, cuts):
                Existence.objects.create(enterprise=firm, valid=DateRange(*spell))
            turned = START + timedelta(changed)
            for form, valid in (
                (LegalForm.ASSOCIATION, DateRange(None, turned)),
                (LegalForm.LIMITED, DateRange(turned, turned + timedelta(5))),
            ):
                RegisteredForm.objects.create(enterprise=firm, form=form, valid=valid)
            if number in days and number < changed + 5:
                wanted[LegalForm.ASSOCIATION if number < changed else LegalForm.LIMITED] += 1
        told = count_all([day, START]).censuses[-1]
        forms = told.breakdowns["legal_form"]
        assert told.enterprises == 1 + sum(number in days for days, _cuts, _changed in history)
        assert forms.parts == {str(form): count for form, count in wanted.items() if count}
        for name, table in told.breakdowns.items():
            if not table.is_multiple:
                known = [each for each in table.parts.values() if each is not None]
                assert (name, sum(known) + (table.unknown or 0)) == (name, told.enterprises)
        transaction.set_rollback(True)
