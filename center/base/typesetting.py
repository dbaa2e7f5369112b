"""PDF that people and screen readers can read: an app's typst template filled with data.

Templates stand in `<app>/typesetting/NAME.typ` and are named "app/NAME.typ"; they import the portal's page with
`#import "/center/page.typ": page-of` and
define `printed(data)`. Data reaches a template as JSON, so what people wrote is text and never markup.
Only the fonts of the wheel are used, so a document looks the same on every machine.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
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
_POINTS_PER_INCH: Final = 72
_FILES: Final = "files"


# A page that is read aloud may hold no sign without a glyph, and typst names only the first one it meets.
_NOT_DISPLAYED: Final = re.compile("could not be displayed|contains the codepoint")
# All but Latin, Greek, Cyrillic, marks on letters, punctuation, money, arrows, signs of numbers and shapes; a test
# prints all that is left.
_WITHOUT_GLYPH: Final = re.compile(
    "[^\\n\\r\\u0020-\\u007e\\u00a0-\\u024f\\u02b0-\\u0377\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u04ff"
    "\\u1e00-\\u1eff\\u2010-\\u2027\\u202f-\\u2040\\u20a0-\\u20c0\\u2190-\\u22ff\\u25a0-\\u2606\\u2713\\u2714]+"
)


@dataclass(frozen=True)
class Look:
    """What all papers of an office share: its main colour (`#RRGGBB`) and its mark (PNG, JPEG or WebP).

    Templates read them as `sys.inputs.colour` and, where `sys.inputs.has_mark` is "yes", the file `/files/mark`. Empty:
    brick and our rosette.
    """

    colour: str = ""
    mark: bytes = b""


_looks: list[Callable[[], Look]] = []


def register_look(read: Callable[[], Look]) -> Callable[[], Look]:
    """Say where the look of the office is read, once for each document."""
    _looks[:] = [read]
    return read


class TooLongForPaperError(Exception):
    """The data would make a document of hundreds of pages."""


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    look: Look | None = None,
) -> bytes:
    """Return the PDF of a template ("app/name.typ") and its data, in the active language and script.

    `data` is what JSON holds; it must name a `title`, which screen readers say first. `files` are pictures (PNG, JPEG,
    WebP, SVG) by a plain name such as "mark.webp", which the template finds as `image("/files/mark.webp", alt: …)`.
    `look` stands in for that of the office today. The same data, files and look give the same bytes. Raises
    `TooLongForPaperError`, and ValueError for a template that nobody wrote or a document without a title.
    """
    return _made(template, data, files or {}, look, pdf_standards=STANDARDS)


def typeset_picture(
    template: str,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    pixels_per_point: float = 1,
) -> bytes:
    """Return the first page of a template as a PNG, with words in the active language and script.

    Its text is for eyes only: whoever shows the picture says it in an alternative text. Errors as in `typeset`.
    """
    return _made(template, data, files or {}, None, format="png", ppi=_POINTS_PER_INCH * pixels_per_point)


def _made(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes], look: Look | None, **form: Any
) -> bytes:
    known = templates()
    if template not in known or not data.get("title"):
        msg = f"{template} is no template, or its document has no title."
        raise ValueError(msg)
    language, script = _written_in()
    filled = _in_all_texts({**data, "language": language, "script": script}, _with_blanks)
    start = f'#import "/{template}": printed\n#printed(json(bytes(sys.inputs.data)))\n'
    shown = look or (_looks[0]() if _looks else Look())
    form["sys_inputs"] = {"colour": shown.colour, "has_mark": "yes" if shown.mark else ""}
    added = {**files, "mark": shown.mark} if shown.mark else files
    sources = {
        "main.typ": start.encode(),
        **known,
        **{f"{_FILES}/{name}": each for name, each in added.items()},
    }
    try:
        return _compiled(sources, filled, form)
    except typst.TypstError as error:
        if not _NOT_DISPLAYED.search(str(error)):
            raise
        return _compiled(sources, _in_all_texts(filled, _displayable), form)


def _compiled(sources: Mapping[str, bytes], data: Mapping[str, Any], form: Mapping[str, Any]) -> bytes:
    body = json.dumps(data, ensure_ascii=False)
    if len(body) > MOST_CHARACTERS:
        raise TooLongForPaperError
    inputs = {**form["sys_inputs"], "data": body}
    common: Any = {"ignore_system_fonts": True, "timestamp": 0, **form, "sys_inputs": inputs}
    if not any(name.startswith(f"{_FILES}/") for name in sources):
        in_memory: Any = sources  # its type hints leave out files in memory
        made: bytes = typst.compile(in_memory, **common)
        return made
    # In memory typst takes text alone.
    with TemporaryDirectory(prefix="typesetting-") as folder:
        for name, content in sources.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        found: bytes = typst.compile(str(Path(folder) / "main.typ"), root=folder, **common)
        return found


def _with_blanks(text: str) -> str:
    """Put a blank for each tab, which has no width on paper."""
    return text.replace("\t", " ")


def _displayable(text: str) -> str:
    """Put a hollow square for what the fonts surely have not, such as a smiley."""
    return _WITHOUT_GLYPH.sub("□", text)


def _in_all_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _in_all_texts(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_in_all_texts(each, change) for each in value]
    return value


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
