"""A press release goes to each chosen address once; who wants no more gets no more."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.choices import MailState
from center.models import (
    Journalist,
    MediaOutlet,
    MediaRequest,
    Office,
    PressDelivery,
    PressRelease,
    StoredMail,
    User,
)
from center.refusals import ServiceRefused
from center.services.press import contacts, releases, sending
from center.services.sending import Outcome, build_message, send_stored_mail
from tests.center.media import ask, make_journalist, make_outlet, publish, write
from tests.marks import seldom
from tests.threads import at_the_same_time

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_send_at_once_write_to_everybody_once(make_user: Callable[..., User]) -> None:
    first, second = make_user("editor"), make_user("coordinator")
    release = publish(first)
    outlet = make_outlet()
    people = [make_journalist(f"Новинар {number}", outlet=outlet).pk for number in range(4)]

    def send(by: User) -> int:
        return len(sending.send_release(release=release, by=by, outlets=[outlet.pk], journalists=people))

    assert sorted(at_the_same_time([lambda: send(first), lambda: send(second)])) == [0, 5]
    assert (PressDelivery.objects.count(), StoredMail.objects.count()) == (5, 5)


def test_a_second_round_goes_only_to_those_who_have_not_got_it(editor: User) -> None:
    release = publish(editor)
    first, second = make_journalist("Мина"), make_journalist("Огњен")
    sending.send_release(release=release, by=editor, journalists=[first.pk])
    made = sending.send_release(release=release, by=editor, journalists=[first.pk, second.pk])
    assert [each.journalist for each in made] == [second]


def test_a_newsroom_and_its_only_journalist_with_one_address_get_one_letter(editor: User) -> None:
    outlet = make_outlet(email="desk@media.example")
    person = make_journalist(outlet=outlet, email="Desk@Media.example")
    made = sending.send_release(
        release=publish(editor), by=editor, outlets=[outlet.pk], journalists=[person.pk]
    )
    assert [each.address for each in made] == ["desk@media.example"]


def test_a_draft_is_sent_to_nobody(editor: User) -> None:
    with pytest.raises(ServiceRefused):
        sending.send_release(release=write(editor), by=editor, journalists=[make_journalist().pk])
    assert StoredMail.objects.count() == 0


def test_letters_come_in_the_language_and_script_of_the_reader(office: Office, editor: User) -> None:
    people = [make_journalist(language=language).pk for language in ("sr", "sr-latn", "en")]
    sending.send_release(release=publish(editor), by=editor, journalists=people)
    assert list(StoredMail.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Саопштење: Отворене су радионице 1",
        "Saopštenje: Otvorene su radionice 1",
        "Press release: Workshops are open 1",
    ]


def test_a_letter_can_be_left_by_one_button_and_by_the_mail_program(
    office: Office, editor: User, client: Client
) -> None:
    person, release = make_journalist(language="en"), publish(editor)
    [delivery] = sending.send_release(release=release, by=editor, journalists=[person.pk])
    mail = StoredMail.objects.get(pk=delivery.mail_id)
    headers = build_message(mail).extra_headers
    link = re.findall(r"https?://\S+/press/leave/\S+", mail.body_text)[0]
    assert (headers["List-Unsubscribe"], headers["List-Unsubscribe-Post"]) == (
        f"<{link}>",
        "List-Unsubscribe=One-Click",
    )
    path = urlsplit(link).path
    assert client.get(path).status_code == 200
    assert Journalist.objects.get().left_at is None
    # As a mail program posts it: without a cookie or a token of ours.
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Journalist.objects.get().left_at is None) == (200, False)
    assert sending.send_release(release=publish(editor), by=editor, journalists=[person.pk]) == []


def test_a_wrong_key_takes_nobody_off_the_list(office: Office, editor: User, client: Client) -> None:
    [delivery] = sending.send_release(release=publish(editor), by=editor, journalists=[make_journalist().pk])
    assert client.post(f"/sr/press/leave/{delivery.reference.hex}-x/").status_code == 404
    assert Journalist.objects.get().left_at is None


def test_a_letter_that_failed_is_written_anew_once(office: Office, editor: User) -> None:
    [delivery] = sending.send_release(release=publish(editor), by=editor, journalists=[make_journalist().pk])
    with pytest.raises(ServiceRefused):
        sending.send_again(delivery=delivery, by=editor)
    StoredMail.objects.update(state=MailState.FAILED)
    sending.send_again(delivery=delivery, by=editor)
    with pytest.raises(ServiceRefused):
        sending.send_again(delivery=delivery, by=editor)
    assert sorted(StoredMail.objects.values_list("state", flat=True)) == ["failed", "queued"]
    # Its links are dead, and the journalist would get two.
    assert StoredMail.objects.get(state=MailState.FAILED).can_be_retried is False
    contacts.erase_journalist(journalist=Journalist.objects.get())
    assert list(StoredMail.objects.values_list("recipient", flat=True)) == ["", ""]


def test_an_erased_journalist_leaves_no_trace_but_that_something_was_sent(
    office: Office, editor: User
) -> None:
    person, release = make_journalist("Тајна Особа", email="tajna@media.example"), publish(editor)
    sending.send_release(release=release, by=editor, journalists=[person.pk])
    contacts.erase_journalist(journalist=person)
    row = Journalist.objects.values("name", "email", "phone", "beat", "notes").get()
    assert set(row.values()) == {""}
    delivery = PressDelivery.objects.get()
    assert (delivery.address, delivery.mail.recipient, delivery.mail.body_text) == ("", "", "")
    history: set[str] = set()
    for event in Journalist.pgh_event_models.values():  # type: ignore[attr-defined]
        history |= set(event.objects.values_list("name", flat=True))
    assert history == {""}


def test_what_an_erased_journalist_asked_goes_too_though_nobody_kept_it_as_the_contact(editor: User) -> None:
    person = make_journalist(email="sasa@radio.example")
    ask(email="Sasa@radio.example")
    other = ask(email="other@radio.example")
    contacts.erase_journalist(journalist=person)
    assert list(MediaRequest.objects.all()) == [other]


def test_journalists_nobody_had_to_do_with_for_three_years_are_due(editor: User) -> None:
    now = timezone.now()
    old = make_journalist("Давна Особа", touched_at=now - timedelta(days=3 * 366))
    make_journalist("Скорашња Особа", touched_at=now - timedelta(days=2 * 366))
    assert list(contacts.untouched(now)) == [old]
    sending.send_release(release=publish(editor), by=editor, journalists=[old.pk])
    assert list(contacts.untouched(timezone.now())) == []


def test_the_page_offers_media_by_kind_and_reach_and_sends_to_the_ticked_ones(
    office: Office, editor: User, as_user: AsUser
) -> None:
    release = publish(editor)
    radio = make_outlet("Радио Долина", kind="radio", reach="regional")
    make_outlet("Портал Град")
    person = make_journalist(outlet=radio)
    client = as_user(editor)
    address = f"/admin/center/pressrelease/{release.pk}/send/"
    page = client.get(address, {"kind": "radio", "reach": "regional"})
    assert [each.key for each in page.context["waiting"]] == [f"o{radio.pk}", f"j{person.pk}"]
    # The languages of the letter take nothing from those of the page.
    assert [each["label"] for each in page.context["page_languages"]] == ["Ћирилица", "Latinica", "English"]
    answer = client.post(address, {"to": [f"j{person.pk}", "jx", "o999999", "j" + "9" * 40]})
    assert answer["Location"] == f"/admin/center/pressdelivery/?release__id__exact={release.pk}"
    assert [str(each) for each in PressDelivery.objects.all()] == [str(person)]
    assert client.get(answer["Location"]).status_code == 200
    page = client.get(address)
    assert [each.record for each in page.context["reached"]] == [person]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_page_takes_the_same_number_of_queries_however_many_media_there_are(
    rows: int,
    office: Office,
    editor: User,
    as_user: AsUser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    release = publish(editor)
    for number in range(rows):
        make_journalist(outlet=make_outlet(f"Медиј {number}"))
    client = as_user(editor)
    with django_assert_num_queries(12):
        client.get(f"/admin/center/pressrelease/{release.pk}/send/")


def test_who_left_or_is_archived_is_not_offered(editor: User) -> None:
    release: PressRelease = publish(editor)
    make_journalist("Оде", left_at=timezone.now())
    make_journalist("Пензија", is_archived=True)
    make_journalist("Угашено", outlet=make_outlet("Угашени лист", is_archived=True))
    stays = make_journalist("Ту", outlet=make_outlet("Лист", email=""))
    assert [each.record for each in sending.addressees(release)] == [stays]
    assert MediaOutlet.objects.count() == 2


def test_letters_that_wait_are_not_sent_once_the_release_is_withdrawn(office: Office, editor: User) -> None:
    """The mail server was down meanwhile; put right and approved anew, the release can go out again."""
    release = publish(editor)
    [delivery] = sending.send_release(release=release, by=editor, journalists=[make_journalist().pk])
    releases.withdraw_release(release=release, by=editor)
    assert send_stored_mail(mail_id=delivery.mail_id) == Outcome.GONE
    mail = StoredMail.objects.get()
    assert (mail.state, mail.body_text, mail.can_be_retried) == ("failed", "", False)
    # It is nothing that the desk asks staff to look at.
    assert StoredMail.objects.failed().count() == 0
    releases.redraft_release(release=release)
    releases.approve_release(release=release, by=editor)
    again = sending.send_again(delivery=delivery, by=editor)
    assert send_stored_mail(mail_id=again.mail_id) == Outcome.SENT


def test_who_leaves_gets_no_letter_that_still_waits(office: Office, editor: User) -> None:
    person, other = make_journalist("Мина"), make_journalist("Огњен")
    first, second = publish(editor), publish(editor)
    for release in (first, second):
        sending.send_release(release=release, by=editor, journalists=[person.pk, other.pk])
    contacts.leave(delivery=PressDelivery.objects.filter(journalist=person, release=first).get())
    sent = [send_stored_mail(mail_id=pk) for pk in StoredMail.objects.values_list("pk", flat=True)]
    assert sorted(sent) == [Outcome.GONE, Outcome.GONE, Outcome.SENT, Outcome.SENT]
    assert set(StoredMail.objects.filter(state="sent").values_list("recipient", flat=True)) == {other.email}
