"""Reminders of deadlines: double opt-in, each once, at the right moment, and nothing after the deadline."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client

from center.base.personal_data import Subject, declared
from center.models import CallReminder, CallSignUp, StoredMail, User
from center.services import call_reminders, funding_calls, sourced
from center.services.call_reminders import forget_old_sign_ups, send_due
from center.services.sending import build_message
from tests.center.resources.library import (
    DAY_BEFORE,
    DEADLINE,
    NOW,
    WEEK_BEFORE,
    mails,
    make_call,
    sign_up,
    writer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
SECOND = timedelta(seconds=1)
EMAIL = "mila@example.org"


@pytest.fixture(autouse=True)
def clock() -> "Clock":  # type: ignore[misc]  # a generator, as pytest wants
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_a_week_and_a_day_before_the_deadline_one_letter_comes_each(clock: Clock) -> None:
    sign_up(make_call())
    counts = []
    for moment in (WEEK_BEFORE - SECOND, WEEK_BEFORE, WEEK_BEFORE + SECOND, DAY_BEFORE, DAY_BEFORE, DEADLINE):
        clock.move_to(moment, tick=False)
        counts.append(send_due())
    assert (counts, mails("call_week"), mails("call_day")) == ([0, 1, 0, 1, 0, 0], [EMAIL], [EMAIL])


def test_who_opens_the_address_of_the_form_again_finds_the_call(client: Client) -> None:
    make_call(slug="tools")
    assert client.get("/sr/resources/calls/tools/remind/").headers["Location"] == "/sr/resources/calls/tools/"


def test_in_the_last_week_no_letter_of_a_week_before_is_promised(client: Client, clock: Clock) -> None:
    make_call(slug="tools")
    said = []
    for moment in (WEEK_BEFORE - SECOND, WEEK_BEFORE):
        clock.move_to(moment, tick=False)
        page = client.get("/en/resources/calls/tools/").content.decode()
        said.append("We write to you seven days and one day before" in page)
        assert "Remind me of the deadline" in page
    assert said == [True, False]


def test_an_address_that_nobody_confirmed_gets_no_reminder(clock: Clock) -> None:
    call_reminders.ask_for_reminder(call=make_call(), email=EMAIL, language="sr")
    clock.move_to(DAY_BEFORE, tick=False)
    assert send_due() == 0


def test_after_an_outage_only_the_later_reminder_is_sent_and_nothing_after_the_deadline(clock: Clock) -> None:
    sign_up(make_call())
    clock.move_to(DEADLINE - SECOND, tick=False)
    assert (send_due(), mails("call_week"), mails("call_day")) == (1, [], [EMAIL])
    assert StoredMail.objects.get(kind="center/call_day").expires_at == DEADLINE


def test_the_deadline_itself_is_too_late(clock: Clock) -> None:
    sign_up(make_call())
    clock.move_to(DEADLINE, tick=False)
    assert send_due() == 0


def test_who_signs_up_after_the_moment_of_a_reminder_has_just_read_it(clock: Clock) -> None:
    call = make_call()
    clock.move_to(WEEK_BEFORE + SECOND, tick=False)
    sign_up(call)
    clock.shift(timedelta(hours=1))
    assert send_due() == 0
    clock.move_to(DAY_BEFORE, tick=False)
    assert (send_due(), mails("call_day")) == (1, [EMAIL])


def test_another_deadline_is_reminded_of_at_its_own_moments(clock: Clock) -> None:
    call = make_call()
    sign_up(call)
    clock.move_to(WEEK_BEFORE, tick=False)
    send_due()
    funding_calls.change_call(call=call, by=writer(), deadline_day=date(2027, 1, 15), deadline_time=time(12))
    clock.move_to(DAY_BEFORE, tick=False)
    assert send_due() == 0
    clock.move_to(WEEK_BEFORE + timedelta(days=28), tick=False)
    assert (send_due(), mails("call_week")) == (1, [EMAIL, EMAIL])


def test_a_deadline_that_is_moved_forward_reaches_also_who_has_just_signed_up(clock: Clock) -> None:
    call = make_call()
    sign_up(call)
    clock.shift(timedelta(hours=1))
    funding_calls.change_call(call=call, by=writer(), deadline_day=date(2026, 12, 2), deadline_time=None)
    assert (send_due(), send_due(), mails("call_day")) == (1, 0, [EMAIL])


def test_a_withdrawn_call_is_told_once_and_reminded_of_no_more(clock: Clock) -> None:
    call = make_call()
    sign_up(call)
    funding_calls.withdraw_call(call=call, by=writer(), reason="Нема новца.")
    assert (send_due(), send_due(), mails("call_ended")) == (1, 0, [EMAIL])
    assert "Нема новца." in StoredMail.objects.get(kind="center/call_ended").body_text
    clock.move_to(DAY_BEFORE, tick=False)
    assert send_due() == 0


def test_a_call_that_is_put_back_at_once_frightens_nobody_and_goes_on(clock: Clock) -> None:
    call = make_call()
    sign_up(call)
    funding_calls.withdraw_call(call=call, by=writer())
    funding_calls.put_call_back(call=call, by=writer())
    assert send_due() == 0
    clock.move_to(WEEK_BEFORE, tick=False)
    assert (send_due(), mails("call_ended")) == (1, [])


def test_money_that_is_spent_before_the_deadline_is_told() -> None:
    call = make_call(ends="funds")
    sign_up(call)
    funding_calls.close_call(call=call, by=writer())
    assert (send_due(), send_due(), mails("call_ended")) == (1, 0, [EMAIL])


def test_nobody_is_told_of_the_end_of_a_call_whose_deadline_has_passed(clock: Clock) -> None:
    call = make_call()
    sign_up(call)
    clock.move_to(DEADLINE, tick=False)
    funding_calls.withdraw_call(call=call, by=writer())
    assert send_due() == 0


def test_a_reminder_is_in_the_script_of_the_reader_and_leads_to_a_button(clock: Clock) -> None:
    sign_up(make_call(), language="sr-latn")
    clock.move_to(WEEK_BEFORE, tick=False)
    send_due()
    mail = StoredMail.objects.get(kind="center/call_week")
    link = re.search(r"http\S+/sr-latn/resources/reminders/\d+/leave/\?key=\S+", mail.body_text)
    assert ("Pomoć za alat 1" in mail.subject, link is not None, mail.is_secret) == (True, True, True)
    assert link is not None
    path = link[0].removeprefix("http://localhost:8000")
    path = path[path.index("/sr-latn") :]
    assert (Client().get(path).status_code, CallSignUp.objects.count()) == (200, 1)
    Client().post(path)
    assert CallSignUp.objects.count() == 0


def test_the_second_press_within_minutes_sends_no_second_letter(clock: Clock) -> None:
    call = make_call()
    for minutes in (0, 1, 11):
        clock.move_to(NOW + timedelta(minutes=minutes), tick=False)
        call_reminders.ask_for_reminder(call=call, email=EMAIL.upper() if minutes else EMAIL, language="sr")
    assert (mails("call_confirm"), CallSignUp.objects.count()) == ([EMAIL, EMAIL], 1)


def test_a_stranger_who_types_the_address_changes_nothing_of_a_confirmed_one(clock: Clock) -> None:
    call = make_call()
    before = sign_up(call)
    clock.shift(timedelta(hours=1))
    call_reminders.ask_for_reminder(call=call, email=EMAIL, language="en")
    after = CallSignUp.objects.get()
    assert (after.language, after.confirmed_at) == (before.language, before.confirmed_at)


def test_when_no_reminder_could_come_any_more_none_is_promised(clock: Clock) -> None:
    call = make_call()
    clock.move_to(DAY_BEFORE, tick=False)
    with pytest.raises(sourced.NotNow):
        call_reminders.ask_for_reminder(call=call, email=EMAIL, language="sr")
    assert (call_reminders.can_remind(call), CallSignUp.objects.count()) == (False, 0)


def test_addresses_go_thirty_days_after_the_deadline_with_what_was_sent(clock: Clock) -> None:
    sign_up(make_call())
    clock.move_to(WEEK_BEFORE, tick=False)
    send_due()
    clock.move_to(DEADLINE + timedelta(days=30) - SECOND, tick=False)
    assert forget_old_sign_ups() == 0
    clock.shift(SECOND)
    assert (forget_old_sign_ups(), CallSignUp.objects.count(), CallReminder.objects.count()) == (1, 0, 0)


def test_an_address_without_a_yes_goes_after_a_week_and_a_confirmed_one_stays(clock: Clock) -> None:
    call = make_call(deadline_day=date(2027, 6, 1))
    call_reminders.ask_for_reminder(call=call, email="other@example.org", language="sr")
    sign_up(call)
    clock.shift(timedelta(days=7))
    assert (forget_old_sign_ups(), list(CallSignUp.objects.values_list("email", flat=True))) == (1, [EMAIL])


def test_the_database_keeps_an_address_once_per_call_whatever_its_case() -> None:
    call = make_call()
    sign_up(call)
    with pytest.raises(IntegrityError):
        CallSignUp.objects.create(call=call, email=EMAIL.upper(), language="sr")


def test_who_leaves_gets_nothing_that_still_waits_and_stands_in_no_list_of_letters(clock: Clock) -> None:
    first, second = sign_up(make_call()), sign_up(make_call())
    clock.move_to(WEEK_BEFORE, tick=False)
    send_due()
    call_reminders.leave(sign_up=first)
    assert set(StoredMail.objects.values_list("recipient", flat=True)) == {EMAIL}
    call_reminders.leave(sign_up=second)
    assert set(StoredMail.objects.values_list("recipient", "body_text")) == {("", "")}
    assert set(StoredMail.objects.values_list("state", flat=True)) == {"failed"}


def test_who_waits_for_a_deadline_that_was_given_up_is_forgotten_too(clock: Clock) -> None:
    call = make_call()
    sign_up(call)
    funding_calls.change_call(call=call, by=writer(), ends="rolling", deadline_day=None, deadline_time=None)
    clock.shift(timedelta(days=30) - SECOND)
    assert forget_old_sign_ups() == 0
    clock.shift(SECOND)
    assert (forget_old_sign_ups(), CallSignUp.objects.count(), mails("call_confirm")) == (1, 0, [""])


def test_a_login_finds_its_reminders_however_the_address_was_typed(make_user: Callable[..., User]) -> None:
    found = sign_up(make_call(), "Mila@Example.org")
    person = make_user(email="mila@example.org")
    subject = Subject(logins=frozenset([person.pk]))
    assert list(declared()[CallSignUp].rows_of(subject)) == [found]


def test_a_mail_program_ends_the_reminders_by_one_post_and_the_visible_link_by_a_button(clock: Clock) -> None:
    sign_up(make_call(), language="en")
    clock.move_to(WEEK_BEFORE, tick=False)
    send_due()
    mail = StoredMail.objects.get(kind="center/call_week")
    headers = build_message(mail).extra_headers
    link = re.findall(r"https?://\S+/leave/\S+", mail.body_text)[0]
    assert (headers["List-Unsubscribe"], headers["List-Unsubscribe-Post"], headers["List-Id"][:7]) == (
        f"<{link}>",
        "List-Unsubscribe=One-Click",
        "<calls.",
    )
    path = link.partition("//")[2].partition("/")[2]
    assert Client().get(f"/{path}").content.decode().count("<button") >= 1
    assert CallSignUp.objects.count() == 1
    # As a mail program posts it: no cookie, no token of ours, no redirect followed; twice is as good as once.
    strict = Client(enforce_csrf_checks=True)
    answers = [strict.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code for _time in range(2)]
    assert (answers, CallSignUp.objects.count()) == ([200, 200], 0)


def test_a_wrong_key_ends_no_reminders(clock: Clock) -> None:
    found = sign_up(make_call())
    answer = Client().post(
        f"/sr/resources/reminders/{found.pk}/leave/?key=x", {"List-Unsubscribe": "One-Click"}
    )
    assert (answer.status_code, CallSignUp.objects.count()) == (200, 1)
