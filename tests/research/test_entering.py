"""Staff type in what came on paper or by phone."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from research.choices import DurationBand, Mode, Population, SampleMethod
from research.definition import Choice, Kind
from research.errors import AlreadyAnswered, AnswerGone, SurveyRefused
from research.forms import EntryForm
from research.models import Draft, PageReach, Response, SpentInvitation
from research.services import answering
from research.services.entering import Sheet, enter, keep, own_drafts
from research.services.samples import Wish, draw_sample
from tests.research.surveys import NOW, definition, make_invitation, make_survey, question, texts
from tests.research.test_samples import DAY, reachable

pytestmark = pytest.mark.django_db
ANSWERS = {"age": 40, "heard": "no", "view1": "1", "view2": "2"}


def sheet(mode: Mode = Mode.PAPER, **more: Any) -> Sheet:
    return Sheet(mode, "sr", **more)


@pytest.mark.each
@pytest.mark.parametrize("is_anonymous", [True, False])
@pytest.mark.parametrize("is_invited", [True, False])
@pytest.mark.parametrize("is_resumed", [True, False])
@pytest.mark.parametrize("mode", [Mode.PAPER, Mode.PHONE])
def test_a_form_is_typed_in_at_once_or_in_two_goes(
    coordinator: Any, mode: Mode, is_anonymous: bool, is_invited: bool, is_resumed: bool
) -> None:
    survey = make_survey(mode, Mode.CODE, is_anonymous=is_anonymous)
    invitation = make_invitation(survey, Mode.CODE)[0] if is_invited else None
    on_top = sheet(mode, form_number="17", invitation=invitation)
    draft = keep(survey=survey, sheet=on_top, answers={"age": 40}, by=coordinator) if is_resumed else None
    response = enter(survey=survey, sheet=on_top, answers=ANSWERS, by=coordinator, draft=draft)
    assert response.answers == {**ANSWERS, "is_young": 0}
    assert (response.mode, response.form_number, response.entered_by) == (mode, "17", coordinator)
    assert response.invitation == (invitation if is_invited and not is_anonymous else None)
    assert (response.duration, response.is_fast) == (DurationBand.UNKNOWN, False)
    assert (SpentInvitation.objects.count(), Draft.objects.count()) == (int(is_invited), 0)


def test_what_is_open_on_the_paper_stays_open_and_what_cannot_be_is_refused(coordinator: Any) -> None:
    survey = make_survey(Mode.PAPER)
    response = enter(survey=survey, sheet=sheet(form_number="1"), answers={"heard": "no"}, by=coordinator)
    assert response.answers == {"age": None, "heard": "no", "view1": None, "view2": None, "is_young": 0}
    with pytest.raises(SurveyRefused):
        enter(survey=survey, sheet=sheet(form_number="2"), answers={"age": 7}, by=coordinator)
    assert Draft.objects.count() == 0


def test_choices_that_hang_on_another_answer_can_all_be_typed_in_at_once_and_must_fit() -> None:
    places = tuple(Choice(each, texts(each), {"district": each[0]}) for each in ("a1", "a2", "b1"))
    asks = replace(
        definition(
            question(Kind.TEXT, "district"),
            question(
                Kind.SELECT_ONE,
                "place",
                choices="places",
                choice_filter="district = ${district}",
                required="true()",
            ),
        ),
        choices={"places": places},
    )

    def form(data: dict[str, str] | None = None) -> EntryForm:
        typed = None if data is None else QueryDict(urlencode(data))
        return EntryForm(typed, definition=asks, answers={}, now=NOW)

    def offered(shown: EntryForm) -> set[str]:
        return {value for value, _label in shown.fields["place"].choices if value} & {"a1", "a2", "b1"}  # type: ignore[attr-defined]  # a field with choices

    assert offered(form()) == {"a1", "a2", "b1"}
    right, wrong = form({"district": "b", "place": "b1"}), form({"district": "b", "place": "a1"})
    assert (right.is_valid(), right.answers["place"]) == (True, "b1")
    assert (wrong.is_valid(), list(wrong.errors), offered(wrong)) == (False, ["place"], {"a1", "a2", "b1"})


def test_a_form_number_is_entered_once(coordinator: Any) -> None:
    survey = make_survey(Mode.PAPER)
    enter(survey=survey, sheet=sheet(form_number="9"), answers=ANSWERS, by=coordinator)
    with pytest.raises(SurveyRefused):
        enter(survey=survey, sheet=sheet(form_number="9"), answers=ANSWERS, by=coordinator)
    assert Response.objects.count() == 1


def test_the_paper_that_somebody_sent_goes_before_what_they_began_online_and_answers_once(
    coordinator: Any,
) -> None:
    survey = make_survey(Mode.PAPER, Mode.MAIL)
    invitation, _code = make_invitation(survey)
    answering.begin(survey=survey, mode=Mode.MAIL, language="sr", invitation=invitation)
    enter(survey=survey, sheet=sheet(form_number="1", invitation=invitation), answers=ANSWERS, by=coordinator)
    with pytest.raises(AlreadyAnswered):
        enter(
            survey=survey,
            sheet=sheet(form_number="2", invitation=invitation),
            answers=ANSWERS,
            by=coordinator,
        )
    assert (Draft.objects.count(), Response.objects.count()) == (0, 1)


def test_a_form_kept_for_later_is_its_own_colleagues_alone(coordinator: Any, advisor_user: Any) -> None:
    survey = make_survey(Mode.PHONE)
    draft = keep(survey=survey, sheet=sheet(Mode.PHONE), answers={"age": 40}, by=advisor_user)
    assert (list(own_drafts(survey, coordinator)), list(own_drafts(survey, advisor_user))) == ([], [draft])
    with pytest.raises(AnswerGone):
        enter(survey=survey, sheet=sheet(Mode.PHONE), answers=ANSWERS, by=coordinator, draft=draft)
    enter(survey=survey, sheet=sheet(Mode.PHONE), answers=ANSWERS, by=advisor_user, draft=draft)
    with pytest.raises(AnswerGone):
        enter(survey=survey, sheet=sheet(Mode.PHONE), answers=ANSWERS, by=advisor_user, draft=draft)


def test_where_a_sample_was_drawn_nobody_else_is_typed_in(coordinator: Any) -> None:
    reachable("Прва", email="a@example.org")
    survey = make_survey(Mode.MAIL, Mode.PAPER, population=Population.ENTERPRISES)
    draw_sample(survey=survey, wish=Wish(SampleMethod.ALL, "7", DAY))
    with pytest.raises(SurveyRefused):
        enter(survey=survey, sheet=sheet(form_number="1"), answers=ANSWERS, by=coordinator)
    on_top = sheet(form_number="1", invitation=survey.invitations.get())
    enter(survey=survey, sheet=on_top, answers=ANSWERS, by=coordinator)


def test_typed_forms_are_no_visitors_of_pages(coordinator: Any) -> None:
    survey = make_survey(Mode.PAPER)
    enter(survey=survey, sheet=sheet(form_number="1"), answers=ANSWERS, by=coordinator)
    assert PageReach.objects.count() == 0
