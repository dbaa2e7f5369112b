"""Walks all pages that links lead to, in each language: no letter of another script, no untranslated text."""

import re
from collections import Counter, deque
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from center.base.scripts import to_latin
from center.models import CouncilMember
from entrepreneurs.models import Enterprise, Entrepreneur, Settlement
from events.models import Speaker
from tests.crawl.html_text import Piece, Reader, read
from tests.marks import seldom

CYRILLIC = re.compile(r"[\u0400-\u052F\u1C80-\u1C8F\u2DE0-\u2DFF\uA640-\uA69F]")
SERBIAN_LATIN = re.compile(r"[čćžšđČĆŽŠĐ]")
LATIN_WORD = re.compile(r"[A-Za-zčćžšđČĆŽŠĐ]{2,}")
NOT_WORDS = re.compile(
    r"\S+@\S+|https?://\S+|\b[A-Z2-9]{8}\b|\b(?:JavaScript|WCAG|AA|ICS|HTML|MIT|EN|English|Latinica|Chromium)\b|\b[IVXL]+\b"
    # Names of formats and standards, which every script writes alike.
    r"|\b(?:CSV|JSON|PDF|QR|UUID|WGS|ISO|SMS|KD|DCAT-AP|W3C|CORS|ETag|Last-Modified|If-None-Match|Excel|LibreOffice|OpenRefine|true|false)\b"
    r"|\b(?:DDI-Codebook|Frictionless|SAV|SPSS|Stata|PSPP|jamovi|Creative Commons BY|Holm)\b"
    r"|\b(?:XLSX|XML|DOCX|Word|Atom|IATI|URL|RSD|EUR|USD|KB)\b|\.docx\b"
    # Short names of a questionnaire and of a grant of the demo, a programme, a medium that writes English.
    r"|\bgradjani\b|\bdemo-grant\b|\bReLOaD2\b|\bBalkan Impact Wire \(example\)"
    r"|\bschema\.org\b|https://|\b\w+\.(?:csv|json|jsonld|geojson|ttl)\b|\b\w*_(?:sr_cyrl|sr_latn|en)\b"
)
# Serbian names of people, towns and institutions, as English text rightly writes them.
NAMES_IN_ENGLISH = {"Kruševac", "Jugovićeva", "Jugoviceva"}
# Of pages that differ only in their query (each day, each time of a booking) a few are enough.
MOST_ALIKE = 4


def pages(language: str) -> dict[str, Reader]:
    """Return every public page that can be reached from the home page by links alone."""
    client = Client()
    start = f"/{language}/"
    seen, queue, found = {start}, deque([start]), {}
    alike: Counter[tuple[str, str]] = Counter()
    while queue:
        path = queue.popleft()
        response = client.get(path)
        assert response.status_code in {200, 302, 404}, f"{response.status_code} {path}"
        if response.status_code == 302:
            target = urljoin(path, response["Location"])
            if target not in seen and target.startswith(start):
                seen.add(target)
                queue.append(target)
            continue
        assert response.status_code == 200, f"a dead link: {path}"
        if not response["Content-Type"].startswith("text/html"):
            # A file that is sent piece by piece stays open until it was read.
            response.getvalue()
            continue
        found[path] = read(response.content.decode())
        for link in found[path].links:
            target = urldefrag(urljoin(path, link)).url
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or target in seen or not target.startswith(start):
                continue
            seen.add(target)
            kind = (parts.path, ",".join(sorted(dict(parse_qsl(parts.query)))))
            alike[kind] += 1
            if alike[kind] <= MOST_ALIKE:
                queue.append(target)
    return found


@pytest.fixture(params=["sr", *seldom(["sr-latn", "en"])])
def crawl(request: pytest.FixtureRequest, db: None) -> tuple[str, dict[str, Reader], set[str]]:
    language: str = request.param
    # Both tests ask of the same pages, and a walk takes seconds.
    if language not in _walked:
        call_command("load_demo")
        _walked[language] = (pages(language), _names_in_the_data())
    return language, *_walked[language]


_walked: dict[str, tuple[dict[str, Reader], set[str]]] = {}


def _names_in_the_data() -> set[str]:
    """Return the words of names of places, people and enterprises, which English writes as Serbian Latin does."""
    texts = [
        *Settlement.objects.values_list("name_sr", flat=True),
        *Entrepreneur.objects.values_list("name", flat=True),
        *CouncilMember.objects.values_list("name", flat=True),
        *Speaker.objects.values_list("name", flat=True),
        *Enterprise.objects.values_list("legal_name", flat=True),
        *Enterprise.objects.values_list("name_en", flat=True),
    ]
    return {word for text in texts for word in re.findall(r"\w+", to_latin(text))}


def wrong(language: str, piece: Piece, names: set[str]) -> bool:
    """Say whether a reader of the language would stumble over the piece; marked quotations may stay."""
    shown_as = {"sr": {"sr"}, "sr-latn": {"sr-Latn"}, "en": {"en"}}[language]
    text = NOT_WORDS.sub("", piece.text)
    if piece.lang not in shown_as:
        # A mark has to be true: what is marked as Latin must not hold Cyrillic and the other way round.
        return (piece.lang == "sr-Latn" and bool(CYRILLIC.search(text))) or piece.lang == ""
    if language == "sr":
        return bool(LATIN_WORD.search(text))
    if language == "sr-latn":
        return bool(CYRILLIC.search(text))
    words = set(re.findall(r"\w+", text)) - names
    return bool(CYRILLIC.search(text)) or any(SERBIAN_LATIN.search(word) for word in words)


def test_no_page_shows_another_language_or_script(crawl: tuple[str, dict[str, Reader], set[str]]) -> None:
    language, found, in_the_data = crawl
    names = NAMES_IN_ENGLISH | in_the_data
    stumbles = sorted(
        {
            f"{path}: {piece.text[:90]}"
            for path, page in found.items()
            for piece in page.pieces
            if wrong(language, piece, names)
        }
    )
    assert stumbles == []
    assert len(found) >= 8


@pytest.mark.long
def test_no_page_has_inline_style_script_or_broken_attributes(
    crawl: tuple[str, dict[str, Reader], set[str]],
) -> None:
    _language, found, _names = crawl
    assert [f"{path}: {problem}" for path, page in found.items() for problem in page.problems] == []
