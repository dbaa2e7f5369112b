"""`manage.py sign_out_everybody`: when sessions may have got into wrong hands, as with a stolen database or server."""

from typing import Any

from django.core.management.base import BaseCommand

from center.services.accounts import sign_out_everybody


class Command(BaseCommand):
    help = (
        "Sign out everybody on all devices, at once. Accounts, passwords and second factors stay as they are."
    )

    def handle(self, **_options: Any) -> None:
        """Sign everybody out and print how many people that were."""
        self.stdout.write(f"{sign_out_everybody()} people were signed out.")
