"""Checks a questionnaire from the command line."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from research.xlsform import Findings, as_json, read


class Command(BaseCommand):
    help = (
        "Check an XLSForm workbook (.xlsx). --check prints one JSON object with ok, questions, languages, errors and "
        "warnings, and exits with 1 when there are errors."
    )
    # A workbook can be checked before there is a database.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="Only look at the file; keep nothing.")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            help="Language of the messages.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            raise CommandError(
                "Only --check is possible here; questionnaires are added in the administration."
            )
        with translation.override(options["language"] or settings.LANGUAGE_CODE):
            answer = _checked(options["file"])
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        if not answer["ok"]:
            sys.exit(1)


def _checked(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError as error:
        findings = Findings()
        if isinstance(error, FileNotFoundError):
            findings.error("", 0, "", _("There is no file “%(path)s”."), path=path)
        else:
            findings.error("", 0, "", _("The file cannot be opened: %(reason)s"), reason=error.strerror)
        return as_json(findings.reading(None))
    return as_json(read(data))
