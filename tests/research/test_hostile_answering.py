"""A hostile reader of the database, a frightened person with an old phone, and whoever sends what no page asks."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone, translation

from center.models import Office
from research.choices import Mode
from research.definition import Choice, Group, Kind
from research.errors import SurveyRefused
from research.forms import PageForm
from research.interview import Course, pages_of, problems
from research.models import Draft, PageReach, Response, Survey
from research.services import answering, entering
from tests.research.surveys import (
    NOW,
    PAGES,
    definition,
    make_invitation,
    make_survey,
    question,
    short,
    texts,
)
from tests.research.test_answering import answer_all, at, begin, send
from tests.research.test_page_form import form_of, kept, refused

pytestmark = pytest.mark.django_db


def rows_of_all_tables() -> dict[str, int]:
    """Return how many rows each table of the database has."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        counts = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 -- names of our tables
            counts[name] = cursor.fetchone()[0]
    return counts


def test_sending_leaves_no_row_anywhere_but_the_answer_and_the_mark(client: Client, office: Office) -> None:
    survey = make_survey(Mode.MAIL)
    _invitation, code = make_invitation(survey)
    begin(client, survey, code)
    answer_all(client, survey)
    before = rows_of_all_tables()
    reach = list(PageReach.objects.values())
    assert send(client, survey).status_code == 302
    after = rows_of_all_tables()
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "research_draft": -1,
        "research_response": 1,
        "research_spentinvitation": 1,
    }
    assert list(PageReach.objects.values()) == reach


def test_the_group_of_an_invitation_is_told_only_where_five_came_by_the_same_way(
    client: Client, office: Office
) -> None:
    survey = make_survey(Mode.MAIL, Mode.CODE)
    codes = [make_invitation(survey, Mode.MAIL, stratum="north")[1] for _one in range(5)]
    codes.append(make_invitation(survey, Mode.CODE, stratum="north")[1])
    for code in codes[-2:]:
        begin(person := Client(), survey, code)
        answer_all(person, survey)
        send(person, survey)
    assert dict(Response.objects.values_list("mode", "stratum")) == {Mode.MAIL: "north", Mode.CODE: ""}


def test_what_a_colleague_types_in_from_paper_is_not_read_by_whoever_has_the_code(
    client: Client, office: Office, coordinator: Any
) -> None:
    survey = make_survey(Mode.CODE, Mode.PAPER)
    invitation, code = make_invitation(survey, Mode.CODE)
    entering.keep(
        survey=survey,
        sheet=entering.Sheet(Mode.PAPER, "sr", "17", invitation),
        answers={"age": 40},
        by=coordinator,
    )
    answer = client.post(at("survey_continue", survey.slug, language="en"), {"code": code})
    assert (answer.status_code, f"survey-{survey.pk}" in client.cookies) == (409, False)
    assert "You need not do anything" in answer.content.decode()
    with pytest.raises(SurveyRefused):
        answering.begin(survey=survey, mode=Mode.CODE, language="sr", invitation=invitation)


def test_whoever_opens_their_invitation_at_a_shared_computer_sees_nothing_of_the_one_before(
    client: Client, office: Office
) -> None:
    survey = make_survey(Mode.MAIL)
    codes = [make_invitation(survey)[1] for _person in range(2)]
    begin(client, survey, codes[0])
    client.post(at("survey_page", survey.slug, 1), PAGES[0])
    page = client.get(at("survey", survey.slug), {"key": codes[1]}).content.decode()
    assert ('id="own"' in page, "survey-begin" in page) == (False, True)
    first = client.get(begin(client, survey, codes[1])).context["form"]
    assert first["age"].value() is None
    assert Draft.objects.count() == 2


def test_two_clicks_on_begin_are_one_answer_and_one_person(client: Client, office: Office) -> None:
    survey = make_survey()
    address = at("survey", survey.slug)
    token = re.search(r'name="token" value="([^"]+)"', client.get(address).content.decode())
    assert token is not None
    sent = {"token": token[1], "website": "", "code": ""}
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=True):
        client.post(address, sent)
        client.post(address, sent)
    assert (Draft.objects.count(), PageReach.objects.get().people) == (1, 1)
    # Somebody else, at a page that was left open, does not come to the answers of the first.
    client.post(at("survey_page", survey.slug, 1), PAGES[0])
    other = Client()
    with time_machine.travel(timezone.now() + timedelta(seconds=9), tick=True):
        led = other.post(address, sent)
    assert other.get(led["Location"]).context["form"]["age"].value() is None
    assert Draft.objects.count() == 2


def key_of_last_step(client: Client, survey: Survey) -> str:
    found = re.search(
        r'name="sending" value="([^"]+)"', client.get(at("survey_send", survey.slug)).content.decode()
    )
    assert found is not None
    return found[1]


def test_the_second_of_two_clicks_on_send_thanks_too(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    answer_all(client, survey)
    code = client.cookies[f"survey-{survey.pk}"].value
    key = key_of_last_step(client, survey)
    send(client, survey)
    # The browser has dropped the answer to the first click, with its cookies.
    client.cookies[f"survey-{survey.pk}"] = code
    again = client.post(at("survey_send", survey.slug), {"sending": key})
    assert (again["Location"], Response.objects.count()) == (at("survey_thanks", survey.slug), 1)
    # An hour later, or with a key that somebody made up, nothing is thanked for.
    gone = f"{at('survey', survey.slug)}?gone=1"
    assert client.post(at("survey_send", survey.slug), {"sending": key + "x"})["Location"] == gone
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert client.post(at("survey_send", survey.slug), {"sending": key})["Location"] == gone


def test_whose_answers_this_browser_does_not_have_is_told_so(client: Client, office: Office) -> None:
    survey = make_survey()
    led = client.get(at("survey_page", survey.slug, 1, language="en"), follow=True)
    assert "This browser has no unfinished answers" in led.content.decode()


REGIONS = (
    Choice("north", texts("Север", "North")),
    Choice("south", texts("Југ", "South")),
)
TOWNS = (
    Choice("a", texts("А", "A"), filters={"region": "north"}),
    Choice("b", texts("Б", "B"), filters={"region": "south"}),
)


def regions() -> Survey:
    asks = definition(
        Group("one", (question(Kind.SELECT_ONE, "region", choices="regions", required="true()"),)),
        Group(
            "two", (question(Kind.SELECT_ONE, "town", choices="towns", choice_filter="region = ${region}"),)
        ),
        Group("three", (question(Kind.SELECT_ONE, "other", choices="media", or_other=True),)),
    )
    return make_survey(asks=replace(asks, choices={**asks.choices, "regions": REGIONS, "towns": TOWNS}))


def test_an_answer_that_went_with_others_before_is_not_sent_by_the_address_alone(
    client: Client, office: Office
) -> None:
    survey = regions()
    begin(client, survey)
    client.post(at("survey_page", survey.slug, 1), {"region": "north", "seen": "region"})
    client.post(at("survey_page", survey.slug, 2), {"town": "a", "seen": "town"})
    client.post(at("survey_page", survey.slug, 3), {"other": "tv", "seen": "other"})
    client.post(at("survey_page", survey.slug, 1), {"region": "south", "seen": "region"})
    assert (send(client, survey).status_code, Response.objects.count()) == (422, 0)
    client.post(at("survey_page", survey.slug, 2), {"town": "b", "seen": "town"})
    assert (send(client, survey).status_code, Response.objects.get().answers["town"]) == (302, "b")


def test_another_answer_without_its_words_is_not_sent(client: Client, office: Office) -> None:
    survey = regions()
    begin(client, survey)
    client.post(at("survey_page", survey.slug, 1), {"region": "north", "seen": "region"})
    client.post(at("survey_page", survey.slug, 2), {"town": "", "seen": "town"})
    client.post(
        at("survey_page", survey.slug, 3),
        {"other": "other", "other_other": "", "seen": "other", "later": "1"},
    )
    assert (send(client, survey).status_code, Response.objects.count()) == (422, 0)


def test_what_is_open_on_a_page_that_somebody_leaves_for_later_is_not_ticked_as_no_answer(
    client: Client, office: Office
) -> None:
    survey = make_survey(
        asks=definition(question(Kind.TEXT, "t"), question(Kind.SELECT_ONE, "q", choices="media"))
    )
    begin(client, survey)
    client.post(at("survey_page", survey.slug, 1), {"t": "Мед", "seen": "t,q", "later": "1"})
    page = client.get(at("survey_page", survey.slug, 1))
    assert page.context["form"]["t"].value() == "Мед"
    assert "checked" not in page.content.decode()


def test_what_could_not_be_kept_for_later_is_said(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    wrong = {"age": "7", "heard": "yes", "seen": "age,heard", "later": "1"}
    address = at("survey_page", survey.slug, 1, language="en")
    later = client.post(address, wrong, follow=True)
    assert "so it was not kept" in later.content.decode()
    right = client.post(address, wrong | {"age": ""}, follow=True)
    assert "so it was not kept" not in right.content.decode()


EVIL = "<script>alert(1)</script><b>{{ 7 }}</b>"


def html_of(*items: Any, language: str = "sr", **answers: Any) -> str:
    asks = definition(*items)
    form = PageForm(page=pages_of(asks)[-1], definition=asks, answers=answers, now=NOW)
    with translation.override(language):
        return render_to_string("research/parts/questions.html", {"form": form})


@pytest.mark.parametrize("appearance", ["", "minimal"])
def test_no_text_of_a_questionnaire_or_an_answer_is_html(appearance: str) -> None:
    asks = [
        Group("first", (question(Kind.TEXT, "t"),)),
        Group(
            "second",
            (
                question(
                    Kind.SELECT_ONE,
                    "q",
                    choices="evil",
                    appearance=appearance,
                    label=texts(f"{EVIL} ${{t}}"),
                    hint=texts(f"{EVIL} ${{t}}"),
                ),
                question(Kind.RANK, "r", choices="evil", hint=texts(EVIL)),
                question(Kind.NOTE, "n", label=texts("${t}")),
            ),
            label=texts(EVIL),
            hint=texts(EVIL),
        ),
    ]
    evil = (Choice("1", texts(EVIL)), Choice("2", texts("Б")))
    whole = replace(definition(*asks), choices={"evil": evil})
    form = PageForm(page=pages_of(whole)[1], definition=whole, answers={"t": "<i>x</i>"}, now=NOW)
    html = render_to_string("research/parts/questions.html", {"form": form})
    assert (re.findall("<(script|b|i)>", html), html.count("&lt;script&gt;") >= 4) == ([], True)


def test_serbian_words_on_an_english_page_say_that_they_are_serbian() -> None:
    asks = definition(
        question(Kind.SELECT_ONE, "q", choices="only", label=texts("Питање"), hint=texts("Савет")),
        question(Kind.RANK, "r", choices="only", label=texts("Ранг")),
    )
    asks = replace(asks, choices={"only": (Choice("1", texts("Један")), Choice("2", texts("Два", "Two")))})
    with translation.override("en"):
        form = PageForm(page=pages_of(asks)[0], definition=asks, answers={}, now=NOW)
        html = render_to_string("research/parts/questions.html", {"form": form})
    marked = re.findall(r'<span lang="sr-Latn">([^<]+)</span>', html)
    assert marked == ["Pitanje", "Savet", "Jedan", "Rang", "Jedan"]


@pytest.mark.parametrize(
    "odd",
    [
        question(Kind.NOTE, "odd"),
        question(Kind.SELECT_ONE, "odd", choices="agree", or_other=True),
        Group("odd", (question(Kind.SELECT_ONE, "inner", choices="agree"),)),
    ],
)
def test_a_grid_with_something_else_in_it_is_a_list_in_which_everything_can_be_answered(odd: Any) -> None:
    rows = tuple(question(Kind.SELECT_ONE, f"v{number}", choices="agree") for number in (1, 2))
    html = html_of(Group("g", (*rows, odd), appearance="table-list"))
    assert "grid-row" not in html
    if getattr(odd, "or_other", False):
        assert 'name="odd_other"' in html


def test_a_grid_of_lists_is_no_grid_and_a_hint_of_a_row_is_shown() -> None:
    lists = question(Kind.SELECT_ONE, "v", choices="agree", appearance="minimal")
    assert "grid-row" not in html_of(Group("g", (lists,), appearance="table-list"))
    hinted = question(Kind.SELECT_ONE, "v", choices="agree", hint=texts("Савет"))
    html = html_of(Group("g", (hinted,), appearance="table-list"))
    assert 'id="id_v_helptext">Савет' in html


@pytest.mark.parametrize("language", ["sr", "en"])
def test_each_line_of_the_error_summary_leads_to_a_place_of_the_page(
    client: Client, office: Office, language: str
) -> None:
    kinds = [kind for kind in Kind if kind not in {Kind.NOTE, Kind.CALCULATE, Kind.HIDDEN}]
    asks = definition(
        *(question(kind, kind.value, choices="media", required="true()") for kind in kinds),
        short().items[2],
        question(Kind.SELECT_ONE, "minimal", choices="media", appearance="minimal", required="true()"),
    )
    survey = make_survey(asks=asks)
    begin(client, survey)
    for number, page in enumerate(pages_of(asks), start=1):
        Draft.objects.update(furthest=3)
        address = at("survey_page", survey.slug, number, language=language)
        html = client.post(address, {"seen": ",".join(page.names)}).content.decode()
        targets = re.findall(r'<li><a href="#([^"]+)">', html)
        assert len(targets) == len(page.questions)
        assert [target for target in targets if f'id="{target}"' not in html] == []
        described = {
            each for group in re.findall(r'aria-describedby="([^"]+)"', html) for each in group.split()
        }
        assert [each for each in described if f'id="{each}"' not in html] == []


def test_a_number_that_can_be_read_in_two_ways_is_asked_again_and_never_a_thousandth() -> None:
    asked = question(Kind.DECIMAL, "q")
    with translation.override("sr"):
        assert [refused(asked, q=typed) for typed in ("1.200", "12.500", "-1.200")] == [True] * 3
        assert [kept(asked, q=typed) for typed in ("1,200", "0.125", "1.2", "1.200,5", "1234.567")] == [
            1.2, 0.125, 1.2, 1200.5, 1234.567,
        ]  # fmt: skip
        shown = form_of(asked, q=1.234)["q"].value()
        assert kept(asked, q=shown) == 1.234
    with translation.override("en"):
        assert (refused(asked, q="1,200"), kept(asked, q="1.200")) == (True, 1.2)
        assert kept(asked, q=form_of(asked, q=1.234)["q"].value()) == 1.234


@pytest.mark.parametrize("typed", ["½", "1e309", "--1", "١٢ ٣ x", "0x10", "²"])
def test_odd_numbers_are_refused(typed: str) -> None:
    assert refused(question(Kind.DECIMAL, "q"), q=typed)
    assert refused(question(Kind.INTEGER, "q"), q=typed)


def test_names_that_are_not_on_the_page_and_questions_that_are_not_asked_are_not_kept(
    client: Client, office: Office
) -> None:
    survey = make_survey()
    begin(client, survey)
    sent = {
        "age": "34",
        "heard": "no",
        "where": ["tv"],
        "where_other": "x",
        "view1": "5",
        "is_young": "1",
        "id": "7",
    }
    client.post(at("survey_page", survey.slug, 1), sent | {"seen": "age,heard,where,view1"})
    draft = Draft.objects.get()
    assert answering.answers_of(draft) == {"age": 34, "heard": "no", "is_young": 0}


JUNK: tuple[dict[str, Any], ...] = (
    {"age": "1\x00", "seen": "age\x00"},
    {"age": "9" * 100_000, "heard": "x" * 100_000, "seen": "s" * 100_000},
    {f"n{number}": "1" for number in range(2_800)},
)


@pytest.mark.each
@pytest.mark.parametrize("junk", JUNK, ids=["null", "long", "many"])
def test_junk_neither_breaks_a_page_nor_is_kept(client: Client, office: Office, junk: dict[str, Any]) -> None:
    survey = make_survey()
    begin(client, survey)
    for leave in ({}, {"later": "1"}, {"back": "1"}):
        status = client.post(at("survey_page", survey.slug, 1), junk | leave).status_code
        assert status in {200, 302, 400, 422}
    assert answering.answers_of(Draft.objects.get()).get("age") is None


@pytest.mark.long
def test_a_class_at_one_address_may_type_its_codes(client: Client, office: Office) -> None:
    survey = make_survey(Mode.CODE)
    for _pupil in range(30):
        _invitation, code = make_invitation(survey, Mode.CODE)
        assert Client().post(at("survey_continue", survey.slug), {"code": code}).status_code == 302


@pytest.mark.each
@pytest.mark.parametrize("body", [b"age=%ED%A0%80&seen=age", b"age=\xff&heard=%00", b"seen=&seen=&&&=", b"%"])
def test_letters_that_are_none_are_kept_nowhere(client: Client, office: Office, body: bytes) -> None:
    survey = make_survey()
    begin(client, survey)
    sent = client.post(
        at("survey_page", survey.slug, 1),
        body + b"&later=1",
        content_type="application/x-www-form-urlencoded",
    )
    assert sent.status_code in {302, 400}
    assert answering.answers_of(Draft.objects.get()).get("age") is None


def test_the_promise_speaks_of_invitations_and_paper_only_where_there_are_some(
    client: Client, office: Office
) -> None:
    told = {}
    for modes in ((Mode.LINK,), (Mode.MAIL, Mode.PAPER)):
        page = client.get(at("survey", make_survey(*modes).slug, language="en")).content.decode()
        promise = page.partition('id="promise"')[2].partition("</section>")[0]
        told[modes[0]] = ("invitation" in promise, "on paper or by phone" in promise)
    assert told == {Mode.LINK: (False, False), Mode.MAIL: (True, True)}


def test_who_saves_for_later_is_shown_the_address_also_of_a_survey_that_no_page_lists(
    client: Client, office: Office
) -> None:
    survey = make_survey(is_listed=False)
    begin(client, survey)
    page = client.get(at("survey_later", survey.slug, language="en"))
    assert (
        f"{page.context['base_url']}{at('survey', survey.slug, language='en')}</a>" in page.content.decode()
    )


ODD_EXPRESSIONS = (
    "date('9999-12-31') + 400 > ${n}",
    "pow(${n}, 999999) > 1",
    "date(${n} * 1000000) > today()",
    "substr(${t}, ${n}, -${n}) = 'x'",
    "regex(${t}, '^(a+)+$')",
    "decimal-date-time(${d}) > 1",
    "10 mod ${n} > 1 div ${n}",
    "selected-at(${t}, ${n}) = 'x'",
    "round(${n}, ${n}) > sqrt(-${n})",
)


@pytest.mark.parametrize("text", ["", "a" * 4000 + "!", "NaN", "Infinity", "1e999", "\x00"])
@pytest.mark.parametrize("number", [0, -1, 2**31 - 1, 1e15, -1e15, 0.1])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", None])
def test_no_answer_makes_an_expression_break_the_page(text: str, number: float, day: str | None) -> None:
    answers = {"n": number, "t": text, "d": day, "last": text or "z"}
    for odd in ODD_EXPRESSIONS:
        asks = definition(
            question(Kind.DECIMAL, "n"),
            question(Kind.TEXT, "t"),
            question(Kind.DATE, "d"),
            question(Kind.CALCULATE, "worked", calculation=f"if({odd}, 1, 0)", label={}),
            question(Kind.TEXT, "last", relevant=f"({odd}) or true()", constraint=odd, required=odd),
        )
        course = Course(asks, answers, now=NOW)
        assert "worked" in course.settled
        assert {problem.name for problem in problems(course, ["n", "t", "d", "last"])} <= {"last"}
