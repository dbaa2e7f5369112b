"""The history page of a record: who changed what, when and by which button, from what to what.

django-pghistory writes a row for each insert, update and delete (triggers); the request tells it who and which verb
(`center.middleware.HistoryContext`, `center.admin_verbs`). Here two rows of one record that follow one another
become the fields that changed; what one request did becomes one entry. Rows of the record's lists are part of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeAlias, cast

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.forms.models import _get_foreign_key
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from center.base import day_ranges
from center.base.encryption import EncryptedTextField
from center.base.shown_text import in_script
from center.models import User

_LONGEST_SHOWN = 400
_NOTHING = "–"
Field: TypeAlias = "models.Field[Any, Any]"
Names = dict[type[models.Model], dict[Any, str]]


@dataclass(frozen=True)
class Change:
    """One field. `is_hidden`: the values are nobody's to read, only that it changed."""

    label: str
    before: str
    after: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Step:
    """What happened to one row: the record itself (`row` is empty) or a row of one of its lists."""

    row: str
    is_new: bool
    is_gone: bool
    changes: list[Change]


@dataclass(frozen=True)
class Entry:
    """What one request, or the portal itself, did to the record."""

    moment: datetime
    who: str
    verb: str
    steps: list[Step]


@dataclass
class _Span:
    """One row from before an entry (None: unknown, or not there yet) until after it."""

    before: Any
    after: Any
    is_new: bool

    @property
    def is_gone(self) -> bool:
        return bool(self.after.pgh_label == "delete")


@dataclass
class _Raw:
    """The rows that one entry touched, each once."""

    context: Any
    spans: dict[Any, _Span] = field(default_factory=dict)


def is_tracked(model: type[models.Model]) -> bool:
    """Say whether changes of this model are recorded."""
    return bool(getattr(model, "pgh_event_models", None))


class History(Sequence[Entry]):
    """The entries of a record, newest first. Only those that are asked for are put into words.

    `lists` are the models of the record's inlines, `verbs` the names of its buttons.
    """

    def __init__(
        self, record: models.Model, lists: Iterable[type[models.Model]], verbs: dict[str, str]
    ) -> None:
        self._parent = type(record)
        self._verbs = verbs
        self._raw = _grouped(_events(record, [each for each in lists if is_tracked(each)]))

    def __len__(self) -> int:
        return len(self._raw)

    def __getitem__(self, wanted: Any) -> Any:
        """Return one entry or a slice of them; related records are read once for all of them."""
        raws = self._raw[wanted] if isinstance(wanted, slice) else [self._raw[wanted]]
        names = _names(raws)
        entries = [self._entry(raw, names) for raw in raws]
        return entries if isinstance(wanted, slice) else entries[0]

    def _entry(self, raw: _Raw, names: Names) -> Entry:
        told = raw.context.metadata if raw.context else {}
        steps = [self._step(span, names) for span in raw.spans.values()]
        return Entry(
            moment=next(iter(raw.spans.values())).after.pgh_created_at,
            who=_who(raw.context, names),
            verb=self._verbs.get(told.get("verb", ""), ""),
            # A list belongs below the record, whichever was written first.
            steps=sorted(steps, key=lambda step: bool(step.row)),
        )

    def _step(self, span: _Span, names: Names) -> Step:
        is_own = span.after.pgh_tracked_model is self._parent
        row = "" if is_own else _row_in_words(span.after, self._parent, names)
        changed = [] if span.is_new or span.is_gone else _changed(span.after, span.before)
        return Step(
            row,
            span.is_new,
            span.is_gone,
            [_change(each, span.after, span.before, names) for each in changed],
        )


def changes_of(rows: list[Any], earlier: dict[Any, Any]) -> Iterator[tuple[Any, list[Change]]]:
    """Give, for rows of one history with the number of the row before each (`before_id`), what each changed."""
    spans = {row.pk: _Span(earlier.get(row.before_id), row, is_new=False) for row in rows}
    names = _names([_Raw(None, spans)])
    for pk, span in spans.items():
        yield (
            pk,
            [_change(each, span.after, span.before, names) for each in _changed(span.after, span.before)],
        )


def _events(record: models.Model, lists: list[type[models.Model]]) -> list[Any]:
    """Return all rows of the history of the record and of its lists, oldest first."""
    wanted: list[tuple[type[models.Model], dict[str, Any]]] = []
    if is_tracked(type(record)):
        wanted.append((type(record), {"pgh_obj": record.pk}))
    wanted += [(each, {_get_foreign_key(type(record), each).name: record.pk}) for each in lists]
    found = [
        event
        for model, match in wanted
        for events in set(cast("Any", model).pgh_event_models.values())
        for event in events.objects.filter(**match).select_related("pgh_context").order_by("pgh_id")
    ]
    return sorted(found, key=lambda event: (event.pgh_created_at, event.pgh_id))


def _grouped(events: list[Any]) -> list[_Raw]:
    """Put together what one request did; leave out what nobody would notice.

    A job has no request: there one transaction makes an entry, and a row that it saves twice makes two.
    """
    entries: list[_Raw] = []
    latest: dict[Any, _Raw] = {}
    last: dict[Any, Any] = {}
    for event in events:
        row = (event.pgh_tracked_model, event.pgh_obj_id)
        before, last[row] = last.get(row), event
        is_new = event.pgh_label == "insert"
        if event.pgh_label == "update" and not _changed(event, before):
            continue
        cause = event.pgh_context_id or event.pgh_created_at
        entry = latest.get(cause)
        if entry is None or (entry.context is None and row in entry.spans):
            entry = latest[cause] = _Raw(event.pgh_context)
            entries.append(entry)
        entry.spans.setdefault(row, _Span(before, event, is_new)).after = event
    return entries[::-1]


def _named_fields(event: Any) -> Iterator[Field]:
    """Give the tracked fields that have a name for people and are not left out by the model; others are machinery."""
    untold: frozenset[str] = getattr(event.pgh_tracked_model, "not_told_in_history", frozenset())
    tracked = {each.name for each in event._meta.get_fields()}
    for each in event.pgh_tracked_model._meta.concrete_fields:
        has_name = each._verbose_name  # noqa: SLF001 -- as written; `verbose_name` is never empty
        if each.name in tracked - untold and not each.primary_key and has_name:
            yield each


def _changed(now: Any, before: Any) -> list[Field]:
    """Return the fields that differ; without an earlier row those that hold something."""
    return [
        each
        for each in _named_fields(now)
        if getattr(now, each.attname) != (getattr(before, each.attname) if before else each.get_default())
    ]


def _change(each: Field, now: Any, before: Any, names: Names) -> Change:
    label = capfirst(str(each.verbose_name))
    if is_secret(each):
        return Change(label, "", "", is_hidden=True)
    earlier = in_words(each, getattr(before, each.attname), names) if before else _NOTHING
    return Change(label, earlier, in_words(each, getattr(now, each.attname), names))


def is_secret(each: Field) -> bool:
    """Say whether a field's values stay out of the page: encrypted texts, and files, which may be gone."""
    return isinstance(each, EncryptedTextField | models.FileField)


def in_words(each: Field, value: Any, names: Names) -> str:
    """Return a value of a field as people read it."""
    if value is None or value in ("", [], ()):
        return _NOTHING
    if isinstance(each, models.ForeignKey):
        return names.get(each.related_model, {}).get(value, _NOTHING)
    if isinstance(each, DateRangeField):
        return day_ranges.in_words(value)
    if isinstance(value, list | tuple):
        inner = getattr(each, "base_field", each)
        return ", ".join(in_words(inner, one, names) for one in value)
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    return _plain_in_words(value)


def _plain_in_words(value: Any) -> str:
    """Return a value that needs no field to be understood."""
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case datetime():
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
        case time():
            return time_format(value, "TIME_FORMAT")
        case _other:
            return Truncator(in_script(str(value))).chars(_LONGEST_SHOWN)


def _row_in_words(event: Any, parent: type[models.Model], names: Names) -> str:
    """Return "Hours: Monday, 09:00, 13:00" for a row of a list."""
    model = event.pgh_tracked_model
    values = [
        in_words(each, getattr(event, each.attname), names)
        for each in _named_fields(event)
        if each.related_model is not parent and not is_secret(each)
    ]
    told = ", ".join(value for value in values if value != _NOTHING)
    return f"{capfirst(str(model._meta.verbose_name))}: {told}"


def _names(raws: Iterable[_Raw]) -> Names:
    """Read the records that are named in these entries, with one query for each kind."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for raw in raws:
        if raw.context:
            wanted[User].add(raw.context.metadata.get("user"))
        rows = (row for span in raw.spans.values() for row in (span.before, span.after) if row is not None)
        for row in rows:
            for each in _named_fields(row):
                if isinstance(each, models.ForeignKey):
                    wanted[each.related_model].add(getattr(row, each.attname))
    return {
        model: {pk: str(one) for pk, one in model._base_manager.in_bulk(keys - {None}).items()}
        for model, keys in wanted.items()
    }


def _who(context: Any, names: Names) -> str:
    """Name who acted; without a request it was a job or a command, without a login a visitor."""
    if context is None:
        return _("The portal itself")
    user = context.metadata.get("user")
    return names[User].get(user, _NOTHING) if user is not None else _("A visitor on the public pages")
