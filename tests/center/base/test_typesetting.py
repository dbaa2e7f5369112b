"""What the portal prints as PDF, read back by another program."""

import io

import pytest
from django.utils import translation
from PIL import Image
from pypdf import PdfReader

from center import documents
from center.base import typesetting

# Each paper shows the colour and the mark of the office.
pytestmark = pytest.mark.django_db

LETTER = b"""#import "/center/page.typ": page-of, pairs, written
#let printed(data) = page-of(data, {
  heading(level: 2, data.heading)
  written(data.at("text", default: none))
  pairs(data.at("rows", default: (("", ""),)), ("A", "B"))
})
"""
PICTURE = b"""#let printed(data) = {
  set document(title: data.title)
  image(bytes(data.svg), format: "svg")
}
"""


PHOTO = b"""#let printed(data) = {
  set document(title: data.title)
  image("/files/photo.webp", alt: "A red square")
}
"""


@pytest.fixture(autouse=True)
def letter(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        **typesetting.templates(),
        "center/letter.typ": LETTER,
        "center/picture.typ": PICTURE,
        "center/photo.typ": PHOTO,
    }
    monkeypatch.setattr(typesetting, "templates", lambda: known)


def printed(**data: object) -> PdfReader:
    with translation.override(str(data.pop("language", "sr"))):
        pdf = documents.portal_document(
            "center/letter.typ", title="Мој план", data={"heading": "Приходи", **data}
        )
    return PdfReader(io.BytesIO(pdf))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def language(reader: PdfReader) -> str:
    return str(reader.root_object["/Lang"])


def test_a_document_says_its_title_its_language_and_is_tagged_for_screen_readers() -> None:
    reader = printed()

    assert reader.metadata is not None
    assert reader.metadata.title == "Мој план"
    assert language(reader) == "sr"
    assert str(reader.root_object["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert "DisplayDocTitle" in str(reader.root_object["/ViewerPreferences"])


def test_what_people_wrote_stays_text_and_keeps_its_lines() -> None:
    text = '#panic("!") *није* _марк_ $x$ \\ <a> "навод" @kо\nдруги ред — ЂЉЊЏ čćžšđ'

    assert text.replace("\n", " ").replace("  ", " ") in words(printed(text=text))


def test_what_nobody_filled_in_is_a_dash() -> None:
    assert "Назив — Шифра 12" in words(printed(rows=[["Назив", ""], ["Шифра", "12"]]))


def test_the_same_data_make_the_same_bytes() -> None:
    assert typesetting.typeset("center/letter.typ", _data()) == typesetting.typeset(
        "center/letter.typ", _data()
    )


def _data() -> dict[str, object]:
    return {
        "title": "Т",
        "heading": "Н",
        "office": {"name": "Центар", "contact": ""},
        "words": {"made": "данас"},
    }


def test_a_long_table_goes_over_pages_and_repeats_its_head() -> None:
    data = {**_data(), "rows": [[f"ред {number}", "да"] for number in range(120)]}

    pages = PdfReader(io.BytesIO(typesetting.typeset("center/letter.typ", data))).pages

    assert [
        len(pages) > 2,
        "A" in pages[1].extract_text(),
        f"2 / {len(pages)}" in pages[1].extract_text(),
    ] == [
        True,
        True,
        True,
    ]


def test_latin_is_told_to_screen_readers_by_its_script() -> None:
    with translation.override("sr-latn"):
        latin = typesetting.typeset("center/letter.typ", _data())
    with translation.override("en"):
        english = typesetting.typeset("center/letter.typ", _data())

    assert [language(PdfReader(io.BytesIO(each))) for each in (latin, english)] == ["sr", "en"]


def test_more_than_paper_can_hold_is_refused_before_it_takes_the_memory() -> None:
    with pytest.raises(typesetting.TooLongForPaperError):
        typesetting.typeset("center/letter.typ", {**_data(), "text": "а" * typesetting.MOST_CHARACTERS})


@pytest.mark.parametrize(("template", "title"), [("center/none.typ", "Т"), ("center/letter.typ", "")])
def test_a_document_without_template_or_title_is_our_mistake(template: str, title: str) -> None:
    with pytest.raises(ValueError, match="no template"):
        typesetting.typeset(template, {**_data(), "title": title})


def test_a_picture_without_its_text_is_not_printed() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

    with pytest.raises(Exception, match="alt"):
        typesetting.typeset("center/picture.typ", {**_data(), "svg": svg})


def _red(width: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 40), "#c01010").save(out, "WEBP")
    return out.getvalue()


def test_an_uploaded_picture_is_printed_the_same_each_time() -> None:
    made = [
        typesetting.typeset(
            "center/photo.typ", _data(), files={"photo.webp": _red()}, look=typesetting.Look()
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    (image,) = PdfReader(io.BytesIO(made[0])).pages[0].images
    assert image.image is not None
    assert image.image.size == (40, 40)


@pytest.mark.parametrize("sign", ["😀", "漢字", "👩\u200d👩\u200d👧", "\ue000", "\x07"])
def test_a_sign_that_no_font_has_becomes_a_square_and_the_rest_stays(sign: str) -> None:
    text = words(printed(text=f"Пекара {sign} ради", rows=[(f"Име {sign}", sign)]))
    assert ("Пекара □ ради" in text, "Име □" in text) == (True, True)


def test_a_tab_from_a_word_processor_becomes_a_blank() -> None:
    assert "Брашно 100 ✓" in words(printed(text="Брашно\t100 ✓"))


def test_every_sign_that_is_left_then_can_be_printed() -> None:
    kept = [char for char in map(chr, range(0xA, 0x3000)) if not typesetting._WITHOUT_GLYPH.search(char)]
    assert len(kept) > 1500
    assert "Џ" in words(printed(text=f"{''.join(kept)} 😀", rows=[("".join(kept), "".join(kept))]))
