"""A definition becomes a workbook again, of which `read` makes the same definition."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from center.base.spreadsheets import SheetOut, xlsx_of_sheets
from research.definition import CHOOSING, Definition, Group, Item, Kind, Question
from research.xlsform.languages import SERBIAN, header_of, to_stored, typed_in_latin
from research.xlsform.messages import CHOICES, SETTINGS, SURVEY
from research.xlsform.sheets import as_written

# Columns that people read, one for each language, and columns that stand once; in the order of the sheet.
_TEXTS: Final = ("label", "hint", "required_message", "constraint_message")
_COLUMNS: Final = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "constraint_message",
    "choice_filter",
    "appearance",
    "read_only",
    "default",
    "calculation",
    "parameters",
)
_ALWAYS: Final = frozenset({"type", "name", "label"})
_Cells = dict[tuple[str, str], str]


def write(definition: Definition) -> bytes:
    """Return the workbook (.xlsx) of a definition, with the sheets survey, choices and settings."""
    survey = [_tagged(row) for row in _rows(definition.items)]
    choices = [
        _tagged({"list_name": name, "name": choice.name, "label": choice.label}) | _filters(choice.filters)
        for name, listed in definition.choices.items()
        for choice in listed
    ]
    as_typed = _would_be_converted(definition, survey, choices)
    headers = {code: header_of(code, as_typed=as_typed) for code in definition.languages}
    filters = [key for key in dict.fromkeys(key for row in choices for key in row) if key[0] == "filter"]
    return xlsx_of_sheets(
        [
            _sheet(SURVEY, _columns(_COLUMNS, survey, definition.languages), survey, headers),
            _sheet(
                CHOICES,
                [*_columns(("list_name", "name", "label"), choices, definition.languages), *filters],
                choices,
                headers,
            ),
            _settings(definition, headers),
        ]
    )


def _rows(items: Iterable[Item]) -> Iterator[dict[str, str | Mapping[str, str]]]:
    for item in items:
        if isinstance(item, Group):
            yield {
                "type": "begin_group",
                "name": item.name,
                "label": item.label,
                "hint": item.hint,
                "relevant": item.relevant,
                "appearance": item.appearance,
            }
            yield from _rows(item.items)
            yield {"type": "end_group"}
        else:
            yield _question(item)


def _question(question: Question) -> dict[str, str | Mapping[str, str]]:
    row: dict[str, str | Mapping[str, str]] = {
        name: getattr(question, name) for name in _COLUMNS if name not in {"type", "read_only", "parameters"}
    }
    listed = f" {question.choices}" if question.kind in CHOOSING else ""
    row["type"] = question.kind.value + listed + (" or_other" if question.or_other else "")
    if question.kind is Kind.RANGE:
        row["parameters"] = f"start={question.start} end={question.end} step={question.step}"
    if question.read_only:
        row["read_only"] = "yes"
    if question.required == "true()":
        row["required"] = "yes"
    return row


def _tagged(row: Mapping[str, str | Mapping[str, str]]) -> _Cells:
    """Return the filled cells by column and language; what is not translated has none."""
    cells: _Cells = {}
    for name, said in row.items():
        if isinstance(said, str):
            cells[name, ""] = said
        else:
            cells |= {(name, code): text for code, text in said.items()}
    return {key: said for key, said in cells.items() if said}


def _filters(filters: Mapping[str, str]) -> _Cells:
    return {("filter", name): said for name, said in filters.items() if said}


def _columns(names: Iterable[str], rows: list[_Cells], languages: Iterable[str]) -> list[tuple[str, str]]:
    used = {name for row in rows for name, _language in row} | _ALWAYS | {"list_name"}
    return [
        (name, language)
        for name in names
        if name in used
        for language in (languages if name in _TEXTS else ("",))
    ]


def _sheet(
    title: str, columns: list[tuple[str, str]], rows: list[_Cells], headers: Mapping[str, str]
) -> SheetOut:
    return SheetOut(
        title,
        [_header(column, headers) for column in columns],
        [[as_written(row.get(column, "")) or None for column in columns] for row in rows],
    )


def _header(column: tuple[str, str], headers: Mapping[str, str]) -> str:
    name, said = column
    if name == "filter":
        return said
    return f"{name}::{headers[said]}" if said else name


def _settings(definition: Definition, headers: Mapping[str, str]) -> SheetOut:
    first = definition.languages[0]
    row = {
        "form_title": definition.title.get(first, ""),
        "form_id": definition.form_id,
        "version": definition.version,
        "default_language": headers[first],
    } | {f"form_title_{code}": text for code, text in definition.title.items() if code != first}
    filled = {name: said for name, said in row.items() if said}
    return SheetOut(SETTINGS, list(filled), [[as_written(said) for said in filled.values()]])


def _would_be_converted(definition: Definition, *sheets: list[_Cells]) -> bool:
    """Whether reading would take a column of Serbian texts for Latin and change it."""
    columns = [
        [row[name, SERBIAN] for row in rows if (name, SERBIAN) in row] for rows in sheets for name in _TEXTS
    ]
    columns.append([definition.title[SERBIAN]] if SERBIAN in definition.title else [])
    return any(
        typed_in_latin(column) and any(to_stored(text) != text for text in column) for column in columns
    )
