"""A clock jumps, or that of the web server and that of the database disagree: nothing is sent twice or open too long.

Daylight saving has its own tests: `tests/consultations/test_daylight_saving.py`. What a clock that runs ahead shows too
early cannot be told from the right time by anybody; docs/production.md asks for a clock that is set by the network.
"""

import uuid
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from pytest_django.fixtures import Settings

from center import limits
from center.base.guarded_form import new_token
from center.models import Office, Question, StoredMail, User
from center.services import publications
from center.services.newsletter import issues, sending
from consultations.errors import NotBookable
from consultations.services import book
from consultations.services.reminders import send_due_reminders
from tests.center.media import publish as publish_release
from tests.center.newsletters import make_issue, make_subscriber
from tests.center.publications import make_news
from tests.center.second_factors import give_totp, totp_code
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.trust.sessions import PASSWORD, by_password
from tests.trust.test_mailed_codes import code_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office")]
Clock = time_machine.Traveller
HOUR = timedelta(hours=1)
NINE = local(MONDAY + timedelta(days=3), 9)


@pytest.fixture
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def jump(clock: Clock, moment: datetime, work: Any) -> None:
    """Let the work be done at a moment, then an hour before and an hour after it, and again."""
    for shift in (0, -1, 0, 1, 0, -1):
        clock.move_to(moment + shift * HOUR)
        work()


def test_a_reminder_is_sent_once_however_the_clock_jumps(clock: Clock) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, NINE, email="ana@example.org", phone="")
    jump(clock, NINE - timedelta(hours=24), send_due_reminders)
    jump(clock, NINE - timedelta(hours=2), send_due_reminders)
    sent = StoredMail.objects.filter(kind__endswith="reminder").values_list("recipient", flat=True)
    assert Counter(sent) == {"ana@example.org": 2}


def test_an_issue_of_the_newsletter_goes_out_once_however_the_clock_jumps(
    clock: Clock, coordinator: User
) -> None:
    for number in range(3):
        make_subscriber(f"reader{number}@example.org")
    issue = make_issue()
    issues.schedule(issue=issue, moment=NINE, by=coordinator)
    clock.move_to(NINE - HOUR)
    assert sending.send_due() == 0
    jump(clock, NINE, sending.send_due)
    sent = StoredMail.objects.filter(kind="center/newsletter_issue").values_list("recipient", flat=True)
    assert Counter(sent) == {f"reader{number}@example.org": 1 for number in range(3)}


def test_news_for_later_are_hidden_again_when_the_clock_is_put_right(clock: Clock, coordinator: User) -> None:
    item = publications.publish(record=make_news(), by=coordinator, at=NINE)
    public = []
    for moment in (NINE - HOUR, NINE, NINE - HOUR, NINE + HOUR):
        clock.move_to(moment)
        public.append(Client().get(f"/sr/news/{item.slug}/").status_code)
    assert public == [404, 200, 404, 200]


def test_a_release_under_embargo_is_locked_again_when_the_clock_is_put_right(
    clock: Clock, coordinator: User
) -> None:
    release = publish_release(coordinator, embargo_until=NINE)
    public = []
    for moment in (NINE - HOUR, NINE, NINE - HOUR):
        clock.move_to(moment)
        page = Client().get(f"/en/press/{release.slug}/").status_code
        public.append((page, Client().get(f"/en/press/{release.slug}/release.pdf").status_code))
    assert public == [(404, 404), (200, 200), (404, 404)]


def test_a_time_that_a_slow_clock_offered_is_refused_when_the_clock_is_put_right(clock: Clock) -> None:
    topic = make_topic()
    make_advisor(topic)
    wish: dict[str, Any] = {
        "topic": topic,
        "start": NINE,
        "mode": "office",
        "name": "Ана",
        "email": "ana@example.org",
    }
    clock.move_to(NINE + HOUR)
    with pytest.raises(NotBookable):
        book(**wish, language="sr", submission=uuid.uuid4())
    # What was booked while the clock was slow stays booked: the person has a letter that says so.
    clock.move_to(NINE - 3 * timedelta(days=1))
    visit = book(**wish, language="sr", submission=uuid.uuid4())
    clock.move_to(NINE - HOUR)
    visit.refresh_from_db()
    assert visit.state == "confirmed"


def test_a_session_is_over_when_the_clock_jumps_on_and_stays_over_when_it_jumps_back(
    clock: Clock, advisor_user: User
) -> None:
    client, opens = by_password(advisor_user), []
    for hours in (0, 2, -2):
        clock.shift(hours * HOUR)
        opens.append(client.get("/en/account/").status_code == 200)
    assert opens == [True, False, False]


def test_a_session_of_a_clock_that_ran_ahead_is_over_when_it_is_put_right(
    clock: Clock, advisor_user: User
) -> None:
    clock.shift(3 * HOUR)
    client = by_password(advisor_user)
    ahead = client.get("/en/account/").status_code
    clock.shift(-3 * HOUR)
    assert (ahead, client.get("/en/account/").status_code) == (200, 302)


def test_a_mailed_code_works_once_however_the_clock_jumps(clock: Clock, stranger: User) -> None:
    client = Client()
    code = code_for(client, stranger.email)
    clock.shift(-HOUR)
    confirm = "/en/account/login/code/confirm/"
    client.post(confirm, {"code": code})
    again = Client()
    again.post(confirm, {"code": code})
    late = Client()
    old = code_for(late, stranger.email)
    clock.shift(2 * HOUR)
    late.post(confirm, {"code": old})
    assert ["_auth_user_id" in each.session for each in (client, again, late)] == [True, False, False]


def test_while_our_clock_is_wrong_a_recovery_code_lets_staff_in_and_the_app_does_when_it_is_right(
    clock: Clock, advisor_user: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    secret = give_totp(advisor_user)
    recovery = RecoveryCodes.activate(advisor_user).get_unused_codes()[0]

    def enters(code: str, ahead: timedelta) -> bool:
        clock.shift(ahead)
        client = Client()
        client.post("/en/account/login/", {"login": advisor_user.email, "password": PASSWORD})
        client.post("/en/account/2fa/authenticate/", {"code": code})
        clock.shift(-ahead)
        return "_auth_user_id" in client.session

    shown = totp_code(secret)
    assert [enters(shown, HOUR), enters(recovery, HOUR), enters(recovery, HOUR), enters(shown, 0 * HOUR)] == [
        False,
        True,
        False,
        True,
    ]


def test_limits_are_counted_by_the_clock_of_the_database_alone(clock: Clock) -> None:
    twice = limits.Limit(2, HOUR)
    allowed = []
    for minutes in (0, 0, 0, 90, -90):
        clock.move_to(NINE + timedelta(minutes=minutes))
        verdict = limits.allow("clocks", "somebody", twice)
        allowed.append((verdict.allowed, 0 < verdict.seconds <= 3600))
    assert allowed == [(True, True), (True, True), (False, True), (False, True), (False, True)]


@pytest.mark.parametrize("hours", [-1, 1])
def test_who_fills_in_a_form_while_the_clock_jumps_an_hour_can_send_it(
    hours: int, clock: Clock, office: Office
) -> None:
    token = new_token()
    clock.shift(timedelta(minutes=2) + hours * HOUR)
    answer = Client().post(
        "/sr/contact/",
        {"name": "Ана", "email": "ana@example.org", "phone": "", "text": "Да ли радите?", "token": token},
    )
    assert (answer.status_code, Question.objects.count()) == (302, 1)
