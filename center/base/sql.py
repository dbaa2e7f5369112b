"""SQL of the functions that the database offers to every app."""

from typing import Final

from center.base.scripts.folding import FOLDING


def _sr_fold() -> str:
    """Build `sr_fold` from the table of `center.base.scripts.folding`.

    Only functions that do not depend on the locale of the database: `normalize`, `translate`, `replace`, and
    `lower` in the collation "C", which knows the letters A to Z alone. Letters that fold to one letter or to
    nothing go through a single `translate`; the others become one stand-in for each outcome, then that
    outcome. A text of ASCII only, as most queries are, takes the short way.
    """
    table = {char: plain for char, plain in FOLDING.items() if not char.isascii()}
    single = {char: plain for char, plain in table.items() if len(plain) == 1}
    removed = [char for char, plain in table.items() if not plain]
    longer = {char: plain for char, plain in table.items() if len(plain) > 1}
    stand_in: dict[str, str] = {}
    for char, plain in longer.items():
        stand_in.setdefault(plain, char)
    to_stand_in = {char: stand_in[plain] for char, plain in longer.items() if stand_in[plain] != char}
    mapped = {**single, **to_stand_in}
    expression = "pg_catalog.normalize(value, 'NFKD')"
    sources, targets = "".join([*mapped, *removed]), "".join(mapped.values())
    expression = f"pg_catalog.translate({expression}, '{sources}', '{targets}')"
    for plain, char in stand_in.items():
        expression = f"pg_catalog.replace({expression}, '{char}', '{plain}')"
    expression = f"""pg_catalog.normalize(pg_catalog.lower({expression} COLLATE pg_catalog."C"), 'NFC')"""
    return f"""CASE
    WHEN pg_catalog.octet_length(value) = pg_catalog.char_length(value)
    THEN pg_catalog.lower(value COLLATE pg_catalog."C")
    ELSE {expression}
END"""


SR_FOLD_CREATE: Final = f"""
CREATE OR REPLACE FUNCTION sr_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN {_sr_fold()};
"""
"""Creates `sr_fold(text)`, for indexes and generated columns; wants a UTF8 database, PostgreSQL ≥ 15."""

SR_FOLD_DROP: Final = "DROP FUNCTION IF EXISTS sr_fold(text);"
