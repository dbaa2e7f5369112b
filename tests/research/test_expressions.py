"""Expressions mean what JavaRosa makes of them."""

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from research.expressions import Expression, ExpressionError, Given, Value, compile_expression, evaluate
from research.expressions.values import to_boolean, to_text

pytestmark = pytest.mark.usefixtures("english")

# Asked of the reference itself; the second line of the file says over which answers.
AGREED = Path(__file__).parent / "data" / "odk_expressions.tsv"
ANSWERS: dict[str, Given] = {
    "age": 34,
    "q": "yes",
    "m": "tv net radio",
    "tel": "+38137123456",
    "d": date(2026, 1, 5),
    "blank": None,
    "income": Decimal("1200.5"),
    "name": "Петровић Ђорђе",
    "zero": 0,
    "neg": -3,
    "one": "1",
    "txt": "  dva  razmaka  ",
    "num": "007",
    "d2": "2025-12-31",
    "blanki": None,
}
KINDS: dict[type, str] = {str: "String", float: "Double", bool: "Boolean", date: "Date", datetime: "Date"}


def answer(expression: str) -> tuple[str, str, str]:
    """Return kind, text and condition as the table writes them."""
    try:
        value = evaluate(expression, ANSWERS)
    except ExpressionError:
        return "ERROR", "", ""
    return KINDS[type(value)], to_text(value), to_text(to_boolean(value))


def refusal(expression: str, answers: dict[str, Given] | None = None) -> tuple[str, int | None]:
    with pytest.raises(ExpressionError) as error:
        evaluate(expression, answers or {})
    return error.value.message, error.value.position


def test_every_expression_that_the_reference_was_asked_is_answered_as_it_does() -> None:
    rows = [line.split("\t") for line in AGREED.read_text().split("\n") if line and not line.startswith("#")]

    assert len(rows) > 1_000
    assert [(row[0], answer(row[0])) for row in rows] == [(row[0], (row[1], row[2], row[3])) for row in rows]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("coalesce(${blank}, 5)", 5.0),
        ("${several} = 'a b'", True),
        ("${moment}", datetime(2026, 1, 5, 10, 30)),  # noqa: DTZ001 -- a clock on the wall
        ("${huge}", math.inf),
        ("-${huge}", -math.inf),
        ("${yes} = 'x'", True),
        ("region = ${region}", True),
        ("count(region) + count(nothing)", 1.0),
    ],
)
def test_what_callers_hand_in_is_taken_as_it_is_meant(expression: str, value: Value) -> None:
    answers: dict[str, Given] = {
        "blank": None,
        "several": ["a", "b"],
        "moment": datetime(2026, 1, 5, 10, 30, tzinfo=UTC),
        "huge": 10**400,
        "yes": True,
        "region": "north",
    }

    assert evaluate(expression, answers, columns={"region": "north"}) == value


def test_a_whole_page_sees_one_moment() -> None:
    now = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    # In Belgrade the next day has begun.
    assert evaluate("today()", {}, now=now) == date(2026, 7, 2)
    assert evaluate("format-date-time(now(), '%Y-%m-%d %H:%M')", {}, now=now) == "2026-07-02 01:30"
    assert evaluate("today()", {}, now=now, today=date(2020, 1, 1)) == date(2020, 1, 1)
    assert evaluate("decimal-time(now())", {}, now=datetime(2026, 1, 1, 12)) == 0.5  # noqa: DTZ001 -- a clock on the wall


def test_without_a_moment_the_clock_is_looked_at() -> None:
    assert evaluate("date(now()) = today() and today() > date('2025-01-01')", {}) is True


def test_chance_gives_other_numbers_and_names() -> None:
    assert len({evaluate("random()", {}) for _time in range(20)}) == 20
    assert len({evaluate("uuid()", {}) for _time in range(20)}) == 20
    assert evaluate("string-length(uuid(10))", {}) == 10.0
    assert refusal("uuid(1000000)") == ("uuid() makes at most 200 signs.", 0)


def test_the_answer_that_is_being_checked_is_the_dot() -> None:
    assert evaluate(". >= 18 and . < 65", {".": 34}) is True
    assert evaluate("string-length()", {".": "шест"}) == 4.0
    assert evaluate("normalize-space()", {".": " a  b "}) == "a b"
    assert refusal("1 + .") == ('"." is the answer that is being checked, and there is none here.', 4)


def test_once_keeps_the_first_value() -> None:
    assert evaluate("once(5)", {".": None}) == 5.0
    assert evaluate("once(5)", {".": "3"}) == "3"


def test_labels_of_choices_are_looked_up_by_whoever_knows_them() -> None:
    labels = {("q", "yes"): "Да"}
    expression = "concat(jr:choice-name(${q}, '${q}'), '!')"

    assert evaluate(expression, {"q": "yes"}, choice_name=lambda code, name: labels[name, code]) == "Да!"
    assert refusal(expression, {"q": "yes"}) == ("The label of a choice cannot be looked up here.", 7)


def test_the_version_of_the_questionnaire_is_told() -> None:
    assert evaluate("version()", {}, version="2026-1") == "2026-1"


def test_an_expression_knows_what_it_reads() -> None:
    expression = Expression("if(. > ${b}, jr:choice-name(${a}, '${c}'), region) and '${d}' = string-length()")

    assert expression.names == {".", "a", "b", "c"}
    assert expression.columns == {"region"}
    assert Expression("string-length()").names == {"."}
    assert Expression("string-length(${a})").names == {"a"}


def test_an_expression_is_read_once_and_asked_for_truth_and_text() -> None:
    expression = compile_expression("${age} div 2")

    assert compile_expression("${age} div 2") is expression
    assert (expression.text({"age": 34}), expression.truth({"age": 34})) == ("17", True)
    assert (expression.text({"age": 0}), expression.truth({"age": 0})) == ("0", False)


@pytest.mark.parametrize(
    ("expression", "message", "position"),
    [
        ("", "The expression is empty.", 0),
        ("${a} +", "The expression ends where something should follow.", 6),
        ("${a} == 1", 'Equality is written with one sign: "=".', 6),
        ("${a} <> 1", 'These signs are written "!=", ">=" and "<=".', 6),
        ("${a} => 1", 'These signs are written "!=", ">=" and "<=".', 6),
        ("(1", "The bracket that opens here is never closed.", 0),
        ("if(1, 2", "The bracket that opens here is never closed.", 2),
        ("1 2", '"2" cannot stand here.', 2),
        ("1)", '")" cannot stand here.', 1),
        ("'abc", "A text begins with a quotation mark here, and nothing ends it.", 0),
        ("${a} = ‘x’", "Around a text stand straight quotation marks, ' or \", and here stands ‘.", 7),
        ("${ a }", "Here something begins like a question's name: it is written ${name}, without blanks.", 0),
        ("1 & 2", 'Here stands the sign "&": conditions are joined by the word "and".', 2),
        ("5 % 2", 'Here stands a percent sign: the remainder of a division is written "mod".', 2),
        ("5 / 2", 'Here stands the sign "/": a division is written "div", and a question ${name}.', 2),
        ("1 | 2", 'Here stands the sign "|": alternatives are joined by "or".', 2),
        ("a[1]", 'The sign "[" belongs to paths through a document, which are not used here.', 1),
        (
            "1 +\u00a02",
            "Here stands a blank of another kind, as word processors write them. Please type a usual blank.",
            3,
        ),
        (
            "1 AND 2",
            'Here an operator is missing, or "AND" is none: "and", "or", "div" and "mod" have small letters.',
            2,
        ),
        ("#", 'The sign "#" means nothing in an expression.', 0),
        ("text()", "Parts of a document cannot be asked about here.", 0),
        ("1 + lower-case('A')", "There is no function lower-case().", 4),
        ("not(1, 2)", "The function not() is not called with 2 values in its brackets.", 0),
        ("position(..)", '".." is about repeats, which are not used here.', 9),
        (
            "1 + number(date('31.1.2026.'))",
            '"31.1.2026." is no date: dates are written as 2026-01-31, and in quotes.',
            11,
        ),
        ("sum(3)", "This function is about a question, and what stands in its brackets is none.", 0),
        (
            "format-date('2026-01-05', '%')",
            'The form of a date ends with the sign "%", and a letter should follow.',
            0,
        ),
        (
            "format-date('2026-01-05', '%Q')",
            'The form of a date has no "%Q". Days are %d, months %m and years %Y.',
            0,
        ),
    ],
)
def test_a_person_is_told_what_cannot_be_read_and_where(expression: str, message: str, position: int) -> None:
    assert refusal(expression) == (message, position)
