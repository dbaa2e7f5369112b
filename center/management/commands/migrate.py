from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from center.base.quick_migrations import quick_migrations


class Command(DjangoMigrate):
    """Django's migrate, by default as the owner of the tables where one is configured, and quicker."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        if "owner" in connections:
            parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        with quick_migrations():
            super().handle(*args, **options)
