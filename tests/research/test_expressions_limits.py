"""No expression, however written, holds up the server or breaks it in another way than by a refusal."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from research.expressions import (
    ExpressionError,
    compile_expression,
    evaluate,
    problems,
    references,
    straighten,
)
from research.expressions.patterns import Pattern, matches

pytestmark = pytest.mark.usefixtures("english")

SIGNS = "${a} ${b} . .. ( ) , 'x' '' \"y\" 1 2.5 .5 + - * = != < <= > >= | / [ ] @ % ‘ é \u00a0"
WORDS = "and or not div mod '[a-z]+' '2026-01-05'"
CALLS = "selected( if( regex( date( round( substr( string-length( coalesce( uuid( max( format-date("
PIECES = [*SIGNS.split(" "), *WORDS.split(), *CALLS.split(), " "]
ANSWERS = {"a": "1", "b": None, ".": "2026-01-05"}


def _survives(text: str) -> None:
    assert isinstance(references(text), frozenset)
    assert isinstance([problem.message for problem in problems(text, {})], list)
    assert isinstance(straighten(text), str)
    refused = None
    try:
        assert isinstance(compile_expression(text).text(ANSWERS), str)
    except ExpressionError as error:
        refused = error
    if refused:
        assert refused.message
        assert refused.position is not None
        assert 0 <= refused.position <= len(text)


@given(st.text())
def test_any_text_is_answered_or_refused(text: str) -> None:
    _survives(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_row_of_pieces_is_answered_or_refused(text: str) -> None:
    _survives(text)


@settings(max_examples=300)
@given(st.text(alphabet="ab.*+?(){}[]|^$\\-&:=!<>,019pPLwdQEius "), st.text(alphabet="ab01.-\n", max_size=8))
@example("(?i)(?s)(?-i)a", "A")
@example("[a-\\d]", "a")
@example("\\Q", "")
@example("[\\Q]\\E]", "]")
@example("(?=a)|b", "a")
def test_any_pattern_matches_or_is_refused(pattern: str, text: str) -> None:
    refused = None
    try:
        assert matches(pattern, text) in {True, False}
    except ExpressionError as error:
        refused = error
    assert refused is None or refused.message


def _plain_patterns() -> st.SearchStrategy[str]:
    letters = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "\\."])
    return st.recursive(
        letters,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
            st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "*?"])).map(
                lambda both: f"(?:{both[0]}){both[1]}"
            ),
        ),
        max_leaves=6,
    )


@settings(max_examples=300)
@given(_plain_patterns(), st.text(alphabet="ab.", max_size=6))
def test_patterns_match_what_python_matches_where_both_mean_the_same(pattern: str, text: str) -> None:
    assert matches(pattern, text) is bool(re.fullmatch(pattern, text))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+b", "a" * 5_000),
        ("(.*)*(.*)*(.*)*x", "a" * 5_000),
        ("(a|a)*b", "a" * 5_000),
        ("([a-z]+ ?)+!", "abc " * 1_250),
        ("(.*a){20}c", "ab" * 2_500),
    ],
)
def test_a_pattern_that_would_be_tried_for_years_is_answered(pattern: str, text: str) -> None:
    begun = time.thread_time()

    assert matches(pattern, text) is False
    # Trying one way after another would take longer than the world exists; a slow machine is no reason to fail.
    assert time.thread_time() - begun < 60


@pytest.mark.parametrize(
    "pattern", ["(){1,999999999}", "((((){999}){999}){999}){999}", "((a{1,99}){1,99}){1,99}", "a{2001}"]
)
def test_a_pattern_that_repeats_too_much_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError, match="too large"):
        Pattern(pattern)


def test_a_long_text_is_not_compared_with_a_pattern() -> None:
    with pytest.raises(ExpressionError, match="more than 5000 characters"):
        matches("a*", "a" * 5_001)


@pytest.mark.parametrize(
    "pattern", ["(a)\\1", "\\ba", "(?<=a)b", "a*+", "(?>a)", "b(?=a)", "a(?i)b", "(?x)a", "(?=a)|b"]
)
def test_what_only_trying_can_match_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError, match="cannot be matched in a safe time"):
        Pattern(pattern)


def test_a_very_long_expression_is_refused() -> None:
    assert evaluate("+".join(["1"] * 2_000), {}) == 2_000.0
    with pytest.raises(ExpressionError, match="may have 4000 characters, and this one has 4001"):
        evaluate("1" * 4_001, {})


@pytest.mark.parametrize("one", ["(", "-", "not(", "if(1, 1, ", "1 + (", "concat("])
def test_what_stands_too_deep_is_refused_before_it_breaks(one: str) -> None:
    with pytest.raises(ExpressionError, match="more than 40 brackets"):
        evaluate(one * 400, {})


def test_what_makes_a_tall_tree_is_refused_before_it_breaks() -> None:
    with pytest.raises(ExpressionError, match="Please divide it"):
        evaluate("(0 or 1 and 1 = 1 < 1 + 1 * " * 35 + "1" + ")" * 35, {})


@pytest.mark.parametrize("one", ["if(", "coalesce(", "sum(if(", "sum(coalesce(", "count(if(count(coalesce("])
def test_what_stands_within_each_other_is_prepared_in_no_time(one: str) -> None:
    """Preparing every part twice would double with every level."""
    ends = {"if": ", ${a}, ${a})", "coalesce": ", ${a})", "sum": ")", "count": ")"}
    names = (one * 40).split("(")[:38]
    begun = time.thread_time()

    compile_expression("(".join([*names, "${a}"]) + "".join(ends[name] for name in reversed(names)))
    assert time.thread_time() - begun < 10


def test_thirty_nested_choices_are_no_problem() -> None:
    text = "".join(f"if(${{a}} = {place}, 'v{place}', " for place in range(38)) + "''" + ")" * 38

    assert evaluate(text, {"a": 37}) == "v37"
    assert evaluate(text, {"a": 99}) == ""


def test_forty_brackets_are_enough_for_anybody() -> None:
    assert evaluate("(" * 40 + "1" + ")" * 40, {}) == 1.0


def test_a_thousand_conditions_in_a_row_are_no_deeper_than_one() -> None:
    assert evaluate(" or ".join(["0"] * 700 + ["1"]), {}) is True
