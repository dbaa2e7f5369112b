"""Two people merge the same records at the same moment, in real threads on the real database."""

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from center.base.merging import MergeRefused, engine, followers
from center.models import User
from entrepreneurs.models import Enterprise, FormerSlug, Merge, Product
from entrepreneurs.services import merge_enterprises, undo_merge
from tests.entrepreneurs.factories import make_enterprise, offer

pytestmark = [pytest.mark.django_db(transaction=True)]
ROUNDS = 6


@pytest.fixture(autouse=True)
def _enough_connections(db: None) -> None:
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.resize(1, 20)


def at_once(*calls: Callable[[], Any]) -> dict[str, int]:
    """Make the calls at the same instant and count what came of them."""
    barrier = Barrier(len(calls))
    outcomes: list[str] = []

    def run(call: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=20)
            outcomes.append(type(call()).__name__)
        except Exception as error:  # noqa: BLE001 -- whatever a person would have seen
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(Counter(outcomes))


def pair() -> tuple[Enterprise, Enterprise]:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    offer(one, "Ајвар")
    offer(two, "Пекмез")
    return one, two


def wish(survivor: Enterprise, duplicate: Enterprise, by: User) -> Callable[[], Merge]:
    return lambda: merge_enterprises(survivor=survivor, duplicate=duplicate, by=by)


def cycles() -> int:
    """Count the records that were merged into one that was merged into them."""
    return sum(
        1 for each in Enterprise.objects.all() if each.merged_into and each.merged_into.merged_into == each
    )


@pytest.mark.long
def test_two_people_who_merge_the_same_pair_make_one_merge(coordinator: User) -> None:
    for number in range(ROUNDS):
        one, two = pair()
        assert at_once(*[wish(one, two, coordinator)] * 4) == {"Merge": 1, "MergeRefused": 3}
        assert Merge.objects.count() == FormerSlug.objects.count() == number + 1
        assert Product.objects.filter(enterprise=one).count() == 2


def test_one_of_two_opposite_merges_wins_and_nobody_sees_a_deadlock(coordinator: User) -> None:
    for _number in range(ROUNDS):
        one, two = pair()
        outcomes = at_once(*[wish(one, two, coordinator), wish(two, one, coordinator)] * 2)
        assert outcomes == {"Merge": 1, "MergeRefused": 3}
        assert sorted(
            Enterprise.objects.filter(pk__in=[one.pk, two.pk]).values_list("merged_into", flat=True), key=str
        ) in (
            [one.pk, None],
            [two.pk, None],
        )
    assert cycles() == 0


def stranded() -> list[str]:
    """Return what hangs on a record that was merged away, where nobody looks for it."""
    return [
        each.kind for merged in Enterprise.objects.exclude(merged_into=None) for each in followers(merged)
    ]


def chain(coordinator: User) -> dict[str, int]:
    """Merge the first into the second while the second is merged into the third."""
    first, second = pair()
    third = make_enterprise("Рука ПР")
    return at_once(wish(second, first, coordinator), wish(third, second, coordinator))


@pytest.mark.long
def test_nothing_is_stranded_when_a_survivor_is_merged_at_the_same_moment(coordinator: User) -> None:
    for _number in range(ROUNDS):
        assert chain(coordinator) in ({"Merge": 2}, {"Merge": 1, "MergeRefused": 1})
    assert stranded() == []


@pytest.mark.long
def test_without_the_guard_records_are_stranded(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove that the race above can be lost, so that winning it says something."""
    meeting = Barrier(2)

    def unlocked(model: type[Enterprise], pks: list[int]) -> dict[int, Enterprise]:
        rows = model._base_manager.in_bulk(pks)
        meeting.wait(timeout=20)
        return rows

    monkeypatch.setattr(engine, "_lock", unlocked)
    for _number in range(ROUNDS):
        chain(coordinator)
    assert stranded() != []


@pytest.mark.long
def test_a_merge_is_undone_once(coordinator: User) -> None:
    for _number in range(ROUNDS):
        one, two = pair()
        merge = merge_enterprises(survivor=one, duplicate=two, by=coordinator)
        undo = [lambda merge=merge: undo_merge(merge=merge, by=coordinator)] * 4
        assert at_once(*undo) == {"Merge": 1, "MergeRefused": 3}
        assert [Product.objects.filter(enterprise=each).count() for each in (one, two)] == [1, 1]


def test_a_refusal_changes_nothing(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = pair()

    def fail(*_anything: object) -> None:
        raise MergeRefused

    monkeypatch.setattr("center.base.merging.journal.Journal.create", fail)
    with pytest.raises(MergeRefused):
        merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    two.refresh_from_db()
    assert (two.merged_into, Product.objects.filter(enterprise=two).count(), Merge.objects.count()) == (
        None,
        1,
        0,
    )
