import re
import smtplib
import ssl
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from center import emails
from center.choices import MailState
from center.models import Office, StoredMail, User
from center.services import housekeeping, queue_letter, queue_mail, retry_mail
from center.services.sending import Outcome, build_message, describe, is_permanent, send_stored_mail
from tests.center.factories import make_mail
from tests.center.jobs import jobs_in_state
from tests.center.smtp import MailServer

pytestmark = pytest.mark.django_db

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def queue(**changes: Any) -> StoredMail:
    values = {
        "kind": "center/example",
        "to": "visitor@example.org",
        "subject": "Потврда",
        "text": "Видимо се.",
        "language": "sr",
    }
    return queue_mail(**{**values, **changes})


def parsed(mail: StoredMail) -> Any:
    return message_from_bytes(build_message(mail).message().as_bytes(), policy=policy.default)


def test_a_queued_mail_is_stored_with_one_job() -> None:
    mail = queue()
    assert (mail.state, mail.attempts, jobs_in_state()) == (MailState.QUEUED, 0, ["todo"])


def test_a_mail_goes_out_once_however_often_it_is_tried(mail_server: MailServer) -> None:
    mail = queue()
    assert [send_stored_mail(mail_id=mail.pk) for _ in range(3)] == [
        Outcome.SENT,
        Outcome.GONE,
        Outcome.GONE,
    ]
    assert [message["Message-ID"] for message in mail_server.inbox.messages] == [mail.message_id]


def test_the_message_says_who_sends_and_that_a_machine_does(office: Office) -> None:
    Office.objects.update(contact_is_placeholder=False)
    message = parsed(queue(language="en", subject="Your visit"))
    assert str(message["From"]) == "Social Entrepreneurship Kruševac <office@example.org>"
    assert str(message["Reply-To"]) == "kancelarija@demo.example"
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "en")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("sr", "Социјално предузетништво Крушевац"),
        ("sr-latn", "Socijalno preduzetništvo Kruševac"),
        ("en", "Social Entrepreneurship Kruševac"),
    ],
)
def test_the_sender_is_written_in_the_script_of_the_mail(office: Office, language: str, name: str) -> None:
    assert parsed(queue(language=language))["From"].addresses[0].display_name == name


def test_example_contacts_are_no_answer_address(office: Office) -> None:
    assert parsed(queue())["Reply-To"] is None


def test_a_calendar_comes_as_a_part_and_as_a_file() -> None:
    message = parsed(queue(calendar=CALENDAR, calendar_method="REQUEST", html="<p>Видимо се.</p>"))
    parts = [
        (part.get_content_type(), part.get_param("method"), part.get_filename())
        for part in message.walk()
        if not part.is_multipart()
    ]
    assert parts == [
        ("text/plain", None, None),
        ("text/html", None, None),
        ("text/calendar", "REQUEST", None),
        ("text/calendar", "REQUEST", "visit.ics"),
    ]


@pytest.mark.parametrize(
    ("calendar", "method"), [(CALENDAR, ""), ("", "REQUEST"), (CALENDAR, "REQUEST\r\nX: y")]
)
def test_a_calendar_without_its_method_is_a_mistake(calendar: str, method: str) -> None:
    with pytest.raises(ValueError, match="comes with its method"):
        queue(calendar=calendar, calendar_method=method)


@pytest.mark.parametrize("address", ["", "nobody", "a@b.c\nBcc: d@e.f", "two@example.org, more@example.org"])
def test_only_one_real_address_is_accepted(address: str) -> None:
    with pytest.raises(ValidationError):
        queue(to=address)
    assert StoredMail.objects.count() == 0


@given(subject=st.text(max_size=300), name=st.text(max_size=60))
def test_no_text_can_add_a_header(subject: str, name: str) -> None:
    mail = queue(subject=subject)
    Office.objects.all().delete()
    # Past the form's own checks, straight into the row.
    name = "".join(letter for letter in name if letter != "\0" and not "\ud800" <= letter <= "\udfff")
    Office.objects.bulk_create([Office(pk=1, name_sr=name, name_en=name, postcode="37000")])
    message = parsed(mail)
    assert sorted(message.keys()) == [
        "Auto-Submitted",
        "Content-Language",
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ]


def test_line_breaks_leave_the_subject() -> None:
    assert queue(subject="Посета\r\nBcc: a@b.c\u2028 сутра\x00").subject == "Посета Bcc: a@b.c сутра"


def test_a_refused_recipient_fails_at_once(mail_server: MailServer) -> None:
    mail_server.inbox.recipient_answers = ["550 5.1.1 visitor@example.org is unknown"]
    mail = queue()
    assert send_stored_mail(mail_id=mail.pk) == Outcome.FAILED
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.FAILED, "SMTPRecipientsRefused 550")


def test_a_greylisted_recipient_is_tried_later(mail_server: MailServer) -> None:
    mail_server.inbox.recipient_answers = ["450 4.2.0 visitor@example.org: try later"]
    mail = queue()
    assert [send_stored_mail(mail_id=mail.pk) for _ in range(2)] == [Outcome.LATER, Outcome.SENT]
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.SENT, 2, "")


def test_a_server_that_is_down_keeps_the_mail_waiting(mail_server: MailServer) -> None:
    mail_server.stop()
    mail = queue()
    assert send_stored_mail(mail_id=mail.pk) == Outcome.LATER
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.QUEUED, 1, "ConnectionRefusedError")


def test_after_two_days_the_mail_is_given_up(mail_server: MailServer) -> None:
    mail_server.stop()
    mail = make_mail(queued_at=timezone.now() - timedelta(days=2, minutes=1))
    assert send_stored_mail(mail_id=mail.pk) == Outcome.FAILED


def test_a_failed_mail_can_be_queued_again_with_a_fresh_clock(mail_server: MailServer) -> None:
    mail = make_mail(
        state=MailState.FAILED, last_error="SMTPDataError 554", queued_at=timezone.now() - timedelta(days=9)
    )
    retry_mail(mail=mail)
    assert (send_stored_mail(mail_id=mail.pk), jobs_in_state()) == (Outcome.SENT, ["todo"])


@pytest.mark.parametrize(
    "changes", [{"state": MailState.QUEUED}, {"state": MailState.FAILED, "erased_at": timezone.now()}]
)
def test_only_failed_mails_with_a_text_can_be_queued_again(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        retry_mail(mail=make_mail(**changes))


@pytest.mark.parametrize(
    ("error", "permanent", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.c": (550, b"a@b.c")}), True, "SMTPRecipientsRefused 550"),
        (smtplib.SMTPRecipientsRefused({"a@b.c": (451, b"a@b.c")}), False, "SMTPRecipientsRefused 451"),
        (smtplib.SMTPDataError(554, b"a@b.c is spam"), True, "SMTPDataError 554"),
        (smtplib.SMTPAuthenticationError(535, b"user x"), False, "SMTPAuthenticationError 535"),
        (smtplib.SMTPSenderRefused(530, b"who", "a@b.c"), False, "SMTPSenderRefused 530"),
        (smtplib.SMTPServerDisconnected("a@b.c"), False, "SMTPServerDisconnected"),
        (ssl.SSLCertVerificationError("host"), False, "SSLCertVerificationError"),
        (TimeoutError("a@b.c"), False, "TimeoutError"),
        (UnicodeEncodeError("ascii", "ш", 0, 1, "a@b.c"), True, "UnicodeEncodeError"),
    ],
)
def test_errors_are_sorted_and_named_without_addresses(error: Exception, permanent: bool, words: str) -> None:
    assert (is_permanent(error), describe(error)) == (permanent, words)


def test_outside_the_demo_a_secret_is_wiped_once_sent(mail_server: MailServer, settings: Settings) -> None:
    settings.DEMO = False
    mail = queue(secret=True, text="Шифра 123456", html="<p>123456</p>")
    send_stored_mail(mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.body_text, mail.body_html, mail.erased_at is None) == (
        MailState.SENT,
        "",
        "",
        False,
    )
    assert "123456" in next(mail_server.inbox.messages[0].iter_parts()).get_content()


def test_other_mails_keep_their_text_once_sent(mail_server: MailServer, settings: Settings) -> None:
    settings.DEMO = False
    mail = queue(text="Видимо се.")
    send_stored_mail(mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.body_text, mail.erased_at) == ("Видимо се.", None)


def test_in_the_demo_mails_are_marked_sent_and_stay_readable() -> None:
    mail = queue(secret=True, text="Шифра 123456")
    assert send_stored_mail(mail_id=mail.pk) == Outcome.SENT
    mail.refresh_from_db()
    assert (mail.body_text, mail.body_may_be_shown) == ("Шифра 123456", True)


def test_outside_the_demo_secrets_are_never_shown(settings: Settings) -> None:
    settings.DEMO = False
    assert [make_mail(is_secret=secret).body_may_be_shown for secret in (True, False)] == [
        False,
        True,
    ]


def test_an_expired_code_is_not_sent_but_wiped(mail_server: MailServer) -> None:
    mail = queue(secret=True, expires_at=timezone.now() - timedelta(seconds=1))
    assert send_stored_mail(mail_id=mail.pk) == Outcome.FAILED
    mail.refresh_from_db()
    assert (mail.last_error, mail.body_text, mail_server.inbox.messages) == ("expired", "", [])


def test_housekeeping_wipes_expired_secrets_only(settings: Settings) -> None:
    settings.DEMO = False
    past, future = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(minutes=1)
    waiting = make_mail(is_secret=True, expires_at=past)
    kept = make_mail(is_secret=True, expires_at=future)
    assert housekeeping.wipe_expired_secrets() == 1
    waiting.refresh_from_db()
    kept.refresh_from_db()
    assert (waiting.state, waiting.last_error, waiting.body_text) == (MailState.FAILED, "expired", "")
    assert (kept.state, kept.body_text) == (MailState.QUEUED, "Добар дан.")


def test_texts_are_erased_after_ninety_days() -> None:
    old, young = (
        make_mail(state=MailState.SENT, sent_at=timezone.now(), subject=subject)
        for subject in ("old", "young")
    )
    StoredMail.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=90, minutes=1))
    assert housekeeping.erase_old_bodies() == 1
    assert dict(StoredMail.objects.values_list("subject", "body_text")) == {
        "old": "",
        "young": young.body_text,
    }


def test_a_mail_that_lost_its_job_becomes_visible_as_failed() -> None:
    make_mail(queued_at=timezone.now() - timedelta(days=4))
    assert housekeeping.give_up_forgotten_mails() == 1
    assert StoredMail.objects.get().last_error == "forgotten"


def test_a_letter_is_written_once_and_has_text_and_html(office: Office, coordinator: User) -> None:
    coordinator.name = "<b>Марија</b> & друштво"
    letter = emails.access_ended(user=coordinator)
    mail = queue_letter(letter, kind="center/access_ended", to=coordinator.email)
    assert "<b>Марија</b> & друштво" in mail.body_text
    assert "&lt;b&gt;Марија&lt;/b&gt; &amp; друштво" in mail.body_html
    assert mail.body_text.splitlines()[-4:] == [
        "-- ",
        "Центар за социјално предузетништво Крушевац",
        "Југовићева 17-3, 37000 Крушевац",
        "http://testserver",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Your parcel: http://evil.example/login now",
        "www.evil.example evil.com mila@evil.example",
        "https://portal.example.rs.evil.example/",
        "https://portal.example.rs@evil.example/",
        "https://portal.example.rs:8080/",
        'x"https://portal.example.rs/',
    ],
)
def test_no_words_of_a_visitor_become_a_link_in_a_letter(
    words: str, office: Office, settings: Settings
) -> None:
    settings.BASE_URL = "https://portal.example.rs"
    letter = emails.wrap(subject="x", body=f"Здраво {words},\n\nвидимо се.", language="sr")
    assert re.findall('href="([^"]*)"', letter.html) == ["https://portal.example.rs/"]
    assert escape(words) in letter.html


@pytest.mark.parametrize("end", ["", ".", "\n\nвидимо се", " да"])
def test_the_addresses_of_the_portal_are_links_in_a_letter(
    end: str, office: Office, settings: Settings
) -> None:
    settings.BASE_URL = "https://portal.example.rs"
    link = "https://portal.example.rs/sr/consultations/ABCD/?key=a.b:c&x=1"
    letter = emails.wrap(subject="x", body=f"Овде:\n{link}{end}", language="sr")
    assert f'<a href="{escape(link)}">{escape(link)}</a>' in letter.html
