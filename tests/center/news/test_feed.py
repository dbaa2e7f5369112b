"""The Atom feed of the news: valid, in three languages, and never older than what is public."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from center.services import publications
from tests.center.publications import make_category, make_news, published, writer

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = datetime(2026, 12, 1, 8, 0, tzinfo=timezone.get_default_timezone())


def feed(client: Client, query: str = "") -> ET.Element:
    return ET.fromstring(client.get(f"/feeds/news.xml{query}").content)  # noqa: S314 -- made by ourselves


def test_the_feed_says_what_the_standard_asks_for(client: Client) -> None:
    item = published(
        make_news("Вест <&>", body_sr="Реч [везе](/sr/contact/).\n\n{picture:1}", category=make_category())
    )
    root = feed(client)
    assert root.tag == f"{ATOM}feed"
    # RFC 4287, 4.1.1 and 4.1.2: exactly one of each.
    assert [len(root.findall(ATOM + name)) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert [len(entry.findall(ATOM + name)) for name in ("id", "title", "updated", "summary", "content")] == [
        1
    ] * 5
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert (content.get("type"), content.get("{http://www.w3.org/XML/1998/namespace}base"), content.text) == (
        "html",
        f"{settings.BASE_URL}/",
        '<p>Реч <a href="/sr/contact/" rel="noopener">везе</a>.</p>',
    )
    assert [each.get("rel") for each in root.findall(f"{ATOM}link")] == ["alternate", "self"]
    address = entry.find(f"{ATOM}link")
    assert address is not None
    assert address.get("href") == f"{settings.BASE_URL}/sr/news/{item.slug}/"


@pytest.mark.each
@pytest.mark.parametrize(
    ("query", "title", "lang"),
    [
        ("", "Вест", "sr"),
        ("?lang=sr-latn", "Vest", "sr-Latn"),
        ("?lang=en", "News", "en"),
        ("?lang=xx", "Вест", "sr"),
    ],
)
def test_each_language_has_its_feed(client: Client, query: str, title: str, lang: str) -> None:
    published(make_news("Вест", title_en="News"))
    root = feed(client, query)
    entry = root.find(f"{ATOM}entry/{ATOM}title")
    assert entry is not None
    assert (entry.text, root.get("{http://www.w3.org/XML/1998/namespace}lang")) == (title, lang)


@pytest.mark.parametrize(
    ("code", "title", "address"),
    [("sr", "Вести", "/feeds/news.xml"), ("en", "News", "/feeds/news.xml?lang=en")],
)
def test_every_page_names_the_feed_in_its_language(
    client: Client, code: str, title: str, address: str
) -> None:
    page = client.get(f"/{code}/contact/").text
    assert f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{address}">' in page


def test_an_entry_keeps_its_identity_when_its_address_changes(client: Client) -> None:
    item = published(make_news("Вест"))
    before = feed(client).findtext(f"{ATOM}entry/{ATOM}id")
    publications.write(record=item, by=writer(), slug="other-address", title_sr="Друга")
    assert feed(client).findtext(f"{ATOM}entry/{ATOM}id") == before


def test_a_reader_that_has_it_already_is_told_so_until_something_appears(client: Client) -> None:
    with time_machine.travel(MOMENT - timedelta(hours=1), tick=False):
        published(make_news("Прва"))
        published(make_news("Друга"), at=MOMENT)
        first = client.get("/feeds/news.xml")
    known = {"If-None-Match": first.headers["ETag"]}
    with time_machine.travel(MOMENT - timedelta(minutes=5), tick=False):
        again = client.get("/feeds/news.xml", headers=known)
    with time_machine.travel(MOMENT, tick=False):
        after = client.get("/feeds/news.xml", headers=known)
        dated = client.get("/feeds/news.xml", headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status_code, after.status_code, dated.status_code) == (304, 200, 200)
    # Nobody keeps it beyond the moment at which the second one appears.
    assert (first.headers["Cache-Control"], again.headers["Cache-Control"]) == (
        "public, max-age=900",
        "public, max-age=300",
    )


def test_an_empty_feed_is_a_feed_and_control_characters_do_not_break_it(client: Client) -> None:
    assert feed(client).findall(f"{ATOM}entry") == []
    published(make_news("Вест", body_sr="Реч\x0b и \x1b реч."))
    assert len(feed(client).findall(f"{ATOM}entry")) == 1


def test_a_sign_that_xml_cannot_hold_does_not_silence_the_feed(client: Client) -> None:
    published(make_news("Сајам\x0bу парку", summary_sr="Дођите\x1f сви.\uffff"))
    entry = feed(client).find(f"{ATOM}entry")
    assert entry is not None
    assert [entry.findtext(f"{ATOM}{name}") for name in ("title", "summary")] == [
        "Сајам у парку",
        "Дођите сви.",
    ]
