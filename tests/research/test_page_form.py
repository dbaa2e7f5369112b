"""What each kind of question takes, keeps and shows again."""

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from research.definition import Group, Kind, Question
from research.forms import PageForm
from research.interview import pages_of
from tests.research.surveys import NOW, definition, question, texts

RANGE = question(Kind.RANGE, "q", start="0", end="10", step="1")
ONE = question(Kind.SELECT_ONE, "q", choices="media")


def form_of(asked: Question, data: dict[str, Any] | None = None, **answers: Any) -> PageForm:
    asks = definition(asked)
    sent = None
    if data is not None:
        sent = QueryDict(mutable=True)
        for name, value in {"seen": "q", **data}.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
    return PageForm(sent, page=pages_of(asks)[0], definition=asks, answers=answers, now=NOW)


def kept(asked: Question, **data: Any) -> Any:
    form = form_of(asked, data)
    assert form.is_valid(), form.errors
    return form.answers["q"]


def refused(asked: Question, **data: Any) -> bool:
    return list(form_of(asked, data).errors) == ["q"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("34", 34), (" 1.200 ", None), ("1 200", 1200), ("-5", -5), ("−5", -5), ("", None), ("+7", 7)],
)
def test_a_whole_number_is_read_as_people_write_it(typed: str, number: int | None) -> None:
    asked = question(Kind.INTEGER, "q")
    if typed.strip() == "1.200":
        assert refused(asked, q=typed)
    else:
        assert kept(asked, q=typed) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.200,5", 1200.5), ("1,200.5", 1200.5), ("1200,5", 1200.5), ("3.0", 3), ("", None), (" 2 ", 2)],
)
def test_a_decimal_number_is_read_with_a_comma_and_with_a_point(typed: str, number: float | None) -> None:
    assert kept(question(Kind.DECIMAL, "q"), q=typed) == number


@pytest.mark.parametrize("typed", ["nan", "inf", "1e400", "1_000", "abc", "1,2,3,4.5.6", "9" * 40])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert refused(question(Kind.DECIMAL, "q"), q=typed)
    assert refused(question(Kind.INTEGER, "q"), q=typed)


@pytest.mark.parametrize("typed", ["7. 7. 2026.", "7.7.2026", "2026-07-07"])
def test_a_day_is_kept_in_one_form_however_it_was_written(typed: str) -> None:
    assert kept(question(Kind.DATE, "q"), q=typed) == "2026-07-07"


def test_choices_are_kept_in_the_order_of_the_list_and_others_refused() -> None:
    asked = question(Kind.SELECT_MULTIPLE, "q", choices="media")
    assert kept(asked, q=["press", "tv"]) == ["tv", "press"]
    assert kept(asked) is None
    assert refused(asked, q=["tv", "radio"])
    assert kept(ONE, q="net") == "net"
    assert refused(ONE, q="radio")


def test_nothing_is_ticked_at_first_and_what_was_ticked_can_be_taken_back() -> None:
    assert "checked" not in str(form_of(ONE)["q"])
    assert kept(ONE, q="-") is None
    assert 'value="-" id="id_q_3" checked' in str(form_of(ONE, q=None)["q"]).replace(
        'class="form-check-input" ', ""
    )
    assert kept(RANGE, q="-") is None


def test_a_question_that_must_be_answered_offers_no_way_out_also_when_it_is_shown_again() -> None:
    asked = question(Kind.SELECT_ONE, "q", choices="media", required="true()")
    again = form_of(asked, {})
    assert not again.is_valid()
    assert [code for code, _label in again["q"].field.choices]  # type: ignore[attr-defined]  # a choosing field == ["tv", "net", "press"]


def test_a_ranking_is_complete_or_open() -> None:
    asked = question(Kind.RANK, "q", choices="media")
    assert kept(asked, q_tv="2", q_net="3", q_press="1") == ["press", "tv", "net"]
    assert kept(asked, q_tv="", q_net="", q_press="") is None
    assert refused(asked, q_tv="1", q_net="1", q_press="2")
    assert refused(asked, q_tv="1", q_net="", q_press="")


def test_a_ranking_is_shown_again_as_it_was_typed_and_as_it_was_kept() -> None:
    asked = question(Kind.RANK, "q", choices="media")
    wrong = form_of(asked, {"q_tv": "1", "q_net": "1", "q_press": "2"})
    assert not wrong.is_valid()
    assert _places(wrong) == ["1", "1", "2"]
    assert _places(form_of(asked, q=["press", "tv", "net"])) == ["2", "3", "1"]
    assert _places(form_of(asked)) == ["", "", ""]


def _places(form: PageForm) -> list[str]:
    return re.findall(r'<option value="(\d*)" selected', str(form["q"]))


def test_a_scale_takes_its_own_numbers_alone() -> None:
    assert kept(RANGE, q="10") == 10
    assert kept(RANGE, q="") is None
    assert refused(RANGE, q="11")
    assert refused(RANGE, q="2.5")
    assert kept(question(Kind.RANGE, "q", start="0", end="1", step="0.25"), q="0,75") == 0.75
    assert kept(question(Kind.RANGE, "q", start="5", end="1", step="2"), q="3") == 3


def test_an_acknowledgement_is_kept_as_odk_writes_it() -> None:
    asked = question(Kind.ACKNOWLEDGE, "q")
    assert kept(asked, q="on") == "OK"
    assert kept(asked) is None
    assert form_of(asked, q="OK")["q"].value() is True


def test_another_answer_is_written_out() -> None:
    asked = question(Kind.SELECT_ONE, "q", choices="media", or_other=True)
    form = form_of(asked, {"q": "other", "q_other": "радио"})
    assert form.is_valid()
    assert form.answers == {"q": "other", "q_other": "радио"}
    assert list(form_of(asked, {"q": "other", "q_other": " "}).errors) == ["q_other"]
    # What was written beside it before somebody chose another one.
    changed = form_of(asked, {"q": "tv", "q_other": "радио"})
    assert changed.is_valid()
    assert changed.answers == {"q": "tv"}


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_kind_is_shown_empty_answered_and_refused(language: str) -> None:
    asks = definition(
        *(question(kind, kind.value, choices="media") for kind in Kind),
        Group(
            "g",
            (
                question(Kind.SELECT_ONE, "a", choices="agree"),
                question(Kind.SELECT_ONE, "b", choices="agree"),
            ),
            appearance="table-list",
            label=texts("Мреж", "A grid"),
        ),
        question(Kind.SELECT_ONE, "m", choices="media", appearance="minimal"),
        question(Kind.TEXT, "t", appearance="multiline"),
        RANGE,
    )
    answers = {
        "integer": 3,
        "decimal": 2.5,
        "date": "2026-07-07",
        "select_one": "tv",
        "select_multiple": ["tv"],
        "rank": ["net", "tv", "press"],
        "range": 4,
        "acknowledge": "OK",
        "a": "1",
        "q": 7,
    }
    names = set()
    with translation.override(language):
        for page in pages_of(asks):
            shown = [
                PageForm(page=page, definition=asks, answers={}, now=NOW),
                PageForm(page=page, definition=asks, answers=answers, now=NOW),
            ]
            wrong = QueryDict(mutable=True)
            wrong.update(dict.fromkeys(page.names, "x") | {"seen": ",".join(page.names)})
            bad = PageForm(wrong, page=page, definition=asks, answers={}, now=NOW)
            bad.is_valid()
            for form in [*shown, bad]:
                html = render_to_string("research/parts/questions.html", {"form": form})
                names |= {name for name in page.names if f'name="{name}' in html}
    asked = {each.name for page in pages_of(asks) for each in page.questions if each.kind != Kind.NOTE}
    assert names == asked
    assert {"calculate", "hidden", "note"} & names == set()


anything = st.dictionaries(
    st.sampled_from(["q", "q_tv", "q_net", "q_press", "q_other", "seen"]),
    st.lists(st.text(max_size=20), max_size=3),
)


@given(kind=st.sampled_from(list(Kind)), data=anything)
def test_no_form_breaks_on_what_somebody_sends(kind: Kind, data: dict[str, list[str]]) -> None:
    asks = definition(
        question(kind, "q", choices="media", or_other=kind == Kind.SELECT_ONE), question(Kind.TEXT, "z")
    )
    sent = QueryDict(mutable=True)
    for name, values in data.items():
        sent.setlist(name, values)
    form = PageForm(sent, page=pages_of(asks)[0], definition=asks, answers={}, now=NOW)
    form.is_valid()
    html = render_to_string("research/parts/questions.html", {"form": form})
    assert 'name="z"' in html
