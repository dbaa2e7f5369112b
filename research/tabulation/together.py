"""Protection of all tables of a release together, and of what earlier releases of the same answers showed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from research.protection import NOT_ASKED, LineProtection, Protection, TableProtection, protect
from research.tabulation.answers import Answers
from research.tabulation.plans import Plan
from research.tabulation.questions import Form

# A question of numbers, or a scale, shows how many answered: one code for all of them.
ANSWERED: Final = "answered"
_SCALE: Final = "scale:"


@dataclass(frozen=True)
class Shown:
    """What a release shows: its protection, as it was computed, of its own tables only."""

    protection: Protection

    def to_document(self) -> dict[str, Any]:
        """Return what JSON can keep; it says what is withheld, never how many."""
        found = self.protection
        return {
            "lines": {
                name: [sorted(line.codes), line.base, line.missing, line.whole]
                for name, line in found.lines.items()
            },
            "tables": [
                [
                    list(pair),
                    sorted(list(cell) for cell in table.cells),
                    sorted(table.rows),
                    sorted(table.columns),
                    table.base,
                    table.whole,
                ]
                for pair, table in found.tables.items()
            ],
        }


def shown_of(document: Mapping[str, Any]) -> Protection:
    """Return the protection of what `Shown.to_document` made."""
    return Protection(
        {
            name: LineProtection(frozenset(codes), base, missing, whole)
            for name, (codes, base, missing, whole) in document["lines"].items()
        },
        {
            (pair[0], pair[1]): TableProtection(
                frozenset((row, column) for row, column in cells),
                frozenset(rows),
                frozenset(columns),
                base,
                whole,
            )
            for pair, cells, rows, columns, base, whole in document["tables"]
        },
    )


def first_of(name: str) -> str:
    """Return the name of the line of first places of a ranking."""
    return f"{name}:first"


def scale_line(items: Sequence[str]) -> str:
    """Return the name of the line of those who answered all items of a scale."""
    return f"{_SCALE}{'+'.join(sorted(items))}"


def together(answers: Answers, plan: Plan, earlier: Sequence[Protection] = ()) -> Protection:
    """Return what to withhold of a release, and of the tables of earlier ones.

    Raises research.protection.ToldBeforeError.
    """
    columns: dict[str, Sequence[Any]] = {}
    several: list[str] = []
    for name in _all(plan, earlier):
        _add(answers, name, columns, several)
    own = [name for name in _all(plan, ()) if name in columns]
    pairs = [(by, question) for question, by in plan.crosstabs]
    before = [pair for each in earlier for pair in each.tables]
    known = [_known(each, columns) for each in earlier]
    # Sides of a cross-tab whose own table is not shown are there, and say nothing by themselves.
    lines = [*own, *(name for each in known for name in each.lines)]
    for pair in (*pairs, *before):
        for name in pair:
            _add(answers, name, columns, several)
    return protect(
        columns,
        several=several,
        lines=list(dict.fromkeys(lines)),
        tables=list(dict.fromkeys((*pairs, *before))),
        earlier=known,
    )


def own_of(found: Protection, plan: Plan) -> Protection:
    """Return what `together` found for the tables of this release alone."""
    return Protection(
        {name: found.lines[name] for name in _all(plan, ()) if name in found.lines},
        {(by, question): found.tables[by, question] for question, by in plan.crosstabs},
        found.everything,
    )


def _all(plan: Plan, earlier: Sequence[Protection]) -> list[str]:
    names = [*plan.questions, *(scale_line(scale.items) for scale in plan.scales)]
    names += [name for each in earlier for name in each.lines if not name.endswith(":first")]
    return [
        each
        for name in dict.fromkeys(names)
        for each in ([name] if name.startswith(_SCALE) else [name, first_of(name)])
    ]


def _known(release: Protection, columns: Mapping[str, Any]) -> Protection:
    return Protection({name: each for name, each in release.lines.items() if name in columns}, release.tables)


def _add(answers: Answers, name: str, columns: dict[str, Sequence[Any]], several: list[str]) -> None:
    """Add the column behind a line; nothing where there is none."""
    if name in columns:
        return
    if name.startswith(_SCALE):
        columns[name] = _of_scale(answers, name.removeprefix(_SCALE).split("+"))
        return
    base = name.removesuffix(":first")
    if base not in answers.columns:
        return
    form, column = answers.questions[base].form, answers.columns[base]
    if name != base:
        if form == Form.RANK:
            columns[name] = [value[0] if isinstance(value, list) else value for value in column]
        return
    if form in {Form.SEVERAL, Form.RANK}:
        several.append(name)
    columns[name] = [_told(value) for value in column] if form == Form.NUMBER else column


def _told(value: Any) -> Any:
    return value if value is None or value is NOT_ASKED else ANSWERED


def _of_scale(answers: Answers, items: Sequence[str]) -> list[Any]:
    found: list[Any] = []
    for values in zip(*(answers.columns[item] for item in items), strict=True):
        told = [value is not None and value is not NOT_ASKED for value in values]
        found.append(ANSWERED if all(told) else None if any(told) else NOT_ASKED)
    return found
