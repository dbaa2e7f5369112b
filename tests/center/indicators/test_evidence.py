"""Evidence: photos for everybody are shown, what came after an approval says so, and what must go goes."""

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone
from docx import Document
from PIL import Image
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from center.base.pictures import storing
from center.base.private_storage import private_storage
from center.choices import Role
from center.choices.indicators import EvidenceKind
from center.models import Evidence, Indicator, Measurement, Picture, ReportFile, ReportSection, User
from center.services import evidence, measurements, pictures, reports
from center.services.evidence import Proof
from center.services.measurements import Correction, Entry
from center.services.reports.files import written
from tests.center.frameworks import APRIL, make_approved, make_period, make_value

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("office")]
CUTTING = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"


def photo(**fields: Any) -> Proof:
    """Return a photo with the place where it was taken in it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "TAJNO MESTO"
    Image.new("RGB", (900, 700), "teal").save(out, "JPEG", exif=exif)
    out.seek(0)
    values: dict[str, Any] = {
        "title_sr": "Обука у сали",
        "title_en": "Training in the hall",
        "alt_sr": "Десет људи седи за столом.",
        "alt_en": "Ten people sit at a table.",
        "is_public": True,
    }
    return Proof(EvidenceKind.PHOTO, file=out, name="Ана.jpg", **{**values, **fields})


def proposed(by: User, *proofs: Proof) -> Measurement:
    return measurements.propose_by_hand(
        period=make_period(),
        by=by,
        entry=Entry(value=Decimal(12)),
        evidence=list(proofs),
    )


def make_ready() -> None:
    for picture in Picture.objects.all():
        pictures.process_picture(picture_id=picture.pk)


def page(value: Measurement, language: str = "en") -> str:
    answer = Client().get(f"/{language}/indicators/reload2/values/{value.period_id}/")
    return " ".join(answer.content.decode().split()) if answer.status_code == 200 else str(answer.status_code)


def test_a_photo_for_everybody_is_on_the_page_of_its_value_once_it_is_approved(
    coordinator: User, second: User
) -> None:
    value = proposed(coordinator, photo(), photo(title_sr="Друга", is_public=False))
    assert (page(value), Picture.objects.count()) == ("404", 0)
    measurements.approve(measurement=value, by=second)
    make_ready()
    shown = Picture.objects.get()
    text = page(value)
    assert text.count('alt="Ten people sit at a table."') == 1
    assert (shown.stem in text, "Training in the hall" in text) == (True, True)
    # The other photo is named and not shown.
    assert "kept by the office, not shown" in text
    with storing.open_whole(shown.stem) as file:
        assert b"TAJNO" not in file.read()
    Indicator.objects.update(is_public=False)
    assert page(value) == "404"


def test_a_photo_goes_from_the_page_when_somebody_on_it_wishes_so(coordinator: User, second: User) -> None:
    value = proposed(coordinator, photo())
    measurements.approve(measurement=value, by=second)
    make_ready()
    stem = Picture.objects.get().stem
    evidence.hide_evidence(evidence=Evidence.objects.get())
    text = page(value)
    assert (stem in text, Picture.objects.count(), "Training in the hall" in text) == (False, 0, True)
    # It is evidence still.
    assert private_storage().exists(Evidence.objects.get().stored_as)


def test_a_photo_of_a_value_that_was_corrected_is_shown_no_more(coordinator: User, second: User) -> None:
    value = proposed(coordinator, photo())
    measurements.approve(measurement=value, by=second)
    right = Correction(value, "Двапут бројано.", "Counted twice.")
    make_approved(value.period, coordinator, second, 11, correction=right)
    assert (Picture.objects.count(), "Ten people" in page(value)) == (0, False)


def test_a_photo_for_everybody_says_what_it_shows(coordinator: User) -> None:
    with pytest.raises(ValidationError) as error:
        proposed(coordinator, photo(alt_sr=""))
    assert list(error.value.message_dict) == ["alt_sr"]


def test_a_cutting_for_everybody_is_given_and_a_list_is_not(coordinator: User, second: User) -> None:
    cutting = Proof(EvidenceKind.ARTICLE, "Исечак", file=io.BytesIO(CUTTING), name="x.pdf", is_public=True)
    people = Proof(EvidenceKind.LIST, "Листа", file=io.BytesIO(CUTTING), name="y.pdf")
    value = proposed(coordinator, cutting, people)
    article, names = Evidence.objects.order_by("pk")
    address = "/en/indicators/reload2/evidence/{}/"
    assert Client().get(address.format(article.pk)).status_code == 404
    measurements.approve(measurement=value, by=second)
    given = Client().get(address.format(article.pk))
    assert b"".join(cast("Any", given).streaming_content) == CUTTING
    assert Client().get(address.format(names.pk)).status_code == 404
    assert address.format(article.pk) in page(value)
    assert address.format(names.pk) not in page(value)


def test_the_report_holds_the_photos_for_everybody(coordinator: User, second: User) -> None:
    value = proposed(coordinator, photo(), photo(title_sr="Тајна", title_en="Secret", is_public=False))
    measurements.approve(measurement=value, by=second)
    report = reports.begin(
        grant=value.period.indicator.grant,
        first=date(2026, 1, 1),
        last=date(2026, 3, 31),
        title_sr="Извештај",
        by=coordinator,
    )
    ReportSection.objects.create(report=report, heading_sr="Увод", text_sr="Ево.")
    document = reports.issue(report=report, by=coordinator).document
    assert document is not None
    reader = PdfReader(io.BytesIO(written(document, "pdf", "en")))
    text = " ".join(each.extract_text() for each in reader.pages)
    assert "Annex: photos that prove values" in text
    assert sum(len(each.images) for each in reader.pages) == 1
    word = Document(io.BytesIO(written(document, "docx", "en")))
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "Ten people sit at a table."


def test_evidence_that_came_after_the_approval_says_so(
    coordinator: User, second: User, time_machine: Any
) -> None:
    value = make_approved(make_period(), coordinator, second)
    assert "added after the approval" not in page(value)
    time_machine.move_to("2026-05-02 09:00:00+00:00")
    evidence.add_evidence(
        measurement=value,
        proof=Proof(EvidenceKind.ARTICLE, "Касни чланак", url="https://n.example/"),
        by=coordinator,
    )
    assert "added after the approval, on 2 May 2026" in page(value)


def test_the_database_keeps_evidence_as_it_was_added(coordinator: User, second: User) -> None:
    value = make_approved(make_period(), coordinator, second)
    approved = Measurement.objects.get(pk=value.pk).approved_at
    assert approved is not None
    row = Evidence.objects.get()
    rows = Evidence.objects.filter(pk=row.pk)
    for change in (
        {"added_at": approved - timedelta(days=9)},
        {"title_sr": "Друго"},
        {"url": "https://other.example/"},
        {"kind": EvidenceKind.LIST},
        {"added_by": second},
    ):
        with pytest.raises(Error), transaction.atomic():
            rows.update(**change)
    with pytest.raises(Error), transaction.atomic():
        rows.delete()
    earlier = Evidence(
        measurement=value,
        kind=EvidenceKind.ARTICLE,
        title_sr="Као да је било раније",
        url="https://n.example/",
        added_by=coordinator,
        added_at=approved - timedelta(hours=1),
    )
    with pytest.raises(Error), transaction.atomic():
        earlier.save()


def test_a_value_that_was_returned_gets_no_evidence_from_anywhere(coordinator: User, second: User) -> None:
    value = make_value(make_period(), coordinator)
    measurements.return_value(measurement=value, by=second, reason="Не.")
    row = Evidence(
        measurement=value, kind="article", title_sr="Касно", url="https://n.example/", added_by=coordinator
    )
    with pytest.raises(Error), transaction.atomic():
        row.save()


def test_the_office_erases_a_list_when_somebody_on_it_asks(
    coordinator: User, second: User, as_user: Callable[[User], Client]
) -> None:
    names = Proof(
        EvidenceKind.LIST, "Листа учесника", file=io.BytesIO(CUTTING), name="Ана Анић.pdf", note="Ана"
    )
    value = proposed(coordinator, names)
    measurements.approve(measurement=value, by=second)
    row = Evidence.objects.get()
    address = f"/admin/center/measurement/evidence/{row.pk}/erase/"
    client = as_user(coordinator)
    assert client.get(address).status_code == 200
    assert Evidence.objects.get().erased_at is None
    for _twice in range(2):
        client.post(address)
    gone = Evidence.objects.get()
    assert (gone.file_name, gone.note, gone.stored_as, gone.title_sr) == ("", "", "", "Листа учесника")
    history = json.dumps(list(Evidence.pgh_event_model.objects.values()), default=str, ensure_ascii=False)  # type: ignore[attr-defined]  # pghistory adds it
    assert "Ана" not in history
    assert "erased on" in page(value)


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.EDITOR])
@pytest.mark.each
def test_others_neither_hide_nor_erase_evidence(
    role: Role, as_user: Callable[[User], Client], make_user: Callable[..., User], coordinator: User
) -> None:
    make_value(make_period(), coordinator)
    row = Evidence.objects.get()
    client = as_user(make_user(role))
    for what in ("hide", "erase"):
        assert client.post(f"/admin/center/measurement/evidence/{row.pk}/{what}/").status_code == 403
    assert Evidence.objects.get().erased_at is None


def test_a_file_of_a_report_never_changes_and_a_damaged_one_is_not_given(
    coordinator: User, second: User
) -> None:
    value = make_approved(make_period(), coordinator, second)
    report = reports.begin(
        grant=value.period.indicator.grant,
        first=date(2026, 1, 1),
        last=timezone.localdate(),
        title_sr="Извештај",
        by=coordinator,
    )
    ReportSection.objects.create(report=report, heading_sr="Увод", text_sr="Ево.")
    issued = reports.issue(report=report, by=coordinator)
    made = reports.file_of(report=issued, kind="xlsx", language="sr")
    for change in ({"content": b"other"}, {"language": "en"}, {"digest": "0" * 64}):
        with pytest.raises(Error), transaction.atomic():
            ReportFile.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(Error), transaction.atomic():
        ReportFile.objects.all().delete()
    ReportFile.objects.create(report=issued, kind="pdf", language="sr", content=b"torn", digest="0" * 64)
    with pytest.raises(RuntimeError, match="damaged"):
        reports.file_of(report=issued, kind="pdf", language="sr")
