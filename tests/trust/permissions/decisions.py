"""How the table is read: rows of signs, and what follows from the rights of a role.

A row has a sign for each persona, in groups: anonymous | owner, other entrepreneur | pass for this door, for another
door, ended pass | editor, researcher | advisor of the case, another advisor | coordinator. What stands behind "/" is
about sending (POST), where that is decided otherwise than opening (GET). A single sign is meant for everybody.

+ goes on (a page, a form, a file; or is led on) · L to the login · x 403 · - 404, as if there were no such record ·
m 405 · g 410, the door is closed · c 409 · s 503.

Rows of the admin (`admin:`) have the last three groups only: everybody who is no colleague is led to the login. (Its
two own doors to the accounts are decided in full.)
`RIGHTS` says for each model what each of them may do with it: v view, a add, c change, d delete, "." nothing. The
stock addresses of its admin follow from these letters; a row in `PAGES` speaks for itself and goes before.
"""

from collections.abc import Mapping
from typing import Final

from tests.trust.permissions.personas import PERSONAS, STAFF

_OUTSIDE: Final = "L" * (len(PERSONAS) - len(STAFF))
STOCK: Final = ("changelist", "add", "change", "delete", "history")
# Which right opens a stock address, and which one is asked for what is sent there.
_NEEDS: Final = {
    "changelist": ("v", "v"),
    "add": ("a", "a"),
    "change": ("v", "c"),
    "delete": ("d", "d"),
    "history": ("v", "v"),
}
Row = dict[str, tuple[str, str]]


def row(text: str, *, staff_only: bool) -> Row:
    """Return for each persona the signs of opening and of sending."""
    read, _slash, sent = (part.replace(" ", "") for part in text.partition("/"))
    pairs = zip(_full(read, staff_only), _full(sent or read, staff_only), strict=True)
    return dict(zip(PERSONAS, pairs, strict=True))


def verb_row(text: str) -> dict[str, str]:
    """Return for each colleague the sign of a button."""
    return dict(zip(STAFF, _for_all(list(text.replace(" ", ""))), strict=True))


def rights_row(text: str) -> dict[str, str]:
    """Return for each colleague the letters of the rights."""
    return dict(zip(STAFF, _for_all(text.split()), strict=True))


def _for_all(words: list[str]) -> list[str]:
    return words * len(STAFF) if len(words) == 1 else words


def _full(signs: str, staff_only: bool) -> str:
    if staff_only and len(signs) < len(PERSONAS):
        return _OUTSIDE + (signs * len(STAFF) if len(signs) == 1 else signs)
    return signs * len(PERSONAS) if len(signs) == 1 else signs


def rows(pages: Mapping[str, str], rights: Mapping[str, str]) -> dict[str, Row]:
    """Return the decisions on all addresses: what follows from the rights, and the rows that stand for themselves."""
    found: dict[str, Row] = {}
    for model, text in rights.items():
        app, name = model.split(".")
        letters = rights_row(text)
        for page, (to_open, to_send) in _NEEDS.items():
            found[f"admin:{app}_{name}_{page}"] = _follows(letters, to_open, to_send)
        # Django's address of before 1.9 leads on to the record, whoever asks.
        found[f"admin:admin/{app}/{name}/<path:object_id>/"] = row("+", staff_only=True)
    own = {name: row(text, staff_only=name.startswith("admin:")) for name, text in pages.items()}
    return found | own


def _follows(letters: dict[str, str], to_open: str, to_send: str) -> Row:
    outside = {persona: ("L", "L") for persona in PERSONAS if persona not in STAFF}
    staff = {
        persona: ("+" if to_open in held else "x", "+" if to_send in held else "x")
        for persona, held in letters.items()
    }
    return outside | staff
