"""What people read while the database is gone: nothing is lost, and a button sends it again."""

import json
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from center.base.logs import JsonFormatter
from center.error_pages import server_error
from center.models import Office, Question, User
from tests.plain_browser import PlainBrowser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each]
STORY = (
    "Желим да отворим пекару у Трстенику и запослим троје људи,\n"
    'који дуго траже посао. <b>Хвала</b> & "поздрав"'
)
TYPED = {"name": "Тајана Тајић", "phone": "", "email": "tajana@tajic.example", "text": STORY}


@contextmanager
def no_database() -> Iterator[None]:
    """Let nothing listen where the database was."""
    connection.close()
    before = connection.settings_dict["PORT"]
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        connection.settings_dict["PORT"] = str(closed.getsockname()[1])
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["PORT"] = before


def browser() -> PlainBrowser:
    return PlainBrowser(Client(raise_request_exception=False, enforce_csrf_checks=True))


@pytest.mark.always
@pytest.mark.parametrize(
    ("language", "heading", "button"),
    [
        ("sr", "Покушајте поново за који тренутак", "Пошаљите поново"),
        ("sr-latn", "Pokušajte ponovo za koji trenutak", "Pošaljite ponovo"),
        ("en", "Please try again in a moment", "Send it again"),
    ],
)
def test_what_was_typed_while_the_database_is_gone_is_sent_by_one_press_when_it_is_back(
    language: str, heading: str, button: str, office: Office
) -> None:
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        visitor = browser().open(f"/{language}/contact/")
    form = {control.name: control.value for control in visitor.page.fields}
    with no_database():
        visitor.response = visitor.client.post(visitor.path, {**form, **TYPED})
        assert (visitor.status, visitor.heading, visitor.response["Retry-After"]) == (503, heading, "30")
        assert "no-store" in visitor.response["Cache-Control"]
        # Impatience costs nothing either.
        visitor.press(button)
        assert visitor.status == 503
    visitor.press(button)
    assert (visitor.status, visitor.path) == (200, f"/{language}/contact/sent/")
    question = Question.objects.get()
    assert (question.name, question.email, question.text.replace("\r\n", "\n"), question.language) == (
        TYPED["name"],
        TYPED["email"],
        STORY,
        language,
    )


def test_a_long_text_can_be_read_on_the_page_and_is_no_markup(office: Office) -> None:
    with no_database():
        client = Client(raise_request_exception=False)
        html = client.post("/en/contact/", TYPED).content.decode()
    assert html.count("&lt;b&gt;Хвала&lt;/b&gt; &amp; &quot;поздрав&quot;") == 2
    assert "<b>Хвала" not in html


def test_the_form_of_a_foreign_site_stays_one_after_the_fault(office: Office) -> None:
    visitor = browser().open("/en/contact/")
    with no_database():
        visitor.response = visitor.client.post("/en/contact/", TYPED)
        assert visitor.value("csrfmiddlewaretoken") == ""
        if visitor.status == 503:
            visitor.press("Send it again")
    visitor.response = visitor.client.post("/en/contact/", TYPED)
    assert (visitor.status, Question.objects.count()) == (403, 0)


def test_a_password_never_stands_in_the_page(office: Office) -> None:
    with no_database():
        page = Client(raise_request_exception=False).post(
            "/en/account/login/", {"login": "tajana@tajic.example", "password": "моја лозинка је дугачка"}
        )
    html = page.content.decode()
    assert (page.status_code, "лозинка" in html, "tajana" in html, "type it once more" in html) == (
        503,
        False,
        False,
        True,
    )


def test_files_are_named_so_that_they_can_be_chosen_again(office: Office) -> None:
    with no_database():
        page = Client(raise_request_exception=False).post(
            "/en/contact/", {**TYPED, "photo": SimpleUploadedFile("tezga <1>.jpg", b"x")}
        )
    html = page.content.decode()
    assert (
        "Please choose this file again: tezga &lt;1&gt;.jpg" in html,
        'type="file" name="photo"' in html,
    ) == (
        True,
        True,
    )
    assert 'enctype="multipart/form-data"' in html


def test_a_page_that_was_only_opened_offers_to_be_opened_again(office: Office) -> None:
    with no_database():
        page = Client(raise_request_exception=False).get("/sr/consultations/?topic=x&step=2")
    html = page.content.decode()
    assert (page.status_code, "<form" in html, 'href="/sr/consultations/?topic=x&amp;step=2"' in html) == (
        503,
        False,
        True,
    )


def test_the_log_of_the_fault_names_the_error_and_nobody(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with no_database(), caplog.at_level(logging.INFO):
        Client(raise_request_exception=False).post("/en/contact/?who=tajana", TYPED)
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert [line for line in lines if "tajana" in line.casefold() or "Тајан" in line or "пекар" in line] == []
    assert "OperationalError" in {json.loads(line).get("exception") for line in lines}


def test_who_is_signed_in_stays_so(office: Office, as_user: Callable[[User], Client]) -> None:
    client = as_user(User.objects.get(email="coordinator@demo.example"))
    client.raise_request_exception = False
    with no_database():
        assert client.get("/admin/").status_code == 503
        assert client.post("/admin/center/question/", {"action": "x"}).status_code == 503
    assert client.get("/admin/").status_code == 200


def test_a_database_that_goes_when_a_job_is_queued_is_told_from_a_mistake_of_ours(office: Office) -> None:
    request = RequestFactory().get("/en/")
    with no_database():
        try:
            app.configure_task("center.send_mail").defer(mail_id=1)
        except ConnectorException:
            answer = server_error(request)
        else:
            pytest.fail("the queue did not say that the database is gone")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
