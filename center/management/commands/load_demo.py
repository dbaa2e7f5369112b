from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import module_has_submodule


class Command(BaseCommand):
    help = "Fill the demo's database with made-up people and enterprises, once; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Call `load()` of each app's `demo_data`, lower apps first; all or nothing."""
        if not settings.DEMO:
            raise CommandError("Demo data are only for a demo: set DEMO=1, never on the real portal.")
        with transaction.atomic():
            for module in _demo_modules():
                module.load()


def finish() -> Iterator[None]:
    """Do what the demo can begin without, such as pictures, a short step at a time (`finish()` of `demo_data`)."""
    for module in _demo_modules():
        yield from getattr(module, "finish", tuple)()


def _demo_modules() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "demo_data"):
            yield import_module(f"{config.name}.demo_data")
