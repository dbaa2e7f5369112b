"""The registry of personal fields: what is kept about people, for what, how long.

Each app declares its models in its own `personal_data.py`; a test walks all models and fails on a field that
nobody declared. The privacy notice is made from it; export and erasure will be.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class PersonalModel:
    """What one model keeps about people.

    `fields` maps a field's name to how a person would call it; `other` names the fields that say nothing about
    anybody; `retention` is a sentence for people.
    """

    model: type[models.Model]
    purpose: Text
    retention: Text
    fields: dict[str, Text]
    other: frozenset[str]


_registry: dict[type[models.Model], PersonalModel] = {}


def register(
    model: type[models.Model],
    *,
    personal: dict[str, Text] | None = None,
    other: list[str],
    purpose: Text = "",
    retention: Text = "",
) -> None:
    """Declare every field of a model as personal or other; raises ValueError on a second declaration.

    A model with personal fields must say why it keeps them and how long.
    """
    fields = personal or {}
    if model in _registry:
        msg = f"{model.__name__} is declared twice."
        raise ValueError(msg)
    if fields and not (purpose and retention):
        msg = f"{model.__name__} keeps personal data without a purpose or a time limit."
        raise ValueError(msg)
    _registry[model] = PersonalModel(model, purpose, retention, fields, frozenset(other))


def declared() -> dict[type[models.Model], PersonalModel]:
    """Return what all apps declared, by model."""
    return dict(_registry)
