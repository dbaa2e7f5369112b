"""Every rule that a merge could break has an answer."""

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey

from center.base import merging
from center.base.merging.references import references
from entrepreneurs.models import Enterprise, Entrepreneur


def test_each_unique_or_exclusion_rule_on_the_way_has_a_resolver() -> None:
    assert {name for model in merging.concerned() for name in merging.undecided(model)} == set()


def test_people_and_enterprises_can_be_merged_and_history_is_never_repointed() -> None:
    assert {Enterprise, Entrepreneur} <= merging.concerned()
    for model in (Enterprise, Entrepreneur):
        assert [key for key in references(model) if hasattr(key.model, "pgh_tracked_model")] == []
        assert f"{model._meta.label_lower}.merged_into" in {
            f"{key.model._meta.label_lower}.{key.name}" for key in references(model)
        }


def test_no_record_hangs_on_another_by_its_kind_and_number() -> None:
    """Such a key is no foreign key, so the merge would not find it."""
    own = ("center", "entrepreneurs", "consultations", "events", "research")
    generic = [
        model
        for model in apps.get_models()
        if model._meta.app_label in own
        and any(isinstance(field, GenericForeignKey) for field in model._meta.private_fields)
    ]
    assert generic == []
