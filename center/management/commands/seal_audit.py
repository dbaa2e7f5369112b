"""`manage.py seal_audit`: seal what was written down until now, at once; the worker does it every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from center.services.audit import NotSealedError, seal_audit


class Command(BaseCommand):
    help = "Seal all histories and logs, and print the newest seal: note it where nobody of the portal can write."

    def handle(self, **_options: Any) -> None:
        """Print the newest seal."""
        try:
            self.stdout.write(str(seal_audit()))
        except NotSealedError as error:
            raise CommandError("Somebody is still writing. Try again in a minute.") from error
