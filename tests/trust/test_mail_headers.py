"""Whatever stands in a record that a letter is about, its head has the lines that we wrote, and one reader."""

import uuid
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Final

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError

from center.models import Office, StoredMail, User
from center.services import queue_mail
from center.services.newsletter.issues import send_test
from center.services.press.sending import send_release
from center.services.sending import build_message
from events.models import Event
from events.services.registrations import register
from tests.center.factories import make_mail
from tests.center.media import make_journalist, publish
from tests.center.newsletters import make_issue, make_subscriber
from tests.events.factories import NOW, make_event
from tests.trust import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
READER: Final = "reader@example.org"
OURS: Final = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "List-Id",
    "Precedence",
}
# Ends of lines, as mail, as Python and as Unicode know them, and a head behind them.
BREAKS: Final = ("\r\n", "\n", "\r", "\r\n ", "\u2028", "\u0085", "\x0b", "\x00")
HOSTILE: Final = [f"Мед{each}Bcc: x-mark@example.org{each}X-Mark: 1{each}{each}<x-mark>" for each in BREAKS]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def wrong_in(mail: StoredMail) -> list[str]:
    """Return the lines of the head that are not ours, and readers that nobody wrote to."""
    message = build_message(mail)
    sent = message.message().as_bytes()
    head = message_from_bytes(sent, policy=policy.SMTP)
    wrong = [name for name in head if name not in OURS]
    wrong += [each for each in message.recipients() if each != mail.recipient]
    return wrong + [str(defect) for part in head.walk() for defect in part.defects]


def test_a_subject_is_one_line_whatever_it_is_made_of() -> None:
    """As `queue_mail` is asked by every letter of the portal."""
    wrong = []
    for text in [*HOSTILE, *(each.decode("utf-8", "ignore") for each in hostile.TEXTS)]:
        words = text.replace("\0", "")
        mail = queue_mail(
            kind="center/example", to=READER, subject=text, text=words, html=words, language="sr"
        )
        wrong += [(text[:30], each) for each in wrong_in(mail)]
        wrong += [(text[:30], mail.subject)] if len(mail.subject.splitlines()) > 1 else []
    assert wrong == []


def test_no_address_holds_a_second_one() -> None:
    taken = []
    for text in (*HOSTILE, ", x-mark@example.org", "; x-mark@example.org"):
        for address in (f"{READER}{text}", f"{text}{READER}", f"<{READER}>{text}"):
            for where in ({"to": address}, {"to": READER, "reply_to": address}):
                try:
                    queue_mail(kind="center/example", subject="s", text="t", language="sr", **where)  # type: ignore[arg-type]
                except ValidationError:
                    continue
                taken.append(where)
    assert (taken, StoredMail.objects.count()) == ([], 0)


def test_records_that_hold_headers_put_none_into_the_letters_about_them(editor: User) -> None:
    """Past every form, as an import or an older version could leave them."""
    text = HOSTILE[0]
    Office.objects.update(short_name_sr=text[:60], name_sr=text[:120], neutral_name_sr=text[:60])
    event = make_event()
    Event.objects.update(title_sr=text[:100], title_en=text[:100])
    register(
        event=Event.objects.get(pk=event.pk),
        name="Мила",
        email=READER,
        language="sr",
        submission=uuid.uuid4(),
    )
    release = publish(editor)
    type(release).objects.update(title_sr=text[:100], title_en=text[:100])
    release.refresh_from_db()
    send_release(release=release, by=editor, journalists=[make_journalist(email=READER).pk])
    make_subscriber(READER)
    issue = make_issue(subject_sr=text[:100], subject_en=text[:100])
    send_test(issue=issue, language="sr", by=editor)
    letters = list(StoredMail.objects.all())
    assert len({each.kind for each in letters}) >= 3
    assert {each.kind: wrong_in(each) for each in letters} == {each.kind: [] for each in letters}


def test_a_subject_that_was_written_past_us_goes_out_with_nothing_in_it_or_not_at_all() -> None:
    sent = 0
    for text in HOSTILE:
        mail = make_mail(recipient=READER, subject=text.replace("\0", ""))
        try:
            assert wrong_in(mail) == []
            sent += 1
        except BadHeaderError:
            continue
    assert sent < len(HOSTILE)
