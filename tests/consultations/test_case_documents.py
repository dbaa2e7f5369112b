"""Documents of a case: kept privately under a random name, judged by their content, erased without a trace of it."""

import re
import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import Settings

from consultations import services
from consultations.models import CaseDocument
from consultations.services import case_documents
from tests.consultations.cases import PDF, lead_of, make_case, make_document
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def in_two_days() -> datetime:
    return timezone.now() + timedelta(days=2)


def test_a_document_rests_under_a_random_name_with_what_it_was_called_in_the_row(private_media: Path) -> None:
    document = make_document(make_case(), name=r"C:\Рада\Уговор о закупу.PDF.exe")
    (path,) = files(private_media)
    assert path.read_bytes() == PDF
    assert re.fullmatch(r"case-documents/[0-9a-f]{40}", document.stored_as)
    assert (document.kind, document.size, document.file_name) == ("pdf", 15, "Уговор о закупу.PDF.pdf")


def test_a_file_that_is_no_document_or_too_large_leaves_nothing_behind(
    private_media: Path, settings: Settings
) -> None:
    case = make_case()
    with pytest.raises(ValidationError, match="Please upload a PDF"):
        make_document(case, b"<html><script>alert(1)</script>", "уговор.pdf")
    settings.DOCUMENT_MEGABYTES = 1
    with pytest.raises(ValidationError, match="larger than 1 MB"):
        make_document(case, PDF + b" " * 1024**2)
    assert (CaseDocument.objects.count(), files(private_media)) == (0, [])


def test_a_form_sent_twice_is_one_document_and_one_file(private_media: Path) -> None:
    case, key = make_case(), uuid.uuid4()
    assert make_document(case, submission=key) == make_document(case, submission=key)
    assert len(files(private_media)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_document_and_one_file(private_media: Path) -> None:
    case, key = make_case(), uuid.uuid4()
    outcomes = at_the_same_time([lambda: make_document(case, submission=key)] * 4)
    assert len({document.pk for document in outcomes}) == 1
    assert len(files(private_media)) == 1


@pytest.mark.django_db(transaction=True)
def test_removing_erases_the_file_and_keeps_who_when_and_why(private_media: Path) -> None:
    document = make_document(make_case())
    by = lead_of(document.case).user
    with pytest.raises(ValidationError, match="Please say why"):
        services.remove_document(document=document, reason=" ", by=by)
    removed = [
        services.remove_document(document=document, reason="Погрешан предмет.", by=by) for _time in range(2)
    ][1]
    assert files(private_media) == []
    assert (removed.is_removed, removed.removed_by, removed.removal_reason) == (True, by, "Погрешан предмет.")
    assert removed.file_name == "уговор.pdf"


def test_a_file_without_a_row_is_erased_after_a_day_and_no_other(private_media: Path) -> None:
    document = make_document(make_case())
    orphan = private_media / "case-documents" / ("0" * 40)
    orphan.write_bytes(PDF)
    assert case_documents.tidy_documents() == 0
    assert case_documents.tidy_documents(now=in_two_days()) == 1
    assert [str(path.relative_to(private_media)) for path in files(private_media)] == [document.stored_as]


def test_a_process_killed_before_the_row_leaves_a_file_that_the_night_takes_away(
    private_media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case()

    class KilledError(BaseException):
        """Nothing catches a kill."""

    def killed(_storage: object, _name: str) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(case_documents, "_row", killed)
        patch.setattr("center.base.private_storage.PrivateStorage.delete", killed)
        with pytest.raises((KilledError, TypeError)):
            make_document(case)
    assert (len(files(private_media)), CaseDocument.objects.count()) == (1, 0)
    assert (case_documents.tidy_documents(now=in_two_days()), files(private_media)) == (1, [])


def test_a_row_whose_file_is_missing_is_told_in_the_log_by_its_number(
    private_media: Path, caplog: pytest.LogCaptureFixture
) -> None:
    document = make_document(make_case())
    files(private_media)[0].unlink()
    case_documents.tidy_documents()
    assert [(record.message, record.__dict__["document"]) for record in caplog.records] == [
        ("document without its file", document.pk)
    ]


def test_without_any_document_there_is_nothing_to_tidy(private_media: Path) -> None:
    assert case_documents.tidy_documents() == 0
