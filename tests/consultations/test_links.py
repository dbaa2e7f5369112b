"""The way back to a visit, for the visitor and for nobody else."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings

from consultations.links import LINK_LIVES_AFTER_VISIT, find_by_contact, make_key, manage_url, read_key
from consultations.models import Consultation
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning")


@pytest.fixture
def visit(monday_morning: object) -> Consultation:
    topic = make_topic()
    make_advisor(topic)
    return make_visit(topic, local(MONDAY, 9), phone="064 1234567", email="Petar@Example.org", language="en")


@pytest.fixture
def other(visit: Consultation) -> Consultation:
    return make_visit(visit.topic, local(MONDAY, 10), phone="064 7654321")


def test_the_link_opens_its_visit_in_the_language_of_the_visitor(visit: Consultation) -> None:
    address = urlsplit(manage_url(visit))
    assert (address.scheme, address.netloc) == ("http", "testserver")
    assert address.path == f"/en/consultations/{visit.reference}/"
    assert read_key(visit.reference, parse_qs(address.query)["key"][0]) == visit
    assert urlsplit(manage_url(visit, language="sr-latn")).path.startswith("/sr-latn/")


def test_the_link_tells_nothing_of_the_person(visit: Consultation) -> None:
    address = manage_url(visit).lower()
    assert [secret for secret in ("petar", "1234567", visit.topic.slug) if secret in address] == []


def test_a_key_fits_its_own_visit_only(visit: Consultation, other: Consultation) -> None:
    assert read_key(other.reference, make_key(visit)) is None


@pytest.mark.parametrize("key", ["", "x", ":", "a:b", "\0", "ж", "x" * 10_000])
def test_a_wrong_key_opens_nothing(visit: Consultation, key: str) -> None:
    assert read_key(visit.reference, key) is None


@pytest.mark.parametrize("reference", ["", "22222222", "\0", "../../..", "x" * 10_000, "ИИИИИИИИ"])
def test_an_unknown_reference_opens_nothing(visit: Consultation, reference: str) -> None:
    assert read_key(reference, make_key(visit)) is None
    assert find_by_contact(reference, "064 1234567") is None


def test_a_key_survives_a_change_of_the_secret_but_not_its_removal(visit: Consultation) -> None:
    key, old = make_key(visit), settings.SECRET_KEY
    with override_settings(SECRET_KEY="another " * 8, SECRET_KEY_FALLBACKS=[old]):
        assert read_key(visit.reference, key) == visit
    with override_settings(SECRET_KEY="another " * 8, SECRET_KEY_FALLBACKS=[]):
        assert read_key(visit.reference, key) is None


def test_a_key_ends_a_month_after_the_visit(
    visit: Consultation, monday_morning: time_machine.Traveller
) -> None:
    key = make_key(visit)
    monday_morning.move_to(visit.ends_at + LINK_LIVES_AFTER_VISIT)
    assert read_key(visit.reference, key) == visit
    monday_morning.shift(timedelta(seconds=1))
    assert read_key(visit.reference, key) is None


@pytest.mark.parametrize(
    "contact",
    ["064 1234567", "+381 64 123 45 67", "00381641234567", "petar@example.org", " PETAR@EXAMPLE.ORG "],
)
def test_reference_and_contact_find_the_visit_however_they_are_typed(
    visit: Consultation, contact: str
) -> None:
    assert find_by_contact(visit.reference, contact) == visit
    assert find_by_contact(f" {visit.reference[:4].lower()}-{visit.reference[4:]} ", contact) == visit


@pytest.mark.parametrize("contact", ["", " ", "064 7654321", "other@example.org", "Петар", "\0"])
def test_another_contact_finds_nothing(visit: Consultation, contact: str) -> None:
    assert find_by_contact(visit.reference, contact) is None


def test_an_empty_contact_does_not_fit_a_visit_without_an_email(other: Consultation) -> None:
    assert find_by_contact(other.reference, "") is None


def test_a_reference_typed_on_a_cyrillic_keyboard_is_understood(visit: Consultation) -> None:
    Consultation.objects.filter(pk=visit.pk).update(reference="DFJKMNRT")
    visit.refresh_from_db()
    assert find_by_contact("дфјкмнрт", "064 1234567") == visit
