"""What the apps declare about their models."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from center.base.personal_data.erasure import Erasure
from center.base.personal_data.owners import NotFindable, Owner, Subject, either

Text = str | Promise


def _somebody(_row: Any) -> Text:
    return _("somebody else")


@dataclass(frozen=True)
class PersonalModel:
    """What one model keeps about people.

    `fields` maps a field's name to how a person would call it; `other` names the fields that say nothing about
    anybody; `retention` is a sentence for people. `owner` finds the rows of a person. In a copy `told` says some
    fields in other words than the stored ones, `to_others` how a row is called in the copy of somebody whose it is
    not, and `file` names the fields with the stored file and the name it had. `erasure` says what becomes of the rows
    when the person is erased. `named` is what people call the records where the model has no name in their language.
    """

    model: type[models.Model]
    purpose: Text
    retention: Text
    fields: dict[str, Text]
    other: frozenset[str]
    owner: Owner | NotFindable | None = None
    told: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    to_others: Callable[[Any], Text] = _somebody
    file: tuple[str, str] | None = None
    erasure: Erasure | None = None
    named: Text = ""

    @property
    def name(self) -> str:
        """Return what people call such records, in their language, as a heading."""
        return capfirst(str(self.named or self.model._meta.verbose_name_plural))

    def rows_of(self, subject: Subject) -> "models.QuerySet[Any]":
        """Return the subject's rows, the oldest first, each once; none where nothing proves whose they are."""
        rows = self.model._base_manager
        if self.owner is None or isinstance(self.owner, NotFindable):
            return rows.none()
        # A path may lead over several rows, which would give one row twice.
        own = rows.filter(self.owner(subject)).values("pk")
        return rows.filter(pk__in=own).order_by("pk")


_registry: dict[type[models.Model], PersonalModel] = {}


def register(
    model: type[models.Model],
    *,
    personal: dict[str, Text] | None = None,
    other: list[str],
    purpose: Text = "",
    retention: Text = "",
    owner: Owner | NotFindable | None = None,
    told: Mapping[str, Callable[[Any], Any]] | None = None,
    to_others: Callable[[Any], Text] = _somebody,
    file: tuple[str, str] | None = None,
    erasure: Erasure | None = None,
    named: Text = "",
) -> None:
    """Declare every field of a model as personal or other; raises ValueError on a second declaration.

    A model with personal fields must say why it keeps them and how long. See `PersonalModel` for the rest.
    """
    fields = personal or {}
    if model in _registry:
        msg = f"{model.__name__} is declared twice."
        raise ValueError(msg)
    if fields and not (purpose and retention):
        msg = f"{model.__name__} keeps personal data without a purpose or a time limit."
        raise ValueError(msg)
    _registry[model] = PersonalModel(
        model,
        purpose,
        retention,
        fields,
        frozenset(other),
        owner,
        told or {},
        to_others,
        file,
        erasure,
        named,
    )


def belongs(model: type[models.Model], owner: Owner) -> None:
    """Let an upper app say how rows of a lower one lead to a person, which the lower one cannot know."""
    entry = _registry[model]
    known = [] if entry.owner is None or isinstance(entry.owner, NotFindable) else [entry.owner]
    _registry[model] = replace(entry, owner=either(*known, owner))


def declared() -> dict[type[models.Model], PersonalModel]:
    """Return what all apps declared, by model."""
    return dict(_registry)
