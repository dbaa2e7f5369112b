"""What a person is told to mend before anybody answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.expressions import (
    Holds,
    NameFacts,
    ProblemKind,
    cycles,
    evaluate,
    problems,
    references,
    straighten,
)

pytestmark = pytest.mark.usefixtures("english")

KNOWN = {
    "age": NameFacts(Holds.NUMBER),
    "q": NameFacts(Holds.ONE_CODE, frozenset({"yes", "no"})),
    "grade": NameFacts(Holds.ONE_CODE, frozenset({"1", "2"})),
    "m": NameFacts(Holds.SEVERAL_CODES, frozenset({"tv", "radio"})),
    "d": NameFacts(Holds.DATE),
    "name": NameFacts(Holds.TEXT),
    "sum": NameFacts(Holds.ANYTHING),
}


def told(
    expression: str, *, allows_dot: bool = False, columns: frozenset[str] = frozenset()
) -> list[tuple[int, str]]:
    found = problems(expression, KNOWN, allows_dot=allows_dot, columns=columns)
    return [(problem.position, problem.message) for problem in found]


@pytest.mark.parametrize(
    "expression",
    [
        "${q} = 'yes' and not(selected(${m}, 'tv')) or ${grade} = 1",
        "${q} = '' or ${q} != ''",
        "${grade} = '1' and 2 = ${grade}",
        "selected(${q}, ' no ')",
        "${m} = ''",
        "${d} < date('2026-01-31') and ${d} = '2026-01-31' and ${d} > today()",
        "regex(${name}, '^[А-Ш][а-ш]+$')",
        "format-date(${d}, '%d.%m.%Y.')",
        "${age} >= '18' and ${name} = 'Петар'",
        "${sum} > 5 and ${sum} = 'x'",
        "once(uuid())",
        "jr:choice-name(${q}, '${q}')",
        "count(${q}) + sum(if(${age} > 1, ${age}, ${sum}))",
        "string-length(${name}) < 10",
        "date('')",
        "decimal-time(concat('2026-01-31T', ${name}))",
    ],
)
def test_good_expressions_are_passed(expression: str) -> None:
    assert told(expression) == []


@pytest.mark.parametrize(
    ("expression", "message", "position", "kind"),
    [
        ("1 +", "The expression ends where something should follow.", 3, ProblemKind.SYNTAX),
        (
            "1 + ${Age}",
            "There is no question with the name ${Age}. Perhaps ${age} is meant.",
            4,
            ProblemKind.UNKNOWN_NAME,
        ),
        ("${zzzzzz}", "There is no question with the name ${zzzzzz}.", 0, ProblemKind.UNKNOWN_NAME),
        (
            "${q} = yes",
            "yes stands without quotation marks. A code is written 'yes', and a question ${yes}.",
            7,
            ProblemKind.BARE_NAME,
        ),
        ("true", "true is written with brackets: true().", 0, ProblemKind.BARE_NAME),
        (
            ". > 5",
            '"." is the answer that is being checked; it can stand in a constraint alone.',
            0,
            ProblemKind.NO_ANSWER,
        ),
        (
            "string-length() > 5",
            '"." is the answer that is being checked; it can stand in a constraint alone.',
            0,
            ProblemKind.NO_ANSWER,
        ),
        ("position(..)", '".." is about repeats, which are not used here.', 9, ProblemKind.NO_REPEATS),
        (
            "Selected(${m}, 'tv')",
            "There is no function Selected(). Perhaps selected() is meant.",
            0,
            ProblemKind.UNKNOWN_FUNCTION,
        ),
        (
            "substring(${name}, 1)",
            "There is no function substring(). Perhaps substr() is meant.",
            0,
            ProblemKind.UNKNOWN_FUNCTION,
        ),
        ("xyzzyx()", "There is no function xyzzyx().", 0, ProblemKind.UNKNOWN_FUNCTION),
        (
            "pulldata('a', 'b', 'c', 'd')",
            "The function pulldata() is about repeats, places, media or files, which are not used here.",
            0,
            ProblemKind.UNSUPPORTED_FUNCTION,
        ),
        (
            "if(1, 2)",
            "The function if() is not called with 2 values in its brackets.",
            0,
            ProblemKind.ARGUMENTS,
        ),
        (
            "once()",
            "The function once() is not called with 0 values in its brackets.",
            0,
            ProblemKind.ARGUMENTS,
        ),
        (
            "sum(3)",
            "The function sum() is about a question, and what stands in its brackets is none.",
            0,
            ProblemKind.NOT_A_QUESTION,
        ),
        (
            "jr:choice-name(${q}, ${q})",
            "jr:choice-name() wants the question in quotation marks: jr:choice-name(${name}, '${name}').",
            0,
            ProblemKind.NOT_A_QUESTION,
        ),
        (
            "jr:choice-name(${q}, '${qq}')",
            "There is no question with the name ${qq}. Perhaps ${q} is meant.",
            21,
            ProblemKind.UNKNOWN_NAME,
        ),
        (
            "${q} = 'yess'",
            "The list of this question has no choice 'yess'. Perhaps 'yes' is meant.",
            7,
            ProblemKind.UNKNOWN_CODE,
        ),
        (
            "not('Yes' != ${q}) or 0",
            "The list of this question has no choice 'Yes'. Perhaps 'yes' is meant.",
            4,
            ProblemKind.UNKNOWN_CODE,
        ),
        ("${grade} = 3", "The list of this question has no choice '3'.", 11, ProblemKind.UNKNOWN_CODE),
        (
            "1 and (0 or selected(${m}, 'x'))",
            "The list of this question has no choice 'x'.",
            27,
            ProblemKind.UNKNOWN_CODE,
        ),
        (
            "selected(${m}, 1)",
            "The code that selected() looks for is written in quotes, like '1'.",
            15,
            ProblemKind.NOT_A_CHOICE,
        ),
        (
            "selected(${age}, '34')",
            "The function selected() is about choices, and here a number or a date is answered.",
            0,
            ProblemKind.NOT_A_CHOICE,
        ),
        (
            "count-selected(${d})",
            "The function count-selected() is about choices, and here a number or a date is answered.",
            0,
            ProblemKind.NOT_A_CHOICE,
        ),
        (
            "${d} < '2026-01-31'",
            "A date is compared with the text '2026-01-31', which never holds. A date is written date('2026-01-31').",
            7,
            ProblemKind.DATE_AS_TEXT,
        ),
        (
            "'31.01.2026.' = ${d}",
            "A date is compared with the text '31.01.2026.', which never holds. A date is written date('2026-01-31').",
            0,
            ProblemKind.DATE_AS_TEXT,
        ),
        (
            "date('31.1.2026.')",
            '"31.1.2026." is no date: dates are written as 2026-01-31, and in quotes.',
            5,
            ProblemKind.NOT_A_DATE,
        ),
        (
            "format-date(${d}, '%B')",
            'The form of a date has no "%B". Days are %d, months %m and years %Y.',
            18,
            ProblemKind.NOT_A_DATE,
        ),
        (
            "regex(${name}, '[a-z')",
            'The pattern "[a-z" cannot be read from its character number 5 on.',
            15,
            ProblemKind.PATTERN,
        ),
    ],
)
def test_an_error_is_told_with_its_place(
    expression: str, message: str, position: int, kind: ProblemKind
) -> None:
    found = problems(expression, KNOWN)

    assert [(each.kind, each.position, each.message) for each in found] == [(kind, position, message)]
    assert [each.is_warning for each in found] == [False]


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("${name} < 'b'", ProblemKind.ORDER_OF_TEXTS),
        ("'10' > ${name}", ProblemKind.ORDER_OF_TEXTS),
        ("'abc' < 5", ProblemKind.ORDER_OF_TEXTS),
        ("${m} = 'tv'", ProblemKind.SEVERAL_AS_ONE),
        ("${age} = 'many'", ProblemKind.NUMBER_AS_TEXT),
        ("concat('Dear ${name}', '!')", ProblemKind.QUOTED_NAME),
    ],
)
def test_a_doubt_is_a_warning(expression: str, kind: ProblemKind) -> None:
    found = problems(expression, KNOWN)

    assert [(each.kind, each.is_warning) for each in found] == [(kind, True)]
    assert all(each.message for each in found)


def test_the_answer_itself_is_checked_with_its_own_list() -> None:
    known = {**KNOWN, ".": KNOWN["q"]}

    assert [each.message for each in problems(". != 'yess'", known, allows_dot=True)] == [
        "The list of this question has no choice 'yess'. Perhaps 'yes' is meant."
    ]
    assert problems(". != 'yes'", known, allows_dot=True) == []


def test_columns_of_choices_stand_bare_in_a_filter() -> None:
    assert told("region = ${q} and town = ''", columns=frozenset({"region"})) == [
        (18, "town stands without quotation marks. A code is written 'town', and a question ${town}.")
    ]


def test_several_problems_are_told_in_the_order_of_the_text() -> None:
    assert [position for position, _message in told("${q} = 'a' and ${nope} = 1 and foo()")] == [7, 15, 31]


def test_references_are_found_even_where_names_are_unknown() -> None:
    assert references("${a} + . > ${b}") == {"a", "b", "."}
    assert references("${a} +") == frozenset()


@pytest.mark.parametrize(
    ("curled", "straight"),
    [
        ("${q} = ‘yes’", "${q} = 'yes'"),
        ("${q} = “yes” or ${q} = „no”", '${q} = "yes" or ${q} = "no"'),
        ("${q} = „да“", '${q} = "да"'),
        ("${q} = ’yes’", "${q} = 'yes'"),
        ("${q} = '‘yes’'", "${q} = '‘yes’'"),
        ('concat("„", ‘a’)', "concat(\"„\", 'a')"),
        ("“it’s”", '"it’s"'),
        ('“yes"', '"yes"'),
        ("‘yes", "'yes"),
    ],
)
def test_curled_marks_are_straightened_where_they_stand_for_straight_ones(curled: str, straight: str) -> None:
    assert straighten(curled) == straight


def test_a_straightened_expression_works() -> None:
    assert evaluate(straighten("${q} = ‘yes’"), {"q": "yes"}) is True


@given(st.text(alphabet="'\"‘’“”„ab$"))
def test_straightening_twice_changes_nothing_more(text: str) -> None:
    once = straighten(text)

    assert straighten(once) == once
    assert len(once) == len(text)


def test_circles_are_told_once_each_from_their_first_name() -> None:
    edges = {
        "a": frozenset({"b", "elsewhere"}),
        "b": frozenset({"c"}),
        "c": frozenset({"a", "d"}),
        "d": frozenset({"d"}),
        "e": frozenset({"a"}),
        "f": frozenset({"g"}),
        "g": frozenset({"f", "a"}),
    }

    assert cycles(edges) == [("a", "b", "c"), ("d",), ("f", "g")]
    assert cycles({"a": frozenset({"b"}), "b": frozenset()}) == []


def test_of_names_that_all_depend_on_each_other_the_shortest_circle_is_told() -> None:
    names = [f"n{place}" for place in range(6)]
    edges = {name: frozenset(names) - {name} for name in names}

    assert cycles(edges) == [("n0", "n1")]


def test_a_chain_of_thousands_is_no_circle_and_closes_to_one() -> None:
    chain = {f"n{place}": frozenset({f"n{place + 1}"}) for place in range(5_000)}

    assert cycles(chain) == []
    assert [len(circle) for circle in cycles({**chain, "n5000": frozenset({"n0"})})] == [5_001]


@given(st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdefg"), max_size=3)))
def test_every_circle_is_one_and_what_is_left_has_none(edges: dict[str, frozenset[str]]) -> None:
    found = cycles(edges)

    for circle in found:
        assert len(set(circle)) == len(circle)
        assert all(
            following in edges[name] for name, following in zip(circle, circle[1:] + circle[:1], strict=True)
        )
    # Taking one step out of every circle, again and again, leaves none: so none was overlooked.
    while found:
        for circle in found:
            edges = {**edges, circle[0]: edges[circle[0]] - {circle[1 % len(circle)]}}
        found = cycles(edges)
    order: list[str] = []
    left = dict(edges)
    while left:
        free = [name for name in left if not left[name] & left.keys()]
        assert free
        order += free
        left = {name: needs for name, needs in left.items() if name not in free}
