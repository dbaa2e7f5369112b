"""The files of a report: PDF, DOCX and XLSX, each in every language, made of its frozen document alone."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from center.choices.indicators import ReportState
from center.models import GrantReport, ReportFile, ReportPictureFile
from center.refusals import ServiceRefused
from center.services.reports import freezing, paper, table, word
from center.services.reports.items import Story
from center.services.reports.story import told

LANGUAGES: Final = ("sr", "sr-latn", "en")
KINDS: Final = ("pdf", "docx", "xlsx")
CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WRITERS: Final[dict[str, Callable[[Story, Mapping[str, bytes]], bytes]]] = {
    "pdf": paper.pdf,
    "docx": word.docx,
    "xlsx": table.xlsx,
}
_NO_FILE: Final = _("There is no such file.")


def file_of(*, report: GrantReport, kind: str, language: str) -> ReportFile:
    """Return a file of an issued report, made once; who asks meanwhile waits. Raises ServiceRefused."""
    if kind not in KINDS or language not in LANGUAGES:
        raise ServiceRefused(_NO_FILE)
    there = ReportFile.objects.filter(report=report, kind=kind, language=language)
    if made := there.first():
        return _unchanged(made)
    with transaction.atomic():
        found = GrantReport.objects.select_for_update(no_key=True).get(pk=report.pk)
        if found.state == ReportState.DRAFT or found.document is None:
            raise ServiceRefused(_NO_FILE)
        if made := there.first():
            return _unchanged(made)
        content = written(found.document, kind, language)
        return ReportFile.objects.create(
            report=found,
            kind=kind,
            language=language,
            content=content,
            digest=hashlib.sha256(content).hexdigest(),
        )


def _unchanged(file: ReportFile) -> ReportFile:
    """Return a file whose bytes are those that were made; RuntimeError for one that is damaged."""
    if hashlib.sha256(bytes(file.content)).hexdigest() != file.digest:
        msg = f"The file {file.pk} of report {file.report_id} is damaged: restore it from a backup."
        raise RuntimeError(msg)
    return file


def written(document: dict[str, Any], kind: str, language: str) -> bytes:
    """Return a file made of a frozen document; the same document gives the same PDF and DOCX to the byte."""
    rows = ReportPictureFile.objects.filter(digest__in=list(freezing.digests(document)))
    files = {row.digest: bytes(row.content) for row in rows}
    damaged = [digest for digest, content in files.items() if hashlib.sha256(content).hexdigest() != digest]
    if damaged:
        msg = f"Pictures of reports are damaged: {', '.join(damaged)}. Restore them from a backup."
        raise RuntimeError(msg)
    return _written(document, files, kind, language)


def preview(*, report: GrantReport, kind: str, language: str) -> bytes:
    """Return a file of a draft as it would be now; nothing is kept. Raises ServiceRefused."""
    if kind not in KINDS or language not in LANGUAGES:
        raise ServiceRefused(_NO_FILE)
    made = freezing.frozen(report, timezone.now())
    files = {digest: content for digest, (_type, content) in made.files.items()}
    return _written({**made.document, "is_draft": True}, files, kind, language)


def file_name(report: GrantReport, kind: str, language: str) -> str:
    """Return the name under which a file is saved."""
    return f"{report.grant.code}-report-{report.number}-{language}.{kind}"


def _written(document: dict[str, Any], files: Mapping[str, bytes], kind: str, language: str) -> bytes:
    with translation.override(language):
        return _WRITERS[kind](told(document), files)
