"""An office in another town: its own name, places, mark, band and colour by settings and the admin alone.

Everything that can be reached from its first page is read, in three languages, with the papers, feeds, calendars and
data; nowhere is a word of the town in which the portal was made.
"""

import csv
import io
import re
from collections import deque
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from PIL import Image
from pypdf import PdfReader

from center import emails
from center.models import Office, User
from entrepreneurs import reference_data
from entrepreneurs.models import Settlement
from entrepreneurs.services.changes import touched
from tests.consultations.factories import make_topic
from tests.entrepreneurs.factories import published
from tests.events.factories import make_event, make_venue

pytestmark = pytest.mark.django_db

# The town, its church, its street and its postcode, in both scripts and without diacritics.
TRACE = re.compile(r"круш[е]?в|kru[sš]ev|лазариц|lazaric|југовић|jugovi[cć]|\b37000\b", re.IGNORECASE)
_LEADS_ON = re.compile(r"""(?:href|src|content)=["']([^"'#]+)""")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns = (
            "name_sr_cyrl",
            "municipality_sr_cyrl",
            "cadastral_unit",
            "checked",
            "latitude",
            "longitude",
        )
        writer.writerow(columns)
        writer.writerow(["Бистроград", "Бистроград", "", "yes", "44.1", "20.9"])
        writer.writerow(["Јасеново", "Бистроград", "", "", "", ""])
    return path


@pytest.fixture
def other_office(settings: Any, places: Path, coordinator: User) -> Client:
    """Set up the office as its people would: a list of places, then one form in the admin."""
    settings.PLACES_FILE = str(places)
    Settlement.objects.all().delete()
    reference_data.fill(using="default")
    desk = Client()
    desk.force_login(coordinator)
    page = desk.get("/admin/center/office/").headers["Location"]
    typed = {
        **_sent_back(desk, page),
        "name_sr": "Канцеларија за социјално предузетништво Бистроград",
        "name_en": "Office for Social Entrepreneurship Bistrograd",
        "short_name_sr": "Социјално предузетништво Бистроград",
        "short_name_en": "Social Entrepreneurship Bistrograd",
        "tagline_sr": "Помажемо људима у Бистрограду.",
        "tagline_en": "We help people in Bistrograd.",
        "street_sr": "Речна 1",
        "street_en": "Rečna 1",
        "postcode": "36999",
        "town_sr": "Бистроград",
        "town_en": "Bistrograd",
        "phone": "036 555 333",
        "email": "office@bistrograd.example",
        "latitude": "44.1",
        "longitude": "20.9",
        "brand_colour": "#1D4E79",
        "logo": _picture("logo.png", (200, 200)),
        "band": _picture("band.png", (24, 12)),
    }
    answer = desk.post(page, typed)
    assert answer.status_code == 302, [
        each.formset.errors for each in answer.context["inline_admin_formsets"]
    ]
    return desk


def _sent_back(desk: Client, page: str) -> dict[str, Any]:
    """Return what a browser sends of a form in which nothing was typed."""
    answer = desk.get(page)
    forms = [answer.context["adminform"].form]
    for inline in answer.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = {bound.html_name: bound.value() for form in forms for bound in form}
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    typed = {name: str(value) for name, value in fields.items() if value is not None and value is not False}
    return {**typed, **dict(hidden)}


def _picture(name: str, size: tuple[int, int]) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#1D4E79").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


@pytest.fixture
def something_to_read(other_office: Client) -> None:
    """Make one of each thing that the public looks at."""
    home = Settlement.objects.get(name_sr="Јасеново")
    make_topic(name_sr="Прва идеја", name_en="A first idea")
    enterprise = published("Задруга Јасен", settlement="Јасеново")
    touched(enterprise)
    make_event(
        starts_at=timezone.now() + timedelta(days=9),
        title_sr="Дан отворених врата",
        title_en="Open day",
        venue=make_venue(name_sr="Дом културе", settlement=home),
    )


def _text(content: bytes, kind: str) -> str:
    if kind.startswith("application/pdf"):
        reader = PdfReader(io.BytesIO(content))
        return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    return "" if kind.startswith(("image/", "application/zip")) else content.decode(errors="replace")


def crawl(client: Client, *starts: str) -> dict[str, str]:
    """Return the text of everything that the pages lead to: of each view one address in each language."""
    found: dict[str, str] = {}
    waiting = deque(starts)
    views = {_view(path) for path in starts}
    while waiting:
        address = waiting.popleft()
        answer: Any = client.get(address)
        kind = answer.headers.get("Content-Type", "")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        location = answer.headers.get("Location", "")
        found[address] = f"{_text(content, kind)} {location}"
        targets = _LEADS_ON.findall(found[address]) if kind.startswith("text/html") else []
        for target in [*targets, *re.findall(r"<loc>([^<]+)</loc>", found[address]), location]:
            parts = urlsplit(urljoin(f"{settings.BASE_URL}{address}", target.replace("&amp;", "&")))
            view = _view(parts.path)
            if f"{parts.scheme}://{parts.netloc}" == settings.BASE_URL and view and view not in views:
                views.add(view)
                waiting.append(parts.path)
    return found


def _view(path: str) -> tuple[str, str] | None:
    """Return the language and the name of the page at an address; None for files and what is no page."""
    if path.startswith(("/static/", "/media/")):
        return None
    language = path.removeprefix("/").partition("/")[0]
    with translation.override(language if language in dict(settings.LANGUAGES) else "sr"):
        try:
            return language, resolve(path).view_name
        except Resolver404:
            return None


@pytest.fixture
def public_pages(something_to_read: None) -> dict[str, str]:
    return crawl(Client(), "/sr/", "/sr-latn/", "/en/", "/sitemap.xml", "/robots.txt", "/data/catalog.jsonld")


def test_no_public_page_of_another_town_speaks_of_ours(public_pages: dict[str, str]) -> None:
    assert traces(public_pages) == {}
    # The crawl went everywhere and found the office under its own name.
    assert len(public_pages) > 90
    assert "Бистроград" in public_pages["/sr/"]
    assert "Bistrograd" in public_pages["/sr-latn/"]
    assert "Bistrograd" in public_pages["/en/"]


@pytest.mark.long
@pytest.mark.usefixtures("something_to_read")
def test_nor_does_any_page_of_its_staff(other_office: Client) -> None:
    pages = crawl(other_office, "/admin/")
    assert traces(pages) == {}
    assert len(pages) > 60


def traces(pages: dict[str, str]) -> dict[str, list[str]]:
    return {path: sorted(set(TRACE.findall(text))) for path, text in pages.items() if TRACE.search(text)}


@pytest.mark.usefixtures("other_office")
def test_it_wears_its_own_mark_band_and_colour() -> None:
    html = Client().get("/sr/").content.decode()
    office = Office.objects.get()
    assert f'<link rel="icon" href="{office.logo.url}" type="image/webp">' in html
    (style,) = re.findall(r'href="(/office/[0-9a-f]+\.css)"', html)
    sheet = Client().get(style).content.decode()
    assert f'.band {{ background: url("{office.band.url}") 0 0 / auto 12px repeat-x; }}' in sheet
    assert "--brand: #1D4E79" in sheet
    (picture,) = re.findall(
        r'property="og:image" content="[^"/]+//[^"/]+(/office/share-[0-9a-f]+\.png)"', html
    )
    with Image.open(io.BytesIO(Client().get(picture).content)) as image:
        assert image.size == (1200, 630)
        assert image.convert("RGB").getpixel((10, 10)) in {(29, 78, 121), (227, 215, 195)}


@pytest.mark.usefixtures("other_office")
def test_a_letter_is_signed_by_the_office() -> None:
    with translation.override("sr"):
        letter = emails.compose("center/emails/access_ended", {"user": User(name="Ана")}, "sr")
    assert ("Бистроград" in letter.text, TRACE.findall(letter.subject + letter.text + letter.html)) == (
        True,
        [],
    )


def test_what_browsers_load_does_not_name_our_town() -> None:
    own = Path(__file__).resolve().parents[2] / "static"
    files = [path for path in own.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    assert len(files) > 40
    assert {
        path.name: TRACE.findall(path.read_text()) for path in files if TRACE.search(path.read_text())
    } == {}


def test_a_new_place_is_of_the_offices_town_unless_said_otherwise(other_office: Client) -> None:
    assert Settlement(name_sr="Ново").municipality_sr == "Бистроград"


def test_an_office_may_begin_without_any_place(settings: Any) -> None:
    settings.PLACES_FILE = "none"
    Settlement.objects.all().delete()
    reference_data.fill(using="default")
    assert Settlement.objects.count() == 0


@pytest.mark.parametrize("content", ["name,town\nА,Б\n", "\xff\xfe"])
def test_a_list_of_places_that_cannot_be_read_stops_with_a_sentence(
    settings: Any, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(content.encode("latin-1", errors="ignore"))
    settings.PLACES_FILE = str(path)
    Settlement.objects.all().delete()
    with pytest.raises(ImproperlyConfigured, match="PLACES_FILE must be a CSV file"):
        reference_data.fill(using="default")
