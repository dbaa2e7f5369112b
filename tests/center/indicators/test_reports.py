"""Reports to donors: frozen when issued, the same for ever, replaced and withdrawn in the open."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import Error, transaction
from django.test import Client
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from center.base.measures import Counted
from center.choices import Role
from center.choices.grants import LogoKind
from center.choices.indicators import PartedBy
from center.models import (
    Grant,
    GrantLogo,
    GrantReport,
    Indicator,
    Measurement,
    Office,
    ReportFile,
    ReportPictureFile,
    ReportSection,
    User,
)
from center.refusals import ServiceRefused
from center.services import measurements, reports
from center.services.frameworks import save_indicator
from center.services.measurements import Correction, Entry, TypedPart
from center.services.reports.files import written
from tests.center.frameworks import (
    APRIL,
    counting,
    make_approved,
    make_indicator,
    make_period,
    make_value,
    qualitative,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("office")]


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"


def png(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (480, 240), colour).save(out, "PNG")
    return out.getvalue()


def make_report(by: User, second: User) -> GrantReport:
    """Return a draft about a grant with a number, a percentage, words, a correction, a logo and a story."""
    period = make_period(make_indicator(baseline=Decimal(5), baseline_year=2025))
    result, grant = period.indicator.result, period.indicator.grant
    parts = [TypedPart(PartedBy.SEX, "жене", Decimal(8)), TypedPart(PartedBy.SEX, "мушкарци", Decimal(4))]
    wrong = make_approved(period, by, second, entry=Entry(value=Decimal(12), parts=parts))
    measurements.lock_period(period=period, by=by)
    make_approved(period, by, second, 11, correction=Correction(wrong, "Једна особа је бројана двапут."))
    share = make_period(
        make_indicator(result, "1.2", kind="percentage", target=Decimal(60), counts_people=False)
    )
    make_approved(share, by, second, entry=Entry(numerator=Decimal(2), denominator=Decimal(3)))
    words = make_period(make_indicator(result, "1.3", **qualitative()), target=None)
    make_approved(words, by, second, entry=Entry(text_sr="Град нас слуша.", text_en="The city listens."))
    make_value(make_period(make_indicator(result, "1.4")), by, 99)
    GrantLogo.objects.create(
        grant=grant,
        kind=LogoKind.DONOR,
        name_sr="Грб донатора",
        name_en="Arms of the donor",
        image=ContentFile(png(), "logo.png"),
    )
    Grant.objects.filter(pk=grant.pk).update(
        shows_eu_emblem=True,
        disclaimer_sr="За садржај одговара канцеларија.",
        disclaimer_en="The office answers.",
    )
    grant.refresh_from_db()
    report = reports.begin(
        grant=grant,
        first=date(2026, 1, 1),
        last=date(2026, 3, 31),
        title_sr="Извештај за прво тромесечје",
        title_en="Report on the first quarter",
        by=by,
    )
    ReportSection.objects.create(
        report=report,
        heading_sr="Шта смо урадили",
        heading_en="What we did",
        text_sr="Отворили смо **канцеларију**.\n\n- прво\n- друго",
        text_en="We opened the **office**.\n\n- first\n- second",
    )
    return report


def pdf_text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_report_of_a_past_date_is_made_again_unchanged(coordinator: User, second: User) -> None:
    report = reports.issue(report=make_report(coordinator, second), by=coordinator)
    before = {
        (kind, language): bytes(reports.file_of(report=report, kind=kind, language=language).content)
        for kind in ("pdf", "docx")
        for language in reports.LANGUAGES
    }
    # Everything that it tells of becomes something else.
    grant = report.grant
    Grant.objects.filter(pk=grant.pk).update(
        title_sr="Друго", title_en="Else", donor_sr="Неко", disclaimer_sr="Не"
    )
    Office.objects.update(name_sr="Друга канцеларија", name_en="Another office", brand_colour="#004400")
    for indicator in Indicator.objects.all():
        indicator.title_sr, indicator.title_en = "Нешто", "Something"
        indicator.target = 1 if indicator.kind == "number" else indicator.target
        save_indicator(indicator=indicator, by=coordinator, reason_sr="Ново.")
    ReportSection.objects.update(text_sr="Ништа.", text_en="Nothing.")
    for logo in grant.logos.all():
        logo.image.delete(save=False)
    period = Measurement.objects.filter(period__locked_at__isnull=False).approved().get().period
    current = Measurement.objects.approved().get(period=period)
    make_approved(period, coordinator, second, 3, correction=Correction(current, "Опет."))
    report.refresh_from_db()
    after = {(kind, language): written(report.document or {}, kind, language) for kind, language in before}
    assert after == before


def test_no_word_of_a_table_stands_over_another_on_paper(coordinator: User, second: User) -> None:
    report = reports.issue(report=make_report(coordinator, second), by=coordinator)
    content = bytes(reports.file_of(report=report, kind="pdf", language="sr").content)
    places: dict[str, float] = {}

    def seen(text: str, cm: list[float], matrix: list[float], _font: object, _size: object) -> None:
        places.setdefault(text.strip(), cm[4] + matrix[4])

    PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=seen)
    heads = [places[word] for word in ("Код", "Показатељ", "Јединица")]
    assert [after - before > 20 for before, after in pairwise(heads)] == [True, True]


def test_the_pdf_tells_the_story_the_values_and_who_paid(coordinator: User, second: User) -> None:
    report = reports.issue(report=make_report(coordinator, second), by=coordinator)
    content = bytes(reports.file_of(report=report, kind="pdf", language="en").content)
    text = " ".join(pdf_text(content).split())
    reader = PdfReader(io.BytesIO(content))
    for words in (
        "Report on the first quarter",
        "What we did",
        "People advised",
        "66.7%",
        "The city listens.",
        "Funded by the European Union",
        "The office answers.",
        "Annex: corrections",
        "Report 1, issued on",
    ):
        assert words in text
    # What waits for a second person is told to nobody.
    assert "99" not in text
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])  # type: ignore[index]
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


def test_the_word_document_has_headings_table_heads_and_alternative_texts(
    coordinator: User, second: User
) -> None:
    report = reports.issue(report=make_report(coordinator, second), by=coordinator)
    content = bytes(reports.file_of(report=report, kind="docx", language="sr").content)
    document = Document(io.BytesIO(content))
    headings = [
        each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"
    ]
    assert headings == ["Извештај за прво тромесечје"]
    assert "Шта смо урадили" in [
        each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 2"
    ]
    assert [
        each.text
        for each in document.paragraphs
        if each.style is not None and each.style.name == "List Bullet"
    ][:2] == ["прво", "друго"]
    assert document.tables
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in document.tables)
    assert [each.get("descr") for each in document.element.iter(qn("wp:docPr"))] == ["Грб донатора"]
    assert (document.core_properties.title, document.core_properties.language) == (
        "Извештај за прво тромесечје",
        "sr-Cyrl-RS",
    )
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert "sr-Cyrl-RS" in languages


def test_the_workbook_holds_every_value_with_its_method(coordinator: User, second: User) -> None:
    report = reports.issue(report=make_report(coordinator, second), by=coordinator)
    book = load_workbook(
        io.BytesIO(bytes(reports.file_of(report=report, kind="xlsx", language="en").content))
    )
    rows = [
        (row[2], row[10], row[11], row[12], row[13], row[14])
        for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)
    ]
    by_hand = "Entered by hand from the evidence below."
    assert rows == [
        ("1.1", 11, None, None, None, by_hand),
        ("1.2", 66.7, 2, 3, None, by_hand),
        ("1.3", None, None, None, "The city listens.", by_hand),
        ("1.4", None, None, None, None, None),
    ]
    assert list(book.worksheets[-1].iter_rows(min_row=2, values_only=True)) == [
        (
            "Funded by the European Union",
            "European Union",
            "Office for social entrepreneurship",
            "The office answers.",
        )
    ]


def test_a_later_report_tells_what_was_reached_since_the_grant_began(coordinator: User, second: User) -> None:
    """Its values stand beside targets of the whole grant; its annex tells of its own periods."""
    first = make_report(coordinator, second)
    indicator = Indicator.objects.get(code="1.1")
    april = make_period(indicator, first=date(2026, 4, 1), last=date(2026, 4, 30))
    make_approved(april, coordinator, second, 20)
    later = reports.begin(
        grant=first.grant,
        first=date(2026, 4, 1),
        last=date(2026, 4, 30),
        title_sr="Април",
        by=coordinator,
    )
    ReportSection.objects.create(report=later, heading_sr="Шта смо урадили")
    issued = reports.issue(report=later, by=coordinator)
    assert issued.document is not None
    found = issued.document["objectives"][0]["results"][0]["indicators"][0]
    assert (found["value"], [each["value"]["number"] for each in found["periods"]]) == ("31", ["20"])


def test_serbian_latin_is_written_in_latin(coordinator: User, second: User) -> None:
    report = reports.issue(report=make_report(coordinator, second), by=coordinator)
    text = pdf_text(bytes(reports.file_of(report=report, kind="pdf", language="sr-latn").content))
    assert "Izveštaj za prvo tromesečje" in text
    assert not any("Ѐ" <= sign <= "ӿ" for sign in text)


def test_an_issued_report_never_changes(coordinator: User, second: User) -> None:
    report = reports.issue(report=make_report(coordinator, second), by=coordinator)
    changes: list[dict[str, Any]] = [
        {"title_sr": "Други"},
        {"document": {}},
        {"state": "draft"},
        {"last": date(2026, 6, 30)},
    ]
    for change in changes:
        with pytest.raises(Error), transaction.atomic():
            GrantReport.objects.filter(pk=report.pk).update(**change)
    with pytest.raises(Error), transaction.atomic():
        ReportPictureFile.objects.update(content=b"x")
    with pytest.raises(ServiceRefused):
        reports.issue(report=report, by=second)


def test_a_new_version_replaces_the_old_one_once_it_is_issued(coordinator: User, second: User) -> None:
    first = reports.issue(report=make_report(coordinator, second), by=coordinator)
    newer = reports.new_version(report=first, by=second)
    first.refresh_from_db()
    assert (first.state, newer.number, newer.sections.count()) == ("issued", 2, 1)
    with pytest.raises(ServiceRefused):
        reports.new_version(report=first, by=second)
    reports.issue(report=newer, by=second)
    first.refresh_from_db()
    newer.refresh_from_db()
    assert (first.state, newer.state) == ("replaced", "issued")
    assert "This report replaces report 1" in pdf_text(
        bytes(reports.file_of(report=newer, kind="pdf", language="en").content)
    )


def test_a_report_without_words_is_not_issued(coordinator: User, second: User) -> None:
    report = make_report(coordinator, second)
    report.sections.all().delete()
    with pytest.raises(ServiceRefused):
        reports.issue(report=report, by=coordinator)


def test_a_draft_gives_no_public_file_and_says_that_it_is_one(coordinator: User, second: User) -> None:
    report = make_report(coordinator, second)
    with pytest.raises(ServiceRefused):
        reports.file_of(report=report, kind="pdf", language="en")
    text = pdf_text(reports.preview(report=report, kind="pdf", language="en"))
    assert "Draft of" in text
    assert ReportFile.objects.count() == 0


def test_the_public_takes_issued_reports_and_reads_why_one_was_withdrawn(
    coordinator: User, second: User
) -> None:
    report = make_report(coordinator, second)
    address = f"/en/indicators/reload2/reports/{report.number}.pdf"
    client = Client()
    assert client.get(address).status_code == 404
    reports.issue(report=report, by=coordinator)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    assert client.get(f"/en/indicators/reload2/reports/{report.number}.exe").status_code == 404
    reports.withdraw(report=report, by=second, reason_sr="Погрешан збир.", reason_en="A wrong sum.")
    assert client.get(address).status_code == 404
    page = client.get("/en/indicators/reload2/").content.decode()
    assert "A wrong sum." in page


def test_few_people_are_withheld_in_every_file(coordinator: User, second: User) -> None:
    period = make_period(make_indicator(measure="tests.people"))
    with counting(lambda _scope: Counted(None)):
        few = measurements.propose_counted(period=period, by=coordinator)
    measurements.approve(measurement=few, by=second)
    report = reports.begin(
        grant=period.indicator.grant,
        first=date(2026, 1, 1),
        last=date(2026, 3, 31),
        title_sr="Извештај",
        by=coordinator,
    )
    ReportSection.objects.create(report=report, heading_sr="Увод", text_sr="Мало људи.")
    issued = reports.issue(report=report, by=coordinator)
    assert issued.document is not None
    text = pdf_text(written(issued.document, "pdf", "en"))
    assert "withheld" in text
    with translation.override("en"):
        book = load_workbook(io.BytesIO(written(issued.document, "xlsx", "en")))
    assert [row[10] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == ["withheld"]
