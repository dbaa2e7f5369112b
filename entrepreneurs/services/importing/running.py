"""Verbs about imports. A row goes through the same services as the forms, and is in preparation, never published."""

import hashlib
from datetime import timedelta
from typing import Any, Final

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from center.base.spreadsheets import SpreadsheetError, read_table
from center.base.spreadsheets.cells import as_text
from center.choices import Language
from center.models import User
from entrepreneurs.choices import ChannelKind, ImportKind, ImportState, Stage, WebKind
from entrepreneurs.models import (
    Channel,
    Enterprise,
    Existence,
    Import,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    WebLink,
)
from entrepreneurs.services.changes import lock, one_change, touched
from entrepreneurs.services.enterprises import add_enterprise
from entrepreneurs.services.facts import record_fact
from entrepreneurs.services.importing.analysis import OWN, Planned, analyse, repeated
from entrepreneurs.services.importing.columns import columns_of, guess_columns
from entrepreneurs.services.people import add_person

# A row costs up to a tenth of a second; a page must not take longer than a few.
RUN_AT_ONCE: Final = 50
_CHUNK: Final = 50
_IF_KILLED: Final = {"minutes": 5}
_HOURS_OF_A_DRAFT: Final = 24
_REPORTS_SAY_WHY_FOR: Final = timedelta(days=182)
_LONGEST_NAME: Final = 200


def begin_import(*, kind: str, file_name: str, data: bytes, by: User) -> Import:
    """Read an upload and keep it until somebody confirms; its columns are guessed from the headers.

    Raises SpreadsheetError for a file that cannot be read, and for one that was imported already.
    """
    digest = hashlib.sha256(data).hexdigest()
    if Import.objects.filter(kind=kind, digest=digest).exclude(state=ImportState.DRAFT).exists():
        raise SpreadsheetError(_("This very file was imported already."))
    table = read_table(data)
    # A workbook's column of numbers and the same column of a text file are the same from here on.
    rows = [[row.number, [as_text(cell) for cell in row.cells]] for row in table.rows]
    return Import.objects.create(
        kind=kind,
        file_name=file_name[-_LONGEST_NAME:],
        digest=digest,
        source=table.source,
        headers=list(table.headers),
        rows=rows,
        row_count=len(rows),
        columns=guess_columns(kind, table.headers),
        uploaded_by=by,
    )


@transaction.atomic
def choose_columns(*, table: Import, columns: dict[str, int], add_anyway: list[int]) -> Import:
    """Say which column of the table is what; only while it is not confirmed. Raises ValidationError."""
    locked = Import.objects.select_for_update(of=("self",)).get(pk=table.pk)
    if locked.state != ImportState.DRAFT:
        raise ValidationError(_("This import was confirmed already."))
    known = {column.name for column in columns_of(locked.kind)}
    locked.columns = {
        name: index for name, index in columns.items() if name in known and 0 <= index < len(locked.headers)
    }
    locked.add_anyway = sorted(set(add_anyway))
    locked.save(update_fields=["columns", "add_anyway"])
    return locked


def confirm_import(*, table: Import, by: User) -> Import:
    """Begin to import; small tables at once, larger ones in the worker. The same file is imported once.

    Raises ValidationError when this table or this file was confirmed already, or a needed column is missing.
    """
    try:
        with transaction.atomic():
            locked = Import.objects.select_for_update(of=("self",)).get(pk=table.pk)
            if locked.state != ImportState.DRAFT:
                raise ValidationError(_("This import was confirmed already."))
            missing = [
                each for each in columns_of(locked.kind) if each.needed and each.name not in locked.columns
            ]
            if missing:
                raise ValidationError(
                    _("Say which column of the file is this one: %(column)s.") % {"column": missing[0].label}
                )
            locked.state, locked.confirmed_by, locked.confirmed_at = ImportState.RUNNING, by, timezone.now()
            locked.save(update_fields=["state", "confirmed_by", "confirmed_at"])
            # What runs at once has a job too, which finds nothing to do unless this process died meanwhile.
            wait = None if len(locked.rows) > RUN_AT_ONCE else _IF_KILLED
            app.configure_task("entrepreneurs.run_import", schedule_in=wait).defer(import_id=locked.pk)
    except IntegrityError as error:
        raise ValidationError(_("This very file was imported already.")) from error
    if len(locked.rows) <= RUN_AT_ONCE:
        run_import(import_id=locked.pk)
    locked.refresh_from_db()
    return locked


def run_import(*, import_id: int) -> None:
    """Import the rows that are left, some at a time, each in its own savepoint; a second call goes on where one ended.

    Sentences of the report are in the language of the person who confirmed.
    """
    _leave_out_repeated(import_id)
    while _run_chunk(import_id):
        pass


@transaction.atomic
def _leave_out_repeated(import_id: int) -> None:
    """Take out what the file itself repeats, before its rows are parted: as the look at it has promised."""
    table = Import.objects.select_for_update(of=("self",)).select_related("confirmed_by").get(pk=import_id)
    if table.state != ImportState.RUNNING or table.report:
        return
    assert table.confirmed_by is not None
    with override(table.confirmed_by.language):
        rows = repeated(table)
        table.report = [_line(row) for row in rows]
    numbers = {row.number for row in rows}
    table.rows = [row for row in table.rows if row[0] not in numbers]
    table.save(update_fields=["rows", "report"])


@transaction.atomic
def _run_chunk(import_id: int) -> bool:
    """Import the next rows; say whether any are left. Rows leave the table in the transaction that saves them."""
    table = Import.objects.select_for_update(of=("self",)).select_related("confirmed_by").get(pk=import_id)
    if table.state != ImportState.RUNNING:
        return False
    chunk, rest = table.rows[:_CHUNK], table.rows[_CHUNK:]
    assert table.confirmed_by is not None
    with override(table.confirmed_by.language), pghistory.context(verb="import", user=table.confirmed_by_id):
        table.report = [
            *table.report,
            *(_import_row(table, row) for row in analyse(table, chunk, fuzzy=True)),
        ]
    table.rows = rest
    if not rest:
        table.state = ImportState.DONE
        table.headers, table.add_anyway = [], []
    table.save(update_fields=["rows", "report", "state", "headers", "add_anyway"])
    return bool(rest)


def _import_row(table: Import, row: Planned) -> dict[str, Any]:
    """Save one row and return its line of the report."""
    if row.outcome in {"create", "fill"}:
        try:
            with transaction.atomic():
                save = _save_enterprise if table.kind == ImportKind.ENTERPRISE else _save_person
                row.record = save(row, table.confirmed_by)  # type: ignore[arg-type]  # confirmed, so somebody did
        except ValidationError as error:
            row.outcome, row.record, row.says = "wrong", None, error.messages
        except IntegrityError:
            row.outcome, row.record = "wrong", None
            row.says = [_("Another record has one of these numbers.")]
    return _line(row)


def _line(row: Planned) -> dict[str, Any]:
    return {"row": row.number, "outcome": row.outcome, "record": row.record, "says": " ".join(row.says)}


def _save_person(row: Planned, by: User) -> int:
    values = row.values
    person = add_person(
        name=values["name"],
        phone=values["phone"],
        email=values["email"],
        language=Language.SERBIAN_CYRILLIC,
        stage=values["stage"] or Stage.ASPIRING,
        settlement=values["settlement"],
        by=by,
    )
    return person.pk


@one_change()
def _save_enterprise(row: Planned, by: User) -> int:
    own = {name: row.values[name] for name in OWN if row.values[name]}
    enterprise = add_enterprise(by=by, **own) if row.record is None else _fill(row, own)
    _record_facts(row, enterprise, by)
    _add_contacts(row, enterprise)
    touched(enterprise)
    return enterprise.pk


def _fill(row: Planned, own: dict[str, Any]) -> Enterprise:
    """Fill in what the record does not say yet; what staff entered is never overwritten by a table."""
    assert row.record is not None
    enterprise = lock(Enterprise(pk=row.record))
    empty = {name: value for name, value in own.items() if not getattr(enterprise, name)}
    for name, value in empty.items():
        setattr(enterprise, name, value)
    enterprise.full_clean()
    enterprise.save()
    return enterprise


def _record_facts(row: Planned, enterprise: Enterprise, by: User) -> None:
    """Record each kind of fact of which nothing is known yet, from the day of foundation on."""
    since = row.values["founded_on"]
    source = _("imported table, row %(number)s") % {"number": row.number}
    wanted: list[tuple[Any, dict[str, Any]]] = []
    if since:
        wanted.append((Existence, {}))
    if row.values["legal_form"]:
        wanted.append((RegisteredForm, {"form": row.values["legal_form"]}))
    if row.values["activity"]:
        wanted.append((RegisteredActivity, {"code": row.values["activity"]}))
    if row.values["settlement"]:
        wanted.append((Seat, {"settlement": row.values["settlement"], "street_sr": row.values["street_sr"]}))
    for model, values in wanted:
        if not model.objects.filter(enterprise=enterprise).exists():
            record_fact(model, enterprise=enterprise, since=since, by=by, source=source, **values)


def _add_contacts(row: Planned, enterprise: Enterprise) -> None:
    """Add phone, email and website, without a consent to publish: that one people give themselves."""
    for kind in (ChannelKind.PHONE, ChannelKind.EMAIL):
        value = row.values[kind.value]
        contact = {"enterprise": enterprise, "kind": kind, kind.value: value}
        if value and not Channel.objects.filter(**contact).exists():
            channel = Channel(**contact)
            channel.full_clean()
            channel.save()
    url = row.values["website"]
    if url and not WebLink.objects.filter(enterprise=enterprise, url=url).exists():
        link = WebLink(enterprise=enterprise, kind=WebKind.WEB, url=url)
        link.full_clean()
        link.save()


def forget_old_drafts() -> int:
    """Delete tables that nobody confirmed within a day; return how many."""
    limit = timezone.now() - timedelta(hours=_HOURS_OF_A_DRAFT)
    return Import.objects.filter(state=ImportState.DRAFT, uploaded_at__lt=limit).delete()[0]


# Sentences quote cells of the table; outcome and record number stay, so that one still knows what came from where.
_FORGET_SENTENCES: Final = """
UPDATE entrepreneurs_import
SET report = (SELECT jsonb_agg(line || '{"says": ""}' ORDER BY place)
              FROM jsonb_array_elements(report) WITH ORDINALITY lines(line, place))
WHERE state = %s AND confirmed_at < %s AND report @? '$[*] ? (@.says != "")'
"""


def forget_old_reports() -> int:
    """Erase what the reports of imports say about single rows after half a year; return how many reports."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_SENTENCES, [ImportState.DONE, timezone.now() - _REPORTS_SAY_WHY_FOR])
        return int(cursor.rowcount)
