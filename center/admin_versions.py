"""Two people edit one record: the second save is stopped once and shows what the first one changed.

The form carries a hash of what it was loaded with. It covers the record's own columns, its links to many, and
the rows of its lists (inlines). Saving again after the difference was shown carries the new hash and goes through.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import _get_foreign_key, model_to_dict
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from center.base.bilingual_admin import BilingualForm

_LONGEST_SHOWN = 400
Lists = Iterable[type[models.Model]]


def version_of(record: models.Model, lists: Lists = ()) -> str:
    """Return a hash of what the database holds for this record now, the rows of its lists included."""
    parts: list[object] = [_own(record).values_list()]
    for field in record._meta.many_to_many:
        through: Any = field.remote_field.through
        links = through._base_manager.filter(**{field.m2m_field_name(): record.pk})
        parts.append(links.order_by("pk").values_list(field.m2m_reverse_field_name()))
    parts += [_rows(record, each).values_list() for each in lists]
    return hashlib.sha256(repr([list(part) for part in parts]).encode()).hexdigest()  # type: ignore[call-overload]


def _own(record: models.Model) -> "models.QuerySet[models.Model]":
    return type(record)._base_manager.filter(pk=record.pk)


def _rows(record: models.Model, each: type[models.Model]) -> "models.QuerySet[models.Model]":
    link = _get_foreign_key(type(record), each)
    return each._base_manager.filter(**{link.name: record.pk}).order_by("pk")


@dataclass(frozen=True)
class Difference:
    """One field: what the other person left there, and what this one typed; both as people read it."""

    label: str
    saved: str
    typed: str


class _VersionField(forms.CharField):
    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say no, so that the log of changes does not name it."""
        return False


class VersionedForm(BilingualForm):
    """A model form that is invalid when the record changed since the form was loaded.

    `differences` then lists the fields in which the saved record and the typed text differ, and `saved_lists`
    the rows that the lists hold by now. Needs a transaction: the row stays locked until the save.

    `refusal` is what the service refused a moment ago, when the form was to be saved; it stands on top.
    """

    loaded_version = _VersionField(required=False, max_length=64, widget=forms.HiddenInput)
    versioned_lists: tuple[type[models.Model], ...] = ()
    is_outdated = False
    refusal = ""

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        if self.instance.pk is not None:
            self._compare_versions()
        return data

    def _compare_versions(self) -> None:
        _own(self.instance).select_for_update().first()
        if self.data.get(self.add_prefix("loaded_version")) == version_of(
            self.instance, self.versioned_lists
        ):
            return
        self.is_outdated = True
        self.add_error(
            None,
            ValidationError(
                _(
                    "Somebody saved this record after you opened it. What you typed is still here."
                    " Compare below, correct it if needed, and save again."
                ),
                code="outdated",
            ),
        )

    @property
    def differences(self) -> list[Difference]:
        """The fields in which what is saved now differs from what was typed; empty unless outdated."""
        return list(self._differences()) if self.is_outdated else []

    def _differences(self) -> Iterator[Difference]:
        saved = model_to_dict(_own(self.instance).get())
        for name, field in self.fields.items():
            bound = self[name]
            if name not in saved or not field.has_changed(saved[name], bound.data):
                continue
            yield Difference(str(bound.label), _shown(field, saved[name]), _shown(field, bound.data))

    @property
    def saved_lists(self) -> list[tuple[str, list[str]]]:
        """The lists of the record as they are saved now, each row in words."""
        return [
            (capfirst(str(each._meta.verbose_name_plural)), [str(row) for row in _rows(self.instance, each)])
            for each in self.versioned_lists
        ]


def _shown(field: forms.Field, value: Any) -> str:
    """Return a value, as saved or as typed, in words."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if field.to_python(value) else _("No")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        wanted = {
            str(getattr(one, "pk", one)) for one in (value if isinstance(value, list | tuple) else [value])
        }
        names = [
            str(label) for key, label in _flat(cast("Any", field.choices)) if str(key) in wanted and str(key)
        ]
        return ", ".join(names) or "–"
    text = strip_tags(str("" if value is None else value)).strip()
    return (text[:_LONGEST_SHOWN] + "…" if len(text) > _LONGEST_SHOWN else text) or "–"


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
