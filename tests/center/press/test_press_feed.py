"""The Atom feed of press releases: what everybody may read, and nothing of an embargo."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from center.models import Office, User
from center.services.press import releases
from tests.center.media import publish, write

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=ZoneInfo("Europe/Belgrade"))


def _titles(client: Client, query: str = "") -> list[str | None]:
    root = ET.fromstring(client.get(f"/feeds/press.xml{query}").content)  # noqa: S314 -- made by ourselves
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def test_an_embargo_keeps_a_release_out_to_the_very_moment_and_nobody_keeps_the_feed_beyond_it(
    office: Office, editor: User, client: Client
) -> None:
    end = NOW + timedelta(minutes=10)
    with time_machine.travel(NOW, tick=False) as clock:
        publish(editor, embargo_until=end)
        write(editor)
        first = client.get("/feeds/press.xml")
        assert (_titles(client), first.headers["Cache-Control"]) == ([], "public, max-age=600")
        clock.move_to(end - timedelta(seconds=1))
        assert _titles(client) == []
        clock.move_to(end)
        assert _titles(client) == ["Отворене су радионице 1"]
        assert (
            client.get("/feeds/press.xml", headers={"If-None-Match": first.headers["ETag"]}).status_code
            == 200
        )


def test_a_withdrawn_release_leaves_the_feed(office: Office, editor: User, client: Client) -> None:
    release = publish(editor)
    assert len(_titles(client)) == 1
    releases.withdraw_release(release=release, by=editor)
    assert _titles(client) == []


def test_each_language_has_its_feed_and_an_entry_its_whole_text(
    office: Office, editor: User, client: Client
) -> None:
    release = publish(editor)
    assert [_titles(client, f"?lang={code}") for code in ("sr-latn", "en")] == [
        ["Otvorene su radionice 1"],
        ["Workshops are open 1"],
    ]
    root = ET.fromstring(client.get("/feeds/press.xml?lang=en").content)  # noqa: S314 -- as above
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{settings.BASE_URL}/en/press/{release.slug}/"
    assert "We needed this, says Ana." in (entry.findtext(f"{ATOM}content") or "")
    page = client.get("/en/press/").content.decode()
    assert 'href="/feeds/press.xml?lang=en"' in page
