"""PDF that people and screen readers can read: an app's typst template filled with data.

Templates stand in `<app>/typesetting/NAME.typ` and are named "app/NAME.typ"; they import the portal's page with
`#import "/center/page.typ": page-of` and
define `printed(data)`. Data reaches a template as JSON, so what people wrote is text and never markup.
Only the fonts of the wheel are used, so a document looks the same on every machine.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language

# ISO 14289-1 (PDF/UA-1): tagged, with title and language; ISO 19005-2 level A (PDF/A-2a): readable in thirty years.
# typst refuses to write a document that breaks either, such as a picture without its text.
STANDARDS: Final[Any] = ["ua-1", "a-2a"]
# typst takes 80 KB of memory for a row of a table: more belongs into a spreadsheet, not on paper.
MOST_CHARACTERS = 2_000_000


class TooLongForPaperError(Exception):
    """The data would make a document of hundreds of pages."""


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF of a template ("app/name.typ") and its data, in the active language and script.

    `data` is what JSON holds; it must name a `title`, which screen readers say first. The same data give the same
    bytes. Raises `TooLongForPaperError`, and ValueError for a template that nobody wrote or a document without a title.
    """
    files = templates()
    if template not in files or not data.get("title"):
        msg = f"{template} is no template, or its document has no title."
        raise ValueError(msg)
    language, script = _written_in()
    body = json.dumps({**data, "language": language, "script": script}, ensure_ascii=False)
    if len(body) > MOST_CHARACTERS:
        raise TooLongForPaperError
    start = f'#import "/{template}": printed\n#printed(json(bytes(sys.inputs.data)))\n'
    sources: Any = {"main.typ": start.encode(), **files}  # its type hints leave out files in memory
    return typst.compile(
        sources,
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        sys_inputs={"data": body},
        timestamp=0,
    )


def templates() -> dict[str, bytes]:
    """Return all templates of all apps by name; read once, and each time where DEBUG is on."""
    return _read() if settings.DEBUG else _kept()


def _read() -> dict[str, bytes]:
    return {
        f"{app.label}/{path.name}": path.read_bytes()
        for app in apps.get_app_configs()
        for path in sorted((Path(app.path) / "typesetting").glob("*.typ"))
    }


_kept = cache(_read)


def _written_in() -> tuple[str, str]:
    """Return the active language and its script as typst names them (ISO 639, ISO 15924)."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == "sr-latn":
        return "sr", "latn"
    return language, "cyrl" if language == "sr" else "latn"
