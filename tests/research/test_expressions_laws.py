"""Laws that hold for every expression."""

import math
import operator
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from research.expressions import evaluate
from research.expressions.numbers import divided, read_number, remainder, write_number

Plain = str | float | bool | date | None
VALUES: st.SearchStrategy[Plain] = st.one_of(
    st.text(max_size=5),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.sampled_from(["1", "-2.5"]),
)
OPERATORS: dict[str, tuple[int, Callable[[float, float], float]]] = {
    "+": (1, operator.add),
    "-": (1, operator.sub),
    "*": (2, operator.mul),
    "div": (2, divided),
    "mod": (2, remainder),
}


def _trees() -> st.SearchStrategy[tuple[str, float, int]]:
    """Build expressions together with their value and rank, with brackets only where the ranks ask for them."""

    def combined(parts: tuple[str, tuple[str, float, int], tuple[str, float, int]]) -> tuple[str, float, int]:
        sign, (left, left_value, left_rank), (right, right_value, right_rank) = parts
        rank, function = OPERATORS[sign]
        left = left if left_rank >= rank else f"({left})"
        right = right if right_rank > rank else f"({right})"
        return f"{left} {sign} {right}", function(left_value, right_value), rank

    def negated(part: tuple[str, float, int]) -> tuple[str, float, int]:
        text, value, rank = part
        return (f"-{text}" if rank == 3 else f"-({text})"), -value, 3

    leaves = st.integers(0, 20).map(lambda number: (str(number), float(number), 3))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(sorted(OPERATORS)), inner, inner).map(combined), inner.map(negated)
        ),
        max_leaves=12,
    )


@given(_trees())
def test_operators_bind_as_their_ranks_say(tree: tuple[str, float, int]) -> None:
    text, value, _rank = tree

    found = evaluate(text, {})

    assert found == value or (isinstance(found, float) and math.isnan(found) and math.isnan(value))


@given(VALUES)
def test_not_twice_is_boolean(value: Plain) -> None:
    answers = {"a": value}

    assert evaluate("not(not(${a}))", answers) is evaluate("boolean(${a})", answers)


@given(VALUES, VALUES)
def test_equality_does_not_depend_on_the_side_and_is_the_opposite_of_inequality(
    left: Plain, right: Plain
) -> None:
    answers = {"a": left, "b": right}

    assert evaluate("${a} = ${b}", answers) is evaluate("${b} = ${a}", answers)
    assert evaluate("${a} != ${b}", answers) is evaluate("not(${a} = ${b})", answers)


@given(VALUES, VALUES)
def test_what_is_smaller_is_not_larger(left: Plain, right: Plain) -> None:
    answers = {"a": left, "b": right}

    assert evaluate("${a} < ${b}", answers) is evaluate("${b} > ${a}", answers)
    assert evaluate("${a} < ${b} and ${b} < ${a}", answers) is False


@given(
    st.floats(min_value=-9_999_999, max_value=9_999_999).filter(
        lambda number: number == 0 or abs(number) >= 1e-3
    )
)
def test_what_is_written_plainly_is_read_as_the_same_number(number: float) -> None:
    written = write_number(number)

    assert abs(read_number(written) - number) < 1e-12
    assert evaluate("string(${a})", {"a": number}) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_written_is_the_same_for_a_machine(number: float) -> None:
    assert abs(float(write_number(number)) - number) < 1e-12


@given(st.dates())
def test_a_date_is_its_days_and_its_text(day: date) -> None:
    answers = {"a": day}

    assert evaluate("date(number(${a}))", answers) == day
    assert evaluate("date(string(${a}))", answers) == day
    assert evaluate("${a} - 1 < ${a}", answers) is True


@given(st.lists(st.sampled_from("abc"), max_size=6), st.sampled_from("abcd"))
def test_chosen_codes_are_found_and_counted(codes: list[str], code: str) -> None:
    answers = {"a": codes}

    assert evaluate(f"selected(${{a}}, '{code}')", answers) is (code in codes)
    assert evaluate("count-selected(${a})", answers) == float(len(codes))
    assert [evaluate(f"selected-at(${{a}}, {place})", answers) for place in range(len(codes))] == codes
