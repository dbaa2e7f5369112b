"""Letters and calendar entries: in the visitor's language, and without what is nobody else's business."""

import icalendar
import pytest
import time_machine
from django.utils import translation

from center.base.scripts import to_latin
from center.models import Office, StoredMail
from consultations import calendars, services
from consultations.choices import Confirmation, Mode
from consultations.models import Consultation
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning", "office")
SECRETS = ["1234567", "petar@example.org", "Сапуни", "Петар"]


def visit(**wish: object) -> Consultation:
    topic = make_topic(what_to_bring_sr="Оснивачки акт.", what_to_bring_en="The founding act.")
    make_advisor(topic, name_sr="Јелена Љубић")
    defaults = {"phone": "064 1234567", "email": "petar@example.org", "note": "Сапуни.", "name": "Петар"}
    return make_visit(topic, local(MONDAY, 9), **{**defaults, **wish})


def letter(kind: str) -> StoredMail:
    return StoredMail.objects.get(kind=f"consultations/{kind}")


@pytest.mark.parametrize(
    ("language", "subject", "facts"),
    [
        ("sr", None, ["Тема 1", "Јелена Љубић", "09:00–10:00", "Оснивачки акт."]),
        ("sr-latn", None, ["Tema 1", "Jelena Ljubić", "09:00–10:00", "Osnivački akt."]),
        ("en", "Your visit is booked", ["Topic 1", "Jelena Ljubić", "Monday", "The founding act."]),
    ],
)
def test_the_visitor_gets_the_facts_and_the_personal_link_in_the_chosen_language(
    language: str, subject: str | None, facts: list[str]
) -> None:
    booked = visit(language=language)
    mail = letter("booked")
    assert (mail.recipient, mail.language, mail.is_secret) == ("petar@example.org", language, True)
    assert mail.expires_at == booked.ends_at
    assert [fact for fact in facts if fact not in mail.body_text] == []
    assert f"/{language}/consultations/{booked.reference}/?key=" in mail.body_text
    assert booked.reference in mail.body_text
    if subject:
        assert mail.subject.startswith(subject)


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("sr", "Како до нас:\nУлаз је из дворишта."),
        ("sr-latn", "Kako do nas:\nUlaz je iz dvorišta."),
        ("en", "How to get there:\nThrough the yard."),
    ],
)
def test_who_comes_to_the_office_is_told_the_way(language: str, way: str) -> None:
    Office.objects.update(directions_sr="Улаз је из дворишта.", directions_en="Through the yard.")
    visit(language=language, mode=Mode.OFFICE)
    assert way in letter("booked").body_text


def test_who_is_called_is_told_no_way() -> None:
    visit(language="en", mode=Mode.PHONE)
    assert "How to get there" not in letter("booked").body_text


def test_words_fit_the_way_of_talking() -> None:
    visit(language="en", mode=Mode.PHONE)
    text = letter("booked").body_text
    wanted = ["We look forward to talking with you.", "How we talk: By phone", "What to prepare:"]
    assert ([words for words in wanted if words not in text], "Place:" in text) == ([], False)


@pytest.mark.parametrize(
    ("mode", "place"),
    [
        (Mode.OFFICE, "Center for Social Entrepreneurship Kruševac, Jugovićeva 17-3, 37000 Kruševac"),
        (Mode.PHONE, "By phone"),
        (Mode.ONLINE, "Online"),
    ],
)
def test_a_calendar_shows_the_address_only_for_the_office(mode: Mode, place: str, english: None) -> None:
    topic = make_topic(modes=list(Mode))
    make_advisor(topic)
    booked = make_visit(topic, local(MONDAY, 9), mode=mode)
    assert str(entry(calendars.calendar_file(booked))["LOCATION"]) == place


@pytest.mark.parametrize("cancel", [False, True])
def test_the_advisor_hears_of_it_without_contact_and_note(cancel: object) -> None:
    booked = visit()
    if cancel:
        services.cancel(consultation=booked)
    mail = letter("advisor_cancelled" if cancel else "advisor_new")
    assert mail.recipient == booked.advisor.user.email
    everything = mail.subject + mail.body_text + mail.body_html
    assert [secret for secret in SECRETS if secret in everything] == []
    assert f"/admin/consultations/consultation/{booked.pk}/change/" in mail.body_text
    assert mail.calendar == ""


def test_a_request_has_no_calendar_entry_until_it_is_confirmed() -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    user = make_advisor(topic).user
    asked = make_visit(topic, local(MONDAY, 9), email="petar@example.org")
    assert letter("requested").calendar == ""
    services.confirm(consultation=asked, by=user)
    assert str(entry(letter("confirmed").calendar)["STATUS"]) == "CONFIRMED"


def test_the_letter_of_a_cancellation_gives_the_reason_and_no_personal_link() -> None:
    booked = visit(language="en")
    services.cancel(consultation=booked, by=booked.advisor.user, reason="The advisor is ill.")
    mail = letter("cancelled")
    assert "Reason: The advisor is ill." in mail.body_text
    assert "key=" not in mail.body_text
    assert "/en/consultations/" in mail.body_text


def entry(text: str) -> icalendar.Event:
    (found,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    return found


def method_of(mail: StoredMail) -> tuple[str, str]:
    """Return the METHOD in the file and the one in the header of its part; mail programs want them equal."""
    return str(icalendar.Calendar.from_ical(mail.calendar)["METHOD"]), mail.calendar_method


@pytest.mark.parametrize("contact", [{"contact_is_placeholder": True}, {"email": ""}])
def test_an_office_without_a_real_email_invites_nobody_from_its_example_address(
    contact: dict[str, object],
) -> None:
    Office.objects.update(**{"contact_is_placeholder": False, "email": "office@example.org", **contact})
    booked = visit(language="en")
    services.cancel(consultation=booked)
    found = [
        (*method_of(letter(kind)), str(entry(letter(kind).calendar)["STATUS"]))
        for kind in ("booked", "cancelled")
    ]
    assert found == [("PUBLISH", "PUBLISH", "CONFIRMED"), ("PUBLISH", "PUBLISH", "CANCELLED")]
    files = letter("booked").calendar + letter("cancelled").calendar
    assert [name for name in ("ORGANIZER", "ATTENDEE", "office@") if name in files] == []


def test_an_office_with_a_real_email_invites_and_cancels_from_it() -> None:
    Office.objects.update(contact_is_placeholder=False, email="office@example.org")
    booked = visit(language="en")
    services.cancel(consultation=booked)
    assert [method_of(letter(kind)) for kind in ("booked", "cancelled")] == [
        ("REQUEST", "REQUEST"),
        ("CANCEL", "CANCEL"),
    ]
    assert [str(entry(letter(kind).calendar)["ORGANIZER"]) for kind in ("booked", "cancelled")] == [
        "mailto:office@example.org"
    ] * 2


def test_a_colleague_whose_access_has_ended_gets_no_letter_any_more() -> None:
    booked = visit(language="en")
    booked.advisor.user.is_active = False
    booked.advisor.user.save()
    services.cancel(consultation=booked)
    kinds = StoredMail.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["consultations/booked", "consultations/advisor_new", "consultations/cancelled"]


@pytest.mark.parametrize("verb", ["cancel", "confirm"])
def test_nobody_is_written_to_about_a_visit_that_is_over(
    verb: str, monday_morning: time_machine.Traveller
) -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    user = make_advisor(topic).user
    asked = make_visit(topic, local(MONDAY, 9), email="petar@example.org")
    StoredMail.objects.all().delete()
    monday_morning.move_to(asked.ends_at)
    getattr(services, verb)(consultation=asked, by=user)
    assert list(StoredMail.objects.values_list("kind", flat=True)) == []


def test_one_uid_and_a_growing_sequence_lead_calendars_from_request_to_cancel() -> None:
    Office.objects.update(contact_is_placeholder=False, email="office@example.org")
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    user = make_advisor(topic).user
    asked = make_visit(topic, local(MONDAY, 9), email="petar@example.org")
    confirmed = services.confirm(consultation=asked, by=user)
    download = calendars.calendar_file(confirmed)
    services.cancel(consultation=confirmed)
    files = [letter("confirmed").calendar, download, letter("cancelled").calendar]
    found = [
        (
            str(icalendar.Calendar.from_ical(file)["METHOD"]),
            str(entry(file)["UID"]),
            entry(file).sequence,
            str(entry(file)["STATUS"]),
        )
        for file in files
    ]
    uid = f"consultation-{asked.reference}@testserver"
    assert found == [
        ("REQUEST", uid, 1, "CONFIRMED"),
        ("PUBLISH", uid, 1, "CONFIRMED"),
        ("CANCEL", uid, 2, "CANCELLED"),
    ]


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_calendar_entry_names_office_and_time_and_nothing_private(language: str) -> None:
    booked = visit(language=language)
    with translation.override(language):
        file = calendars.calendar_file(booked)
    found = entry(file)
    text = "".join(str(found.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))
    private = [*SECRETS, "Тема 1", "Tema 1", "Topic 1", "Јелена", "Jelena", "1234567"]
    assert [word for word in private if word in text] == []
    assert found.start == booked.starts_at
    assert found.end == booked.ends_at
    street = {"sr": "Југовићева 17-3", "sr-latn": "Jugovićeva 17-3", "en": "Jugovićeva 17-3"}[language]
    assert street in str(found["LOCATION"])
    if language != "sr":
        assert to_latin(text) == text


def test_a_downloaded_entry_names_nobody() -> None:
    assert "petar" not in calendars.calendar_file(visit())


def test_a_visit_by_phone_has_no_address() -> None:
    booked = visit(mode=Mode.PHONE)
    with translation.override("en"):
        assert "Jugovićeva" not in str(entry(calendars.calendar_file(booked))["LOCATION"])


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [
        ("sr", "Ваш разговор је заказан: 7. септембра 2026. у 09:00", "Љубица"),
        ("sr-latn", "Vaš razgovor je zakazan: 7. septembra 2026. u 09:00", "Ljubica"),
        ("en", "Your visit is booked: 7 September 2026 at 09:00", "Hello Ljubica"),
    ],
)
def test_subject_and_greeting_stand_in_the_letters_of_the_mail(
    language: str, subject: str, greeting: str
) -> None:
    visit(language=language, name="Љубица Њежић")
    mail = letter("booked")
    assert (mail.subject, greeting in mail.body_text.splitlines()[0]) == (subject, True)


def test_a_reason_typed_in_cyrillic_is_read_in_latin_by_who_reads_latin() -> None:
    booked = visit(language="sr-latn")
    services.cancel(consultation=booked, by=booked.advisor.user, reason="Колега је болестан.")
    assert "Kolega je bolestan." in letter("cancelled").body_text
