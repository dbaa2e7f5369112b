from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from center.choices import MailState
from center.choices.newsletter import IssueState, LeavingWay, SubscriberState
from center.links import newsletter as links
from center.models import NewsletterDelivery, StoredMail, Subscriber
from center.services.newsletter import forgetting, leaving, sending, subscribing
from tests.center.factories import make_mail
from tests.center.newsletters import addressed, make_issue, make_subscriber

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"


def state_now() -> str:
    return Subscriber.objects.get().state


def own_page(reader: Subscriber) -> str:
    return f"/sr/newsletter/mine/?key={links.manage_token(reader)}"


def test_the_button_of_a_mail_program_takes_effect_without_cookie_and_without_redirect() -> None:
    reader = make_subscriber()
    path = links.one_click_url(reader).removeprefix("http://testserver")
    client = Client(enforce_csrf_checks=True)
    answers = [
        client.post(path, ONE_CLICK, content_type="application/x-www-form-urlencoded") for _ in range(2)
    ]
    assert [(each.status_code, sorted(each.cookies)) for each in answers] == [(200, []), (200, [])]
    assert Subscriber.objects.values_list("state", "left_how").get() == ("left", "one_click")


@pytest.mark.parametrize("body", [{"List-Unsubscribe": "One-Click"}, {}], ids=["multipart", "empty"])
def test_a_mail_program_may_post_a_form_of_several_parts_or_an_empty_body(body: dict[str, str]) -> None:
    reader = make_subscriber()
    response = Client(enforce_csrf_checks=True).post(links.one_click_url(reader), body)
    assert (response.status_code, state_now()) == (200, "left")


def test_opening_the_address_of_the_header_leads_to_the_page_with_the_button_and_changes_nothing() -> None:
    reader = make_subscriber(language="en")
    client = Client()
    response = client.get(links.one_click_url(reader))
    assert response["Location"] == f"http://testserver/en/newsletter/mine/?key={links.manage_token(reader)}"
    page = client.get(response["Location"])
    assert (page.status_code, page["X-Robots-Tag"], state_now()) == (200, "noindex", "confirmed")
    assert "no-store" in page["Cache-Control"]


def test_a_forged_header_address_takes_nobody_off() -> None:
    reader = make_subscriber()
    response = Client().post(
        f"/newsletter/leave/{reader.key.hex}~forged/", ONE_CLICK, content_type="text/plain"
    )
    assert (response.status_code, state_now()) == (404, "confirmed")


def test_a_letter_of_long_ago_still_works_when_nothing_is_left_to_leave() -> None:
    reader = make_subscriber()
    address, page = links.one_click_url(reader), own_page(reader)
    reader.delete()
    assert [Client().post(address).status_code, Client().get(page).status_code] == [200, 404]


def test_one_button_on_the_page_is_enough_to_leave() -> None:
    path = own_page(make_subscriber())
    client = Client()
    assert client.post(path, {"answer": "leave"})["Location"] == path
    assert Subscriber.objects.values_list("state", "left_how").get() == ("left", "page")
    assert (client.post(path, {"answer": "leave"}).status_code, client.get(path).status_code) == (200, 200)


def test_the_page_without_its_secret_of_the_form_takes_nobody_off() -> None:
    response = Client(enforce_csrf_checks=True).post(own_page(make_subscriber()), {"answer": "leave"})
    assert (response.status_code, state_now()) == (403, "confirmed")


def test_a_reader_chooses_another_script_and_stays() -> None:
    reader = make_subscriber(language="sr")
    response = Client().post(own_page(reader), {"language": "sr-latn"})
    assert response.status_code == 302
    assert Subscriber.objects.values_list("state", "language").get() == ("confirmed", "sr-latn")


def test_an_answer_without_words_changes_nothing() -> None:
    response = Client().post(own_page(make_subscriber()))
    assert (response.status_code, state_now()) == (422, "confirmed")


def test_a_language_that_the_portal_does_not_speak_is_refused() -> None:
    response = Client().post(own_page(make_subscriber()), {"language": "tlh"})
    assert (response.status_code, Subscriber.objects.get().language) == (422, "sr")


def test_what_still_waits_for_who_has_left_is_taken_back_and_others_get_theirs() -> None:
    leaver, other = make_subscriber("leaver@example.org"), make_subscriber("other@example.org")
    issue = make_issue(state=IssueState.SENDING)
    sending.send_due()
    failed = make_mail(state=MailState.FAILED)
    NewsletterDelivery.objects.create(
        issue=make_issue("leto", state=IssueState.SENT), subscriber=leaver, mail=failed
    )
    leaving.leave(subscriber=leaver, how=LeavingWay.PAGE)
    assert list(StoredMail.objects.values_list("recipient", flat=True)) == [other.email]
    assert sending.progress(issue) == sending.Progress(sent=0, waiting=1, failed=0, withdrawn=1, to_come=0)


def test_a_letter_that_went_out_stays_in_the_list_of_mails() -> None:
    reader = make_subscriber()
    mail = make_mail(state=MailState.SENT, sent_at=timezone.now())
    NewsletterDelivery.objects.create(issue=make_issue(state=IssueState.SENT), subscriber=reader, mail=mail)
    leaving.leave(subscriber=reader, how=LeavingWay.PAGE)
    assert StoredMail.objects.get() == mail


def test_a_month_after_leaving_only_a_hash_and_the_dates_of_the_consent_are_left() -> None:
    reader = make_subscriber("Mila@example.org", state=SubscriberState.LEFT)
    mail = make_mail(state=MailState.SENT, sent_at=timezone.now())
    NewsletterDelivery.objects.create(issue=make_issue(state=IssueState.SENT), subscriber=reader, mail=mail)
    assert forgetting.empty_old_addresses() == 0
    Subscriber.objects.update(left_at=timezone.now() - timedelta(days=30, minutes=1))
    assert forgetting.empty_old_addresses() == 1
    left = Subscriber.objects.get()
    assert (left.email, left.fingerprint, left.consent_version) == (
        "",
        forgetting.fingerprints("mila@EXAMPLE.org")[0],
        "2026-11",
    )
    assert (left.confirmed_at is None, NewsletterDelivery.objects.get().subscriber) == (False, None)
    assert (forgetting.empty_old_addresses(), forgetting.proofs_due(timezone.now()).count()) == (0, 0)
    assert forgetting.proofs_due(timezone.now() + timedelta(days=3 * 366)).count() == 1


def test_the_list_of_letters_forgets_the_address_with_the_list_of_readers() -> None:
    """Who left reads that the address is erased within 30 days; a reader with another one loses nothing."""
    make_subscriber("other@example.org")
    reader = make_subscriber("Mila@example.org", state=SubscriberState.LEFT)
    Subscriber.objects.filter(pk=reader.pk).update(left_at=timezone.now() - timedelta(days=31))
    for address in ("mila@example.org", "other@example.org"):
        make_mail(
            kind="center/newsletter_issue", recipient=address, state=MailState.SENT, sent_at=timezone.now()
        )
    make_mail(
        kind="events/registered", recipient="mila@example.org", state=MailState.SENT, sent_at=timezone.now()
    )
    forgetting.empty_old_addresses()
    assert sorted(StoredMail.objects.values_list("kind", "recipient")) == [
        ("center/newsletter_issue", ""),
        ("center/newsletter_issue", "other@example.org"),
        ("events/registered", "mila@example.org"),
    ]


def test_an_address_that_nobody_confirmed_goes_from_the_list_of_letters_too() -> None:
    subscribing.ask_for_newsletter(email="somebody@example.org", language="sr")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=8))
    forgetting.forget_unconfirmed()
    assert (Subscriber.objects.count(), addressed("center/newsletter_confirm")) == (0, [""])


def test_who_is_back_on_the_list_keeps_the_letters() -> None:
    gone = make_subscriber(state=SubscriberState.LEFT)
    Subscriber.objects.filter(pk=gone.pk).update(left_at=timezone.now() - timedelta(days=31))
    back = make_subscriber("MILA@example.org")
    make_mail(kind="center/newsletter_issue", recipient=back.email)
    forgetting.empty_old_addresses()
    assert addressed() == [back.email]


def test_who_left_without_ever_agreeing_leaves_nothing() -> None:
    make_subscriber(state=SubscriberState.WAITING)
    reader = leaving.leave(subscriber=Subscriber.objects.get(), how=LeavingWay.PAGE)
    Subscriber.objects.filter(pk=reader.pk).update(left_at=timezone.now() - timedelta(days=31))
    forgetting.empty_old_addresses()
    assert Subscriber.objects.count() == 0


def refused(reader: Subscriber, *errors: str) -> None:
    """Note what the mail server said to the issues in their order; empty: it took it."""
    for number, error in enumerate(errors):
        state = MailState.FAILED if error else MailState.SENT
        mail = make_mail(state=state, last_error=error, sent_at=None if error else timezone.now())
        issue = make_issue(f"{reader.pk}-{number}", state=IssueState.SENT)
        NewsletterDelivery.objects.create(issue=issue, subscriber=reader, mail=mail)


GONE, FULL = "SMTPRecipientsRefused 550", "SMTPRecipientsRefused 452"


@pytest.mark.parametrize(
    ("errors", "state"),
    [
        ((GONE, GONE), "refused"),
        (("", GONE, GONE), "refused"),
        ((GONE,), "confirmed"),
        ((GONE, ""), "confirmed"),
        ((GONE, "", GONE), "confirmed"),
        ((FULL, FULL), "confirmed"),
        (("SMTPDataError 554", "SMTPDataError 554"), "confirmed"),
    ],
)
@pytest.mark.each
def test_an_address_is_given_up_once_two_issues_in_a_row_were_refused_for_good(
    errors: tuple[str, ...], state: str
) -> None:
    refused(make_subscriber(), *errors)
    assert leaving.give_up_refused() == (state == "refused")
    assert state_now() == state


def test_an_address_that_is_tried_again_starts_with_a_clean_sheet() -> None:
    reader = make_subscriber()
    refused(reader, GONE, GONE)
    leaving.give_up_refused()
    leaving.try_again(subscriber=reader)
    assert (leaving.give_up_refused(), state_now()) == (0, "confirmed")
