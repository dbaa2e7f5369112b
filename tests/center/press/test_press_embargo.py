"""Who reads a press release before its embargo ends: journalists with a link of their own, and colleagues."""

import io
import re
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from center.models import Office, PressAttachment, PressDelivery, PressPicture, PressRelease, StoredMail, User
from center.services.press import contacts, files, keys, releases, sending
from tests.center.library import make_picture
from tests.center.media import make_journalist, publish, write

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=ZoneInfo("Europe/Belgrade"))
END = NOW + timedelta(hours=3)


def _with_everything(editor: User) -> PressRelease:
    """Return a release under embargo with a picture and a file."""
    release = publish(editor, embargo_until=END)
    PressPicture.objects.create(release=release, picture=make_picture(editor))
    kept = files.keep(io.BytesIO(b"%PDF-1.7\n%%EOF\n"), name="table.pdf", kinds=files.KINDS)
    PressAttachment.objects.create(
        release=release,
        label_sr="Табела",
        stored_as=kept.stored_as,
        kind=kept.kind,
        size=kept.size,
        file_name=kept.name,
    )
    return release


def _addresses(release: PressRelease) -> list[str]:
    file = release.attachments.get()
    stem = f"/en/press/{release.slug}/"
    return [stem, f"{stem}release.pdf", f"{stem}pictures.zip", f"{stem}files/{file.pk}/"]


def _statuses(client: Client, addresses: list[str], query: str = "") -> list[int]:
    return [_status(client, f"{each}{query}") for each in addresses]


def _status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        # The whole file, or it stays open.
        deque(answer, maxlen=0)
    return int(answer.status_code)


def _sent(release: PressRelease, editor: User) -> PressDelivery:
    person = make_journalist(language="en")
    return sending.send_release(release=release, by=editor, journalists=[person.pk])[0]


def test_a_release_under_embargo_is_nowhere_for_a_stranger_until_the_very_minute(
    office: Office, editor: User, client: Client
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        release = _with_everything(editor)
        title = "Workshops are open 1"
        lists = ["/en/press/", "/en/search/?q=workshops", "/sitemap.xml"]

        def listed() -> list[bool]:
            pages = [client.get(each) for each in lists]
            return [title in page.content.decode() or release.slug in page.content.decode() for page in pages]

        clock.move_to(END - timedelta(seconds=1))
        assert (_statuses(client, _addresses(release)), listed()) == ([404] * 4, [False] * 3)
        clock.move_to(END)
        assert (_statuses(client, _addresses(release)), listed()) == ([200] * 4, [True] * 3)


def test_a_journalist_reads_it_by_the_link_of_the_letter_and_the_page_says_until_when(
    office: Office, editor: User, client: Client
) -> None:
    with time_machine.travel(NOW, tick=False):
        release = _with_everything(editor)
        delivery = _sent(release, editor)
        mail = StoredMail.objects.get(pk=delivery.mail_id)
        link = re.search(r"https?://\S+\?key=\S+", mail.body_text)
        assert link is not None
        parts = urlsplit(link[0])
        page = client.get(f"{parts.path}?{parts.query}")
        html = page.content.decode()
        assert "Embargo until: Tuesday, 3 November 2026 at 12:00" in " ".join(html.split())
        assert (page["Cache-Control"], page["X-Robots-Tag"]) == (
            "max-age=0, no-cache, no-store, must-revalidate, private",
            "noindex",
        )
        # The links to the files on the page open them too.
        files_there = re.findall(rf'href="(/en/press/{release.slug}/\S+\?key=[^"]+)"', html)
        assert _statuses(client, files_there) == [200, 200, 200]
        assert mail.subject == "Embargo until 3 Nov 2026 at 12:00: Workshops are open 1"


def test_a_key_of_another_release_or_a_changed_one_opens_nothing(
    office: Office, editor: User, client: Client
) -> None:
    with time_machine.travel(NOW, tick=False):
        release = _with_everything(editor)
        other = publish(editor, embargo_until=END)
        key = keys.make_key(_sent(other, editor))
        wrong = [key, key[:-1], f"{key}x", "x", "", "1-x", f"{'0' * 32}-{key.partition('-')[2]}"]
        address = f"/en/press/{release.slug}/"
        assert [client.get(address, {"key": each}).status_code for each in wrong] == [404] * len(wrong)
        assert client.get(f"/en/press/{other.slug}/", {"key": key}).status_code == 200


def test_a_key_dies_when_the_release_is_withdrawn_the_person_erased_or_months_have_passed(
    office: Office, editor: User, client: Client
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        release = publish(editor, embargo_until=NOW + timedelta(days=200))
        delivery = _sent(release, editor)
        address = f"/en/press/{release.slug}/?key={keys.make_key(delivery)}"
        assert client.get(address).status_code == 200
        clock.move_to(NOW + keys.KEY_LIVES_FOR)
        assert client.get(address).status_code == 404
        clock.move_to(NOW)
        releases.withdraw_release(release=release, by=editor)
        assert client.get(address).status_code == 404
        releases.redraft_release(release=release)
        releases.approve_release(release=release, by=editor)
        assert client.get(address).status_code == 200
        assert delivery.journalist is not None
        contacts.erase_journalist(journalist=delivery.journalist)
        assert client.get(address).status_code == 404


def test_colleagues_look_at_a_draft_which_says_what_it_is_and_other_logins_do_not(
    office: Office, editor: User, make_user: Callable[..., User], as_user: AsUser
) -> None:
    release = write(editor)
    address = f"/en/press/{release.slug}/"
    page = as_user(editor).get(address)
    assert "Only colleagues see this page" in page.content.decode()
    assert 'content="noindex"' in page.content.decode()
    assert as_user(make_user()).get(address).status_code == 404


def test_an_earlier_address_of_a_held_back_release_betrays_nothing_and_takes_the_key_along(
    office: Office, editor: User, client: Client
) -> None:
    with time_machine.travel(NOW, tick=False):
        release = publish(editor, embargo_until=END)
        key = keys.make_key(_sent(release, editor))
        releases.change_release(release=release, by=editor, slug="sewing")
        assert client.get("/en/press/workshops-1/").status_code == 404
        moved = client.get("/en/press/workshops-1/", {"key": key})
        assert (moved.status_code, moved["Location"]) == (301, f"/en/press/sewing/?key={key}")


def test_the_pdf_holds_the_pictures_with_what_they_show_said_aloud(
    office: Office, editor: User, client: Client
) -> None:
    placed, below = make_picture(editor, alt_en="Four women at a loom"), make_picture(editor)
    release = publish(editor, body_en="Before.\n\n{picture:1}\n\nAfter.")
    for position, picture in enumerate((placed, below)):
        PressPicture.objects.create(release=release, picture=picture, position=position)
    content = client.get(f"/en/press/{release.slug}/release.pdf").content
    reader = PdfReader(io.BytesIO(content))
    assert sum(len(page.images) for page in reader.pages) >= 2
    assert _catalogue(reader)["/MarkInfo"]["/Marked"]
    said = _said_of_figures(reader)
    assert (len(said), "Four women at a loom" in said) == (2, True)


def _catalogue(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def _said_of_figures(reader: PdfReader) -> list[str]:
    """Return the alternative texts of all figures among the tags of a PDF."""
    found: list[str] = []

    def look(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                look(each)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure" and node.get("/Alt"):
                found.append(str(node["/Alt"]))
            if "/K" in node:
                look(node["/K"])

    look(_catalogue(reader)["/StructTreeRoot"])
    return found


def test_the_pdf_says_the_embargo_until_it_is_over(office: Office, editor: User, client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        release = publish(editor, embargo_until=END)
        key = keys.make_key(_sent(release, editor))

        def text() -> str:
            answer = client.get(f"/en/press/{release.slug}/release.pdf", {"key": key})
            return " ".join(
                " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split()
            )

        assert "EMBARGO until 3 November 2026 at 12:00. Please do not publish this earlier." in text()
        clock.move_to(END)
        assert "EMBARGO" not in text()
