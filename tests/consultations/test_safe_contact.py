"""Whoever must be reached with care is: no letter, calendar or call tells others what the visit is about."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
import time_machine
from django.test import Client

from center.base.letter_kinds import known_kinds
from center.base.scripts import to_latin
from center.choices import Language
from center.models import Office, StoredMail, User
from center.services import accounts
from center.services.sending import build_message
from consultations import calendars, services
from consultations.choices import Confirmation
from consultations.errors import AlreadyUsed
from consultations.models import Advisor, Call, Consultation, Topic
from consultations.services import participations, sessions
from consultations.services.reminders import send_due_reminders
from consultations.services.waiting_list import pass_on_offers
from entrepreneurs.models import ContactPreference, Entrepreneur
from entrepreneurs.services import ContactWishes, add_person, keep_wishes
from tests.conftest import MakeUser
from tests.consultations.booking_walk import press_step, walk_to_check, walk_to_details
from tests.consultations.cases import make_case
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import enter, make_session
from tests.consultations.plans import connected, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office")]
AsUser = Callable[[User], Client]
NEUTRAL = ContactWishes(neutral_texts=True)
NINE = local(MONDAY, 9)
# Roots, so that no case of them slips through; the last ones stand in the advisor's name and the topic's list.
TELLING = (
    "тајна тема",
    "secret topic",
    "социјалн",
    "предузет",
    "entrepreneur",
    "центар",
    "center",
    "оснивачк",
    "јелена",
)
TO_STAFF = ("consultations/advisor_", "consultations/access_")
# Of these test_text_reminders.py asks the same.
TEXTS = ("consultations/text_",)
TYPED = {
    "name": "Ana",
    "phone": "0641234567",
    "mode": "office",
    "call_from": "10:00",
    "call_until": "14:00",
    "neutral_texts": "on",
    "advice": "Ask for Ana only.",
    "helper_name": "Mira",
    "helper_relation": "family",
    "helper_phone": "064 7654321",
    "helper_agreed": "on",
}
ASKED = ContactWishes(
    call_from=time(10),
    call_until=time(14),
    neutral_texts=True,
    advice="Ask for Ana only.",
    helper_name="Mira",
    helper_relation="family",
    helper_phone="+381647654321",
    helper_agreed=True,
)


def topic(**fields: Any) -> Topic:
    made = make_topic(
        name_sr="Тајна тема", name_en="Secret topic", what_to_bring_sr="Оснивачки акт.", **fields
    )
    make_advisor(made, name_sr="Јелена Љубић")
    return made


def happenings(language: str, clock: time_machine.Traveller) -> None:
    """Let everything happen to visits of somebody who wants neutral texts about which a letter goes to the visitor."""
    at_once, by_staff = topic(), topic(confirmation=Confirmation.BY_STAFF)
    contact = {"email": "ana@example.org", "phone": "064 1234567", "language": language, "wishes": NEUTRAL}
    first = make_visit(at_once, NINE, **contact)
    by = first.advisor.user
    asked = make_visit(by_staff, NINE, **contact)
    services.confirm(consultation=asked, by=by)
    services.move(consultation=first, start=local(MONDAY, 10), by=by, reason="Јелена је на тајној теми.")
    services.cancel(consultation=first, by=by, reason="Тајна тема је отказана.")
    services.restore(consultation=first, by=by)
    make_visit(at_once, NINE + timedelta(days=3), **contact)
    clock.move_to(NINE + timedelta(days=1))
    assert send_due_reminders() == 1


def group_happenings(language: str, clock: time_machine.Traveller) -> None:
    """The same for group sessions: a queue, an offer that runs out, a place, another time, and the end of it."""
    session = make_session(
        1, topic=topic(), note_sr="Понесите оснивачки акт.", advisor=Advisor.objects.latest("pk")
    )
    person = add_person(name="Ана", phone="064 1234567", language=language)
    keep_wishes(person=person, wishes=NEUTRAL, how="phone")
    ours = {"entrepreneur": person, "email": "ana@example.org", "phone": "", "language": language}
    first = enter(session, 1)
    place = enter(session, **ours)
    participations.cancel_place(participation=first)
    place.refresh_from_db()
    assert place.offered_until is not None
    clock.move_to(place.offered_until + timedelta(seconds=1))
    pass_on_offers()
    again = enter(session, **ours, may_wait=False, another_person=True)
    by = session.advisor.user
    later = {
        "starts_at": session.starts_at + timedelta(hours=1),
        "ends_at": session.ends_at + timedelta(hours=1),
    }
    sessions.change_session(session=session, by=by, **later)
    clock.move_to(later["starts_at"] - timedelta(hours=2))
    assert send_due_reminders() == 1
    sessions.cancel_session(session=session, by=by, reason="Тајна тема је отказана.")
    assert again.entrepreneur == person


def plan_happenings(language: str, make_user: MakeUser) -> None:
    """An advisor writes beside the plan of a person's case."""
    lead = Advisor.objects.latest("pk")
    person = add_person(name="Ана", phone="064 1234567", language=language)
    keep_wishes(person=person, wishes=NEUTRAL, how="phone")
    case = make_case(lead, person, subject="Тајна тема")
    user = connected(case, make_user, lead.user, "ana@example.org")
    User.objects.filter(pk=user.pk).update(language=language)
    say(case, "Тајна тема није јасна.")


@pytest.mark.parametrize("language", Language.values)
def test_no_letter_and_no_calendar_says_what_the_visit_is_about_nor_with_whom(
    language: str, monday_morning: time_machine.Traveller, make_user: MakeUser
) -> None:
    happenings(language, monday_morning)
    plan_happenings(language, make_user)
    group_happenings(language, monday_morning)
    letters = StoredMail.objects.filter(recipient="ana@example.org")
    to_visitors = {
        kind
        for kind in known_kinds()
        if kind.startswith("consultations/") and not kind.startswith((*TO_STAFF, *TEXTS))
    }
    assert {letter.kind for letter in letters} == to_visitors
    telling = {*TELLING, *map(to_latin, TELLING)}
    for letter in letters:
        message = build_message(letter)
        html = re.sub(r"<[^>]+>", " ", letter.body_html)
        everything = f"{message.subject} {message.from_email} {letter.body_text} {html} {letter.calendar}"
        # Our address and the link to the visit stay what they are.
        for known in ("office@demo.example", "portal.example", "/consultations/"):
            everything = everything.replace(known, "")
        said = [word for word in telling if word in everything.casefold()]
        assert (letter.kind, said) == (letter.kind, [])


def test_a_neutral_subject_says_who_writes_and_when_in_the_words_of_the_office(office: Office) -> None:
    make_visit(topic(), NINE, email="ana@example.org", language="sr", wishes=NEUTRAL)
    Office.objects.update(neutral_name_sr="Канцеларија у Југовићевој")
    make_visit(topic(), NINE, email="ana@example.org", language="sr-latn", wishes=NEUTRAL)
    letters = StoredMail.objects.filter(recipient="ana@example.org").order_by("pk")
    assert [letter.subject for letter in letters] == [
        "Канцеларија: 7. септембра 2026. у 09:00",
        "Kancelarija u Jugovićevoj: 7. septembra 2026. u 09:00",
    ]
    # Who receives it reads the neutral name as the sender too.
    names = [str(make_header(decode_header(build_message(each).from_email))) for each in letters]
    assert [name.partition(" <")[0] for name in names] == [
        "Канцеларија у Југовићевој",
        "Kancelarija u Jugovićevoj",
    ]


def test_the_calendar_of_the_visits_page_is_neutral_too() -> None:
    visit = make_visit(topic(), NINE, email="ana@example.org", wishes=NEUTRAL)
    file = calendars.calendar_file(Consultation.objects.get(pk=visit.pk)).casefold()
    assert [word for word in TELLING if word in file] == []


def test_everybody_else_still_reads_what_the_visit_is_about(office: Office) -> None:
    make_visit(topic(), NINE, email="ana@example.org")
    letter = StoredMail.objects.get(recipient="ana@example.org")
    assert ["Тајна тема" in letter.body_text, str(office.name) in letter.body_text] == [True, True]


def test_the_details_ask_behind_a_closed_door_and_the_check_page_says_it_back() -> None:
    topic()
    details = walk_to_details()
    assert '<details class="wishes">' in details.html
    check = press_step(details, "check", **TYPED)
    said = [
        "Call me only between 10:00 and 14:00.",
        "Do not name the topic or the Center in emails and messages.",
        "Ask for Ana only.",
    ]
    assert [sentence in check.html for sentence in said] == [True] * 3
    again = press_step(check, "details")
    assert '<details class="wishes" open>' in again.html


def test_what_was_asked_for_is_kept_with_the_booking(monday_morning: time_machine.Traveller) -> None:
    topic()
    check = walk_to_check(**TYPED)
    monday_morning.shift(60)
    for _click in range(2):
        press_step(check, "book")
    person = Entrepreneur.objects.get(name="Ana")
    assert (ContactWishes.of(person), person.consents.get(purpose="helper").given_how) == (ASKED, "web")
    assert Consultation.objects.count() == 1


def test_a_helper_without_consent_is_asked_about_where_it_was_typed() -> None:
    topic()
    asked = walk_to_check(**{**TYPED, "helper_agreed": ""})
    assert "Without your consent we tell nobody." in asked.html
    assert '<details class="wishes" open>' in asked.html


def test_a_booking_changes_nothing_of_what_somebody_known_asked_for() -> None:
    person = add_person(name="Ана", phone="064 1234567", language="sr")
    keep_wishes(person=person, wishes=NEUTRAL, how="phone")
    asked = topic()
    wish = {"entrepreneur": person, "wishes": ContactWishes(no_voicemail=True)}
    make_visit(asked, NINE, **wish)
    assert ContactWishes.of(Entrepreneur.objects.get(pk=person.pk)) == NEUTRAL


def test_the_same_form_with_other_wishes_is_not_taken_for_a_double_click() -> None:
    asked = topic()
    first = make_visit(asked, NINE, wishes=NEUTRAL)
    with pytest.raises(AlreadyUsed):
        make_visit(asked, NINE, submission=first.submission, wishes=ContactWishes(no_voicemail=True))
    assert make_visit(asked, NINE, submission=first.submission, wishes=NEUTRAL) == first


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    accounts.choose_language(user=coordinator, language="en")
    return as_user(coordinator)


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/consultations/call/", "/admin/consultations/call/tried/?call={}"]
)
def test_whoever_calls_reads_what_to_heed_before_the_number(address: str, desk: Client) -> None:
    make_visit(topic(), NINE, wishes=ASKED)
    page = desk.get(address.format(Call.objects.get().pk)).content.decode()
    page = page[page.index("safe-contact") :]
    order = [
        "Do not call now.",
        "neither the topic nor the name of the Center",
        "Ask for Ana only.",
        "May be told when and where, and nothing else:",
        'href="tel:+381641234567"',
    ]
    places = [page.find(words) for words in order]
    assert places == sorted(places)
    assert -1 not in places


def test_who_wants_no_calls_at_this_hour_stands_last_until_it_has_come(
    monday_morning: time_machine.Traveller,
) -> None:
    asked = topic(length=30)
    make_visit(asked, NINE, name="Од десет", wishes=ContactWishes(call_from=time(10), call_until=time(14)))
    make_visit(asked, local(MONDAY, 11), name="Било када")
    orders = []
    for moment in (local(MONDAY, 8), local(MONDAY, 10) - timedelta(seconds=1)):
        monday_morning.move_to(moment)
        orders.append([call.name for call in Call.objects.open().in_order()])
    monday_morning.move_to(local(MONDAY, 10))
    orders.append([call.name for call in Call.objects.open().in_order()])
    assert orders == [["Било када", "Од десет"]] * 2 + [["Од десет", "Било када"]]


def test_two_clicks_at_once_keep_one_row_of_wishes() -> None:
    asked = topic()
    first = make_visit(asked, NINE, wishes=NEUTRAL)
    make_visit(asked, NINE, submission=first.submission, wishes=NEUTRAL)
    assert ContactPreference.objects.count() == 1
