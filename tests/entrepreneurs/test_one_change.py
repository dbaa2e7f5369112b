"""Several verbs on an enterprise as one change: the public directory follows once, and nothing half."""

from datetime import date
from typing import Any

import pytest

from entrepreneurs.models import DirectoryEntry, Enterprise, RegisteredForm, Seat
from entrepreneurs.services import directory, record_fact
from entrepreneurs.services.changes import one_change, touched
from tests.entrepreneurs.factories import place, published

pytestmark = pytest.mark.django_db
Refreshed = list[list[int]]


@pytest.fixture
def shop(db: None) -> Enterprise:
    return published("Пчела")


@pytest.fixture
def refreshed(shop: Enterprise, monkeypatch: pytest.MonkeyPatch) -> Refreshed:
    """What the directory was asked to follow from now on."""
    seen: Refreshed = []
    real = directory.refresh

    def refresh(ids: Any) -> None:
        seen.append(sorted(ids))
        real(ids)

    monkeypatch.setattr(directory, "refresh", refresh)
    return seen


def move(shop: Enterprise) -> None:
    record_fact(RegisteredForm, enterprise=shop, since=date(2024, 1, 1), form="cooperative")
    record_fact(Seat, enterprise=shop, since=date(2024, 1, 1), settlement=place("Ђунис"))


def fail_after_a_move(shop: Enterprise) -> None:
    with one_change():
        move(shop)
        raise RuntimeError


def shown() -> tuple[str, str]:
    entry = DirectoryEntry.objects.select_related("settlement").get()
    assert entry.settlement
    return entry.form, entry.settlement.name_sr


def test_each_verb_alone_is_followed_at_once(shop: Enterprise, refreshed: Refreshed) -> None:
    move(shop)
    assert (refreshed, shown()) == ([[shop.pk], [shop.pk]], ("cooperative", "Ђунис"))


def test_several_verbs_are_followed_once_and_by_all_they_changed(
    shop: Enterprise, refreshed: Refreshed
) -> None:
    with one_change():
        move(shop)
        with one_change():
            touched(shop)
        assert (refreshed, shown()) == ([], ("association", "Крушевац"))
    assert (refreshed, shown()) == ([[shop.pk]], ("cooperative", "Ђунис"))


def test_a_change_that_fails_leaves_nothing_and_the_next_one_is_followed(
    shop: Enterprise, refreshed: Refreshed
) -> None:
    with pytest.raises(RuntimeError):
        fail_after_a_move(shop)
    assert (refreshed, shown(), shop.seat_facts.count()) == ([], ("association", "Крушевац"), 1)
    move(shop)
    assert shown() == ("cooperative", "Ђунис")


def test_a_block_that_changes_nothing_asks_nothing_of_the_directory(refreshed: Refreshed) -> None:
    with one_change():
        pass
    assert refreshed == []
