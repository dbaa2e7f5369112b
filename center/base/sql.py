"""SQL of the functions that the database offers to every app."""

from typing import Final

from center.base.scripts.folding import FOLDING


def _sr_fold() -> str:
    """Build `sr_fold` from the table of `center.base.scripts.folding`.

    Only built-in functions that do not depend on the locale of the database: `normalize`, `translate`,
    `replace`. Letters that fold to one letter or to nothing go through a single `translate`; the others are
    first made one stand-in each (their own small letter), then replaced.
    """
    single = {char: plain for char, plain in FOLDING.items() if len(plain) == 1}
    removed = [char for char, plain in FOLDING.items() if not plain]
    longer = {char: plain for char, plain in FOLDING.items() if len(plain) > 1}
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
    return f"pg_catalog.normalize({expression}, 'NFC')"


SR_FOLD_CREATE: Final = f"""
CREATE OR REPLACE FUNCTION sr_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN {_sr_fold()};
"""
"""Creates `sr_fold(text)`, for indexes and generated columns; wants a UTF8 database, PostgreSQL ≥ 15."""

SR_FOLD_DROP: Final = "DROP FUNCTION IF EXISTS sr_fold(text);"
