from typing import Any

from django.core.management.base import BaseCommand

from center.base.backup import sealing


class Command(BaseCommand):
    help = (
        "Print a fresh pair of keys for backups: the public half for this server, the private one for a safe."
    )
    # As for new_field_key: settings that are not in order yet must not stop it.
    requires_system_checks: list[str] = []

    def handle(self, *_args: object, **_options: Any) -> None:
        """Print both halves once; the private one is stored nowhere."""
        public, private = sealing.new_key()
        self.stdout.write(
            "Two halves of one key. They are shown once and stored nowhere.\n\n"
            "1. The public half encrypts backups and can read none. Set it on the server, in /etc/portal/env\n"
            "   (two people may each hold a key: write both public halves, with a comma between):\n\n"
            f"BACKUP_RECIPIENT={public}\n\n"
            "2. The private half is needed for a restore, and without it no backup can be read by anybody.\n"
            "   Keep it in two places away from this server, for example in a password manager and on paper in a\n"
            "   safe, and never together with the backups:\n\n"
            f"{private}\n"
        )
