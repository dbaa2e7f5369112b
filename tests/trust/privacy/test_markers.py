# ruff: noqa: S608 -- names from the models themselves
"""Marked words are planted in everything that is personal, and looked for wherever they do not belong.

Looked for in both scripts and in the writing of mails, addresses and pages (`disguises`).
"""

import io
import json
import logging
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import get_resolver
from procrastinate.contrib.django.models import ProcrastinateJob

from center.base.encryption import EncryptedTextField
from center.base.logs import AddRequest, JsonFormatter
from center.models import StoredMail, User
from center.services import sending
from center.services.keys import encrypted_fields
from entrepreneurs.models import Entrepreneur
from tests.center.factories import make_mail
from tests.center.test_contact import answers
from tests.everything import EMAIL, MARKS, NAME, PHONE, Everything, somebody_with_everything
from tests.leaks import places_of
from tests.trust.privacy.disguises import disguises, words_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]
# Tables of machinery: whatever stands in them, nobody erases it and everybody forgets it.
MACHINERY = {
    "center_cache",
    "center_ratewindow",
    "center_accessrecord",
    "center_accountevent",
    "center_auditamendment",
    "center_auditspan",
    "center_historyredaction",
    "center_retentionrun",
    "django_session",
    "pghistory_context",
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
}


@pytest.fixture
def tajana(coordinator: User) -> Everything:
    return somebody_with_everything(coordinator)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Collect what the portal logs, in the form in which it goes out."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(AddRequest())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_word_is_found_in_every_disguise() -> None:
    """Or the tests below would find nothing."""
    message = "Subject: =?utf-8?b?0KLQkNCI0J3Qng==?=\r\n\r\nhello"
    assert words_in(message, {"ТАЈНО"}) == {"ТАЈНО"}
    for text in (
        "tajno",
        "%D0%A2%D0%90%D0%88%D0%9D%D0%9E",
        "=D0=A2=D0=90=\n=D0=88=D0=9D=D0=9E",
        "\\u0422\\u0410\\u0408\\u041d\\u041e",
    ):
        assert (text, words_in(text, {"ТАЈНО"})) == (text, {"ТАЈНО"})
    assert words_in("тајанствено", {"ТАЈНО"}) == set()
    assert len(disguises("ТАЈНО")) > 12


def test_jobs_sessions_caches_and_logs_in_the_database_hold_numbers_only(tajana: Everything) -> None:
    spilled = sorted(place for place in places_of(MARKS) if place[0] in MACHINERY)
    assert (spilled, tajana.person.pk is not None) == ([], True)
    strange = [
        (job.task_name, name, value)
        for job in ProcrastinateJob.objects.all()
        for name, value in job.args.items()
        if not isinstance(value, int | bool | None) and not str(value).isidentifier()
    ]
    assert strange == []


def test_what_rests_encrypted_is_read_in_no_dump(tajana: Everything) -> None:
    """A dump holds what the tables hold."""
    read = set()
    for model, field in encrypted_fields():
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT "{field.column}" FROM "{model._meta.db_table}" WHERE "{field.column}" <> %s',
                [""],
            )
            text = "\n".join(row[0] for row in cursor.fetchall())
        assert isinstance(field, EncryptedTextField)
        if words_in(text, MARKS):
            read.add(model._meta.label)
    assert read == set()


def test_notes_of_cases_and_hardship_are_encrypted_wherever_they_are_kept(tajana: Everything) -> None:
    with connection.cursor() as cursor:
        texts = {}
        for table in ("consultations_casenote", "consultations_casenoteevent", "entrepreneurs_vulnerability"):
            cursor.execute("SELECT to_regclass(%s)", [table])
            if cursor.fetchone()[0] is not None:
                cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM \"{table}\" t")
                texts[table] = cursor.fetchone()[0]
    assert {table: words_in(text, MARKS) for table, text in texts.items()} == {
        table: set() for table in texts
    }


def test_no_line_of_the_log_names_anybody_when_all_goes_well_or_wrong(
    tajana: Everything, coordinator: User, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    told = {"name": NAME, "phone": PHONE, "email": EMAIL, "text": "ТАЈНО"}
    client.post("/sr/contact/", answers(**told))
    client.get("/sr/search/", {"q": NAME})
    client.get(f"/sr/{NAME}/", {"email": EMAIL})
    client.post("/sr/account/login/", {"login": EMAIL, "password": "ТАЈНО"})
    client.get(
        "/sr/", headers={"referer": f"http://testserver/?q={NAME}", "user-agent": NAME}, HTTP_HOST=EMAIL
    )
    # A view that raises with the form in its hands.
    monkeypatch.setattr("center.services.inbox.ask", _raises)
    client.post("/sr/contact/", answers(**told))
    # The database quotes the row that it refuses.
    for break_rule in (_broken_check, _broken_unique):
        try:
            with transaction.atomic():
                break_rule(tajana.person)
        except DatabaseError:
            logging.getLogger("center.jobs").exception("a job failed")
    # A mail server that repeats to whom it will not deliver.
    mail = make_mail(recipient=EMAIL, subject="ТАЈНО", body_text="ТАЈНО")
    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", _refuses)
    try:
        sending.send_stored_mail(mail_id=mail.pk)
    except Exception:
        logging.getLogger("procrastinate.worker").exception("Job failed")
    lines = log.getvalue().splitlines()
    assert [line for line in lines if words_in(line, MARKS)] == []
    assert {json.loads(line)["level"] for line in lines} >= {"info", "error"}
    # Nor what is kept of the refusal, which staff read.
    assert words_in(StoredMail.objects.get(pk=mail.pk).last_error, MARKS) == set()


def _raises(**told: Any) -> None:
    raise ValueError(repr(told))


def _refuses(*_args: Any, **_kwargs: Any) -> int:
    raise smtplib.SMTPRecipientsRefused({EMAIL: (550, f"5.1.1 {EMAIL} ТАЈНО unknown".encode())})


def _broken_check(person: Entrepreneur) -> None:
    Entrepreneur.objects.filter(pk=person.pk).update(phone="", email="", name=NAME * 99)


def _broken_unique(person: Entrepreneur) -> None:
    User.objects.bulk_create([User(email=EMAIL, name=NAME)])


def test_an_error_page_and_its_headers_repeat_nothing(
    tajana: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("center.services.inbox.ask", _raises)
    client = Client(raise_request_exception=False)
    for address, values in (
        ("/sr/contact/", answers(name=NAME, phone=PHONE, text="ТАЈНО")),
        (f"/sr/{NAME}/", {"email": EMAIL}),
    ):
        answer = client.post(address, values)
        told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        assert (address, words_in(told, MARKS)) == (address, set())
        if answer.status_code >= 400:
            assert (address, words_in(answer.content, MARKS)) == (address, set())


def addresses() -> list[str]:
    """Return every public address without a part that varies, in every language."""
    found = set()
    for route in _routes(get_resolver().url_patterns, ""):
        if "<" not in route and "(?P" not in route and not route.startswith(("admin", "^")):
            found |= {f"/{language}/{route}" for language, _name in settings.LANGUAGES} | {f"/{route}"}
    return sorted(found)


def _routes(patterns: list[Any], before: str) -> Iterator[str]:
    for each in patterns:
        part = str(each.pattern)
        if hasattr(each, "url_patterns"):
            language = part.strip("/") in dict(settings.LANGUAGES)
            yield from _routes(each.url_patterns, before if language else before + part)
        else:
            yield before + part


def spilled(client: Client, address: str) -> list[tuple[str, set[str]]]:
    answer: Any = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    found = words_in(content, MARKS) | words_in(headers, MARKS)
    return [(address, found)] if found else []


def test_the_pages_that_most_people_see_name_nobody(tajana: Everything) -> None:
    client = Client()
    for address in (
        "/sr/",
        "/sr/directory/",
        "/sr/events/",
        "/sr/search/?q=Тајана",
        "/sitemap.xml",
        "/healthz",
    ):
        found = [each for each in spilled(client, address) if "?q=" not in address]
        assert found == []


@pytest.mark.long
def test_no_public_page_file_feed_or_figure_names_anybody(tajana: Everything) -> None:
    client = Client()
    known = addresses()
    assert len(known) > 60
    assert [each for address in known for each in spilled(client, address)] == []
