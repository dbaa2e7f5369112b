"""An embargo that is moved after media have the release: each is told once, in their language."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from center.choices import MailState
from center.models import EmbargoMove, MediaOutlet, Office, PressDelivery, PressRelease, StoredMail, User
from center.refusals import ServiceRefused
from center.services.press import contacts, embargo, releases, sending
from center.services.sending import Outcome, build_message, send_stored_mail
from tests.center.media import make_journalist, make_outlet, publish
from tests.threads import at_the_same_time

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
MOVED = "center/press_embargo"


def _soon(hours: int = 24) -> datetime:
    return timezone.now().replace(microsecond=0) + timedelta(hours=hours)


def _fifth_of_january() -> datetime:
    """Return noon of that day in the next year, local time."""
    return datetime(timezone.localdate().year + 1, 1, 5, 12, 0, tzinfo=timezone.get_default_timezone())


def _arrived(by: User, *languages: str, **changes: object) -> PressRelease:
    """Return a release under embargo that arrived at a journalist of each language."""
    release = publish(by, embargo_until=_soon(), **changes)
    people = [make_journalist(language=each).pk for each in languages]
    sending.send_release(release=release, by=by, journalists=people)
    for mail in StoredMail.objects.queued():
        assert send_stored_mail(mail_id=mail.pk) == Outcome.SENT
    return release


def _notices() -> list[StoredMail]:
    return list(StoredMail.objects.filter(kind=MOVED).order_by("pk"))


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_move_it_at_once_to_one_moment_write_to_everybody_once(
    make_user: Callable[..., User],
) -> None:
    first, second = make_user("editor"), make_user("coordinator")
    release, later = _arrived(first, "sr", "en"), _soon(48)

    def move(by: User) -> bool:
        embargo.move_embargo(release=release, until=later, by=by)
        return True

    assert at_the_same_time([lambda: move(first), lambda: move(second)]) == [True, True]
    assert (EmbargoMove.objects.count(), len(_notices())) == (1, 2)


def test_everybody_who_has_it_is_told_in_their_language_and_script(office: Office, editor: User) -> None:
    release = _arrived(editor, "sr", "sr-latn", "en")
    end = _fifth_of_january()
    embargo.move_embargo(release=release, until=end, by=editor)
    assert [mail.subject for mail in _notices()] == [
        f"Нови ембарго, до 5. 1. {end.year}. у 12:00: Отворене су радионице 1",
        f"Novi embargo, do 5. 1. {end.year}. u 12:00: Otvorene su radionice 1",
        f"New embargo, until 5 Jan {end.year} at 12:00: Workshops are open 1",
    ]
    english = _notices()[2]
    said = " ".join(english.body_text.split())
    assert f"Now please do not publish it before: {end:%A}, 5 January {end.year} at 12:00" in said
    assert f"/en/press/{release.slug}/?key=" in english.body_text
    headers = build_message(english).extra_headers
    assert (headers["List-Id"][:7], headers["List-Unsubscribe-Post"]) == (
        "<press.",
        "List-Unsubscribe=One-Click",
    )


def test_an_embargo_that_ends_earlier_or_now_is_told_too(office: Office, editor: User) -> None:
    release = _arrived(editor, "en")
    embargo.move_embargo(release=release, until=_soon(2), by=editor)
    assert send_stored_mail(mail_id=_notices()[0].pk) == Outcome.SENT
    embargo.move_embargo(release=release, until=None, by=editor)
    assert [mail.subject.partition(",")[0] for mail in _notices()] == [
        "New embargo",
        "The embargo is over: Workshops are open 1",
    ]
    last = _notices()[1].body_text
    assert "you may publish it from this moment on" in last
    # It is public: nobody needs a key any more.
    assert "?key=" not in last
    assert list(PressRelease.objects.public()) == [release]


def test_the_same_moment_again_tells_nobody(office: Office, editor: User) -> None:
    release, later = _arrived(editor, "sr"), _soon(48)
    for _time in range(2):
        embargo.move_embargo(release=release, until=later, by=editor)
    assert len(_notices()) == 1


def test_of_two_moves_only_the_last_is_told_while_the_first_letter_still_waits(
    office: Office, editor: User
) -> None:
    release = _arrived(editor, "sr")
    embargo.move_embargo(release=release, until=_soon(48), by=editor)
    embargo.move_embargo(release=release, until=_soon(72), by=editor)
    assert [(mail.state, bool(mail.body_text)) for mail in _notices()] == [
        (MailState.FAILED, False),
        (MailState.QUEUED, True),
    ]


def test_a_release_that_still_waits_to_be_sent_is_written_anew_with_the_new_embargo(
    office: Office, editor: User
) -> None:
    release = publish(editor, embargo_until=_soon())
    end = _fifth_of_january()
    sending.send_release(release=release, by=editor, journalists=[make_journalist(language="en").pk])
    embargo.move_embargo(release=release, until=end, by=editor)
    assert _notices() == []
    delivery = PressDelivery.objects.get()
    assert delivery.mail.subject == f"Embargo until 5 Jan {end.year} at 12:00: Workshops are open 1"
    assert sorted(StoredMail.objects.values_list("state", flat=True)) == ["failed", "queued"]


def test_who_asked_for_no_more_letters_or_was_erased_or_whose_letter_failed_is_not_written_to(
    office: Office, editor: User
) -> None:
    release = _arrived(editor, "sr", "sr", "sr")
    left, erased, told = release.deliveries.order_by("pk")
    contacts.leave(delivery=left)
    assert erased.journalist is not None
    contacts.erase_journalist(journalist=erased.journalist)
    sending.send_release(release=release, by=editor, journalists=[make_journalist().pk])
    StoredMail.objects.queued().update(state=MailState.FAILED)
    embargo.move_embargo(release=release, until=_soon(48), by=editor)
    assert [mail.recipient for mail in _notices()] == [told.address]


def test_who_leaves_or_is_erased_gets_no_letter_about_it_that_still_waits(
    office: Office, editor: User
) -> None:
    release = _arrived(editor, "sr", "sr")
    embargo.move_embargo(release=release, until=_soon(48), by=editor)
    leaving, erased = release.deliveries.order_by("pk")
    contacts.leave(delivery=leaving)
    assert erased.journalist is not None
    contacts.erase_journalist(journalist=erased.journalist)
    first, second = _notices()
    assert (first.state, first.body_text) == (MailState.FAILED, "")
    assert (second.recipient, second.body_text) == ("", "")


def test_an_embargo_that_was_moved_in_a_withdrawn_release_is_told_when_it_is_approved_again(
    office: Office, editor: User
) -> None:
    release = _arrived(editor, "sr")
    releases.withdraw_release(release=release, by=editor)
    releases.redraft_release(release=release)
    releases.change_release(release=release, by=editor, embargo_until=_soon(48))
    assert _notices() == []
    releases.approve_release(release=release, by=editor)
    assert len(_notices()) == 1


def test_a_withdrawn_release_sends_no_letter_about_its_embargo_any_more(office: Office, editor: User) -> None:
    release = _arrived(editor, "sr")
    embargo.move_embargo(release=release, until=_soon(48), by=editor)
    releases.withdraw_release(release=release, by=editor)
    assert [mail.state for mail in _notices()] == [MailState.FAILED]


def test_a_mistyped_year_does_not_publish_at_once(office: Office, editor: User) -> None:
    release = _arrived(editor, "sr")
    with pytest.raises(ServiceRefused, match=r"већ прошао|has passed"):
        embargo.move_embargo(release=release, until=_soon(-24 * 365), by=editor)
    release.refresh_from_db()
    assert release.public_from is not None
    assert (release.public_from > timezone.now(), _notices()) == (True, [])


def test_what_is_public_or_a_draft_has_no_embargo_to_move(office: Office, editor: User) -> None:
    release = publish(editor)
    with pytest.raises(ServiceRefused, match="већ сви могу"):
        embargo.move_embargo(release=release, until=_soon(), by=editor)
    releases.withdraw_release(release=release, by=editor)
    with pytest.raises(ServiceRefused, match="Прво одобрите"):
        embargo.move_embargo(release=release, until=_soon(), by=editor)
    held_back = publish(editor, embargo_until=_soon())
    with pytest.raises(ValidationError, match="дугметом"):
        releases.change_release(release=held_back, by=editor, embargo_until=_soon(48))


def test_the_page_says_before_the_button_how_many_are_told_and_whom_to_call(
    office: Office, editor: User, as_user: AsUser
) -> None:
    release = _arrived(editor, "sr", "sr-latn")
    outlet = make_outlet("Радио Талас")
    sending.send_release(release=release, by=editor, outlets=[outlet.pk])
    MediaOutlet.objects.update(left_at=timezone.now())
    desk = as_user(editor)
    address = f"/admin/center/pressrelease/{release.pk}/do/embargo/"
    page = " ".join(desk.get(address).content.decode().split())
    assert "2 адресе имају ово саопштење" in page
    assert "па их позовите: Радио Талас." in page
    later = timezone.localtime(_soon(48))
    data = {"until_0": f"{later:%d.%m.%Y.}", "until_1": f"{later:%H:%M}"}
    assert desk.post(address, data).status_code == 302
    assert len(_notices()) == 2
    shown = desk.get(f"/admin/center/pressrelease/{release.pk}/change/").content.decode()
    assert "писама: 2" in shown
    assert 'name="embargo_until_0"' not in shown
