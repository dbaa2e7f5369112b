"""The proposal who stands where: what must hold, for any hall; and what people would notice."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.stand_suggestion import FreeStand, Proposal, Wish, are_neighbours, fits, suggest

pytestmark = pytest.mark.usefixtures("english")


def stand(pk: int, *, x: int | None = None, y: int = 0, **fields: object) -> FreeStand:
    """Return a stand of 3 × 3 m in a row, a metre from the next."""
    return FreeStand(pk, str(pk), x if x is not None else 400 * pk, y, 300, 300, **fields)  # type: ignore[arg-type]


def wish(pk: int, **fields: object) -> Wish:
    return Wish(pk, 100 + pk, f"Exhibitor {pk}", **fields)  # type: ignore[arg-type]


halls = st.lists(
    st.tuples(st.sampled_from([0, 500, 2000]), st.booleans(), st.booleans(), st.integers(0, 3)),
    min_size=1,
    max_size=8,
).map(
    lambda rows: [
        stand(pk, y=1000 * line, watts=watts, is_accessible=accessible, is_corner=corner)
        for pk, (watts, accessible, corner, line) in enumerate(rows)
    ]
)
people = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 400, 1500]),
        st.booleans(),
        st.one_of(st.none(), st.integers(100, 108)),
        st.frozensets(st.sampled_from("abcd"), max_size=2),
        st.booleans(),
    ),
    max_size=8,
).map(
    lambda rows: [
        wish(pk, watts=watts, needs_step_free=free, beside=beside, kinds=kinds, is_first_time=first)
        for pk, (watts, free, beside, kinds, first) in enumerate(rows)
    ]
)


def pairs(proposals: list[Proposal]) -> dict[int, int]:
    return {each.wish.pk: each.stand.pk for each in proposals if each.stand is not None}


def most_seated(stands: list[FreeStand], wishes: list[Wish]) -> int:
    """Count by trying everything how many can get a stand."""
    for count in range(min(len(stands), len(wishes)), 0, -1):
        for chosen in combinations(wishes, count):
            if any(
                all(fits(place, each) for place, each in zip(order, chosen, strict=True))
                for order in permutations(stands, count)
            ):
                return count
    return 0


@given(halls, people)
def test_everybody_is_told_and_nobody_gets_what_does_not_do(
    stands: list[FreeStand], wishes: list[Wish]
) -> None:
    proposals = suggest(stands, wishes, {}, entrance=(0, 0))
    assert [each.wish.pk for each in proposals] == [each.pk for each in wishes]
    assert all(each.reasons for each in proposals)
    assert all(fits(each.stand, each.wish) for each in proposals if each.stand is not None)
    assert len(set(pairs(proposals).values())) == len(pairs(proposals))


@given(halls.filter(lambda rows: len(rows) < 6), people.filter(lambda rows: len(rows) < 6))
def test_as_many_get_a_stand_as_possible(stands: list[FreeStand], wishes: list[Wish]) -> None:
    assert len(pairs(suggest(stands, wishes, {}))) == most_seated(stands, wishes)


@given(halls, people, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(
    stands: list[FreeStand], wishes: list[Wish], chance: object
) -> None:
    mixed_stands, mixed_wishes = list(stands), list(wishes)
    chance.shuffle(mixed_stands)  # type: ignore[attr-defined]
    chance.shuffle(mixed_wishes)  # type: ignore[attr-defined]
    assert suggest(stands, wishes, {}, entrance=(0, 0)) == suggest(
        mixed_stands, mixed_wishes, {}, entrance=(0, 0)
    )


@given(halls, people)
def test_what_is_given_stays(stands: list[FreeStand], wishes: list[Wish]) -> None:
    given = dict(zip([each.pk for each in wishes[:2]], [each.pk for each in reversed(stands)], strict=False))
    proposals = suggest(stands, wishes, given)
    assert not given.keys() & {each.wish.pk for each in proposals}
    assert not set(given.values()) & set(pairs(proposals).values())


def test_electricity_goes_to_who_needs_it() -> None:
    stands = [stand(0), stand(1, watts=2000), stand(2)]
    proposals = suggest(stands, [wish(1), wish(2, watts=1500), wish(3)], {})
    assert pairs(proposals)[2] == 1
    assert proposals[1].reasons == ["Electricity: 2000 W, needed: 1500 W."]


def test_two_who_wish_it_stand_side_by_side() -> None:
    stands = [stand(pk) for pk in range(6)]
    wishes = [wish(1), wish(2, beside=105, beside_name="Exhibitor 5"), wish(3), wish(4), wish(5), wish(6)]
    proposals = suggest(stands, wishes, {})
    found = pairs(proposals)
    assert abs(found[2] - found[5]) == 1
    assert "Beside, as wished: Exhibitor 5." in proposals[1].reasons


def test_who_sells_the_same_is_not_side_by_side_where_it_can_be_avoided() -> None:
    stands = [stand(pk) for pk in range(6)]
    wishes = [wish(pk, kinds=frozenset({"honey" if pk < 4 else str(pk)})) for pk in range(1, 7)]
    found = pairs(suggest(stands, wishes, {}))
    honey = sorted(found[pk] for pk in (1, 2, 3))
    assert [after - before > 1 for before, after in pairwise(honey)] == [True, True]


def test_it_is_told_where_it_could_not_be_avoided() -> None:
    wishes = [wish(1, kinds=frozenset({"honey"})), wish(2, kinds=frozenset({"honey"}))]
    proposals = suggest([stand(0), stand(1)], wishes, {})
    assert "Sells the same kind of goods as a neighbour: Exhibitor 2." in proposals[0].reasons


def test_first_timers_get_the_corner_and_the_entrance() -> None:
    stands = [stand(pk, is_corner=pk == 9) for pk in range(10)]
    wishes = [wish(pk, is_first_time=pk in {7, 8}) for pk in range(10)]
    proposals = suggest(stands, wishes, {}, entrance=(0, 150))
    found = pairs(proposals)
    assert {found[7], found[8]} == {9, 0}
    assert {each.reasons[-1] for each in proposals if each.wish.is_first_time} == {
        "For the first time here: a place at a corner.",
        "For the first time here: a place near the entrance.",
    }


def test_who_applied_last_is_without_and_hears_why() -> None:
    proposals = suggest([stand(0)], [wish(2), wish(1)], {})
    assert [(each.wish.pk, each.reasons) for each in proposals if each.stand is None] == [
        (2, ["All stands that would do are taken."])
    ]
    assert suggest([stand(0)], [wish(1, watts=100)], {})[0].reasons == [
        "No free stand has enough electricity."
    ]
    assert suggest([stand(0)], [wish(1)], {9: 0})[0].reasons == ["No stand is free any more."]


def test_a_passage_parts_no_neighbours_and_a_road_does() -> None:
    assert are_neighbours(stand(0), stand(1))
    assert are_neighbours(stand(0), stand(1, x=0, y=300))
    assert not are_neighbours(stand(0), stand(2))
    assert not are_neighbours(stand(0), stand(1, x=300, y=300))
