"""`manage.py load_sample --enterprises 5000`: bulk data for measuring; each app brings its own kinds along."""

from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.module_loading import module_has_submodule

# A kind of record, and what makes so many of them and returns how many were made.
Samples = dict[str, Callable[[int], int]]


def samples() -> Samples:
    """Return the kinds of all apps, from `SAMPLES` of their `sample_data.py`, lower apps first."""
    found: Samples = {}
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "sample_data"):
            found |= import_module(f"{config.name}.sample_data").SAMPLES
    return found


class Command(BaseCommand):
    help = "Make many made-up records for measuring, up to the number asked for; only in a demo or a test database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for kind in samples():
            parser.add_argument(
                f"--{kind}", type=int, default=0, metavar="N", help=f"how many {kind} there should be"
            )

    def handle(self, **options: Any) -> None:
        """Fill up each kind to its number and gather statistics for the planner."""
        if not settings.DEMO and not str(connection.settings_dict["NAME"]).startswith("test_"):
            raise CommandError(
                "Sample data are only for a demo or a test database, never for the real portal."
            )
        for kind, load in samples().items():
            if options[kind]:
                self.stdout.write(f"{kind}: {load(options[kind])} made")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
