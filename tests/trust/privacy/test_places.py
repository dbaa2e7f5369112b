"""The marked words are looked for in letters, calendars, addresses, names of files, and what is sent of a fault."""

from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from center.models import StoredMail, User
from center.services.sending import build_message
from consultations import links, services
from consultations.models import Consultation, Participation
from consultations.services.calendar_feeds import renew_feed
from events import links as event_links
from events.models import Registration
from tests.center.test_contact import answers
from tests.consultations.factories import MONDAY, local, make_visit
from tests.everything import EMAIL, MARKS, NAME, PHONE, Everything, somebody_with_everything
from tests.trust.pages import Page
from tests.trust.privacy.disguises import words_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]


@pytest.fixture
def tajana(coordinator: User) -> Everything:
    """Everything about her is known; besides, she has a visit to come, which was moved."""
    known = somebody_with_everything(coordinator)
    visit = make_visit(
        known.advisor.topics.get(),
        local(MONDAY, 10),
        advisor=known.advisor,
        name=NAME,
        phone=PHONE,
        email=EMAIL,
        note="ТАЈНО",
    )
    services.move(consultation=visit, start=local(MONDAY, 12), by=known.advisor.user, reason="Слава")
    return known


def letters() -> list[StoredMail]:
    """Return what the portal wrote itself, without the letter that was planted."""
    found = list(StoredMail.objects.exclude(kind="center/example").order_by("pk"))
    assert len({each.kind for each in found}) > 5
    return found


def test_no_subject_and_no_head_of_a_letter_tells_anything_but_to_whom_it_goes(tajana: Everything) -> None:
    """A subject stands on a locked screen, and in the log of every server on the way."""
    told = []
    for mail in letters():
        head = message_from_bytes(build_message(mail).message().as_bytes(), policy=policy.default)
        told += [
            (mail.kind, name, str(value))
            for name, value in head.items()
            if name != "To" and words_in(f"{mail.subject} {value}", MARKS)
        ]
    assert told == []


def test_no_letter_repeats_what_she_told_in_confidence_and_none_to_others_names_her(
    tajana: Everything,
) -> None:
    told = []
    for mail in letters():
        allowed = set() if mail.recipient != EMAIL else {"Тајан", "Tajan", "tajana", "649998877"}
        found = words_in(f"{mail.body_text} {mail.body_html} {mail.calendar}", MARKS)
        told += [(mail.kind, mail.recipient, found - allowed)] if found - allowed else []
    assert told == []


def calendar_addresses(tajana: Everything) -> list[str]:
    visit = Consultation.objects.filter(contact_email=EMAIL).live().latest("starts_at")
    place = Participation.objects.get(pk=tajana.place.pk)
    registration = Registration.objects.latest("pk")
    feed = renew_feed(feed=tajana.advisor.calendar_feed, by=tajana.advisor.user)
    return [
        _beside(links.manage_url(visit), "visit.ics"),
        _beside(links.place_url(place), "session.ics"),
        _beside(event_links.registration_url(registration), "event.ics"),
        f"/sr/events/{registration.event.slug}/event.ics",
        f"/consultations/feeds/{feed.secret}.ics",
    ]


def _beside(address: str, name: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}{name}?{parts.query}"


def test_no_calendar_names_anybody_nor_says_what_it_is_about(tajana: Everything) -> None:
    """A calendar is copied to other companies and shown to whole families."""
    files = {}
    for address in calendar_addresses(tajana):
        answer: Any = Client().get(address)
        assert (address, answer.status_code, answer["Content-Type"].split(";")[0]) == (
            address,
            200,
            "text/calendar",
        )
        assert b"BEGIN:VEVENT" in answer.content
        files[address] = answer.content + answer["Content-Disposition"].encode()
    files |= {mail.kind: mail.calendar.encode() for mail in letters() if mail.calendar}
    assert len(files) > 6
    assert {name: words_in(content, MARKS) for name, content in files.items()} == {
        key: set() for key in files
    }


def typed(**more: str) -> dict[str, str]:
    return answers(name=NAME, phone=PHONE, email=EMAIL, text="ТАЈНО", **more)


def test_no_form_that_was_sent_leads_to_an_address_with_what_was_typed(tajana: Everything) -> None:
    """An address stays in the history of a browser, and goes to whoever is asked next."""
    visit = Consultation.objects.filter(contact_email=EMAIL).live().latest("starts_at")
    registration = Registration.objects.latest("pk")
    sent = {
        "/sr/contact/": typed(),
        "/sr/press/": typed(outlet_name="ТАЈНО", wants_releases="on"),
        "/sr/newsletter/": typed(language="sr", agrees="on", consent="on"),
        "/sr/account/login/code/": {"email": EMAIL},
        "/sr/account/password/reset/": {"email": EMAIL},
        "/sr/consultations/find/": {"reference": visit.reference, "contact": EMAIL},
        "/sr/events/find/": {"reference": registration.reference, "contact": PHONE},
        _beside(links.manage_url(visit), "cancel/"): {"reason": "ТАЈНО", "confirm": "on"},
    }
    led = {}
    for address, values in sent.items():
        answer = Client().post(address, values)
        if answer.status_code in {302, 303}:
            led[address] = f"{answer['Location']} {unquote(answer['Location'])} {answer.cookies.output()}"
    assert len(led) >= 6, led
    assert {address: words_in(target, MARKS) for address, target in led.items()} == {
        key: set() for key in led
    }


# What a person opens on purpose: an answer by mail or by phone.
CONTACT = ("mailto:", "tel:", "viber:", "sms:", "https://wa.me/")


def test_no_link_of_a_page_about_her_holds_anything_of_hers(
    tajana: Everything, coordinator: User, as_user: AsUser
) -> None:
    desk, own = as_user(coordinator), as_user(tajana.user)
    pk = tajana.person.pk
    pages = [
        (desk, "/admin/entrepreneurs/entrepreneur/"),
        (desk, f"/admin/entrepreneurs/entrepreneur/{pk}/change/"),
        (desk, "/admin/consultations/consultation/"),
        (desk, f"/admin/consultations/consultation/{tajana.visit.pk}/change/"),
        (desk, f"/admin/consultations/case/{tajana.case.pk}/change/"),
        (desk, "/admin/events/registration/"),
        (desk, "/admin/center/storedmail/"),
        (desk, "/admin/center/subscriber/"),
        (own, "/sr/account/"),
        (own, "/sr/account/data/"),
        (own, f"/sr/account/cases/{tajana.case.number}/"),
        (own, f"/sr/account/enterprises/{tajana.enterprise.slug}/"),
    ]
    told, looked = [], 0
    for client, address in pages:
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 200)
        page = Page(answer.content.decode(), address)
        where = [*page.links, *(form.action for form in page.forms)]
        looked += len(where)
        told += [
            (address, link)
            for link in where
            if not link.startswith(CONTACT) and words_in(f"{link} {unquote(link)}", MARKS)
        ]
    assert looked > 200
    assert told == []


def test_files_lie_under_names_that_tell_nothing(tajana: Everything, private_media: Path) -> None:
    """Whoever lists a disk, or a backup of it, reads names first."""
    roots = [private_media, Path(settings.MEDIA_ROOT)]
    files = [
        (path, str(path.relative_to(root))) for root in roots for path in root.rglob("*") if path.is_file()
    ]
    assert {word for path, _name in files for word in words_in(path.read_bytes(), MARKS)} == {"ТАЈНО"}
    assert [name for _path, name in files if words_in(name, MARKS)] == []


def test_no_fault_is_mailed_or_posted_to_anybody() -> None:
    """A report of Django's holds the form, the cookies and the names in the code's hands; ours is a line of the log."""
    handlers: Any = settings.LOGGING["handlers"]
    kinds = {handler["class"] for handler in handlers.values()}
    assert kinds == {"logging.StreamHandler", "logging.NullHandler"}
    assert (settings.ADMINS, settings.MANAGERS, settings.DEBUG) == ([], [], False)
    senders = {"sentry_sdk", "rollbar", "raven", "opentelemetry"}
    assert {
        each for each in senders if each in (Path(settings.BASE_DIR) / "requirements.txt").read_text()
    } == set()
