"""Spares a migration the most of its time: what is only written beside a model needs no new models.

Django keeps the models of each step of the migrations as real classes. When a constraint, an index, a trigger or a
column is added, it makes the class anew, and with it every model that is joined to it; here that is most of them,
several hundred times. Nothing that follows looks at those classes but for the list of the constraints, which we bring
up to date in place, and for the new column, which the class that is there takes as well as a new one would: of the
state before, only the name of the table is asked. A new model is joined to the classes that are there; nothing asks for
the state before it. And which models are swappable, which it asks for every foreign key of every such class, is asked
once.
What a migration does to the database stays the same: a test compares.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.apps.registry import Apps
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

_OPTIONS = ("_append_option", "_remove_option", "_alter_option")


@contextmanager
def quick_migrations() -> Iterator[None]:
    """Within it, options of models are changed in place; for one process that migrates and does nothing else."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(Apps, "get_swappable_settings_name", _asked_once()))
        stack.enter_context(patch.object(ProjectState, "add_model", _alone(ProjectState.add_model)))
        stack.enter_context(patch.object(ProjectState, "add_field", _into_the_class(ProjectState.add_field)))
        for name in _OPTIONS:
            stack.enter_context(patch.object(ProjectState, name, _in_place(getattr(ProjectState, name))))
        for operation in (AddTrigger, RemoveTrigger):
            quick = _trigger_in_place(operation.state_forwards)
            stack.enter_context(patch.object(operation, "state_forwards", quick))
        yield


def _asked_once() -> Callable[[Apps, str], str | None]:
    original = Apps.get_swappable_settings_name
    known: dict[str, str | None] = {}

    def answer(apps: Apps, to_string: str) -> str | None:
        if to_string not in known:
            known[to_string] = original(apps, to_string)
        return known[to_string]

    # Django empties its own memory whenever a class is made; the settings do not change meanwhile.
    answer.cache_clear = lambda: None  # type: ignore[attr-defined]
    return answer


def _alone(
    original: Callable[[ProjectState, ModelState], None],
) -> Callable[[ProjectState, ModelState], None]:
    def add(state: ProjectState, model: ModelState) -> None:
        with _no_reload(state):
            original(state, model)
        # Asking for `apps` would make all models.
        if "apps" in state.__dict__:
            state.apps.render_multiple([model])

    return add


def _into_the_class(original: Callable[..., None]) -> Callable[..., None]:
    def add(  # noqa: PLR0917 -- as Django calls it
        state: ProjectState, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool
    ) -> None:
        model = state.apps.get_model(app_label, model_name) if "apps" in state.__dict__ else None
        # Those that inherit a column, and the table behind a relation of many to many, are left to Django.
        if model is None or field.many_to_many or model.__subclasses__():
            original(state, app_label, model_name, name, field, preserve_default)
            return
        with _no_reload(state):
            original(state, app_label, model_name, name, field, preserve_default)
        new = state.models[app_label, model_name].fields[name].clone()
        new.contribute_to_class(model, name)

    return add


def _in_place(original: Callable[..., None]) -> Callable[..., None]:
    def change(state: ProjectState, app_label: str, model_name: str, option_name: str, *values: Any) -> None:
        with _no_reload(state):
            original(state, app_label, model_name, option_name, *values)
        _refresh(state, app_label, model_name, option_name)

    return change


def _trigger_in_place(original: Callable[..., None]) -> Callable[..., None]:
    def change(operation: Any, app_label: str, state: ProjectState) -> None:
        with _no_reload(state):
            original(operation, app_label, state)
        _refresh(state, app_label, operation.model_name.lower(), "triggers")

    return change


@contextmanager
def _no_reload(state: ProjectState) -> Iterator[None]:
    with patch.object(state, "reload_model", lambda *_names, **_options: None):
        yield


def _refresh(state: ProjectState, app_label: str, model_name: str, option_name: str) -> None:
    # Asking for `apps` would make all models.
    if "apps" in state.__dict__:
        model = state.apps.get_model(app_label, model_name)
        setattr(model._meta, option_name, list(state.models[app_label, model_name].options[option_name]))
