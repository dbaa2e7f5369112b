"""Triggers in a migration that makes the tables of a whole app."""

from functools import partial
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def install_triggers(app_label: str) -> RunPython:
    """Return the step that makes the triggers named by the models of an app; dropping a table drops its triggers.

    As operations of their own, one for each trigger, they would build all models anew, again and again: half a minute
    at every first start and before every run of the tests.
    """
    return RunPython(partial(_install, app_label), RunPython.noop)


def _install(app_label: str, apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for model in apps.get_app_config(app_label).get_models():
        triggers: list[Any] = getattr(model._meta, "triggers", [])
        for trigger in triggers:
            schema_editor.execute(trigger.install_sql, params=None)
