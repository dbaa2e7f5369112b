"""Who did what, to which record, when and by which request: all histories and logs as one list, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.db import connection, models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from psycopg import sql

# Who stands in a row without an account: a job or a command, and somebody on the public pages.
PORTAL, VISITOR = "portal", "visitor"


class Source(TextChoices):
    """Where a line comes from."""

    CHANGE = "change", _("Changes of records")
    LOOK = "look", _("Looks at protected records")
    ACCOUNT = "account", _("Signing in and out")
    STAFF = "staff", _("Accounts of staff")
    EMPTIED = "emptied", _("Emptied history")
    RETENTION = "retention", _("What goes by itself")
    SEAL = "seal", _("Amended seals")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is empty narrows nothing. `who` is a number of an account, PORTAL or VISITOR."""

    source: str = ""
    who: str = ""
    model: str = ""
    number: str = ""
    request: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Line:
    """One line. `what` is a word for machines or a sentence of ours; `place` says where it stands in the list."""

    source: str
    table: int
    pk: int
    moment: datetime
    who: int | None
    is_by_request: bool
    model: str
    number: int | None
    what: str
    request: str
    verb: str

    @property
    def place(self) -> str:
        return f"{self.moment.timestamp():.6f}_{self.table}_{self.pk}"


@dataclass(frozen=True)
class _Log:
    """How one table is read: SQL for each column of a line, `t` being the table and `c` who acted."""

    source: Source
    table: str
    key: str
    moment: str
    who: str = "NULL::bigint"
    by_request: str = "true"
    model: str = "''"
    number: str = "NULL::bigint"
    what: str = "''"
    request: str = "t.request_id"
    verb: str = "''"
    has_context: bool = False


_LOGS: Final = (
    _Log(
        Source.LOOK, "center_accessrecord", "id", "seen_at", who="t.user_id", model="t.model", number="t.object_id",
        what="t.purpose",
    ),
    _Log(
        Source.ACCOUNT, "center_accountevent", "id", "happened_at", who="t.user_id", model="'center.user'",
        number="t.user_id", what="t.kind",
    ),
    _Log(
        Source.STAFF, "center_staffaction", "id", "done_at", who="t.by_id", model="'center.user'", number="t.user_id",
        what="t.kind",
    ),
    _Log(
        Source.EMPTIED, "center_historyredaction", "id", "done_at", by_request="t.request_id <> ''",
        model="'center.historyredaction'", number="t.id", what="t.event_table",
    ),
    _Log(
        Source.RETENTION, "center_retentionrun", "id", "made_at", who="t.confirmed_by_id", by_request="false",
        model="'center.retentionrun'", number="t.id", request="''",
    ),
    _Log(Source.SEAL, "center_auditamendment", "id", "made_at", by_request="t.request_id <> ''", what="t.kind"),
)  # fmt: skip


def event_models() -> list[type[models.Model]]:
    """Return the histories; a line's `table` counts them from 0, and the logs after them."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "pgh_tracked_model", None) is not None
    ]


def lines(wanted: Wanted, *, most: int, after: str = "") -> list[Line]:
    """Return at most so many lines, those that come after the place `after`, in one query; nothing is counted."""
    parts, values = [], []
    for number, log in enumerate(_all_logs()):
        if (part := _part(log, number, wanted, after)) is not None:
            parts.append(part[0])
            values += [*part[1], most]
    if not parts:
        return []
    query = sql.SQL("SELECT * FROM ({}) found ORDER BY 4 DESC, 2 DESC, 3 DESC LIMIT %s").format(
        sql.SQL(" UNION ALL ").join(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(), [*values, most])
        return [Line(*row) for row in cursor.fetchall()]


def _all_logs() -> Iterator[_Log]:
    for event in event_models():
        model: Any = event.pgh_tracked_model  # type: ignore[attr-defined]  # of pghistory
        yield _Log(
            Source.CHANGE,
            event._meta.db_table,
            "pgh_id",
            "pgh_created_at",
            who="(c.metadata ->> 'user')::bigint",
            by_request="c.id IS NOT NULL",
            model=f"'{model._meta.label_lower}'",
            number="t.pgh_obj_id",
            what="t.pgh_label",
            request="coalesce(c.metadata ->> 'request', '')",
            verb="coalesce(c.metadata ->> 'verb', '')",
            has_context=True,
        )
    yield from _LOGS


def _part(log: _Log, number: int, wanted: Wanted, after: str) -> tuple[sql.Composed, list[Any]] | None:
    """Return the newest lines of one table, None where it cannot hold any."""
    if wanted.source and wanted.source != log.source:
        return None
    if wanted.model and log.has_context and log.model != f"'{wanted.model}'":
        return None
    conditions, values = _conditions(log, number, wanted, after)
    context = "LEFT JOIN pghistory_context c ON c.id = t.pgh_context_id" if log.has_context else ""
    text = (
        f"(SELECT '{log.source}', {number}, t.{log.key}, t.{log.moment}, {log.who}, {log.by_request}, {log.model},"  # noqa: S608 -- our names
        f" {log.number}, {log.what}, {log.request}, {log.verb} FROM {log.table} t {context} WHERE {conditions}"
        f" ORDER BY t.{log.moment} DESC, t.{log.key} DESC LIMIT %s)"
    )
    return sql.SQL(text).format(), values


def _conditions(log: _Log, number: int, wanted: Wanted, after: str) -> tuple[str, list[Any]]:
    found: list[tuple[str, list[Any]]] = [("true", [])]
    if wanted.who == PORTAL:
        found.append((f"{log.who} IS NULL AND NOT ({log.by_request})", []))
    elif wanted.who == VISITOR:
        found.append((f"{log.who} IS NULL AND ({log.by_request})", []))
    elif wanted.who:
        found.append((f"{log.who} = %s", [int(wanted.who)]))
    if wanted.model:
        found.append((f"{log.model} = %s", [wanted.model]))
    if wanted.number:
        found.append((f"{log.number} = %s", [int(wanted.number)]))
    if wanted.request:
        found.append((f"{log.request} = %s", [wanted.request]))
    if wanted.since:
        found.append((f"t.{log.moment} >= %s", [wanted.since]))
    if wanted.until:
        found.append((f"t.{log.moment} < %s", [wanted.until]))
    if after:
        moment, table, pk = after.split("_")
        found.append(
            (
                f"(t.{log.moment}, {number}, t.{log.key}) < (to_timestamp(%s::numeric), %s, %s)",
                [moment, int(table), int(pk)],
            )
        )
    return " AND ".join(text for text, _values in found), [each for _text, values in found for each in values]
