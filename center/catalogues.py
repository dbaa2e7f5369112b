"""Message catalogues: Cyrillic is written by people, Latin is made from it, both are compiled and committed."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command

from center.base.scripts import to_latin

_WIDTH = 110
_IGNORED = [".venv/*", ".local/*", "tests/*", "staticfiles/*"]


def cyrillic_path() -> Path:
    return settings.LOCALE_PATHS[0] / "sr" / "LC_MESSAGES" / "django.po"


def latin_path() -> Path:
    return settings.LOCALE_PATHS[0] / "sr_Latn" / "LC_MESSAGES" / "django.po"


def collect() -> None:
    """Bring the Cyrillic catalogue in line with the msgids in code and templates. Needs GNU gettext."""
    call_command(
        "makemessages",
        locale=["sr"],
        extensions=["html", "py", "subject", "text", "txt"],
        ignore_patterns=_IGNORED,
        no_obsolete=True,
        no_wrap=True,
        add_location="file",
        verbosity=0,
    )
    catalogue = polib.pofile(str(cyrillic_path()), wrapwidth=_WIDTH)
    # The date of collection would make every run look like a change.
    catalogue.metadata.pop("POT-Creation-Date", None)
    for entry in catalogue:
        # polib cannot write all that msgmerge remembers of a changed text.
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    catalogue.save(str(cyrillic_path()))


def latin() -> polib.POFile:
    """Return the Latin catalogue as it follows from the Cyrillic one."""
    source = polib.pofile(str(cyrillic_path()))
    made = polib.POFile(wrapwidth=_WIDTH)
    made.metadata = {**source.metadata, "Language": "sr_Latn"}
    made.header = "Made from ../../sr by `manage.py messages`; do not edit."
    for entry in source:
        made.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgctxt=entry.msgctxt,
                msgstr=to_latin(entry.msgstr),
                msgstr_plural={number: to_latin(text) for number, text in entry.msgstr_plural.items()},
                flags=entry.flags,
            )
        )
    return made


def write_latin() -> None:
    latin_path().parent.mkdir(parents=True, exist_ok=True)
    latin().save(str(latin_path()))


def compile_all() -> None:
    """Write the `.mo` file beside each `.po`; polib needs no gettext and writes the same bytes everywhere."""
    for path in (cyrillic_path(), latin_path()):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def untranslated() -> list[str]:
    """Return the msgids without (sure) Serbian."""
    catalogue = polib.pofile(str(cyrillic_path()))
    return [entry.msgid for entry in catalogue if entry.fuzzy or not entry.translated()]


def problems() -> list[str]:
    """Say what is old or missing, leaving all files as they are; needs GNU gettext to see new msgids."""
    found = [f"No Serbian text: {msgid}" for msgid in untranslated()]
    path = cyrillic_path()
    before = path.read_bytes()
    try:
        known = {(entry.msgid, entry.msgctxt) for entry in polib.pofile(str(path))}
        collect()
        used = {(entry.msgid, entry.msgctxt) for entry in polib.pofile(str(path))}
    finally:
        path.write_bytes(before)
    found += [f"Not in the catalogue: {msgid}" for msgid, _context in sorted(used - known, key=str)]
    found += [f"No longer used: {msgid}" for msgid, _context in sorted(known - used, key=str)]
    if not latin_path().exists() or _content(polib.pofile(str(latin_path()))) != _content(latin()):
        found.append("The Latin catalogue does not follow from the Cyrillic one.")
    for each in (path, latin_path()):
        compiled = each.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != polib.pofile(str(each)).to_binary():
            found.append(f"{compiled.relative_to(settings.BASE_DIR)} is not compiled from its .po file.")
    return found


def _content(catalogue: polib.POFile) -> list[tuple[object, ...]]:
    return sorted(
        (entry.msgid, entry.msgctxt or "", entry.msgstr, sorted(entry.msgstr_plural.items()))
        for entry in catalogue
    )
