"""Checks a questionnaire from the command line, and adds it."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from research.definition import Definition
from research.services.questionnaires import add_version
from research.xlsform import Findings, Reading, as_json, read


class Command(BaseCommand):
    help = (
        "Add an XLSForm workbook (.xlsx) as the next version of the questionnaire --key. With --check nothing is kept:"
        " it prints one JSON object with ok, questions, languages, errors and warnings. With errors the same object is"
        " printed, and the command exits with 1."
    )
    # A workbook can be checked before there is a database.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="Only look at the file; keep nothing.")
        parser.add_argument("--key", default="", help="Short name, the same for all versions.")
        parser.add_argument("--note", default="", help="For staff: what changed since the last version.")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            help="Language of the messages.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"] and not options["key"]:
            raise CommandError(
                "Say of which questionnaire it is a version: --key NAME. Or only look: --check."
            )
        with translation.override(options["language"] or settings.LANGUAGE_CODE):
            reading = _reading(options["file"])
            if options["check"] or reading.definition is None:
                self._print(reading)
                return
            self._add(reading.definition, options)

    def _print(self, reading: Reading) -> None:
        self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, indent=2))
        if reading.errors:
            sys.exit(1)

    def _add(self, definition: Definition, options: dict[str, Any]) -> None:
        try:
            made = add_version(
                key=options["key"],
                definition=definition,
                source_name=options["file"].name,
                note=options["note"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{made.key}, version {made.number}: {made.title}")


def _reading(path: Path) -> Reading:
    """Return what was read; a file that cannot be opened is an error like others."""
    try:
        return read(path.read_bytes())
    except OSError as error:
        findings = Findings()
        if isinstance(error, FileNotFoundError):
            findings.error("", 0, "", _("There is no file “%(path)s”."), path=path)
        else:
            findings.error(
                "", 0, "", _("The file cannot be opened: %(reason)s"), reason=error.strerror or str(error)
            )
        return findings.reading(None)
