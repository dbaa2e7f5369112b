"""What is asked of whom, and what is wrong with an answer."""

from typing import Any

from django.utils import translation

from research.definition import Definition, Group, Kind, Question
from research.interview import Course, in_words, pages_of, piped, problems
from tests.research.surveys import NOW, definition, question, short, texts


def course(asks: Definition, **answers: Any) -> Course:
    return Course(asks, answers, now=NOW)


def test_each_group_is_a_page_and_questions_between_groups_share_one() -> None:
    asks = definition(
        question(Kind.TEXT, "a"),
        question(Kind.TEXT, "b"),
        Group("g", (question(Kind.TEXT, "c"),)),
        question(Kind.HIDDEN, "h"),
        question(Kind.TEXT, "d"),
    )
    assert [sorted(page.names) for page in pages_of(asks)] == [["a", "b"], ["c"], ["d"]]


def test_a_chapter_of_groups_is_a_page_for_each_of_them_unless_it_is_one_field_list() -> None:
    inner = (Group("g1", (question(Kind.TEXT, "a"),)), Group("g2", (question(Kind.TEXT, "b"),)))
    assert [sorted(page.names) for page in pages_of(definition(Group("chapter", inner)))] == [["a"], ["b"]]
    together = Group("chapter", inner, appearance="field-list")
    assert [sorted(page.names) for page in pages_of(definition(together))] == [["a", "b"]]


def test_a_group_of_silent_values_is_no_page() -> None:
    assert pages_of(definition(Group("g", (question(Kind.CALCULATE, "c", calculation="1"),)))) == ()


def test_what_is_not_relevant_is_not_asked_and_counts_as_blank_for_what_follows() -> None:
    asks = definition(
        question(Kind.SELECT_ONE, "a", choices="yes_no"),
        question(Kind.SELECT_ONE, "b", choices="yes_no", relevant="${a} = 'yes'"),
        question(Kind.TEXT, "c", relevant="${b} = 'yes'"),
    )
    assert course(asks, a="yes", b="yes").asked == {"a", "b", "c"}
    # The answer to b was given before somebody changed their mind about a.
    assert course(asks, a="no", b="yes").asked == {"a"}


def test_a_question_in_a_group_that_is_not_relevant_is_not_asked() -> None:
    assert course(short(), heard="no").asked == {"age", "heard", "view1", "view2", "is_young"}


def test_a_calculation_that_stands_before_what_it_reads_is_worked_out_all_the_same() -> None:
    asks = definition(question(Kind.CALCULATE, "twice", calculation="${n} * 2"), question(Kind.INTEGER, "n"))
    assert course(asks, n=4).settled == {"twice": 8, "n": 4}


def test_what_was_asked_and_left_open_is_kept_as_open_and_what_was_not_asked_not_at_all() -> None:
    assert course(short(), age=20, heard="no", what="old").settled == {
        "age": 20,
        "heard": "no",
        "view1": None,
        "view2": None,
        "is_young": 1,
    }


def test_a_calculation_without_a_value_is_open() -> None:
    asks = definition(question(Kind.CALCULATE, "c", calculation="${n} * 2"), question(Kind.INTEGER, "n"))
    assert course(asks).settled == {"c": None, "n": None}


def test_what_was_written_beside_other_is_kept_with_it_and_forgotten_without_it() -> None:
    answers = {"heard": "yes", "where_other": "радио"}
    assert course(short(), where=["net", "other"], **answers).settled["where_other"] == "радио"
    assert "where_other" not in course(short(), where=["net"], **answers).settled


def test_a_required_question_and_a_constraint_say_their_own_sentence() -> None:
    asks = definition(
        question(
            Kind.INTEGER, "a", required="true()", required_message=texts("Упишите године.", "Write it.")
        ),
        question(Kind.INTEGER, "b", constraint=". > 5", constraint_message=texts("Више од пет.", "Above 5.")),
        question(Kind.INTEGER, "c", required="${b} > 100"),
    )
    with translation.override("en"):
        found = {each.name: each.message for each in problems(course(asks, b=2), ["a", "b", "c"])}
    assert found == {"a": "Write it.", "b": "Above 5."}


def test_a_constraint_is_not_asked_of_an_open_answer() -> None:
    asks = definition(question(Kind.INTEGER, "a", constraint=". > 5"))
    assert problems(course(asks), ["a"]) == []


def test_a_constraint_on_a_day_compares_days() -> None:
    asks = definition(question(Kind.DATE, "d", constraint=". <= today()"))
    assert [each.name for each in problems(course(asks, d="2026-07-08"), ["d"])] == ["d"]
    assert problems(course(asks, d="2026-07-07"), ["d"]) == []


def test_only_choices_that_the_filter_lets_through_are_offered() -> None:
    asks = definition(question(Kind.SELECT_ONE, "a", choices="media", choice_filter="name != 'tv'"))
    assert [choice.name for choice in course(asks).offered(asks.questions["a"])] == ["net", "press"]


def test_a_label_names_answers_in_words() -> None:
    asks = definition(
        question(Kind.SELECT_ONE, "a", choices="media"),
        question(Kind.DATE, "d"),
        Question(Kind.NOTE, "n", label=texts("Реч: ${a}, ${d}, ${nobody}.")),
    )
    with translation.override("sr"):
        said = piped(course(asks, a="net", d="2026-07-07"), asks.questions["n"].label)
    assert str(said) == "Реч: Интернет, 7. јула 2026., …."
    with translation.override("sr-latn"):
        assert str(piped(course(asks, a="net"), texts("Реч: ${a}"))) == "Reč: Internet"


def test_answers_are_read_in_words() -> None:
    asks = short()
    with translation.override("en"):
        assert in_words(asks, asks.questions["where"], ["tv", "other"]) == "Television, Other"
        assert in_words(asks, asks.questions["heard"], "yes") == "Yes"
        assert in_words(asks, asks.questions["age"], None) == ""


def test_what_is_calculated_once_stays_what_it_was() -> None:
    asks = definition(question(Kind.CALCULATE, "lot", calculation="once(random())"))
    first = course(asks).settled["lot"]
    assert course(asks, lot=first).settled == {"lot": first}


def test_expressions_read_a_calculation_as_a_text() -> None:
    asks = definition(
        question(Kind.CALCULATE, "n", calculation="1 + 1"),
        question(Kind.TEXT, "a", relevant="${n} = 2"),
        question(Kind.TEXT, "b", relevant="string-length(${n}) = 1"),
    )
    assert course(asks).asked == {"n", "a", "b"}
