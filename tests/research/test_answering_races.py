"""Sending twice, by two people, and while the survey closes: in real threads on the real database."""

import json
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import transaction

from research.choices import Mode
from research.errors import AlreadyAnswered, AnswerGone, SurveyRefused
from research.models import Draft, PageReach, Questionnaire, Response, SpentInvitation, Survey
from research.services import answering, questionnaires
from research.services.shuffling import mix_answers
from research.services.surveys import close_survey
from tests.research.surveys import make_invitation, make_survey, short
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = json.dumps({"age": 40, "heard": "no", "view1": "1", "view2": "1"})
CLICKS = 8


def finished(survey: Survey, **begin: Any) -> Draft:
    """Return a draft with which nothing is wrong any more."""
    draft = answering.begin(survey=survey, language="sr", **{"mode": Mode.LINK, **begin}).draft
    draft.answers, draft.furthest = ANSWERS, 3
    draft.save()
    return draft


def kinds(outcomes: list[Any]) -> Counter[str]:
    return Counter(type(each).__name__ for each in outcomes)


def sends(draft: Draft) -> list[Callable[[], Any]]:
    return [partial(answering.send, draft=draft) for _click in range(CLICKS)]


@pytest.mark.always
def test_eight_clicks_on_send_are_one_answer() -> None:
    outcomes = at_the_same_time(sends(finished(make_survey())))
    assert kinds(outcomes) == {"Response": 1, "AnswerGone": CLICKS - 1}
    assert Response.objects.count() == 1


def test_without_the_lock_on_the_draft_they_would_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(draft: Draft) -> Draft:
        return Draft.objects.select_related("survey__questionnaire", "invitation", "entered_by").get(
            pk=draft.pk
        )

    monkeypatch.setattr(answering, "_locked", unlocked)
    at_the_same_time(sends(finished(make_survey())))
    assert Response.objects.count() > 1


def test_an_invitation_answers_once_also_where_the_lock_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    survey = make_survey(Mode.MAIL)
    invitation, _code = make_invitation(survey)
    draft = finished(survey, mode=Mode.MAIL, invitation=invitation)

    def unlocked(draft: Draft) -> Draft:
        return Draft.objects.select_related("survey__questionnaire", "invitation", "entered_by").get(
            pk=draft.pk
        )

    monkeypatch.setattr(answering, "_locked", unlocked)
    outcomes = at_the_same_time(sends(draft))
    assert kinds(outcomes)["Response"] == 1
    assert set(kinds(outcomes)) <= {"Response", AlreadyAnswered.__name__, "DoesNotExist"}
    assert (Response.objects.count(), SpentInvitation.objects.count()) == (1, 1)


def test_an_invitation_opened_on_two_devices_at_once_is_one_draft() -> None:
    survey = make_survey(Mode.MAIL)
    invitation, _code = make_invitation(survey)
    begin = partial(answering.begin, survey=survey, mode=Mode.MAIL, language="sr", invitation=invitation)
    outcomes = at_the_same_time([begin] * CLICKS)
    assert {each.draft.pk for each in outcomes} == {Draft.objects.get().pk}


def test_a_survey_that_closes_meanwhile_has_all_answers_that_were_thanked_for_and_no_later_one() -> None:
    survey = make_survey()
    drafts = [finished(survey) for _person in range(CLICKS)]
    calls: list[Callable[[], Any]] = [partial(answering.send, draft=draft) for draft in drafts]
    calls.insert(CLICKS // 2, partial(close_survey, survey=survey))
    outcomes = at_the_same_time(calls)
    thanked = [each for each in outcomes if isinstance(each, Response)]
    others = kinds([each for each in outcomes if not isinstance(each, Response | Survey)])
    assert set(others) <= {AnswerGone.__name__, SurveyRefused.__name__}
    assert len(thanked) + sum(others.values()) == CLICKS
    assert {each.pk for each in thanked} == set(Response.objects.values_list("pk", flat=True))
    assert Draft.objects.count() == 0


def test_a_version_is_corrected_before_the_first_answer_or_not_at_all() -> None:
    survey = make_survey()
    found = survey.questionnaire
    correct = partial(questionnaires.correct, questionnaire=found, definition=short())
    begin = partial(answering.begin, survey=survey, mode=Mode.LINK, language="sr")
    outcomes = at_the_same_time([correct, begin, correct, begin])
    assert set(kinds(outcomes)) <= {"Questionnaire", "Begun", SurveyRefused.__name__}
    with pytest.raises(SurveyRefused):
        questionnaires.correct(questionnaire=Questionnaire.objects.get(), definition=short())


def test_a_server_that_dies_while_sending_leaves_the_draft_and_the_invitation_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    survey = make_survey(Mode.MAIL)
    invitation, _code = make_invitation(survey)
    draft = finished(survey, mode=Mode.MAIL, invitation=invitation)

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Response, "save", killed)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            answering.send(draft=draft)
    assert (Response.objects.count(), SpentInvitation.objects.count(), Draft.objects.count()) == (0, 0, 1)
    assert answering.send(draft=draft).answers["age"] == 40


def test_people_who_come_to_a_page_at_once_are_all_counted() -> None:
    survey = make_survey()
    begin = partial(answering.begin, survey=survey, mode=Mode.LINK, language="sr")
    outcomes = at_the_same_time([begin] * CLICKS)
    assert kinds(outcomes) == {"Begun": CLICKS}
    assert PageReach.objects.get().people == CLICKS


def test_who_sends_while_the_rows_are_mixed_waits_and_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    survey = make_survey(Mode.MAIL)
    answering.send(draft=finished(survey, mode=Mode.MAIL, invitation=make_invitation(survey)[0]))
    draft = finished(survey, mode=Mode.MAIL, invitation=make_invitation(survey)[0])
    held, look = Event(), answering.open_problems

    def slowly(found: Draft) -> Any:
        held.set()
        # The draft is locked; the mixing has come as far as it can.
        time.sleep(1)
        return look(found)

    def mix() -> int:
        held.wait(timeout=20)
        return mix_answers()

    monkeypatch.setattr(answering, "open_problems", slowly)
    sent, mixed = at_the_same_time([partial(answering.send, draft=draft), mix])
    assert (type(sent).__name__, mixed, Response.objects.count()) == ("Response", 2, 2)
