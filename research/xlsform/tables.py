"""A sheet with its columns: the cells of a row by the names of the format, its texts by language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from center.base.scripts import to_latin
from research.xlsform.headers import TRANSLATED, Column, columns_of
from research.xlsform.languages import SERBIAN, Language, guess, to_stored, typed_in_latin
from research.xlsform.messages import Findings, rows_in_words
from research.xlsform.sheets import Sheet

# In logic a blank that does not break means a blank.
_PLAIN_BLANKS: Final = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\ufeff": "", "\u200b": ""}
)


@dataclass(frozen=True)
class Row:
    """One row below the headers."""

    table: "Table"
    number: int
    cells: tuple[str, ...]

    def get(self, name: str) -> str:
        """Return a cell that machines read: blanks are plain ones; "" without such a column."""
        column = self.table.first(name)
        return self.at(column).translate(_PLAIN_BLANKS).strip() if column else ""

    def at(self, column: Column) -> str:
        return self.cells[column.index] if column.index < len(self.cells) else ""

    def texts(self, name: str) -> dict[str, str]:
        """Return what people read, by language: Serbian in Cyrillic, from a Latin column where there is no other."""
        found: dict[str, str] = {}
        # A column that names its language comes before one that does not, Cyrillic before Latin.
        for column in sorted(self.table.named(name), key=self.table.rank):
            text = self.at(column)
            code = self.table.code(column)
            if text and code not in found:
                found[code] = to_stored(text) if self.table.latin(column) else text
        return found

    def header(self, name: str) -> str:
        """Return how the workbook calls the column, for messages."""
        column = self.table.first(name)
        return column.header if column else name


@dataclass(frozen=True)
class Table:
    """`silent` is the language of columns that name none; `converted` holds the columns typed in Serbian Latin."""

    sheet: str
    columns: tuple[Column, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    silent: str = SERBIAN
    converted: frozenset[int] = frozenset()

    def rows(self) -> Iterator[Row]:
        for number, cells in self.lines:
            yield Row(self, number, cells)

    def named(self, name: str) -> list[Column]:
        return [column for column in self.columns if column.name == name]

    def first(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def translated(self) -> list[Column]:
        return [column for column in self.columns if column.name in TRANSLATED]

    def texts_in(self, column: Column) -> list[str]:
        return [text for row in self.rows() if (text := row.at(column))]

    def code(self, column: Column) -> str:
        return column.language.code if column.language else self.silent

    def latin(self, column: Column) -> bool:
        return column.index in self.converted

    def rank(self, column: Column) -> tuple[bool, bool]:
        return column.language is None, self.latin(column)


def make_table(sheet: Sheet, known: Mapping[str, str], findings: Findings) -> Table:
    """Give a sheet its columns; says which headers stand there twice."""
    columns = columns_of(sheet.header, known)
    seen: dict[tuple[str, Language | None], Column] = {}
    for column in columns:
        if not column.name or column.name == "media":
            continue
        # Cyrillic and unsaid script are the same column, Latin is one of its own.
        language = column.language and replace(column.language, latin=column.language.latin or None)
        if (other := seen.setdefault((column.name, language), column)) is not column:
            findings.error(
                sheet.name,
                1,
                column.header,
                _("The columns “%(first)s” and “%(second)s” mean the same. Keep one of them."),
                first=other.header,
                second=column.header,
            )
    return Table(sheet.name, tuple(columns), sheet.rows)


def give_languages(
    tables: Iterable[Table], default: Language | None, findings: Findings
) -> tuple[list[Table], tuple[str, ...]]:
    """Decide what columns without a language are in and which are typed in Latin; return the languages in order."""
    tables = list(tables)
    unnamed = [
        (table, column) for table in tables for column in table.translated() if column.language is None
    ]
    texts = [text for table, column in unnamed for text in table.texts_in(column)]
    silent = default.code if default else guess(texts)
    given = [_in_cyrillic(replace(table, silent=silent), default, findings) for table in tables]
    headers = [
        f"{column.header} ({table.sheet})"
        for table in given
        for column in table.translated()
        if table.latin(column) and any(_converts(row, column) for row in table.rows())
    ]
    if headers:
        findings.warning(
            "",
            0,
            "",
            _("Serbian in Latin was converted to Cyrillic; look the texts through. Columns: %(columns)s"),
            columns=", ".join(headers),
        )
    if unnamed and texts and not default:
        _say_what_was_taken(unnamed, silent, findings)
    codes = [table.code(column) for table in given for column in table.translated()]
    first = [silent] if (default and silent in codes) or not codes else []
    return given, tuple(dict.fromkeys([*first, *codes]))


def _say_what_was_taken(unnamed: list[tuple[Table, Column]], silent: str, findings: Findings) -> None:
    if silent != SERBIAN:
        table, column = unnamed[0]
        findings.warning(
            table.sheet,
            1,
            column.header,
            _(
                "The header names no language; the texts were taken for English. Write “%(header)s::English (en)” or "
                "“%(header)s::Српски (sr)”."
            ),
            header=column.header,
        )


def _in_cyrillic(table: Table, default: Language | None, findings: Findings) -> Table:
    converted = set()
    for column in table.translated():
        if table.code(column) != SERBIAN:
            continue
        said = column.language or default
        latin = said.latin if said and said.code == SERBIAN else None
        if latin or (latin is None and typed_in_latin(table.texts_in(column))):
            converted.add(column.index)
    given = replace(table, converted=frozenset(converted))
    _compare_scripts(given, findings)
    return given


def _beside(table: Table, latin: Column) -> list[Column]:
    """Return the Cyrillic columns of the same texts."""
    return [
        column
        for column in table.named(latin.name)
        if column != latin and table.code(column) == SERBIAN and not table.latin(column)
    ]


def _converts(row: Row, latin: Column) -> bool:
    """Whether the Latin text is kept, and has become another by it."""
    text = row.at(latin)
    return to_stored(text) != text and not any(row.at(column) for column in _beside(row.table, latin))


def _compare_scripts(table: Table, findings: Findings) -> None:
    """Say where a Latin column says something else than the Cyrillic beside it, which is the one that is kept."""
    for column in table.translated():
        beside = _beside(table, column)
        if not table.latin(column) or not beside:
            continue
        differing = [
            row.number
            for row in table.rows()
            if row.at(column)
            and row.at(beside[0])
            and to_stored(row.at(column)) != row.at(beside[0])
            and to_latin(row.at(beside[0])) != row.at(column)
        ]
        if differing:
            findings.warning(
                table.sheet,
                differing[0],
                column.header,
                _(
                    "The Latin text says something else than the Cyrillic one, which is kept; the portal writes Latin "
                    "itself. Rows: %(rows)s"
                ),
                rows=rows_in_words(differing),
            )
