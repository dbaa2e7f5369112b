"""The self-check's rules: what each answer comes to, whom a question concerns, and that nothing breaks it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from entrepreneurs import eligibility
from entrepreneurs.eligibility import LAW, QUESTIONS, Answers, Outcome
from entrepreneurs.eligibility.answers import fits
from entrepreneurs.eligibility.effects import _EFFECTS, ANY
from entrepreneurs.eligibility.verdicts import KEYS

MAY, GAP, ASK, NOT = Outcome.MAY_MEET, Outcome.GAP, Outcome.ASK, Outcome.NOT_FOR_FORM
FORMS = ("entrepreneur", "company", "cooperative", "association", "foundation", "sports")
BEST = "1-company.3-services-work.4-social.5-roma.6-yes.7-yes.8-yes.9-yes.10-yes.11-yes"
ALL_MAY = dict.fromkeys(KEYS, MAY)


def answers(code: str) -> Answers:
    reading = eligibility.read_code(code)
    assert (reading.wrong, reading.is_damaged) == ((), False)
    return reading.answers


def outcomes(code: str) -> dict[str, Outcome]:
    return {verdict.key: verdict.outcome for verdict in eligibility.verdicts(answers(code))}


def test_there_are_eleven_questions_each_with_a_meaning_and_a_way_not_to_know() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 12))
    assert [question.article for question in QUESTIONS] == [8, 8, 5, 7, 6, 11, 11, 12, 10, 13, None]
    assert [bool(str(question.meaning)) for question in QUESTIONS] == [True] * 11
    assert ["unknown" in {option.code for option in question.options} for question in QUESTIONS] == [
        True
    ] * 11


def test_the_law_is_named_with_its_version_and_the_day_we_checked_it() -> None:
    with translation.override("sr"):
        assert (str(LAW.name), LAW.gazette, LAW.checked_on) == (
            "Закон о социјалном предузетништву",
            "14/2022",
            date(2026, 11, 24),
        )


def test_a_company_with_everything_in_place_may_meet_every_article() -> None:
    assert outcomes(BEST) == ALL_MAY


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ("1-other", {"8": GAP, "10": ASK, "11": ASK, "12": ASK}),
        ("1-none", {"8": GAP, "10": ASK, "11": ASK, "12": ASK}),
        ("1-unknown", {"8": ASK, "10": ASK, "11": ASK, "12": ASK}),
        ("1-cooperative", {}),
        ("1-association", {"11": NOT, "12": NOT}),
        ("1-foundation", {"11": NOT, "12": NOT}),
        ("1-sports", {"11": NOT, "12": NOT}),
        ("3-none", {"5": GAP}),
        ("3-unknown", {"5": ASK}),
        ("3-interest", {}),
        ("4-none", {"7": GAP}),
        ("4-unknown", {"7": ASK}),
        ("5-none", {"6": GAP}),
        ("5-unknown", {"6": ASK}),
        ("5-other", {"6": ASK}),
        ("5-roma-other", {}),
        ("6-no", {"11": GAP}),
        ("6-unknown", {"11": ASK}),
        ("7-no", {"11": GAP}),
        ("7-unknown", {"11": ASK}),
        ("8-no", {"12": GAP}),
        ("8-unknown", {"12": ASK}),
        ("9-no", {"10": GAP}),
        ("9-unknown", {"10": ASK}),
        ("10-no", {"13": GAP}),
        ("10-unknown", {"13": ASK}),
        ("11-no", {"register": GAP}),
        ("11-unknown", {"register": ASK}),
    ],
)
def test_one_other_answer_changes_its_article_and_no_other(change: str, changed: dict[str, Outcome]) -> None:
    number = change.partition("-")[0]
    parts = [change if part.partition("-")[0] == number else part for part in BEST.split(".")]
    assert outcomes(".".join(parts)) == ALL_MAY | changed


@pytest.mark.parametrize(("tax", "outcome"), [("2-no", MAY), ("2-yes", GAP), ("2-unknown", ASK), ("", ASK)])
def test_a_flat_rate_is_a_gap_for_an_entrepreneur(tax: str, outcome: Outcome) -> None:
    code = ".".join(filter(None, ["1-entrepreneur", tax, "3-work.4-work.5-youth.10-yes.11-yes"]))
    assert outcomes(code) == ALL_MAY | {"8": outcome, "10": ASK, "11": ASK, "12": NOT}


@pytest.mark.parametrize(
    ("ways", "outcome"),
    [
        ("services", GAP),
        ("work", GAP),
        ("area-work", GAP),
        ("area", ASK),
        ("interest", ASK),
        ("none", ASK),
        ("unknown", ASK),
    ],
)
def test_who_serves_no_group_has_a_gap_only_where_the_way_is_about_groups(
    ways: str, outcome: Outcome
) -> None:
    assert outcomes(f"1-company.3-{ways}.5-none")["6"] == outcome


@pytest.mark.parametrize(
    ("form", "skipped"),
    [
        ("entrepreneur", {6, 7, 8, 9}),
        ("company", {2}),
        ("cooperative", {2}),
        ("association", {2, 6, 7, 8}),
        ("foundation", {2, 6, 7, 8}),
        ("sports", {2, 6, 7, 8}),
        ("other", {2, 6, 7, 8, 9}),
        ("none", {2, 6, 7, 8, 9}),
        ("unknown", {2, 6, 7, 8, 9}),
    ],
)
def test_each_form_is_asked_what_concerns_it(form: str, skipped: set[int]) -> None:
    asked = {question.number for question in eligibility.asked(answers(f"1-{form}"))}
    assert set(range(1, 12)) - asked == skipped


def test_answers_that_a_change_of_form_makes_pointless_count_no_more() -> None:
    before = answers(BEST.replace("6-yes", "6-no").replace("8-yes", "8-no"))
    after = before.having(1, ["association"])
    assert eligibility.relevant(after).code == (
        "1-association.3-services-work.4-social.5-roma.9-yes.10-yes.11-yes"
    )
    assert {verdict.key for verdict in eligibility.verdicts(after) if verdict.outcome == GAP} == set()


def test_without_any_answer_everything_is_a_question_for_the_office() -> None:
    assert outcomes("") == dict.fromkeys(KEYS, ASK)


def test_gaps_come_first_then_what_to_ask_then_what_may_be_met() -> None:
    found = eligibility.verdicts(answers("1-association.3-work.4-unknown.5-roma.9-no.10-yes.11-no"))
    assert [(verdict.key, verdict.outcome) for verdict in found] == [
        ("10", GAP),
        ("register", GAP),
        ("7", ASK),
        ("8", MAY),
        ("5", MAY),
        ("6", MAY),
        ("13", MAY),
        ("11", NOT),
        ("12", NOT),
    ]


def test_an_article_says_its_gap_and_what_is_still_open_and_nothing_twice() -> None:
    def points(code: str) -> list[Outcome]:
        found = {verdict.key: verdict for verdict in eligibility.verdicts(answers(code))}
        return [point.outcome for point in found["11"].points]

    assert points("1-company.6-no.7-unknown") == [GAP, ASK]
    assert points("1-company.6-unknown.7-unknown") == [ASK]
    assert points("1-company.6-yes.7-yes") == [MAY, MAY]
    assert points("1-association") == [NOT]


def test_every_answer_has_a_meaning_of_its_own_or_shares_one() -> None:
    known = {(question.number, option.code) for question in QUESTIONS for option in question.options}
    assert {key for key in _EFFECTS if key[1] != ANY} - known == set()


def test_no_sentence_says_that_anybody_is_eligible_or_meets_the_law() -> None:
    said = [str(effect.means) + str(effect.todo) for effect in _EFFECTS.values()]
    said += [str(outcome.label) for outcome in Outcome]
    with translation.override("en"):
        assert [text for text in said if "eligible" in text.lower() or "you meet" in text.lower()] == []


# --- Codes ------------------------------------------------------------------------------------------------------


def one_answer(number: int) -> st.SearchStrategy[tuple[str, ...]]:
    question = QUESTIONS[number - 1]
    alone = st.sampled_from([(option.code,) for option in question.alone])
    if not question.many:
        return alone
    codes = [option.code for option in question.together]
    return st.one_of(alone, st.sets(st.sampled_from(codes), min_size=1).map(lambda some: tuple(sorted(some))))


@st.composite
def any_answers(draw: st.DrawFn) -> Answers:
    found = Answers()
    for number in draw(st.sets(st.integers(1, 11))):
        found = found.having(number, draw(one_answer(number)))
    return found


@given(any_answers())
def test_any_answers_give_a_verdict_with_words_for_every_article(given_answers: Answers) -> None:
    found = eligibility.verdicts(given_answers)
    assert sorted(verdict.key for verdict in found) == sorted(KEYS)
    assert all(verdict.points for verdict in found)
    assert all(str(point.means) and str(point.todo) for verdict in found for point in verdict.points)


@given(any_answers())
def test_a_code_reads_back_as_the_same_answers(given_answers: Answers) -> None:
    assert eligibility.read_code(given_answers.code) == eligibility.Reading(given_answers)


RANK = {GAP: 0, ASK: 1, MAY: 2}


def rank(found: Answers, key: str) -> int:
    return next(RANK[one.outcome] for one in eligibility.verdicts(found) if one.key == key)


@given(
    any_answers(), st.sampled_from([(6, "11"), (7, "11"), (8, "12"), (9, "10"), (10, "13"), (11, "register")])
)
def test_a_yes_is_never_worse_than_not_knowing_and_that_never_worse_than_a_no(
    given_answers: Answers, which: tuple[int, str]
) -> None:
    number, key = which
    company = given_answers.having(1, ["company"])
    ranks = [rank(company.having(number, [code]), key) for code in ("no", "unknown", "yes")]
    assert ranks == sorted(ranks)


@given(any_answers(), st.sampled_from([(3, "5"), (4, "7"), (5, "6")]), st.data())
def test_one_more_way_area_or_group_never_makes_its_article_worse(
    given_answers: Answers, which: tuple[int, str], data: st.DataObject
) -> None:
    number, key = which
    more = data.draw(st.sampled_from([option.code for option in QUESTIONS[number - 1].together]))
    so_far = [code for code in given_answers.to(number) if code not in {"none", "unknown"}]
    assert rank(given_answers.having(number, [*so_far, more]), key) >= rank(given_answers, key)


@given(any_answers(), st.sampled_from([question.number for question in QUESTIONS]))
def test_taking_an_answer_back_opens_a_question_and_closes_no_gap_of_another_article(
    given_answers: Answers, number: int
) -> None:
    before = {one.key: one.outcome for one in eligibility.verdicts(given_answers)}
    after = {one.key: one.outcome for one in eligibility.verdicts(given_answers.having(number, ()))}
    touched = {1: {"8", "10", "11", "12"}, 2: {"8"}, 3: {"5", "6"}, 4: {"7"}, 5: {"6"}, 6: {"11"}, 7: {"11"}}
    touched |= {8: {"12"}, 9: {"10"}, 10: {"13"}, 11: {"register"}}
    assert {key for key in KEYS if before[key] != after[key]} - touched[number] == set()


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_a_code(text: str) -> None:
    reading = eligibility.read_code(text)
    assert sorted(verdict.key for verdict in eligibility.verdicts(reading.answers)) == sorted(KEYS)
    assert all(fits(QUESTIONS[number - 1], codes) for number, codes in reading.answers.given.items())


@pytest.mark.parametrize(
    ("code", "kept", "wrong", "is_damaged"),
    [
        ("1-company.2", "1-company", (), True),
        ("1-company.12-yes", "1-company", (), True),
        ("1-company.6-maybe", "1-company", (6,), False),
        ("1-company-association", "", (1,), False),
        ("3-none-work.4-social", "4-social", (3,), False),
        ("1-company.1-association", "1-company", (), True),
        ("6-yes.1-company", "1-company.6-yes", (), False),
        ("01-company", "", (), True),
        ("1-company" * 200, "", (), True),
        ("<script>", "", (), True),
        ("1-комpany", "", (), True),
    ],
)
def test_what_makes_no_sense_in_a_code_is_left_out_and_told(
    code: str, kept: str, wrong: tuple[int, ...], is_damaged: bool
) -> None:
    reading = eligibility.read_code(code)
    assert (reading.answers.code, reading.wrong, reading.is_damaged) == (kept, wrong, is_damaged)


@pytest.mark.parametrize(
    ("query", "kept", "wrong", "empty"),
    [
        ("check=1-company&q6=&q6=yes", "1-company.6-yes", (), ()),
        ("check=1-company.6-no&q6=&q6=yes", "1-company.6-yes", (), ()),
        ("check=1-company.6-no&q6=", "1-company", (), (6,)),
        ("q3=&q3=work&q3=area", "3-work-area", (), ()),
        ("q3=&q3=none&q3=area", "", (3,), ()),
        ("check=3-work&q3=&q3=nonsense", "", (3,), ()),
        ("check=6-maybe&q6=yes", "6-yes", (), ()),
        ("q12=yes&q0=yes&x=1", "", (), ()),
        ("check=1-other&check=1-company", "1-company", (), ()),
    ],
)
def test_a_form_has_the_last_word_over_the_code(
    query: str, kept: str, wrong: tuple[int, ...], empty: tuple[int, ...]
) -> None:
    reading = eligibility.read(QueryDict(query))
    assert (reading.answers.code, reading.wrong, reading.empty) == (kept, wrong, empty)


# --- Records ----------------------------------------------------------------------------------------------------


def test_a_record_holds_the_answers_the_result_and_the_version_of_the_law() -> None:
    assert eligibility.to_record(answers("1-entrepreneur.2-yes.3-work.6-yes")) == {
        "law": "14/2022",
        "checked_on": "2026-11-24",
        "answers": {"1": ["entrepreneur"], "2": ["yes"], "3": ["work"]},
        "result": {
            "8": "gap",
            "5": "may_meet",
            "7": "ask",
            "6": "ask",
            "11": "ask",
            "12": "not_for_form",
            "10": "ask",
            "13": "ask",
            "register": "ask",
        },
    }


@given(any_answers())
def test_every_record_is_sound_and_reads_back(given_answers: Answers) -> None:
    record = eligibility.to_record(given_answers)
    eligibility.validate_record(record)
    assert eligibility.from_record(record) == eligibility.relevant(given_answers)


def test_an_old_record_with_answers_that_are_asked_no_more_is_still_read() -> None:
    record = eligibility.to_record(answers("1-company.6-yes"))
    record |= {"law": "14/2022", "answers": {"1": ["company"], "6": ["two-thirds"], "17": ["yes"]}}
    assert eligibility.from_record(record) == answers("1-company")


@pytest.mark.parametrize(
    "change",
    [
        {"law": "fourteen"},
        {"law": 14},
        {"checked_on": "24. 11. 2026."},
        {"answers": [1]},
        {"answers": {"one": ["company"]}},
        {"answers": {"1": "company"}},
        {"answers": {"1": []}},
        {"result": {}},
        {"result": dict.fromkeys(KEYS, "eligible")},
        {"name": "Мира"},
    ],
)
def test_what_is_no_record_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        eligibility.validate_record(eligibility.to_record(answers(BEST)) | change)


@pytest.mark.parametrize("record", [None, [], "law", 1])
def test_what_is_not_even_an_object_is_refused(record: Any) -> None:
    with pytest.raises(ValidationError):
        eligibility.validate_record(record)
