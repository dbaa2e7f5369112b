"""Answering a survey through its pages: back and forth, later, by invitation, once."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from center.limits import Limit
from center.models import Office
from research.choices import DurationBand, Mode
from research.errors import AlreadyAnswered, AnswerGone, SurveyRefused
from research.models import Draft, PageReach, Response, SpentInvitation, Survey
from research.services import answering
from research.services.surveys import close_survey
from tests.research.surveys import PAGES, make_invitation, make_survey

pytestmark = pytest.mark.django_db


def at(name: str, *arguments: Any, language: str = "sr") -> str:
    with translation.override(language):
        return reverse(f"research:{name}", args=arguments)


def begin(client: Client, survey: Survey, code: str = "") -> str:
    """Press "Begin" and return the address of the first page."""
    address = at("survey", survey.slug)
    page = client.get(f"{address}?key={code}" if code else address).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=True):
        response = client.post(address, {"token": token[1], "website": "", "code": code})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def answer_all(client: Client, survey: Survey) -> str:
    """Answer each page of `short` and return where the last one leads."""
    led = ""
    for number, page in enumerate(PAGES, start=1):
        response = client.post(at("survey_page", survey.slug, number), page)
        assert response.status_code == 302, response.content.decode()
        led = response["Location"]
    return led


def send(client: Client, survey: Survey) -> Any:
    return client.post(at("survey_send", survey.slug))


SETTLED = {
    "age": 34,
    "heard": "yes",
    "where": ["net"],
    "what": "Мед",
    "since": "2020-07-07",
    "view1": "4",
    "view2": "5",
    "is_young": 0,
}


def test_somebody_answers_page_by_page_and_sends(client: Client, office: Office) -> None:
    survey = make_survey()
    assert begin(client, survey) == at("survey_page", survey.slug, 1)
    assert answer_all(client, survey) == at("survey_send", survey.slug)
    assert send(client, survey).url == at("survey_thanks", survey.slug)
    response = Response.objects.get()
    assert (response.answers, response.mode, response.language) == (SETTLED, Mode.LINK, "sr")
    assert (response.is_anonymous, response.day, response.invitation) == (True, timezone.localdate(), None)
    assert (response.duration, response.is_fast) == (DurationBand.UNDER_1, True)
    assert list(Draft.objects.all()) == []
    assert client.cookies[f"survey-{survey.pk}"].value == ""


def test_a_page_on_which_nothing_is_asked_is_left_out(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    first = {"age": "70", "heard": "no", "seen": "age,heard"}
    response = client.post(at("survey_page", survey.slug, 1), first)
    assert response.url == at("survey_page", survey.slug, 3)  # type: ignore[attr-defined]
    client.post(at("survey_page", survey.slug, 3), PAGES[2])
    send(client, survey)
    assert Response.objects.get().answers == {
        "age": 70, "heard": "no", "view1": "4", "view2": "5", "is_young": 0,
    }  # fmt: skip


def test_a_question_that_follows_from_an_answer_of_the_same_page_is_shown_before_going_on(
    client: Client, office: Office
) -> None:
    survey = make_survey()
    begin(client, survey)
    sent = {"age": "34", "heard": "yes", "seen": "age,heard"}
    page = client.post(at("survey_page", survey.slug, 1), sent)
    assert page.status_code == 200
    html = page.content.decode()
    assert 'name="where"' in html
    assert 'value="age,heard,where"' in html
    assert (
        client.post(at("survey_page", survey.slug, 1), sent | {"seen": "age,heard,where"}).status_code == 302
    )


def test_what_is_wrong_is_said_at_the_field_and_everything_typed_stays(
    client: Client, office: Office
) -> None:
    survey = make_survey()
    begin(client, survey)
    sent = {"age": "7", "heard": "", "seen": "age,heard"}
    page = client.post(at("survey_page", survey.slug, 1), sent)
    assert page.status_code == 422
    form = page.context["form"]
    assert dict(form.errors) == {
        "age": ["Овај одговор није могућ. Молимо Вас да га проверите."],
        "heard": ["Молимо Вас да одговорите на ово питање."],
    }
    assert 'value="7"' in page.content.decode()


def test_going_back_keeps_what_was_answered_and_shows_it(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    client.post(at("survey_page", survey.slug, 1), PAGES[0])
    typed = {"what": "Сир", "since": "", "seen": "what,since", "back": "1"}
    back = client.post(at("survey_page", survey.slug, 2), typed)
    assert back.url == at("survey_page", survey.slug, 1)  # type: ignore[attr-defined]
    assert client.get(back.url).context["form"]["age"].value() == 34  # type: ignore[attr-defined]
    forth = client.post(back.url, PAGES[0])  # type: ignore[attr-defined]
    assert client.get(forth.url).context["form"]["what"].value() == "Сир"  # type: ignore[attr-defined]


def test_an_answer_begun_here_goes_on_on_another_device_by_its_code(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    client.post(at("survey_page", survey.slug, 1), PAGES[0])
    later = client.post(
        at("survey_page", survey.slug, 2), {"what": "Сир", "seen": "what,since", "later": "1"}
    )
    code = client.get(later.url).context["code"]  # type: ignore[attr-defined]
    other = Client()
    led = other.post(at("survey_continue", survey.slug), {"code": code.lower()})
    assert led.url == at("survey_page", survey.slug, 2)  # type: ignore[attr-defined]
    assert other.get(led.url).context["form"]["what"].value() == "Сир"  # type: ignore[attr-defined]


@pytest.mark.long
def test_a_wrong_code_leads_nowhere_and_is_counted(client: Client, office: Office) -> None:
    survey = make_survey()
    for _turn in range(100):
        assert client.post(at("survey_continue", survey.slug), {"code": "2345 2345 2345"}).status_code == 422
    refused = client.post(at("survey_continue", survey.slug), {"code": "2345 2345 2345"})
    assert (refused.status_code, 0 < int(refused["Retry-After"]) <= 600) == (429, True)
    minutes = -(-int(refused["Retry-After"]) // 60)
    assert f"Покушајте поново за {minutes} мин" in refused.content.decode()
    by_link = client.get(at("survey", survey.slug), {"key": "2345 2345 2345"})
    assert (by_link.status_code, "no-store" in by_link["Cache-Control"]) == (429, True)


def test_who_sends_a_page_without_end_waits_and_keeps_what_was_typed_while_others_go_on(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted by answer: a class that fills the survey in at once shares an address."""
    monkeypatch.setattr("research.views.answering._STEPS", Limit(2, timedelta(minutes=10)))
    survey = make_survey()
    begin(client, survey)
    pages = [client.post(at("survey_page", survey.slug, 1), PAGES[0]) for _turn in range(3)]
    assert [each.status_code for each in pages] == [302, 302, 429]
    assert (0 < int(pages[2]["Retry-After"]) <= 600, pages[2]["X-Robots-Tag"]) == (True, "noindex")
    kept = pages[2].content.decode()
    assert [name for name in PAGES[0] if f'name="{name}"' not in kept] == []
    assert client.post(at("survey_send", survey.slug)).status_code == 429
    neighbour = Client()
    begin(neighbour, survey)
    assert neighbour.post(at("survey_page", survey.slug, 1), PAGES[0]).status_code == 302


def test_nobody_comes_further_than_they_answered(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    assert client.get(at("survey_page", survey.slug, 3)).url == at("survey_page", survey.slug, 1)  # type: ignore[attr-defined]
    sending = client.post(at("survey_send", survey.slug))
    assert (sending.status_code, Response.objects.count()) == (422, 0)


def test_an_answer_with_open_questions_is_not_sent_whichever_way_it_comes() -> None:
    survey = make_survey()
    draft = answering.begin(survey=survey, mode=Mode.LINK, language="sr").draft
    with pytest.raises(SurveyRefused):
        answering.send(draft=draft)
    assert (Response.objects.count(), Draft.objects.count()) == (0, 1)


def test_a_second_click_on_send_thanks_and_sends_nothing(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    answer_all(client, survey)
    draft = Draft.objects.get()
    send(client, survey)
    with pytest.raises(AnswerGone):
        answering.send(draft=draft)
    assert Response.objects.count() == 1


@pytest.mark.each
@pytest.mark.parametrize("is_anonymous", [True, False])
@pytest.mark.parametrize("mode", [Mode.MAIL, Mode.CODE])
def test_an_invitation_answers_once_and_is_known_only_where_that_was_said(
    client: Client, office: Office, mode: Mode, is_anonymous: bool
) -> None:
    survey = make_survey(mode, is_anonymous=is_anonymous)
    invitation, code = make_invitation(survey, mode)
    begin(client, survey, code)
    answer_all(client, survey)
    send(client, survey)
    response = Response.objects.get()
    assert (response.mode, response.invitation) == (mode, None if is_anonymous else invitation)
    assert list(SpentInvitation.objects.values()) == [{"invitation_id": invitation.pk}]
    again = Client().get(f"{at('survey', survey.slug)}?key={code}").content.decode()
    assert "id_token" in again
    with pytest.raises(AlreadyAnswered):
        answering.begin(survey=survey, mode=mode, language="sr", invitation=invitation)


@pytest.mark.each
@pytest.mark.parametrize("is_anonymous", [True, False])
@pytest.mark.parametrize("is_invited", [True, False])
@pytest.mark.parametrize("mode", [Mode.PAPER, Mode.PHONE])
def test_staff_type_in_what_came_on_paper_or_by_phone(
    coordinator: Any, mode: Mode, is_anonymous: bool, is_invited: bool
) -> None:
    survey = make_survey(mode, Mode.CODE, is_anonymous=is_anonymous)
    invitation = make_invitation(survey, Mode.CODE)[0] if is_invited else None
    begun = answering.begin(
        survey=survey, mode=mode, language="sr", invitation=invitation, form_number="17", by=coordinator
    )
    Draft.objects.filter(pk=begun.draft.pk).update(furthest=3)
    begun.draft.answers = json.dumps({"age": 40, "heard": "no", "view1": "1", "view2": "1"})
    begun.draft.save()
    response = answering.send(draft=begun.draft)
    assert (response.mode, response.form_number, response.entered_by) == (mode, "17", coordinator)
    assert response.invitation == (invitation if is_invited and not is_anonymous else None)
    assert SpentInvitation.objects.count() == int(is_invited)
    assert (response.duration, response.is_fast) == (DurationBand.UNKNOWN, False)
    with pytest.raises(SurveyRefused):
        answering.begin(survey=survey, mode=mode, language="sr", form_number="17", by=coordinator)


def test_a_closed_survey_takes_no_answer_and_forgets_unfinished_ones(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    close_survey(survey=survey)
    assert Draft.objects.count() == 0
    assert client.get(at("survey_page", survey.slug, 1)).url == at("survey", survey.slug)  # type: ignore[attr-defined]
    with pytest.raises(SurveyRefused):
        answering.begin(survey=survey, mode=Mode.LINK, language="sr")


def _row(survey: Survey, **fields: Any) -> Response:
    values = {"survey": survey, "is_anonymous": survey.is_anonymous, "mode": Mode.LINK, "language": "sr"}
    return Response(**values | {"day": timezone.localdate(), "answers": {}} | fields)


def test_the_database_takes_no_answer_to_a_closed_survey() -> None:
    survey = close_survey(survey=make_survey())
    with pytest.raises(IntegrityError, match="does not run"), transaction.atomic():
        _row(survey).save(force_insert=True)


def test_the_database_takes_no_invited_answer_without_an_invitation_that_was_spent_with_it() -> None:
    survey = make_survey(Mode.MAIL)
    invitation, _code = make_invitation(survey)
    with pytest.raises(IntegrityError, match="spends an invitation"), transaction.atomic():
        _row(survey, mode=Mode.MAIL).save(force_insert=True)
    with transaction.atomic():
        SpentInvitation(invitation=invitation).save(force_insert=True)
        _row(survey, mode=Mode.MAIL).save(force_insert=True)
        # One invitation pays for one answer.
        with pytest.raises(IntegrityError, match="spends an invitation"), transaction.atomic():
            _row(survey, mode=Mode.MAIL).save(force_insert=True)


def test_the_database_keeps_the_promise_of_a_survey_and_changes_no_answer() -> None:
    survey = make_survey()
    with pytest.raises(IntegrityError, match="promised"), transaction.atomic():
        _row(survey, is_anonymous=False).save(force_insert=True)
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(is_anonymous=False)
    kept = _row(survey)
    kept.save(force_insert=True)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Response.objects.filter(pk=kept.pk).update(language="en")


def test_how_far_people_came_is_counted_without_their_trace(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    client.post(at("survey_page", survey.slug, 1), PAGES[0])
    begin(Client(), survey)
    assert dict(PageReach.objects.values_list("page", "people")) == {1: 2, 2: 1}


def test_an_unfinished_answer_rests_encrypted(client: Client, office: Office) -> None:
    survey = make_survey()
    begin(client, survey)
    client.post(at("survey_page", survey.slug, 1), PAGES[0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM research_draft")
        (stored,) = cursor.fetchone()
    assert "34" not in stored.partition(":")[0]
    assert "heard" not in stored
