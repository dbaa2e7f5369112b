from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from center import catalogues


class Command(BaseCommand):
    help = (
        "Collect the texts of the interface (needs GNU gettext), write the Latin catalogue from the Cyrillic one "
        "and compile both. --check changes nothing and fails when something is missing or old."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only compare; exit 1 with what is wrong.")
        parser.add_argument(
            "--compile-only",
            action="store_true",
            help="Do not collect; write the Latin catalogue and both compiled files (no GNU gettext needed).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if problems := catalogues.problems():
                raise CommandError("\n".join(problems))
            self.stdout.write("The message catalogues are complete and compiled.")
            return
        if not options["compile_only"]:
            catalogues.collect()
        catalogues.write_latin()
        catalogues.compile_all()
        missing = catalogues.untranslated()
        self.stdout.write(f"{len(missing)} texts have no Serbian yet.")
        for text in missing:
            self.stdout.write(f"  {text}")
