"""A workbook becomes a definition, or a list of all that keeps it from becoming one."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from center.base.spreadsheets import SpreadsheetError
from research.definition import Definition
from research.xlsform.choices import read_choices
from research.xlsform.form_settings import read_settings
from research.xlsform.headers import CHOICES_HEADERS, SETTINGS_HEADERS, SURVEY_HEADERS
from research.xlsform.limits import MOST_CHOICES, MOST_EMPTY_ROWS, MOST_SURVEY_ROWS
from research.xlsform.logic import Logic
from research.xlsform.messages import CHOICES, SETTINGS, SURVEY, Findings, Reading, rows_in_words
from research.xlsform.names import check_names
from research.xlsform.nesting import nest
from research.xlsform.questions import Line, Lines
from research.xlsform.rules import Rules
from research.xlsform.second_judge import ask_pyxform
from research.xlsform.sheets import Sheet, read_sheets
from research.xlsform.shown_texts import check_texts, check_translations
from research.xlsform.tables import Table, give_languages, make_table

# Sheets of the format that the portal has no use for.
_REFUSED: Final = ("external_choices", "entities", "osm")
_HEADERS: Final = {SURVEY: SURVEY_HEADERS, CHOICES: CHOICES_HEADERS, SETTINGS: SETTINGS_HEADERS}
_NEEDED: Final = {SURVEY: ("type", "name"), CHOICES: ("list_name", "name"), SETTINGS: ()}


def read(data: bytes, filename_hint: str = "") -> Reading:
    """Return the definition in an XLSForm workbook (xlsform.org), or everything that is wrong with it.

    The content says what the file is; the name is not looked at. Texts are taken from the cells themselves, since
    pyxform alters quotation marks; it is asked last, whether KoboToolbox and ODK will take the file.
    """
    findings = Findings()
    try:
        sheets, titles = read_sheets(data, (*_HEADERS, *_REFUSED), SURVEY)
    except SpreadsheetError as error:
        findings.error("", 0, "", error.messages[0])
        return findings.reading(None)
    if SURVEY not in sheets:
        findings.error(
            "",
            0,
            "",
            _("The workbook has no sheet “survey”. Its sheets: %(sheets)s"),
            sheets=", ".join(titles),
        )
        return findings.reading(None)
    _refuse_sheets(sheets, findings)
    definition = _definition(sheets, findings)
    if not findings.errors:
        ask_pyxform(data, findings)
    return findings.reading(definition)


def _definition(sheets: Mapping[str, Sheet], findings: Findings) -> Definition | None:
    tables = {
        name: _table(sheets.get(name) or Sheet(name, (), ()), known, findings)
        for name, known in _HEADERS.items()
    }
    if not all(tables[SURVEY].first(name) for name in _NEEDED[SURVEY]):
        return None
    if _too_many_rows(tables, findings):
        return None
    settings = read_settings(tables[SETTINGS], findings)
    (survey, choices), languages = give_languages(
        [tables[SURVEY], tables[CHOICES]], settings.default, findings
    )
    lists = read_choices(choices, findings)
    lines = Lines(findings)
    read_lines = [line for row in survey.rows() if (line := lines.read(row))]
    lines.appearances.say_what_is_left_out()
    columns = {column.name: column.header for column in reversed(survey.columns) if column.name}
    definition = Definition(
        title=settings.title_in(languages[0]),
        items=nest(read_lines, columns["type"], findings),
        choices=lists,
        languages=languages,
        form_id=settings.form_id,
        version=settings.version,
    )
    _say_what_is_left_out(survey, lines.traces, columns, findings)
    if not read_lines:
        findings.error(SURVEY, 0, "", _("The sheet “survey” has no questions."))
    else:
        whole = not any(line.type.refusal for line in read_lines)
        Rules(definition, columns, findings).check(whole=whole)
    check_names(definition, columns, findings)
    refused = _refused(survey, read_lines)
    inserted = {*definition.questions, *refused}
    check_texts((survey, choices), inserted, lines.traces, findings)
    check_translations((survey, choices), languages, findings)
    Logic(definition, columns, findings, lost=lines.traces, refused=refused).check()
    return definition


def _too_many_rows(tables: Mapping[str, Table], findings: Findings) -> bool:
    """Say so and stop where looking through all rows would take minutes."""
    found = False
    for sheet, most in ((SURVEY, MOST_SURVEY_ROWS), (CHOICES, MOST_CHOICES)):
        if (count := len(tables[sheet].lines)) > most:
            findings.error(
                sheet,
                0,
                "",
                _("The sheet has %(count)s rows; %(most)s are possible. Shorten it."),
                count=count,
                most=most,
            )
            found = True
    return found


def _refused(survey: Table, lines: Iterable[Line]) -> set[str]:
    """Return the names of rows with a type that the portal does not have."""
    rows = {line.row for line in lines if line.type.refusal}
    return {row.get("name") for row in survey.rows() if row.number in rows} - {""}


def _table(sheet: Sheet, known: Mapping[str, str], findings: Findings) -> Table:
    table = make_table(sheet, known, findings)
    before = 1
    for number, _cells in sheet.rows:
        if number - before > MOST_EMPTY_ROWS + 1:
            findings.error(
                sheet.name,
                number,
                "",
                _(
                    "More than %(most)s empty rows stand above this one; other programs stop there. Delete them."
                ),
                most=MOST_EMPTY_ROWS,
            )
        before = number
    if sheet.rows or sheet.name == SURVEY:
        for name in _NEEDED[sheet.name]:
            if not table.first(name):
                findings.error(
                    sheet.name, 1, name, _("The column “%(name)s” is missing in the first row."), name=name
                )
    return table


def _refuse_sheets(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    for name in _REFUSED:
        if name in sheets and sheets[name].rows:
            findings.error(
                name,
                sheets[name].rows[0][0],
                "",
                _("The portal does not use this sheet. Remove it and the questions that need it."),
            )


def _say_what_is_left_out(
    survey: Table, traces: Mapping[str, int], columns: Mapping[str, str], findings: Findings
) -> None:
    if traces:
        findings.warning(
            SURVEY,
            min(traces.values()),
            columns["type"],
            _("Not kept, since answers must stay anonymous: %(names)s. Rows: %(rows)s"),
            names=", ".join(traces),
            rows=rows_in_words(traces.values()),
        )
    for column in survey.columns:
        if not column.name and not column.header.startswith("$") and survey.texts_in(column):
            findings.warning(
                SURVEY,
                1,
                column.header,
                _("The column “%(header)s” is not used here and was left out."),
                header=column.header,
            )
