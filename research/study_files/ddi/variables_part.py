"""The variables with their categories and, where they may be published, how many gave each answer (`dataDscr`)."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from research.study import (
    WITHHELD,
    Cell,
    Column,
    Measure,
    Shown,
    Study,
    TableKind,
    Texts,
    Variable,
    VariableKind,
)
from research.study_files.ddi.elements import Writer
from research.study_files.labels import column_label, value, value_labels

_NATURES = {Measure.NOMINAL: "nominal", Measure.ORDINAL: "ordinal", Measure.SCALE: "ratio"}


def add_variables(study: Study, book: ET.Element, to: Writer, *, file: str) -> None:
    """Add the groups of the questionnaire and a variable for each column of the data."""
    part = to.add(book, "dataDscr")
    _add_groups(study, part, to)
    cells = _published(study)
    weights = " ".join(
        _id(number)
        for number, column in enumerate(study.data.columns)
        if study.by_name[column.variable].kind == VariableKind.WEIGHT
    )
    for number, column in enumerate(study.data.columns):
        variable = study.by_name[column.variable]
        is_weight = variable.kind == VariableKind.WEIGHT
        about = {
            "ID": _id(number),
            "name": column.name,
            "files": file,
            "intrvl": "contin" if variable.measure == Measure.SCALE else "discrete",
            "nature": "interval" if variable.kind == VariableKind.DATE else _NATURES[variable.measure],
            "dcml": str(variable.decimals),
        }
        if is_weight or weights:
            about["wgt" if is_weight else "wgt-var"] = "wgt" if is_weight else weights
        _fill(study, column, to.add(part, "var", **about), to, cells.get(variable.name, {}))


def _id(number: int) -> str:
    return f"V{number + 1}"


def _add_groups(study: Study, part: ET.Element, to: Writer) -> None:
    """Add parts of the questionnaire, and the columns of one question with several answers."""
    groups: dict[str, tuple[str, Texts, list[str]]] = {}
    for number, column in enumerate(study.data.columns):
        variable = study.by_name[column.variable]
        if variable.group:
            label = study.groups.get(variable.group, {})
            groups.setdefault(f"group {variable.group}", ("section", label, []))[2].append(_id(number))
        if variable.kind == VariableKind.SEVERAL:
            groups.setdefault(f"answers {variable.name}", ("multipleResp", variable.label, []))[2].append(
                _id(number)
            )
    for number, (kind, label, ids) in enumerate(groups.values()):
        made = to.add(part, "varGrp", ID=f"G{number + 1}", type=kind, var=" ".join(ids))
        to.both(made, "labl", label)


def _fill(study: Study, column: Column, made: ET.Element, to: Writer, cells: Mapping[str, Cell]) -> None:
    variable = study.by_name[column.variable]
    spoken = [name for name in ("sr", "en") if variable.label.get(name) or variable.question.get(name)]
    to.both(made, "labl", {name: column_label(study, column, name) for name in spoken or ["sr"]})
    if variable.question:
        question = to.add(made, "qstn")
        to.both(question, "qstnLit", variable.question)
    values = value_labels(variable, to.language)
    missing = {value(variable, code) for code in variable.missing}
    _add_range(study, column, made, to, [each for each in values if each not in missing])
    if missing:
        _add_items(made, "invalrng", [each for each in values if each in missing], to)
    to.both(made, "universe", variable.asked_of, clusion="I")
    for each in values:
        category = to.add(made, "catgry", missing="Y" if each in missing else "N")
        to.add(category, "catValu", str(each))
        to.both(category, "labl", _meaning(variable, each))
        cell = _cell_of(column, each, cells)
        if isinstance(cell, Shown) and cell.n is not None:
            to.add(category, "catStat", str(cell.n), type="freq")
        if isinstance(cell, Shown) and cell.percent is not None:
            to.add(category, "catStat", f"{cell.percent:g}", type="percent")
    _add_format(variable, made, to)


def _meaning(variable: Variable, each: int | str) -> Texts:
    if variable.kind == VariableKind.SEVERAL:
        return {name: value_labels(variable, name)[each] for name in ("sr", "en")}
    return variable.labels[str(each)]


def _add_range(study: Study, column: Column, made: ET.Element, to: Writer, valid: list[int | str]) -> None:
    """Add which values count: those of the list, or from the smallest to the largest in the published data."""
    if valid:
        _add_items(made, "valrng", valid, to)
        return
    place = study.data.columns.index(column)
    found = sorted({str(row[place]) for row in study.data.rows if row[place] is not None}, key=_as_number)
    if found:
        to.add(to.add(made, "valrng"), "range", min=found[0], max=found[-1])


def _as_number(text: str) -> tuple[float, str]:
    try:
        return float(text), ""
    except ValueError:  # a day, which sorts as text
        return 0, text


def _add_items(made: ET.Element, name: str, values: list[int | str], to: Writer) -> None:
    if values:
        within = to.add(made, name)
        for each in values:
            to.add(within, "item", VALUE=str(each))


def _published(study: Study) -> Mapping[str, Mapping[str, Cell]]:
    """Return the first column of the frequency table of each variable, by code."""
    return {
        table.variables[0]: {line.code: line.cells[0] for line in table.lines}
        for table in study.tables
        if table.kind == TableKind.FREQUENCY and len(table.variables) == 1 and table.heads
    }


def _cell_of(column: Column, each: int | str, cells: Mapping[str, Cell]) -> Cell:
    """Return what was published of a value; of several answers only how many chose this one."""
    if not column.code:
        return cells.get(str(each), WITHHELD)
    return cells.get(column.code, WITHHELD) if each == 1 else WITHHELD


def _add_format(variable: Variable, made: ET.Element, to: Writer) -> None:
    if variable.kind == VariableKind.DATE:
        to.add(made, "varFormat", type="character", schema="ISO", category="date", formatname="YYYY-MM-DD")
    elif variable.kind == VariableKind.ONE and not variable.has_whole_codes:
        to.add(made, "varFormat", type="character")
    else:
        to.add(made, "varFormat", type="numeric")
