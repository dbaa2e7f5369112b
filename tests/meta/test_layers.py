"""What import-linter cannot see: foreign keys, and links between tables."""

import pytest
from django.apps import apps
from django.db import models

LEVEL = {"center": 0, "entrepreneurs": 1, "consultations": 2, "events": 2, "research": 2}
OWN_MODELS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in LEVEL]
PEOPLE = {"center.User", "entrepreneurs.Entrepreneur", "consultations.Advisor"}


def relations() -> list[tuple[str, models.Field]]:
    return [
        (f"{model._meta.label}.{field.name}", field)
        for model in OWN_MODELS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
    ]


@pytest.mark.parametrize(("name", "field"), relations(), ids=[name for name, _ in relations()])
def test_a_foreign_key_points_to_its_own_app_or_down(name: str, field: models.ForeignKey) -> None:
    target = field.related_model._meta.app_label
    source = field.model._meta.app_label
    assert target not in LEVEL or target == source or LEVEL[target] < LEVEL[source]


def test_a_person_or_user_cannot_be_deleted_while_records_name_them() -> None:
    loose = [
        name
        for name, field in relations()
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label in PEOPLE
        and not getattr(field.model, "pgh_tracked_model", None)
        and not field.model._meta.auto_created
        and field.remote_field.on_delete not in {models.PROTECT, models.DO_NOTHING}
        # Hours and absences are parts of the advisor's own record.
        and field.model._meta.label
        not in {"consultations.OpeningHours", "consultations.ExtraHours", "consultations.Absence"}
    ]
    assert loose == []
