from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from center.base.encryption import new_key


class Command(BaseCommand):
    help = "Print a fresh key for FIELD_KEYS. Put it first in the list, restart, then run rotate_field_keys."
    # A key that cannot be read fails the checks, and must not stop the making of a new one.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--id", default="", help="Name of the key; by default made from today's date.")

    def handle(self, *_args: object, **options: Any) -> None:
        """Print one line, `id:base64`, and nothing else."""
        try:
            line = new_key(options["id"] or f"k{timezone.localdate():%Y%m%d}")
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(line)
