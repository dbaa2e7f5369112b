"""What the data of a release would tell although its tables do not."""

from dataclasses import dataclass

from research.study.microdata import Value
from research.study.studies import Study
from research.study.tables import WITHHELD, Table, TableKind
from research.study.variables import Variable


@dataclass(frozen=True)
class GivenAway:
    """A withheld cell that somebody can count in the data."""

    table: str
    line: str
    head: str


def given_away(study: Study) -> tuple[GivenAway, ...]:
    """Return the withheld cells of frequencies and cross-tabs whose people can be counted in the data.

    The codes of the lines of a cross-tab are of its first variable, those of its heads of the second. Whoever makes a
    release leaves such a variable out of the data, or the answers concerned empty, or decides that rows which nobody
    can be found by (k-anonymity) may tell it.
    """
    places = {(column.variable, column.code): number for number, column in enumerate(study.data.columns)}
    rows = study.data.rows
    return tuple(
        GivenAway(table.name, line.code, head.code)
        for table in study.tables
        if table.has_withheld and (variables := _variables(study, table))
        for line in table.lines
        for head, cell in zip(table.heads, line.cells, strict=True)
        if cell is WITHHELD
        and any(_has(row, places, list(zip(variables, (line.code, head.code), strict=False))) for row in rows)
    )


def _variables(study: Study, table: Table) -> tuple[Variable, ...]:
    wanted = {TableKind.FREQUENCY: 1, TableKind.CROSSTAB: 2}.get(table.kind)
    known = tuple(study.by_name[name] for name in table.variables if name in study.by_name)
    return known if len(known) == wanted else ()


def _has(
    row: tuple[Value, ...], places: dict[tuple[str, str], int], answers: list[tuple[Variable, str]]
) -> bool:
    return all(_answered(row, places, variable, code) for variable, code in answers)


def _answered(
    row: tuple[Value, ...], places: dict[tuple[str, str], int], variable: Variable, code: str
) -> bool:
    if variable.is_split:
        place = places.get((variable.name, code))
        return place is not None and row[place] == 1
    place = places.get((variable.name, ""))
    return place is not None and row[place] is not None and str(row[place]) == code
