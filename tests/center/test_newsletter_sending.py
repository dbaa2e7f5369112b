from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from center.choices import MailState
from center.choices.newsletter import IssueState
from center.links import newsletter as links
from center.models import NewsletterDelivery, NewsletterIssue, Office, StoredMail, Subscriber, User
from center.refusals import ServiceRefused
from center.services import queue_mail
from center.services.newsletter import issues, sending
from center.services.sending import build_message, send_stored_mail
from tests.center.newsletters import addressed, make_issue, make_subscriber
from tests.center.smtp import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_readers() -> list[Subscriber]:
    return [
        make_subscriber(f"{language}@example.org", language=language) for language in ("sr", "sr-latn", "en")
    ]


def work() -> list[int]:
    """Let the worker come four times, a minute apart; return the sizes of the batches."""
    return [sending.send_due() for _ in range(4)]


def test_each_reader_gets_the_issue_once_in_batches_and_then_it_is_sent(
    three_readers: list[Subscriber], coordinator: User, settings: Settings
) -> None:
    settings.NEWSLETTER_PER_MINUTE = 2
    make_subscriber("waits@example.org", state="waiting")
    make_subscriber("gone@example.org", state="left")
    make_subscriber("broken@example.org", state="refused")
    issue = issues.begin(issue=make_issue(), by=coordinator)
    assert work() == [2, 1, 0, 0]
    assert addressed() == ["en@example.org", "sr-latn@example.org", "sr@example.org"]
    issue.refresh_from_db()
    assert (issue.state, issue.began_by, issue.finished_at is None) == ("sent", coordinator, False)


def test_a_reader_who_confirms_while_an_issue_goes_out_gets_the_next_one(
    three_readers: list[Subscriber], coordinator: User, settings: Settings
) -> None:
    settings.NEWSLETTER_PER_MINUTE = 2
    issues.begin(issue=make_issue(), by=coordinator)
    sending.send_due()
    make_subscriber("new@example.org", confirmed_at=timezone.now())
    work()
    assert "new@example.org" not in addressed()
    assert NewsletterIssue.objects.get().state == IssueState.SENT


def test_each_reader_reads_it_in_their_script(
    three_readers: list[Subscriber], coordinator: User, office: Office
) -> None:
    issues.begin(issue=make_issue(intro_en=""), by=coordinator)
    work()
    told = {
        mail.language: (mail.subject, mail.body_text.splitlines()[0]) for mail in StoredMail.objects.all()
    }
    assert told == {
        "sr": ("Јесење вести", "Добар дан, погледајте догађаје (http://testserver/sr/events/)."),
        "sr-latn": ("Jesenje vesti", "Dobar dan, pogledajte događaje (http://testserver/sr-latn/events/)."),
        # Where English is missing; the link still leads to the English page.
        "en": ("Autumn news", "Dobar dan, pogledajte događaje (http://testserver/en/events/)."),
    }
    english = StoredMail.objects.get(language="en").body_html
    assert 'href="http://testserver/en/events/"' in english
    assert 'lang="sr-Latn"' in english


def test_the_letter_arrives_with_all_that_mail_programs_need_to_let_its_reader_leave(
    mail_server: MailServer, coordinator: User, settings: Settings
) -> None:
    settings.DEMO = False
    reader = make_subscriber()
    issues.begin(issue=make_issue(), by=coordinator)
    sending.send_due()
    mail = StoredMail.objects.get()
    send_stored_mail(mail_id=mail.pk)
    message = mail_server.inbox.messages[0]
    names = ("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Precedence", "Auto-Submitted")
    assert [message[name].strip() for name in names] == [
        f"<{links.one_click_url(reader)}>",
        "List-Unsubscribe=One-Click",
        "<newsletter.testserver>",
        "bulk",
        "auto-generated",
    ]
    parts = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert parts == ["text/plain", "text/html"]
    for part in message.iter_parts():
        assert links.manage_url(reader) in part.get_content()
    mail.refresh_from_db()
    assert (mail.state, mail.body_text, mail.body_html, mail.unsubscribe_url) == ("sent", "", "", "")


def test_other_letters_carry_no_header_of_a_list(mail_server: MailServer) -> None:
    mail = queue_mail(kind="center/example", to="a@example.org", subject="x", text="x", language="sr")
    built: EmailMultiAlternatives = build_message(mail)
    message = message_from_bytes(built.message().as_bytes(), policy=policy.default)
    assert [name for name in message if name.startswith("List-") or name == "Precedence"] == []


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/leave/",
        "http://testserver.evil.example/",
        "http://testserver/a\r\nBcc: x@y.z",
        "http://testserver/a>, <mailto:x@y.z",
        "http://testserver/ј",
        "testserver",
    ],
)
@pytest.mark.each
def test_only_an_address_of_ours_can_stand_in_the_header(address: str) -> None:
    with pytest.raises(ValueError, match="an address of this portal"):
        queue_mail(
            kind="x", to="a@example.org", subject="x", text="x", language="sr", unsubscribe_url=address
        )


def test_a_server_that_is_down_loses_nothing_and_doubles_nothing(
    mail_server: MailServer, three_readers: list[Subscriber], coordinator: User
) -> None:
    mail_server.stop()
    issue = issues.begin(issue=make_issue(), by=coordinator)
    work()
    for mail in StoredMail.objects.all():
        send_stored_mail(mail_id=mail.pk)
    assert sending.progress(issue) == sending.Progress(sent=0, waiting=3, failed=0, withdrawn=0, to_come=0)
    mail_server.start()
    for _again in range(2):
        for mail in StoredMail.objects.all():
            send_stored_mail(mail_id=mail.pk)
    assert sorted(message["To"] for message in mail_server.inbox.messages) == addressed()


def test_a_stopped_issue_takes_back_what_waits_and_later_goes_to_each_once(
    mail_server: MailServer, three_readers: list[Subscriber], coordinator: User, settings: Settings
) -> None:
    settings.NEWSLETTER_PER_MINUTE = 2
    issue = issues.begin(issue=make_issue(), by=coordinator)
    sending.send_due()
    first = StoredMail.objects.order_by("pk").first()
    assert first is not None
    send_stored_mail(mail_id=first.pk)
    issue = issues.stop(issue=issue)
    assert (work(), StoredMail.objects.count()) == ([0, 0, 0, 0], 1)
    assert sending.progress(issue) == sending.Progress(sent=1, waiting=0, failed=0, withdrawn=0, to_come=2)
    issues.go_on(issue=issue)
    assert work() == [2, 0, 0, 0]
    for mail in StoredMail.objects.queued():
        send_stored_mail(mail_id=mail.pk)
    assert sorted(message["To"] for message in mail_server.inbox.messages) == [
        "en@example.org",
        "sr-latn@example.org",
        "sr@example.org",
    ]


def test_a_scheduled_issue_begins_when_its_moment_has_come(
    three_readers: list[Subscriber], coordinator: User
) -> None:
    issue = issues.schedule(issue=make_issue(), moment=timezone.now() + timedelta(days=1), by=coordinator)
    assert work() == [0, 0, 0, 0]
    NewsletterIssue.objects.update(scheduled_for=timezone.now() - timedelta(seconds=1))
    assert work() == [3, 0, 0, 0]
    issue.refresh_from_db()
    assert (issue.state, issue.began_by, issue.scheduled_for) == ("sent", coordinator, None)


def test_a_moment_that_is_over_is_refused(coordinator: User) -> None:
    with pytest.raises(ValidationError):
        issues.schedule(issue=make_issue(), moment=timezone.now(), by=coordinator)


def test_an_empty_issue_and_one_without_readers_are_not_sent(coordinator: User) -> None:
    with pytest.raises(ServiceRefused):
        issues.begin(issue=make_issue(), by=coordinator)
    make_subscriber()
    with pytest.raises(ServiceRefused):
        issues.begin(issue=make_issue("prazno", intro_sr="", intro_en="Hello"), by=coordinator)
    assert set(NewsletterIssue.objects.values_list("state", flat=True)) == {"draft"}


@pytest.mark.parametrize("state", [IssueState.SENDING, IssueState.STOPPED, IssueState.SENT])
def test_what_was_begun_is_not_begun_again(state: IssueState, coordinator: User) -> None:
    make_subscriber()
    with pytest.raises(ServiceRefused):
        issues.begin(issue=make_issue(state=state), by=coordinator)


@pytest.mark.parametrize("field", ["subject_sr", "intro_en", "closing_sr", "slug"])
@pytest.mark.each
def test_the_database_keeps_the_words_of_an_issue_that_goes_out(field: str) -> None:
    make_issue(state=IssueState.SENDING)
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsletterIssue.objects.update(**{field: "other"})


def test_the_database_lets_an_issue_go_to_a_reader_once() -> None:
    issue, reader = make_issue(state=IssueState.SENDING), make_subscriber()
    NewsletterDelivery.objects.create(issue=issue, subscriber=reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsletterDelivery.objects.create(issue=issue, subscriber=reader)


def test_a_test_letter_goes_to_the_colleague_alone_and_lets_nobody_leave(editor: User) -> None:
    make_subscriber()
    mail = issues.send_test(issue=make_issue(), language="en", by=editor)
    assert (mail.recipient, mail.language, mail.unsubscribe_url) == (editor.email, "en", "")
    assert ("/newsletter/mine/" in mail.body_text, NewsletterDelivery.objects.count()) == (False, 0)
    assert addressed() == [editor.email]


def test_how_far_it_is_takes_two_queries(three_readers: list[Subscriber], coordinator: User) -> None:
    issue = issues.begin(issue=make_issue(), by=coordinator)
    counts: list[Any] = []
    for _size in (0, 1):
        with CaptureQueriesContext(connection) as queries:
            sending.progress(issue)
        counts.append(len(queries))
        sending.send_due()
    assert counts == [2, 2]


def test_the_worker_s_mails_of_an_issue_are_kept_from_the_eyes_of_staff(
    coordinator: User, settings: Settings
) -> None:
    settings.DEMO = False
    make_subscriber()
    issues.begin(issue=make_issue(), by=coordinator)
    work()
    mail = StoredMail.objects.get()
    assert (mail.is_secret, mail.body_may_be_shown, mail.state) == (True, False, MailState.QUEUED)
