"""Invitations: letters, codes on paper, reminders, and what becomes of one that was lost or taken back."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from center.models import StoredMail
from center.services.retention import confirm_report, run_retention
from research.choices import Mode
from research.errors import AlreadyAnswered, SurveyRefused
from research.models import Invitation, Response, SpentInvitation, Survey
from research.retention import forget_unfinished
from research.services import answering
from research.services.invitations import (
    Addressee,
    invite_addresses,
    print_codes,
    renew,
    withdraw,
)
from research.services.letters import queue_letters, send_letters
from research.services.reminders import queue_reminders, send_reminders, to_remind
from research.services.surveys import close_survey
from tests.research.surveys import make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def invited(survey: Survey, number: int = 2) -> list[Invitation]:
    who = [Addressee(f"Установа {each}", f"u{each}@example.org") for each in range(number)]
    return invite_addresses(survey=survey, addressees=who, language="sr")


def send_all(survey: Survey) -> int:
    return send_letters(survey_id=survey.pk, up_to=10**9)


def code_in(mail: StoredMail) -> str:
    found = re.search(r"\?key=(\w+)", mail.body_text)
    assert found is not None
    return found[1]


def answer(invitation: Invitation) -> None:
    """Note the invitation as answered, as sending does."""
    SpentInvitation(invitation=invitation).save(force_insert=True)


def recipients(kind: str) -> list[str]:
    return list(
        StoredMail.objects.filter(kind=kind).order_by("recipient").values_list("recipient", flat=True)
    )


def test_each_gets_a_letter_with_its_own_code_that_opens_its_invitation() -> None:
    survey = make_survey(Mode.MAIL)
    made = invited(survey)
    assert queue_letters(survey=survey) == 2
    assert send_all(survey) == 2
    opened = [
        answering.find_invitation(survey=survey, code=code_in(mail))
        for mail in StoredMail.objects.order_by("recipient")
    ]
    assert opened == made
    assert [mail.is_secret for mail in StoredMail.objects.all()] == [True, True]
    assert send_all(survey) == 0


def test_a_code_is_nowhere_in_the_row_of_its_invitation() -> None:
    survey = make_survey(Mode.MAIL)
    invited(survey, 1)
    send_all(survey)
    stored = Invitation.objects.values_list().get()
    assert code_in(StoredMail.objects.get()) not in str(stored)


def test_letters_wait_while_the_survey_does_not_run() -> None:
    survey = make_survey(Mode.MAIL, is_open=False)
    invited(survey)
    with pytest.raises(SurveyRefused):
        queue_letters(survey=survey)
    assert send_all(survey) == 0


def test_an_address_is_invited_once() -> None:
    survey = make_survey(Mode.MAIL)
    invited(survey, 1)
    with pytest.raises(SurveyRefused, match=r"U0@example\.org"):
        invite_addresses(survey=survey, addressees=[Addressee("", "U0@example.org")], language="sr")


@pytest.mark.each
@pytest.mark.parametrize("is_anonymous", [True, False])
def test_only_those_who_have_not_answered_are_reminded_also_of_an_anonymous_survey(
    is_anonymous: bool,
) -> None:
    survey = make_survey(Mode.MAIL, is_anonymous=is_anonymous)
    made = invited(survey, 3)
    send_all(survey)
    answer(made[1])
    later = timezone.now() + timedelta(days=5)
    with time_machine.travel(later, tick=False):
        assert queue_reminders(survey=survey) == 2
        assert send_reminders(survey_id=survey.pk, asked_at=later) == 2
        assert send_reminders(survey_id=survey.pk, asked_at=later) == 0
    assert recipients("research/reminded") == ["u0@example.org", "u2@example.org"]


def test_a_reminder_holds_the_code_of_the_first_letter() -> None:
    survey = make_survey(Mode.MAIL)
    invited(survey, 1)
    send_all(survey)
    later = timezone.now() + timedelta(days=5)
    with time_machine.travel(later, tick=False):
        send_reminders(survey_id=survey.pk, asked_at=later)
    first, second = (code_in(mail) for mail in StoredMail.objects.order_by("pk"))
    assert first == second


def test_nobody_is_reminded_twice_within_days_nor_three_times() -> None:
    survey = make_survey(Mode.MAIL)
    invited(survey, 1)
    send_all(survey)
    start, due = timezone.now(), []
    for day in range(30):
        now = start + timedelta(days=day, minutes=1)
        due.append(to_remind(survey, asked_at=now).count())
        with time_machine.travel(now, tick=False):
            send_reminders(survey_id=survey.pk, asked_at=now)
    assert [day for day, count in enumerate(due) if count] == [4, 8]


def test_printed_codes_are_numbered_and_open_the_survey_once_each() -> None:
    survey = make_survey(Mode.CODE)
    codes = print_codes(survey=survey, count=2, language="sr") + print_codes(
        survey=survey, count=1, language="en"
    )
    assert [each.invitation.number for each in codes] == [1, 2, 3]
    assert [answering.find_invitation(survey=survey, code=each.code) for each in codes] == [
        each.invitation for each in codes
    ]
    assert set(Invitation.objects.values_list("code_salt", flat=True)) == {""}
    for count in (0, 501):
        with pytest.raises(SurveyRefused):
            print_codes(survey=survey, count=count, language="sr")


def test_a_new_letter_makes_the_lost_one_worthless() -> None:
    survey = make_survey(Mode.MAIL)
    (invitation,) = invited(survey, 1)
    send_all(survey)
    renew(invitation=invitation)
    old, new = (code_in(mail) for mail in StoredMail.objects.order_by("pk"))
    assert answering.find_invitation(survey=survey, code=old) is None
    assert answering.find_invitation(survey=survey, code=new) == invitation


def test_what_is_taken_back_opens_nothing_and_can_be_invited_again() -> None:
    survey = make_survey(Mode.MAIL)
    (invitation,) = invited(survey, 1)
    withdraw(invitation=invitation)
    with pytest.raises(SurveyRefused):
        answering.begin(survey=survey, mode=Mode.MAIL, language="sr", invitation=invitation)
    assert send_all(survey) == 0
    assert len(invited(survey, 1)) == 1


def test_whether_an_invitation_was_answered_is_refused_only_where_everybody_may_know() -> None:
    known, anonymous = make_survey(Mode.MAIL, is_anonymous=False), make_survey(Mode.MAIL)
    for survey in (known, anonymous):
        answer(invited(survey, 1)[0])
    with pytest.raises(AlreadyAnswered):
        withdraw(invitation=known.invitations.get())
    withdraw(invitation=anonymous.invitations.get())


def test_a_changed_key_of_the_server_does_not_make_reminders_worthless(settings: Any) -> None:
    survey = make_survey(Mode.MAIL)
    (invitation,) = invited(survey, 1)
    send_all(survey)
    settings.SECRET_KEY = "another key, since the first one got about " * 2
    later = timezone.now() + timedelta(days=5)
    with time_machine.travel(later, tick=False):
        send_reminders(survey_id=survey.pk, asked_at=later)
    newest = code_in(StoredMail.objects.latest("pk"))
    assert answering.find_invitation(survey=survey, code=newest) == invitation


def test_unfinished_answers_go_after_a_month_and_younger_ones_stay() -> None:
    survey = make_survey()
    for days in (40, 20):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            Survey.objects.filter(pk=survey.pk).update(opens_at=timezone.now() - timedelta(days=1))
            answering.begin(survey=survey, mode=Mode.LINK, language="sr")
    assert (forget_unfinished(), survey.drafts.count()) == (1, 1)


def test_half_a_year_after_the_end_nobody_remembers_whom_the_survey_asked(coordinator: Any) -> None:
    survey = make_survey(Mode.MAIL)
    invited(survey, 1)
    close_survey(survey=survey)
    with time_machine.travel(timezone.now() + timedelta(days=170)):
        confirm_report(run=run_retention(), by=coordinator)
        run_retention()
        assert Invitation.objects.get().email == "u0@example.org"
    with time_machine.travel(timezone.now() + timedelta(days=190)):
        run_retention()
        found = Invitation.objects.get()
        assert (found.name, found.email, found.erased_at is not None) == ("", "", True)
    assert Response.objects.count() == 0
