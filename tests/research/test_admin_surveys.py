"""Surveys in the admin: prepared, run, invited to, typed in, watched; by whom may."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from center.models import AccessRecord, StoredMail, User
from center.services import accounts
from research.choices import Mode, Population, SampleMethod, SurveyState
from research.models import Draft, Invitation, Response, Sample, SpentInvitation, Survey, Weighting
from research.services import answering, releases
from research.services.samples import Wish, draw_sample
from research.services.surveys import close_survey
from tests.marks import seldom
from tests.research.surveys import make_invitation, make_questionnaire, make_survey
from tests.research.test_progress import ASKS, answer
from tests.research.test_samples import reachable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def desk(researcher: User, as_user: Any) -> Client:
    """A researcher at work, in English."""
    accounts.choose_language(user=researcher, language="en")
    client: Client = as_user(researcher)
    return client


def at(name: str, *arguments: Any) -> str:
    return reverse(f"admin:research_survey_{name}", args=arguments)


def text(response: Any) -> str:
    """Return the words of a page, without markup."""
    content = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def pdf_words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def filled(**more: Any) -> dict[str, Any]:
    values = {
        "questionnaire": make_questionnaire().pk,
        "population": Population.CITIZENS,
        "modes": [Mode.LINK],
        "is_anonymous": "on",
        "opens_at_0": "2026-07-01",
        "opens_at_1": "09:00",
        "title_sr": "Шта мислите",
        "title_en": "What do you think",
        "slug": "what-do-you-think",
        "is_listed": "on",
    }
    return values | more


def test_a_survey_is_prepared_opened_closed_and_opened_again(desk: Client, researcher: User) -> None:
    added = desk.post(at("add"), filled() | {"_save": "1"})
    survey = Survey.objects.get()
    # The next step is a button there.
    assert added["Location"] == at("change", survey.pk)
    assert (survey.state, survey.modes, survey.added_by) == (SurveyState.DRAFT, [Mode.LINK], researcher)
    for verb, state in (("open", "open"), ("close", "closed")):
        assert desk.get(at("do", survey.pk, verb)).context["verb"].name == verb
        desk.post(at("do", survey.pk, verb))
        survey.refresh_from_db()
        assert survey.state == state
    desk.post(at("do", survey.pk, "reopen"), {"closes_at_0": "", "closes_at_1": ""})
    survey.refresh_from_db()
    assert (survey.state, survey.closes_at) == (SurveyState.OPEN, None)


def test_what_was_promised_cannot_be_changed_once_the_survey_runs_and_its_words_can(desk: Client) -> None:
    survey = make_survey(title_sr="Пре", title_en="Before")
    page = desk.get(at("change", survey.pk))
    fields = page.context["adminform"].form.fields
    assert [name in fields for name in ("questionnaire", "modes", "is_anonymous", "slug", "opens_at")] == [
        False
    ] * 5
    assert "Open link" in text(page)
    sent = {
        "title_sr": "После",
        "title_en": "After",
        "is_anonymous": "",
        "loaded_version": page.context["loaded_version"],
        "is_listed": "on",
    }
    desk.post(at("change", survey.pk), sent)
    survey.refresh_from_db()
    assert (survey.title_sr, survey.is_anonymous) == ("После", True)


def test_a_sample_is_looked_at_and_then_drawn_exactly_so(desk: Client) -> None:
    for number in range(6):
        reachable(f"Предузеће {number}", email=f"e{number}@example.org")
    survey = make_survey(Mode.MAIL, population=Population.ENTERPRISES)
    wish = {"day": "2026-07-01", "method": "random", "size": "3", "seed": "11", "strata_by": "", "share": ""}
    wish["language"] = "sr"
    page = desk.post(at("sample", survey.pk), wish)
    assert (len(page.context["plan"].picks), Sample.objects.count()) == (3, 0)
    desk.post(at("sample", survey.pk), wish | {"seen": "of another sample"})
    assert Sample.objects.count() == 0
    after = desk.post(at("sample", survey.pk), wish | {"seen": page.context["seen"]}, follow=True)
    assert told(after) == ["3 enterprises are drawn."]
    assert sorted(Invitation.objects.values_list("name", flat=True)) == sorted(
        member.name for member in page.context["plan"].picks
    )
    assert "3 letters wait to be sent." in text(after)


def test_a_sample_drawn_by_mistake_is_given_up_after_a_question_and_drawn_again(desk: Client) -> None:
    reachable("Прва", email="a@example.org")
    reachable("Друга", email="b@example.org")
    survey = make_survey(Mode.MAIL, population=Population.ENTERPRISES)
    wish = {"day": "2026-07-01", "method": "all", "seed": "1", "language": "sr-latn"}
    seen = desk.post(at("sample", survey.pk), wish).context["seen"]
    drawn = desk.post(at("sample", survey.pk), wish | {"seen": seen}, follow=True)
    assert "Give up the sample" in text(drawn)
    assert "you can draw another sample" in text(desk.post(at("invitations", survey.pk), {"give_up": "1"}))
    assert Sample.objects.count() == 1
    after = desk.post(at("invitations", survey.pk), {"give_up": "1", "really": "1"}, follow=True)
    assert told(after)[-1] == "The sample of 2 enterprises is given up. You can draw another."
    assert ("Draw a sample from the registry" in text(after), "Taken back" in text(after)) == (True, False)
    desk.post(at("sample", survey.pk), wish | {"seen": seen})
    assert list(
        survey.invitations.filter(withdrawn_at=None).order_by("name").values_list("name", "language")
    ) == [("Друга", "sr-latn"), ("Прва", "sr-latn")]


def test_letters_on_paper_stand_in_the_language_of_the_sample(desk: Client) -> None:
    reachable("Прва", street="Прва 1")
    survey = make_survey(Mode.CODE, population=Population.ENTERPRISES)
    draw_sample(survey=survey, wish=Wish(SampleMethod.ALL, "1", date(2026, 7, 1), language="en"))
    paper = desk.post(at("invitations", survey.pk), {"print": "1"})
    words = pdf_words(paper.content)
    assert ("A survey to try" in words, "Анкета за пробу" in words) == (True, False)
    again = desk.post(at("invitations", survey.pk), {"print": "1"}, follow=True)
    assert told(again)[-1] == "No letter on paper waits. Whoever lost one gets a new code below."


def test_the_name_of_a_weighting_stands_in_the_letters_of_the_page(desk: Client, researcher: User) -> None:
    made = Weighting(
        survey=make_survey(), name="Године", source="Попис", margins={"heard": {"yes": 1, "no": 1}}
    )
    made.save()
    accounts.choose_language(user=researcher, language="sr-latn")
    page = text(desk.get(reverse("admin:research_weighting_changelist")))
    assert ("Godine" in page, "Popis" in page, "Године" in page) == (True, True, False)


def test_a_survey_in_preparation_is_given_up_and_an_open_one_is_not(desk: Client) -> None:
    draft, opened = make_survey(is_open=False), make_survey()
    desk.post(at("do", opened.pk, "give-up"))
    assert desk.get(at("do", draft.pk, "give-up")).context["verb"].name == "give-up"
    assert Survey.objects.count() == 2
    after = desk.post(at("do", draft.pk, "give-up"), follow=True)
    assert (after.request["PATH_INFO"], list(Survey.objects.all())) == (at("changelist"), [opened])
    assert told(after)[-1] == "The survey is given up: A survey to try"


def test_from_a_survey_one_comes_to_its_results_and_back(desk: Client) -> None:
    survey = make_survey()
    add, every = reverse("admin:research_release_add"), reverse("admin:research_release_changelist")
    assert f"{add}?" not in desk.get(at("progress", survey.pk)).content.decode()
    close_survey(survey=survey)
    assert f'href="{add}?survey={survey.pk}"' in desk.get(at("progress", survey.pk)).content.decode()
    release = releases.draft(survey=survey, title_sr="Р", title_en="R", summary_sr="", summary_en="")
    assert (
        f'href="{every}?survey__id__exact={survey.pk}"'
        in desk.get(at("progress", survey.pk)).content.decode()
    )
    page = desk.get(f"{every}?survey__id__exact={survey.pk}")
    assert list(page.context["cl"].result_list) == [release]
    for name in ("change", "plan"):
        there = desk.get(reverse(f"admin:research_release_{name}", args=[release.pk])).content.decode()
        assert f'href="{at("change", survey.pk)}"' in there


def test_a_pasted_list_with_mistakes_names_every_line_and_invites_nobody(desk: Client) -> None:
    survey = make_survey(Mode.MAIL)
    make_invitation(survey, email="known@example.org")
    lines = """Прва; prva@example.org
Друга, druga@example.org

Трећа; treca@
Без адресе
PRVA@example.org
Known@example.org
Пета <peta@example.org>
Шеста\tsesta@example.org"""
    page = desk.post(at("invite", survey.pk), {"lines": lines, "language": "sr"})
    assert page.context["form"].errors["lines"] == [
        "Line 4: this is no email address: treca@",
        "Line 5: there is no email address.",
        "Line 6: this address stands on an earlier line too: PRVA@example.org",
        "Line 7: this address is invited already: Known@example.org",
    ]
    assert Invitation.objects.count() == 1
    right = "\n".join(line for number, line in enumerate(lines.split("\n"), 1) if number not in {4, 5, 6, 7})
    desk.post(at("invite", survey.pk), {"lines": right, "language": "en"})
    made = Invitation.objects.exclude(email="known@example.org").values_list("name", "email", "language")
    assert sorted(made) == [
        ("Друга", "druga@example.org", "en"),
        ("Пета", "peta@example.org", "en"),
        ("Прва", "prva@example.org", "en"),
        ("Шеста", "sesta@example.org", "en"),
    ]


def test_codes_are_a_sheet_and_stand_nowhere_else(desk: Client) -> None:
    survey = make_survey(Mode.CODE)
    sheet = desk.post(at("codes", survey.pk), {"count": "9", "language": "sr"})
    assert (sheet["Content-Type"], sheet.content[:5], sheet["Cache-Control"].count("no-store")) == (
        "application/pdf",
        b"%PDF-",
        1,
    )
    assert Invitation.objects.count() == 9
    page = desk.get(at("invitations", survey.pk))
    assert "Code no. 9" in text(page)
    assert (
        len(desk.post(at("codes", survey.pk), {"count": "501", "language": "sr"}).context["form"].errors) == 1
    )


def test_who_has_answered_is_shown_only_where_everybody_may_know(desk: Client) -> None:
    shown = []
    for is_anonymous in (True, False):
        survey = make_survey(Mode.MAIL, is_anonymous=is_anonymous)
        invitation, _code = make_invitation(survey, letter_at=timezone.now())
        SpentInvitation(invitation=invitation).save(force_insert=True)
        page = desk.get(at("invitations", survey.pk)).content.decode()
        shown.append("badge-success" in page)
    assert shown == [False, True]


def test_the_buttons_send_letters_renew_and_take_back(desk: Client) -> None:
    survey = make_survey(Mode.MAIL)
    desk.post(at("invite", survey.pk), {"lines": "a@example.org\nb@example.org", "language": "sr"})
    first, second = survey.invitations.order_by("pk")
    sent = desk.post(at("invitations", survey.pk), {"send": "1"}, follow=True)
    assert told(sent)[-1] == "2 letters go out."
    for deed in ({"renew": first.pk}, {"withdraw": second.pk}):
        asked = desk.post(at("invitations", survey.pk), deed)
        assert (StoredMail.objects.count(), "Go back, change nothing" in text(asked)) == (
            int("withdraw" in deed),
            True,
        )
        desk.post(at("invitations", survey.pk), deed | {"really": "1"})
    second.refresh_from_db()
    assert (StoredMail.objects.get().recipient, second.withdrawn_at is None) == ("a@example.org", False)
    reminded = desk.post(at("invitations", survey.pk), {"remind": "1"}, follow=True)
    assert told(reminded)[-2:] == ["Taken back: b@example.org", "Nobody is to be reminded now."]


FORM = {
    "0-mode": "paper",
    "0-language": "sr",
    "0-form_number": "009",
    "age": "40",
    "heard": "no",
    "view1": "1",
}


def test_forms_are_typed_in_one_after_another_by_an_advisor_too(advisor_user: User, as_user: Any) -> None:
    accounts.choose_language(user=advisor_user, language="en")
    client, survey = as_user(advisor_user), make_survey(Mode.PAPER, Mode.CODE)
    invitation, code = make_invitation(survey, Mode.CODE)
    form = client.get(at("enter", survey.pk)).context["form"]
    assert {"age", "heard", "where", "what", "since", "view1", "view2"} <= set(form.fields)
    sent = FORM | {"0-code": code, "what": "Мед", "seen": form["seen"].value()}
    after = client.post(at("enter", survey.pk), sent, follow=True)
    assert told(after) == [
        "Form 009 is entered.",
        "Left out, since the questionnaire does not ask it of this person: “Question what”.",
    ]
    assert after.context["top"]["form_number"].value() == "010"
    found = Response.objects.get()
    assert found.answers == {"age": 40, "heard": "no", "view1": "1", "view2": None, "is_young": 0}
    assert (found.entered_by, found.form_number, SpentInvitation.objects.get().invitation) == (
        advisor_user,
        "009",
        invitation,
    )
    again = client.post(at("enter", survey.pk), FORM | {"view2": "4"})
    assert again.context["top"].non_field_errors() == ["A form with this number was entered already."]
    assert again.context["form"]["view2"].value() == "4"


def test_a_form_is_kept_for_later_and_its_mistakes_are_named_at_the_field(
    desk: Client, as_user: Any, coordinator: User
) -> None:
    survey = make_survey(Mode.PHONE)
    kept = FORM | {"0-mode": "phone", "0-form_number": "", "age": "7", "0-later": "1"}
    desk.post(at("enter", survey.pk), kept)
    draft = Draft.objects.get()
    assert answering.answers_of(draft) == {"heard": "no", "view1": "1", "view2": None}
    address = at("enter_on", survey.pk, draft.pk)
    assert as_user(coordinator).get(address).status_code == 404
    assert desk.get(address).context["form"]["heard"].value() == "no"
    wrong = FORM | {"0-mode": "phone", "0-form_number": "", "age": "7"}
    assert list(desk.post(address, wrong).context["form"].errors) == ["age"]
    desk.post(address, wrong | {"age": "70"})
    assert (Draft.objects.count(), Response.objects.get().answers["age"]) == (0, 70)


@pytest.mark.each
@pytest.mark.parametrize("code", ["2345 2345 2345", "nothing"])
def test_a_wrong_code_on_a_form_is_named_and_enters_nothing(desk: Client, code: str) -> None:
    survey = make_survey(Mode.PAPER, Mode.CODE)
    page = desk.post(at("enter", survey.pk), FORM | {"0-code": code})
    assert (list(page.context["top"].errors), Response.objects.count()) == (["code"], 0)


def test_the_figures_of_a_running_survey_tell_no_answer(desk: Client) -> None:
    survey = make_survey(asks=ASKS)
    answer(survey, answers={"a": "3", "b": "3", "c": "3", "words": "Тајна реч"}, is_fast=True)
    page = text(desk.get(at("progress", survey.pk)))
    assert "1 faster than one can read" in page
    assert "1 the same answer all the way down a grid" in page
    assert "Тајна" not in page
    marked = desk.get(at("answers", survey.pk) + "?mark=straight")
    # Who looks every day would know whose key is new.
    assert str(Response.objects.get().pk) not in text(marked)
    assert list(marked.context["page_obj"]) == []
    close_survey(survey=survey)
    marked = desk.get(at("answers", survey.pk) + "?mark=straight")
    assert [row.pk for row in marked.context["page_obj"]] == [Response.objects.get().pk]
    assert "Тајна" not in text(marked)


def test_single_answers_are_read_once_the_survey_is_closed_and_each_look_is_written_down(
    desk: Client, researcher: User
) -> None:
    survey = make_survey(asks=ASKS)
    found = answer(survey, answers={"a": "3", "b": None, "words": "Тајна реч"})
    one, file = at("answer", survey.pk, found.pk), at("answers_file", survey.pk)
    assert (desk.get(one).status_code, desk.get(file).status_code, AccessRecord.objects.count()) == (
        302,
        409,
        0,
    )
    close_survey(survey=survey)
    page = text(desk.get(one))
    assert ("Тајна реч" in page, "Neither" in page, "left open" in page, "not asked" in page) == (True,) * 4
    rows = desk.get(f"{file}?form=csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].split(",")[-6:] == ["a", "b", "c", "d", "e", "words"]
    assert rows[1].split(",")[-6:] == ["3", "", "", "", "", "Тајна реч"]
    assert desk.get(file).content[:2] == b"PK"
    seen = AccessRecord.objects.order_by("pk").values_list("user", "model", "object_id", "purpose")
    assert list(seen) == [
        (researcher.pk, "research.survey", survey.pk, purpose)
        for purpose in ("read a single answer", "exported single answers", "exported single answers")
    ]


@pytest.mark.each
@pytest.mark.parametrize("is_anonymous", [True, False])
def test_what_few_answers_of_an_anonymous_survey_share_is_not_told_beside_them(
    desk: Client, is_anonymous: bool
) -> None:
    survey = make_survey(asks=ASKS, is_anonymous=is_anonymous)
    today = timezone.localdate()
    for _person in range(5):
        answer(survey)
    alone = answer(survey, day=today - timedelta(days=1), language="en")
    close_survey(survey=survey)
    rows = desk.get(at("answers_file", survey.pk) + "?form=csv").content.decode("utf-8-sig").splitlines()
    facts = {tuple(row.split(",")[1:4]) for row in rows[1:]}
    few = ("", "link", "") if is_anonymous else (str(today - timedelta(days=1)), "link", "en")
    assert facts == {(str(today), "link", "sr"), few}
    page = text(desk.get(at("answer", survey.pk, alone.pk)))
    assert ("a day with few answers" in page) == is_anonymous


PAGES = ("change", "progress", "sample", "invitations", "invite", "codes", "enter", "answers", "answers_file")


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("advisor_user", {"change", "progress", "enter"}),
        ("editor", {"change", "progress"}),
        ("researcher", set(PAGES)),
        ("coordinator", set(PAGES)),
    ],
)
def test_each_role_opens_its_own_pages(
    role: str, opens: set[str], request: pytest.FixtureRequest, as_user: Any
) -> None:
    client, survey = as_user(request.getfixturevalue(role)), make_survey(Mode.PAPER)
    statuses = {part: client.get(at(part, survey.pk)).status_code for part in PAGES}
    assert {part for part, status in statuses.items() if status != 403} == opens


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
@pytest.mark.parametrize(
    ("part", "queries"), [("changelist", 9), ("progress", 18), ("invitations", 16), ("answers", 11)]
)
def test_pages_take_the_same_number_of_queries(
    part: str, queries: int, rows: int, desk: Client, django_assert_num_queries: Any
) -> None:
    survey, *_others = [
        make_survey(Mode.LINK, Mode.MAIL, asks=ASKS, is_anonymous=part != "answers") for _each in range(rows)
    ]
    for _each in range(rows):
        answer(survey)
        make_invitation(survey)
    with django_assert_num_queries(queries):
        desk.get(at(part, *([] if part == "changelist" else [survey.pk])))


def test_the_desk_tells_of_running_surveys_and_what_waits(desk: Client) -> None:
    survey = make_survey(Mode.LINK, Mode.MAIL, Mode.PAPER, closes_at=timezone.now() + timedelta(days=1))
    make_survey(is_open=False, title_en="Hidden draft")
    answer(survey)
    answer(survey, day=timezone.localdate() - timedelta(days=1))
    make_invitation(survey)
    page = text(desk.get(reverse("admin:index")))
    assert "Answers: 2, of them today: 1" in page
    assert "1 letter waits to be sent." in page
    assert "Hidden draft" not in page
