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
        """Migrate; a step that waits five seconds for a table gives up, since everybody else waits behind it.

        Each migration is one transaction, so it can be started again.
        """
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        try:
            with quick_migrations():
                super().handle(*args, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
