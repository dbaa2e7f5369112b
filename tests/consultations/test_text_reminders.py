"""Texts to who agreed to them: in place of a call or beside the second e-mail, never at night, never with the topic."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError
from pytest_django.fixtures import Settings

from center.base.sms import LENGTH_OF_ONE, as_sms
from center.choices import TextState
from center.models import Office, StoredText
from center.services.texting import send_stored_text
from consultations import services, texts
from consultations.choices import AttemptResult, CallReason, Mode
from consultations.models import BookingSettings, Call, Consultation, Reminder
from consultations.services import calls, participations, sessions
from consultations.services.reminders import send_due_reminders
from consultations.spans import midnight
from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.models import Consent, PersonText
from entrepreneurs.services import ContactWishes, give_consent, withdraw_consent
from tests.center.gateway import GatewayServer, serving_gateway
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import enter, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office", "gateway")]
Clock = time_machine.Traveller
THURSDAY = MONDAY + timedelta(days=3)
NINE = local(THURSDAY, 9)
WEDNESDAY = midnight(THURSDAY - timedelta(days=1))
EIGHT = local(THURSDAY - timedelta(days=1), 8)
NUMBER = "064 1234567"


@pytest.fixture
def gateway(settings: Settings) -> Any:
    with serving_gateway() as server:
        settings.SMS = server.backend()
        yield server


def booked(start: datetime = NINE, *, agreed: bool = True, **wish: Any) -> Consultation:
    """Book by phone number alone, with the call about the booking done, and agree to texts."""
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, start, **{"email": "", "phone": NUMBER, **wish})
    for call in visit.calls.all():
        calls.record_attempt(call=call, result=AttemptResult.REACHED, by=visit.advisor.user)
    if agreed:
        give_consent(person=visit.entrepreneur, purpose=Purpose.SMS, how=ConsentWay.PHONE)
    return visit


def run(clock: Clock, *moments: datetime) -> None:
    """Let the worker remind and send at each of these moments."""
    for moment in moments:
        clock.move_to(moment)
        send_due_reminders()
        for pk in StoredText.objects.queued().values_list("pk", flat=True):
            send_stored_text(text_id=pk)


def reminders() -> list[str]:
    return list(Reminder.objects.order_by("pk").values_list("kind", flat=True))


def open_calls() -> list[str]:
    return list(Call.objects.open().order_by("pk").values_list("reason", flat=True))


def sent(gateway: GatewayServer) -> list[str]:
    return [words["text"] for words in gateway.delivered.values()]


def test_who_has_no_email_but_agreed_to_texts_gets_one_in_place_of_the_call(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    booked()
    run(monday_morning, WEDNESDAY - timedelta(seconds=1), WEDNESDAY, local(THURSDAY - timedelta(days=1), 7))
    assert (reminders(), sent(gateway)) == (["sms"], [])
    run(monday_morning, EIGHT, EIGHT + timedelta(hours=4), NINE - timedelta(hours=3))
    assert (reminders(), open_calls(), len(sent(gateway))) == (["sms"], [], 1)
    assert PersonText.objects.get().person == Consultation.objects.get().entrepreneur


def test_a_text_that_is_refused_becomes_a_call(monday_morning: Clock, gateway: GatewayServer) -> None:
    gateway.answers = [422]
    booked()
    run(monday_morning, WEDNESDAY, EIGHT)
    assert open_calls() == []
    run(monday_morning, EIGHT + timedelta(minutes=10), EIGHT + timedelta(minutes=20))
    assert (reminders(), open_calls()) == (["sms", "call"], ["reminder"])


def test_a_text_that_is_not_sent_within_two_hours_becomes_a_call(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    gateway.answers = [503] * 9
    booked()
    run(monday_morning, WEDNESDAY, EIGHT, EIGHT + timedelta(minutes=119))
    assert open_calls() == []
    run(monday_morning, EIGHT + timedelta(minutes=120))
    assert open_calls() == ["reminder"]


def test_where_calls_are_turned_off_a_failed_text_makes_none(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    BookingSettings.objects.update(calls_before_visit=False)
    gateway.answers = [422]
    booked()
    run(monday_morning, WEDNESDAY, EIGHT, EIGHT + timedelta(hours=3))
    assert (reminders(), open_calls()) == (["sms"], [])


@pytest.mark.parametrize(
    "wish",
    [
        {"agreed": False},
        {"phone": "037 123456"},
        {"wishes": ContactWishes(call_from=time(21), call_until=time(22))},
    ],
    ids=["did not agree", "landline", "may be reached at night only"],
)
def test_who_cannot_be_texted_is_called(
    wish: dict[str, Any], monday_morning: Clock, gateway: GatewayServer
) -> None:
    booked(**wish)
    run(monday_morning, WEDNESDAY, EIGHT)
    assert (reminders(), open_calls(), sent(gateway)) == (["call"], ["reminder"], [])


def test_where_the_portal_sends_no_texts_people_are_called(monday_morning: Clock, settings: Settings) -> None:
    settings.SMS = None
    booked()
    run(monday_morning, WEDNESDAY)
    assert (reminders(), StoredText.objects.count()) == (["call"], 0)


def test_who_withdraws_is_texted_no_more_and_called_instead(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    booked()
    run(monday_morning, WEDNESDAY)
    withdraw_consent(consent=Consent.objects.get(purpose=Purpose.SMS))
    text = StoredText.objects.get()
    assert (text.state, text.body) == (TextState.DROPPED, "")
    run(monday_morning, EIGHT)
    assert (sent(gateway), open_calls()) == ([], ["reminder"])


def test_a_text_goes_in_the_hours_that_the_person_wished(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    booked(wishes=ContactWishes(call_from=time(17), call_until=time(19)))
    day = THURSDAY - timedelta(days=1)
    run(monday_morning, WEDNESDAY, EIGHT, local(day, 16, 59))
    assert (sent(gateway), open_calls()) == ([], [])
    run(monday_morning, local(day, 17))
    assert len(sent(gateway)) == 1


def test_who_reads_email_gets_a_text_with_the_second_letter_and_never_a_call(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    gateway.answers = [422]
    booked(local(THURSDAY, 12), email="ana@example.org")
    noon = local(THURSDAY, 12)
    run(monday_morning, noon - timedelta(hours=48), noon - timedelta(hours=3, seconds=1))
    assert reminders() == ["first"]
    run(monday_morning, noon - timedelta(hours=3), noon - timedelta(hours=2))
    assert (reminders(), open_calls()) == (["first", "second", "sms"], [])


def test_a_moved_visit_is_reminded_of_its_new_time_alone(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    visit = booked()
    run(monday_morning, WEDNESDAY)
    services.move(consultation=visit, start=NINE + timedelta(days=1))
    run(monday_morning, EIGHT, WEDNESDAY + timedelta(days=1), EIGHT + timedelta(days=1))
    assert len(sent(gateway)) == 1
    assert "petak, 11. 9. 2026. u 09:00" in sent(gateway)[0]


def test_a_place_in_a_group_session_is_reminded_of_as_well(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    session = make_session(start=local(THURSDAY, 17))
    place = enter(session, 1, phone=NUMBER)
    calls.record_attempt(call=place.calls.get(), result=AttemptResult.REACHED, by=session.advisor.user)
    give_consent(person=place.entrepreneur, purpose=Purpose.SMS, how=ConsentWay.PHONE)
    run(monday_morning, WEDNESDAY, EIGHT)
    assert (reminders(), open_calls(), len(sent(gateway))) == (["sms"], [], 1)


def test_a_reminder_by_sms_has_its_text_and_no_other_reminder_has_one() -> None:
    visit = booked()
    for kind, text in (("sms", None), ("call", StoredText())):
        with pytest.raises((IntegrityError, ValueError)):
            Reminder(consultation=visit, kind=kind, starts_at=visit.starts_at, text=text).save()


# --- What the office changes ---


def test_who_has_no_email_is_told_of_another_time_by_text_and_by_call(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    visit = booked()
    services.move(consultation=visit, start=NINE + timedelta(days=1), by=visit.advisor.user)
    run(monday_morning, local(MONDAY, 8, 10))
    assert (open_calls(), len(sent(gateway))) == (["moved"], 1)
    assert sent(gateway)[0].startswith(
        "Socijalno preduzetnistvo Krusevac: Novo vreme: petak, 11. 9. 2026. u 09:00."
    )


def test_a_cancelled_visit_is_told_by_text_and_by_call_and_so_is_that_it_takes_place_after_all(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    visit = booked()
    by = visit.advisor.user
    services.cancel(consultation=visit, by=by)
    run(monday_morning, local(MONDAY, 8, 10))
    assert (open_calls(), len(sent(gateway))) == (["cancelled"], 1)
    services.restore(consultation=visit, by=by)
    run(monday_morning, local(MONDAY, 8, 20))
    # Whoever read that it does not take place has to hear that it does, although no colleague had called yet.
    assert (open_calls(), len(sent(gateway))) == (["booked"], 2)


def test_what_is_taken_back_before_the_text_went_is_not_told_at_all(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    visit = booked()
    monday_morning.move_to(local(MONDAY, 22))
    services.cancel(consultation=visit, by=visit.advisor.user)
    services.restore(consultation=visit, by=visit.advisor.user)
    run(monday_morning, local(MONDAY + timedelta(days=1), 8))
    assert (open_calls(), sent(gateway)) == ([], [])


def test_who_changes_the_visit_on_the_own_page_or_reads_email_is_not_texted_about_it(
    gateway: GatewayServer,
) -> None:
    own = booked()
    services.move(consultation=own, start=NINE + timedelta(days=1))
    services.cancel(consultation=own)
    other = booked(email="ana@example.org")
    services.cancel(consultation=other, by=other.advisor.user)
    assert StoredText.objects.count() == 0


def test_two_changes_in_one_night_are_told_once(monday_morning: Clock, gateway: GatewayServer) -> None:
    visit = booked()
    monday_morning.move_to(local(MONDAY, 22))
    for days in (1, 4):
        services.move(consultation=visit, start=NINE + timedelta(days=days), by=visit.advisor.user)
    run(monday_morning, local(MONDAY + timedelta(days=1), 8))
    assert len(sent(gateway)) == 1
    assert "ponedeljak, 14. 9. 2026." in sent(gateway)[0]


def test_people_of_a_group_session_are_told_of_another_time_and_that_it_does_not_take_place(
    gateway: GatewayServer, monday_morning: Clock
) -> None:
    session = make_session()
    place = enter(session, 1, phone=NUMBER)
    waiting = enter(session, 2, phone="064 7654321")
    for each in (place, waiting):
        give_consent(person=each.entrepreneur, purpose=Purpose.SMS, how=ConsentWay.PHONE)
    sessions.cancel_session(session=session, by=session.advisor.user, reason="Болест.")
    run(monday_morning, local(MONDAY, 8, 10))
    assert [text[:43] for text in sent(gateway)] == ["Social Entrepreneurship Krusevac: Cancelled"] * 2
    participations.cancel_place(participation=enter(make_session(), 3, phone=NUMBER))
    assert StoredText.objects.count() == 2


# --- What a text says ---

LONG = "Адвокатска канцеларија и удружење грађана за развој"


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
@pytest.mark.parametrize("name", ["reminder", "moved", "cancelled", "restored"])
@pytest.mark.parametrize("mode", [Mode.OFFICE, Mode.PHONE])
@pytest.mark.parametrize("neutral", [True, False])
def test_every_text_is_one_message_without_the_topic(
    language: str, name: str, mode: Mode, neutral: bool, monday_morning: Clock
) -> None:
    visit = booked(
        language=language,
        mode=mode,
        agreed=False,
        wishes=ContactWishes(neutral_texts=neutral) if neutral else None,
    )
    for office in ({}, {"short_name_sr": LONG, "street_sr": "Улица " + LONG, "phone": "+381373456789"}):
        Office.objects.update(**office)
        text = texts.write(name, visit)
        assert (0 < len(text) <= LENGTH_OF_ONE, text.isascii(), as_sms(text)) == (True, True, text)
        assert "09:00" in text
        told = [word for word in ("Tema", "Topic", visit.contact_name, visit.reference) if word in text]
        assert told == []
        assert neutral != any(word in text for word in ("reduzet", "ntrepr", "udruzenje"))


def test_a_reminder_reads_like_a_sentence_of_the_office(monday_morning: Clock) -> None:
    written = {
        language: texts.write("reminder", booked(language=language)) for language in ("sr", "sr-latn", "en")
    }
    assert written == {
        "sr": "Socijalno preduzetnistvo Krusevac: Podsetnik: cetvrtak, 10. 9. 2026. u 09:00. Jugoviceva 17-3."
        " Ako ne mozete da dodjete, pozovite 037 000000.",
        "sr-latn": "Socijalno preduzetnistvo Krusevac: Podsetnik: cetvrtak, 10. 9. 2026. u 09:00. Jugoviceva 17-3."
        " Ako ne mozete da dodjete, pozovite 037 000000.",
        "en": "Social Entrepreneurship Krusevac: Reminder: Thursday, 10 Sep 2026 at 09:00. Jugoviceva 17-3."
        " If you cannot come, please call 037 000000.",
    }


@pytest.mark.parametrize("day", [date(2026, 9, 21) + timedelta(days=number) for number in range(5)])
def test_the_longest_day_fits_as_well(day: date, monday_morning: Clock) -> None:
    visit = booked(local(day, 12), agreed=False)
    assert len(texts.write("moved", visit)) <= LENGTH_OF_ONE


def test_a_look_at_everybody_takes_the_same_queries_with_texts(
    monday_morning: Clock, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(3):
        booked(NINE + timedelta(hours=number), phone=f"064 123450{number}")
    run(monday_morning, WEDNESDAY, EIGHT)
    with django_assert_num_queries(8):
        send_due_reminders()


def test_a_call_about_something_else_does_not_keep_the_text_back(
    monday_morning: Clock, gateway: GatewayServer
) -> None:
    visit = booked()
    services.ask_for_call(
        consultation=visit, reason=CallReason.OTHER, about="Понети оловку.", by=visit.advisor.user
    )
    run(monday_morning, WEDNESDAY, EIGHT)
    assert (open_calls(), len(sent(gateway))) == (["other"], 1)
