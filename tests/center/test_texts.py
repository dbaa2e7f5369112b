"""Texts: stored with their cause, sent once and by day, with an honest state, forgotten when no longer so."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from center.base.logs import JsonFormatter
from center.base.phones import can_receive_texts
from center.choices import TextState
from center.models import StoredText
from center.services import drop_thread, housekeeping, queue_text, retry_text, texts_are_sent
from center.services.sending import Outcome
from center.services.texting import send_stored_text
from tests.center.gateway import GatewayServer
from tests.center.jobs import jobs_in_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BELGRADE = ZoneInfo("Europe/Belgrade")
NOON = datetime(2026, 9, 7, 12, tzinfo=BELGRADE)
NUMBER = "+381641234567"


@pytest.fixture
def noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def queue(**changes: Any) -> StoredText:
    values = {
        "kind": "center/example",
        "to": NUMBER,
        "text": "Подсећамо Вас на разговор сутра у 9.",
        "language": "sr",
        "expires_at": NOON + timedelta(days=1),
    }
    return queue_text(**{**values, **changes})


def text_jobs() -> list[str]:
    return jobs_in_state("center.send_text")


def fresh(text: StoredText) -> StoredText:
    return StoredText.objects.get(pk=text.pk)


def test_a_queued_text_is_stored_in_plain_letters_with_one_job() -> None:
    text = queue()
    assert (text.body, text.state, text_jobs()) == (
        "Podsecamo Vas na razgovor sutra u 9.",
        TextState.QUEUED,
        ["todo"],
    )


def test_its_words_are_encrypted_in_the_database() -> None:
    text = queue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM center_storedtext WHERE id = %s", [text.pk])
        assert "razgovor" not in str(cursor.fetchone())
        cursor.execute("SELECT to_jsonb(e)::text FROM center_storedtextstateattemptsevent e")
        assert not {part for part in ("64123", "razgovor") if part in str(cursor.fetchall())}


@pytest.mark.parametrize(
    ("number", "receives"),
    [
        ("+381641234567", True),
        ("+381601234567", True),
        ("+38137123456", False),
        ("+381112345678", False),
        ("+4915112345678", True),
        ("+49301234567", False),
        ("", False),
    ],
)
def test_only_mobile_numbers_receive_texts(number: str, receives: bool) -> None:
    assert can_receive_texts(number) == receives


@pytest.mark.parametrize("number", ["+38137123456", "", "641234567"])
def test_a_landline_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        queue(to=number)
    assert (StoredText.objects.count(), text_jobs()) == (0, [])


@pytest.mark.parametrize("words", ["", "a" * 161, "ш" * 161])
def test_a_text_is_one_message(words: str) -> None:
    with pytest.raises(ValueError, match="1 to 160 letters"):
        queue(text=words)
    assert len(queue(text="ш" * 160).body) == 160


def test_a_text_goes_out_once_however_often_it_is_tried(gateway: GatewayServer) -> None:
    text = queue()
    outcomes = [send_stored_text(text_id=text.pk) for _ in range(3)]
    assert outcomes == [Outcome.SENT, Outcome.GONE, Outcome.GONE]
    assert [words["to"] for words in gateway.delivered.values()] == [NUMBER]
    assert (fresh(text).state, fresh(text).sent_at) == (TextState.SENT, NOON)


def test_trouble_waits_and_is_tried_again_under_the_same_key(gateway: GatewayServer) -> None:
    gateway.answers = [503]
    text = queue()
    assert [send_stored_text(text_id=text.pk) for _ in range(2)] == [Outcome.LATER, Outcome.SENT]
    assert {headers["Idempotency-Key"] for headers in gateway.headers} == {str(text.key)}
    assert (fresh(text).attempts, fresh(text).last_error) == (2, "")


def test_a_refused_text_fails_at_once_and_goes_by_a_new_key_when_somebody_sends_it_again(
    gateway: GatewayServer,
) -> None:
    gateway.answers = [422]
    text = queue()
    assert send_stored_text(text_id=text.pk) == Outcome.FAILED
    assert (fresh(text).state, fresh(text).last_error) == (TextState.FAILED, "HTTP 422")
    retry_text(text=text)
    assert (send_stored_text(text_id=text.pk), text_jobs()) == (Outcome.SENT, ["todo", "todo"])
    assert len({headers["Idempotency-Key"] for headers in gateway.headers}) == 2


def test_after_two_days_a_text_is_given_up(gateway: GatewayServer) -> None:
    gateway.answers = [503]
    text = queue()
    StoredText.objects.update(queued_at=NOON - timedelta(days=2, minutes=1))
    assert send_stored_text(text_id=text.pk) == Outcome.FAILED


def test_only_failed_texts_that_still_help_can_be_sent_again(gateway: GatewayServer) -> None:
    waiting = queue()
    with pytest.raises(ValidationError):
        retry_text(text=waiting)
    StoredText.objects.update(state=TextState.FAILED, expires_at=NOON)
    with pytest.raises(ValidationError):
        retry_text(text=waiting)


@pytest.mark.parametrize("asks", [True, False])
def test_where_texts_were_turned_off_what_waits_fails(asks: bool, settings: Settings) -> None:
    settings.SMS = None
    text = queue()
    assert (texts_are_sent(), send_stored_text(text_id=text.pk)) == (False, Outcome.FAILED)
    assert fresh(text).last_error == "off"


# --- By day ---


def at(hour: int, minute: int = 0, day: int = 7) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=BELGRADE)


@pytest.mark.parametrize(
    ("now", "hours", "goes"),
    [
        (at(8), {}, at(8)),
        (at(7, 59), {}, at(8)),
        (at(20, 59), {}, at(20, 59)),
        (at(21), {}, at(8, day=8)),
        (at(0), {}, at(8)),
        (at(12), {"send_from": time(17), "send_until": time(19)}, at(17)),
        (at(19), {"send_from": time(17), "send_until": time(19)}, at(17, day=8)),
    ],
)
def test_a_text_goes_in_its_hours_only(
    now: datetime,
    hours: dict[str, Any],
    goes: datetime,
    noon: time_machine.Traveller,
    gateway: GatewayServer,
) -> None:
    noon.move_to(now)
    text = queue(expires_at=now + timedelta(days=3), **hours)
    planned = ProcrastinateJob.objects.get(task_name="center.send_text").scheduled_at
    assert (planned or now) == goes
    # However it comes to be tried before: it is put off, not sent.
    send_stored_text(text_id=text.pk)
    assert len(gateway.delivered) == (1 if goes == now else 0)
    noon.move_to(goes)
    send_stored_text(text_id=text.pk)
    assert (len(gateway.delivered), fresh(text).sent_at) == (1, goes)


def test_the_hours_are_the_office_s_when_the_clocks_change(noon: time_machine.Traveller) -> None:
    for day in (datetime(2026, 10, 25, tzinfo=BELGRADE), datetime(2026, 3, 29, tzinfo=BELGRADE)):
        noon.move_to(day.replace(hour=0, minute=30))
        text = StoredText(expires_at=day)
        assert timezone.localtime(text.next_moment(timezone.now())).time() == time(8)


@pytest.mark.parametrize(
    ("start", "end"), [(time(7), time(12)), (time(9), time(22)), (time(12), time(12)), (time(13), time(12))]
)
def test_no_other_hours_can_be_stored(start: time, end: time) -> None:
    with pytest.raises(ValidationError):
        queue(send_from=start, send_until=end)
    text = queue()
    with pytest.raises(IntegrityError):
        StoredText.objects.filter(pk=text.pk).update(send_from=start, send_until=end)


def test_what_would_come_too_late_is_not_sent(noon: time_machine.Traveller, gateway: GatewayServer) -> None:
    text = queue(expires_at=at(7, 30, day=8))
    noon.move_to(at(21))
    assert send_stored_text(text_id=text.pk) == Outcome.FAILED
    assert (fresh(text).last_error, gateway.delivered) == ("expired", {})


# --- What is no longer so ---


def test_a_newer_text_of_the_same_thread_takes_the_place_of_those_that_wait(gateway: GatewayServer) -> None:
    first, other = queue(thread="visit-1"), queue(thread="visit-2")
    last = queue(thread="visit-1", text="Novi termin")
    for text in (first, other, last):
        send_stored_text(text_id=text.pk)
    states = [fresh(text).state for text in (first, other, last)]
    assert states == [TextState.DROPPED, TextState.SENT, TextState.SENT]
    assert (fresh(first).body, len(gateway.delivered)) == ("", 2)


def test_what_was_sent_stays_sent_and_what_failed_is_not_offered_again(gateway: GatewayServer) -> None:
    gateway.answers = [202, 422]
    sent, failed = queue(thread="visit-1"), queue()
    StoredText.objects.filter(pk=failed.pk).update(thread="visit-1")
    for text in (sent, failed):
        send_stored_text(text_id=text.pk)
    assert drop_thread(thread="visit-1") == 1
    assert (fresh(sent).state, fresh(failed).state, fresh(failed).can_be_retried) == (
        TextState.SENT,
        TextState.DROPPED,
        False,
    )


def test_words_are_erased_after_ninety_days() -> None:
    old, young = queue(), queue()
    StoredText.objects.update(state=TextState.SENT, sent_at=NOON)
    StoredText.objects.filter(pk=old.pk).update(created_at=NOON - timedelta(days=90, minutes=1))
    assert (housekeeping.erase_old_bodies(), fresh(old).body) == (1, "")
    assert fresh(young).body == "Podsecamo Vas na razgovor sutra u 9."


def test_a_text_that_lost_its_job_becomes_visible_as_failed(noon: time_machine.Traveller) -> None:
    text = queue()
    assert housekeeping.give_up_forgotten_texts() == 0
    noon.shift(timedelta(days=1, seconds=1))
    assert (housekeeping.give_up_forgotten_texts(), fresh(text).last_error) == (1, "forgotten")


def test_no_number_and_no_words_are_in_the_logs(
    gateway: GatewayServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    gateway.answers = [503, 422, 202]
    text, other = queue(), queue()
    outcomes = [send_stored_text(text_id=each.pk) for each in (text, text, other)]
    assert outcomes == [Outcome.LATER, Outcome.FAILED, Outcome.SENT]
    lines = [
        JsonFormatter().format(record) for record in caplog.records if not record.name.startswith("django.db")
    ]
    told = [line for line in lines if "64123" in line or "razgovor" in line or "token-of" in line]
    assert (told, len([line for line in lines if '"text ' in line])) == ([], 3)
