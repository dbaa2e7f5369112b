"""A person's copy of their data, made of what the apps declare (Law on Personal Data Protection, art. 26 and 36).

The format is described in docs/privacy.md; whoever changes it gives it another `VERSION`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from center.base.personal_data.owners import NotFindable, Subject
from center.base.personal_data.registry import PersonalModel, declared
from center.base.shown_text import in_script

FORMAT: Final = "center-portal/personal-data"
VERSION: Final = 1
Json = Any


@dataclass(frozen=True)
class File:
    """A stored file of the person, and the name under which the copy holds it."""

    stored_as: str
    path: str


@dataclass(frozen=True)
class PersonalCopy:
    """The copy as JSON will hold it, and the files that go with it."""

    data: dict[str, Json]
    files: list[File]


@dataclass
class _Maker:
    subject: Subject
    files: list[File] = field(default_factory=list)

    @cached_property
    def own(self) -> dict[type[models.Model], set[Any]]:
        """The keys of the subject's rows of each model: whatever else a row leads to is somebody else's."""
        return {
            model: set(entry.rows_of(self.subject).values_list("pk", flat=True))
            for model, entry in declared().items()
            if entry.fields
        }

    def records(self) -> Iterator[dict[str, Json]]:
        for model, entry in declared().items():
            if not self.own.get(model):
                continue
            keys = [
                each.name
                for each in model._meta.concrete_fields
                if each.is_relation and each.name in entry.fields
            ]
            rows = entry.rows_of(self.subject).select_related(*keys) if keys else entry.rows_of(self.subject)
            former = self._former(entry)
            yield {
                "kind": model._meta.label_lower,
                "name": entry.name,
                "purpose": str(entry.purpose),
                "kept": str(entry.retention),
                "rows": [self._row(entry, row, former.get(row.pk, {})) for row in rows],
            }

    def _row(self, entry: PersonalModel, row: Any, former: dict[str, list[Json]]) -> dict[str, Json]:
        fields: dict[str, Json] = {}
        for name, label in entry.fields.items():
            value, shown = self._value(entry, row, name)
            fields[name] = {"label": capfirst(str(label)), "value": value, "shown": shown}
            earlier = [each for each in former.get(name, []) if each not in (value, "", None)]
            if earlier:
                fields[name]["earlier"] = earlier
        found: dict[str, Json] = {"number": row.pk, "fields": fields}
        if entry.file is not None:
            stored_as, called = (getattr(row, name) for name in entry.file)
            if stored_as:
                found["file"] = f"files/{row.pk}-{called}"
                self.files.append(File(stored_as, found["file"]))
        return found

    def _value(self, entry: PersonalModel, row: Any, name: str) -> tuple[Json, str]:
        """Return what stands in a field, as JSON and in words."""
        if name in entry.told:
            told = entry.told[name](row)
            return _plain(told), _in_words(told)
        column = entry.model._meta.get_field(name)
        value = getattr(row, name)
        if column.is_relation:
            return self._relation(value)
        if getattr(column, "choices", None):
            return _plain(value), str(getattr(row, f"get_{name}_display")())
        return _plain(value), _in_words(value)

    def _relation(self, other: Any) -> tuple[Json, str]:
        if other is None:
            return None, ""
        entry = declared().get(type(other))
        if entry is None or not entry.fields:
            return str(other), str(other)
        if other.pk in self.own[type(other)]:
            return {"kind": other._meta.label_lower, "number": other.pk}, str(other)
        shown = str(entry.to_others(other))
        return None, shown

    def _former(self, entry: PersonalModel) -> dict[Any, dict[str, list[Json]]]:
        """Return what the history still holds of fields that are no links: each other value once, oldest first."""
        events = getattr(entry.model, "pgh_event_models", {})
        found: dict[Any, dict[str, list[Json]]] = {}
        for event in events.values():
            names = [
                each.name
                for each in event._meta.concrete_fields
                if each.name in entry.fields and not each.is_relation and each.name not in entry.told
            ]
            rows = event._base_manager.filter(pgh_obj_id__in=self.own[entry.model]).order_by("pgh_id")
            for pk, *values in rows.values_list("pgh_obj_id", *names):
                for name, value in zip(names, values, strict=True):
                    known = found.setdefault(pk, {}).setdefault(name, [])
                    if _plain(value) not in known:
                        known.append(_plain(value))
        return found


def make_copy(subject: Subject) -> PersonalCopy:
    """Return everything that is the subject's, in the active language, in a stable order.

    Other people in it are named by what they are (a colleague of the office), never by name. Raises
    `UnreadableValueError` when a key of an encrypted field is missing.
    """
    maker = _Maker(subject)
    records = list(maker.records())
    data: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "language": get_language(),
        "records": records,
        "not_included": [
            {
                "kind": model._meta.label_lower,
                "name": entry.name,
                "why": str(entry.owner.why),
            }
            for model, entry in declared().items()
            if entry.fields and isinstance(entry.owner, NotFindable)
        ],
    }
    return PersonalCopy(data, maker.files)


def _plain(value: Any) -> Json:
    """Return a value as JSON: moments with their offset, days and times as ISO, numbers exact."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value)


def _in_words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        words = _("Yes") if value else _("No")
    elif isinstance(value, date | time):
        words = _moment_in_words(value)
    elif isinstance(value, dict):
        said = {key: _in_words(each) for key, each in value.items()}
        words = "; ".join(f"{key}: {each}" for key, each in said.items() if each)
    elif isinstance(value, list | tuple):
        words = ", ".join(filter(None, map(_in_words, value)))
    else:
        words = in_script(str(value))
    return words


def _moment_in_words(value: date | time) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else f"{value:%H:%M}"
