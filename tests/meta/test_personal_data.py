"""Every field of every model of ours is declared as personal or not."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from center.base.personal_data import PersonalModel, Subject, declared
from center.base.personal_data.owners import NotFindable

OWN_APPS = {"center", "entrepreneurs", "consultations", "events", "research"}


def own_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        # History rows repeat the fields of the record that they follow.
        if model._meta.app_label in OWN_APPS and not hasattr(model, "pgh_tracked_model"):
            yield model


@pytest.mark.parametrize("model", list(own_models()), ids=lambda model: model._meta.label)
def test_every_field_is_declared_once(model: type[models.Model]) -> None:
    entry = declared()[model]
    actual = {field.name for field in model._meta.get_fields() if field.concrete}
    assert set(entry.fields) | set(entry.other) == actual
    assert set(entry.fields) & set(entry.other) == set()


def test_no_declaration_takes_over_whatever_fields_there_are() -> None:
    """A field that comes later would be declared as impersonal by nobody."""
    lazy = [
        str(path.relative_to(settings.BASE_DIR))
        for app in sorted(OWN_APPS)
        for path in sorted((settings.BASE_DIR / app).glob("personal_data/**/*.py"))
        if "get_fields" in path.read_text()
    ]
    assert lazy == []


def foreign_models() -> list[type[models.Model]]:
    """Return the models of packages: logins, second factors, sessions, jobs, who acted."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in OWN_APPS and not model._meta.proxy and not _is_a_view(model)
    ]


def _is_a_view(model: type[models.Model]) -> bool:
    """Say whether pghistory makes its rows of our histories; there is no table."""
    return model._meta.label in {"pghistory.Events", "pghistory.MiddlewareEvents"}


@pytest.mark.parametrize("model", foreign_models(), ids=lambda model: model._meta.label)
def test_every_field_of_a_package_is_declared_once(model: type[models.Model]) -> None:
    test_every_field_is_declared_once(model)


@pytest.mark.django_db
def test_no_table_stands_beside_the_models() -> None:
    """But for those whose rows are numbers and keyed hashes: the links of many to many, and the cache."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - known == {"center_cache", "django_migrations", "procrastinate_version"} & tables - known


def test_personal_data_state_their_purpose_and_their_time_limit() -> None:
    silent = [
        entry.model
        for entry in declared().values()
        if entry.fields and not (entry.purpose and entry.retention)
    ]
    assert silent == []


def test_personal_data_say_whose_they_are() -> None:
    homeless = [entry.model for entry in declared().values() if entry.fields and entry.owner is None]
    assert homeless == []


def owned() -> list[PersonalModel]:
    return [
        entry for entry in declared().values() if entry.fields and not isinstance(entry.owner, NotFindable)
    ]


@pytest.mark.parametrize("entry", owned(), ids=lambda entry: entry.model._meta.label)
def test_an_erasure_says_of_every_field_that_it_goes_or_why_it_stays(entry: PersonalModel) -> None:
    erasure = entry.erasure
    assert erasure is not None
    assert set(erasure.empties) <= {field.name for field in entry.model._meta.concrete_fields}
    assert erasure.deletes or erasure.stays or set(erasure.empties) >= set(entry.fields)


@pytest.mark.django_db
def test_the_conditions_of_owners_fit_their_models() -> None:
    # A path that leads nowhere raises.
    nobody = Subject(frozenset({0}), frozenset({0}))
    assert [
        list(entry.rows_of(nobody)) for entry in declared().values() if entry.fields and entry.rows_of(nobody)
    ] == []
