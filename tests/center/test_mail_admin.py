from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from center.choices import MailState
from center.models import Office, StoredMail, User
from tests.center.factories import make_mail
from tests.center.jobs import jobs_in_state
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def page(client: Client, mail: StoredMail) -> str:
    return client.get(f"/admin/center/storedmail/{mail.pk}/change/").content.decode()


def test_outside_the_demo_nobody_sees_a_code(coordinator: User, as_user: AsUser, settings: Settings) -> None:
    settings.DEMO = False
    client = as_user(coordinator)
    secret, plain = (
        make_mail(is_secret=True, body_text="Шифра 123456"),
        make_mail(body_text="Видимо се сутра"),
    )
    assert ("123456" in page(client, secret), "Видимо се сутра" in page(client, plain)) == (False, True)


def test_in_the_demo_a_code_can_be_read(coordinator: User, as_user: AsUser) -> None:
    assert "123456" in page(as_user(coordinator), make_mail(is_secret=True, body_text="Шифра 123456"))


def test_the_text_of_a_mail_is_shown_as_text(coordinator: User, as_user: AsUser) -> None:
    mail = make_mail(body_text="<script>alert(1)</script>", body_html="<script>alert(2)</script>")
    shown = page(as_user(coordinator), mail)
    assert ("&lt;script&gt;alert(1)" in shown, "alert(2)" in shown, "<script>alert" in shown) == (
        True,
        False,
        False,
    )


def test_a_failed_mail_is_sent_again_by_a_button(coordinator: User, as_user: AsUser) -> None:
    mail = make_mail(state=MailState.FAILED, last_error="SMTPDataError 554")
    as_user(coordinator).post(f"/admin/center/storedmail/{mail.pk}/do/retry/", {"next": ""})
    mail.refresh_from_db()
    assert (mail.state, mail.last_error, jobs_in_state()) == (MailState.QUEUED, "", ["todo"])


def test_what_the_portal_decided_itself_is_said_in_words(coordinator: User, as_user: AsUser) -> None:
    mail = make_mail(state=MailState.FAILED, last_error="expired")
    coordinator.language = "en"
    coordinator.save()
    assert "It was too late to send it" in page(as_user(coordinator), mail)


def test_a_mail_without_its_text_is_not_offered_again(coordinator: User, as_user: AsUser) -> None:
    mail = make_mail(state=MailState.FAILED, erased_at=timezone.now())
    client = as_user(coordinator)
    assert "/do/retry/" not in page(client, mail)
    client.post(f"/admin/center/storedmail/{mail.pk}/do/retry/", {"next": ""})
    assert (StoredMail.objects.get().state, jobs_in_state()) == (MailState.FAILED, [])


def test_mails_are_neither_written_nor_changed_nor_deleted_by_hand(
    coordinator: User, as_user: AsUser
) -> None:
    mail = make_mail()
    client = as_user(coordinator)
    stem = f"/admin/center/storedmail/{mail.pk}"
    posts = [
        client.post(f"{stem}/change/", {"recipient": "x@example.org"}),
        client.post(f"{stem}/delete/", {"post": "yes"}),
        client.post("/admin/center/storedmail/add/", {}),
    ]
    assert ([answer.status_code for answer in posts], StoredMail.objects.get().recipient) == (
        [403, 403, 403],
        "visitor@example.org",
    )


def test_advisors_see_no_mails(advisor_user: User, as_user: AsUser) -> None:
    assert as_user(advisor_user).get("/admin/center/storedmail/").status_code == 403


@pytest.mark.parametrize("mails", [*seldom([1]), 3])
def test_the_list_of_mails_takes_the_same_queries_for_any_number(
    office: Office,
    coordinator: User,
    as_user: AsUser,
    django_assert_num_queries: Callable[..., object],
    mails: int,
) -> None:
    for _ in range(mails):
        make_mail()
    client = as_user(coordinator)
    client.get("/admin/center/storedmail/")
    with django_assert_num_queries(12):  # type: ignore[attr-defined]  # a context manager
        client.get("/admin/center/storedmail/")
