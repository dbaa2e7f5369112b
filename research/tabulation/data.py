"""Rows of single respondents that may be published: no free text, no day, and nobody alone.

What a table withholds is not countable in the data either: withheld answers of a question are one answer in the data,
and where that is not enough the question is left out. Numbers are cut into bands unless five people gave each of them.
Then rows are made alike in the characteristics by which somebody could be recognised (k-anonymity).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import comb, log2
from typing import Any, Final

from django.utils.translation import gettext as _

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.definition import Texts
from research.protection import (
    NOT_ASKED,
    Anonymised,
    Protection,
    Recoding,
    banded,
    generalised,
    k_anonymous,
    merged,
)
from research.study import Category, Measure, Microdata, Variable, VariableKind, exploded
from research.tabulation.answers import Answers
from research.tabulation.plans import Plan
from research.tabulation.questions import Asked, Form
from research.tabulation.together import first_of
from research.tabulation.weights import Weights
from research.tabulation.words import both, insert, sentences

# The code of answers that are put together since each of them was too rare.
MERGED: Final = "merged"
# Ages of the censuses of the Statistical Office, in broad bands.
_AGES: Final = (18, 30, 45, 60, 75)
_MOST_AGE, _LEAST_AGE = 120, 10
_BANDS: Final = 5
_FEWEST_FOR_BANDS: Final = 4 * FEWEST_PEOPLE
# Rows times ways of choosing: about ten seconds of trying.
_MOST_TRIED: Final = 200_000
_WEIGHT: Final = "weight"


@dataclass(frozen=True)
class Data:
    """The rows with their variables; `left_out` says by variable why it is not there; `words` say what was done."""

    variables: tuple[Variable, ...]
    rows: Microdata
    left_out: Mapping[str, Texts]
    words: tuple[Texts, ...]
    notes: tuple[Texts, ...] = ()


def data_of(answers: Answers, plan: Plan, protection: Protection, weights: Weights) -> Data:
    """Return the data of a release; nothing of all of it where fewer than five people are left."""
    work = _Work(answers, plan, protection)
    for name in plan.data:
        work.take(name)
    if not work.columns:
        return Data((), Microdata(), work.left_out, ())
    work.leave_out_pairs()
    quasi = [name for name in plan.data if name in work.columns and name in work.quasi]
    others = [name for name in plan.data if name in work.columns and name not in work.quasi]
    columns = dict(work.columns)
    keeps_weight = weights.values is not None and not weights.by_strata and set(weights.of) <= set(columns)
    if keeps_weight and weights.values is not None:
        columns[_WEIGHT] = [round(float(value), 4) for value in weights.values]
        others.append(_WEIGHT)
    rows = [
        {name: value for name, value in zip(columns, values, strict=True) if value is not NOT_ASKED}
        for values in zip(*columns.values(), strict=True)
    ]
    found = _all_kept(work, rows, quasi, others)
    touched = {each.name for each in found.variables if each.steps} | work.changed
    shows_weight = keeps_weight and set(weights.of) <= set(work.columns) and not touched & set(weights.of)
    kept = found.rows
    variables = [work.variable(name, kept) for name in plan.data if name in work.columns]
    if shows_weight:
        variables.append(_weight())
    notes = (*work.notes, *_notes(answers, found), *_of_weight(weights, is_shown=shows_weight))
    if not kept:
        return Data((), Microdata(), work.left_out, (), notes)
    return Data(tuple(variables), exploded(variables, kept), work.left_out, sentences(found.method), notes)


def _all_kept(
    work: "_Work", rows: Sequence[Mapping[str, Any]], quasi: list[str], others: Sequence[str]
) -> Anonymised:
    """Return all rows with all values, and as many characteristics as can stay, however coarse.

    A single row or value that is missing could be found by comparing the rows with the tables, so a characteristic
    that stays too rare goes as a whole. Of several that could go, it is the one whose going leaves the most said.
    """
    for size in range(len(quasi), -1, -1):
        tried = [(names, _kept_with(work, rows, names, others)) for names in _chosen(rows, quasi, size)]
        found = [(names, result) for names, result in tried if result is not None]
        if not found:
            continue
        names, result = max(found, key=lambda each: _bits(each[1].rows, each[0]))
        for name in quasi:
            if name not in names:
                del work.columns[name]
                work.left_out[name] = both(lambda _language: _("it would make somebody recognisable"))
        return result
    raise AssertionError("without characteristics nobody is told apart")


def _chosen(rows: Sequence[Mapping[str, Any]], quasi: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """Return every way to keep `size` characteristics; where there are too many, those with the fewest values."""
    if comb(len(quasi), size) * len(rows) <= _MOST_TRIED:
        return list(combinations(quasi, size))
    by_values = sorted(quasi, key=lambda name: _values(rows, name))
    return [tuple(name for name in quasi if name in by_values[:size])]


def _kept_with(
    work: "_Work", rows: Sequence[Mapping[str, Any]], names: Sequence[str], others: Sequence[str]
) -> Anonymised | None:
    """Return the rows with these characteristics; None where one would be lost on the way or say nothing any more."""
    found = k_anonymous(
        rows,
        quasi_identifiers=names,
        others=others,
        recodings={name: work.recodings[name] for name in names},
        suppressed_share=0,
    )
    if not names:
        return found
    is_lost = found.dropped or any(each.withheld for each in found.variables)
    says_nothing = any(_values(found.rows, name) < min(2, _values(rows, name)) for name in names)
    return None if is_lost or says_nothing else found


def _values(rows: Sequence[Mapping[str, Any]], name: str) -> int:
    return len({str(row[name]) for row in rows if row.get(name) is not None})


def _bits(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> float:
    """Return how much the columns say of a row (Shannon's entropy, summed)."""
    counts = [Counter(str(row.get(name)) for row in rows).values() for name in names]
    return sum(-each / len(rows) * log2(each / len(rows)) for column in counts for each in column)


class _Work:
    def __init__(self, answers: Answers, plan: Plan, protection: Protection) -> None:
        self.answers, self.plan, self.protection = answers, plan, protection
        self.columns: dict[str, list[Any]] = {}
        self.categories: dict[str, tuple[Category, ...]] = {}
        self.recodings: dict[str, list[Recoding]] = {}
        self.quasi = set(plan.quasi_identifiers)
        self.changed: set[str] = set()
        self.left_out: dict[str, Texts] = {}
        self.notes: list[Texts] = []

    def take(self, name: str) -> None:
        """Take the column of a question, as far as its table allows."""
        asked = self.answers.questions.get(name)
        line = self.protection.lines.get(name)
        if asked is None:
            return
        self.categories[name], self.recodings[name] = asked.categories, _mergings(self.answers.total)
        column = self.answers.columns[name]
        if asked.form == Form.MONTHS:
            self.left_out[name] = both(lambda _language: _("days may tell who it was"))
        elif line is None:
            self.left_out[name] = both(lambda _language: _("its table is not published"))
        elif line.base or line.whole or line.missing or (self._hides(asked) and asked.form != Form.ONE):
            self.left_out[name] = _small()
        elif asked.form == Form.NUMBER:
            self._take_number(asked, column)
        elif line.codes:
            self.columns[name] = [MERGED if value in line.codes else value for value in column]
            self.changed.add(name)
            self._note(asked, _merged_words)
        else:
            self.columns[name] = column

    def _hides(self, asked: Asked) -> bool:
        lines = [self.protection.lines.get(name) for name in (asked.name, first_of(asked.name))]
        return any(line is not None and (line.codes or line.base or line.missing) for line in lines)

    def _take_number(self, asked: Asked, column: list[Any]) -> None:
        given = [value for value in column if value is not None and value is not NOT_ASKED]
        if len(given) < _FEWEST_FOR_BANDS:
            self.left_out[asked.name] = _small()
            return
        if min(Counter(given).values()) >= FEWEST_PEOPLE:
            self.columns[asked.name] = column
            self.recodings[asked.name] = [banded(edges) for edges in _edges(given)[-1:]]
            return
        edges = _edges(given)
        rows = [{} if value is NOT_ASKED else {"x": value} for value in column]
        cut = banded(edges[0])(rows, "x")
        self.columns[asked.name] = [row.get("x", NOT_ASKED) for row in cut]
        self.changed.add(asked.name)
        coarse = banded(edges[-1])(rows, "x")
        parents: dict[Any, str] = {}
        for row, parent in zip(cut, coarse, strict=True):
            if row.get("x") is not None:
                parents.setdefault(row["x"], str(parent["x"]))
        self.recodings[asked.name] = [generalised(parents)]
        self._note(asked, _band_words)

    def leave_out_pairs(self) -> None:
        """Of two questions whose common table withholds something, leave one out: nobody shall count it in the rows."""
        for (by, question), table in self.protection.tables.items():
            if not table.hides_anything or by not in self.columns or question not in self.columns:
                continue
            gone = by if question in self.quasi and by not in self.quasi else question
            del self.columns[gone]
            self.left_out[gone] = both(
                lambda _language: _("together with another question it would tell what its table withholds")
            )

    def variable(self, name: str, rows: Sequence[Mapping[str, Any]]) -> Variable:
        """Return the description of a column as it is after all changes."""
        asked = self.answers.questions[name]
        found = {row[name] for row in rows if isinstance(row.get(name), str)}
        more: dict[str, Any] = {
            "label": asked.label,
            "question": asked.label,
            "is_quasi_identifier": name in self.quasi,
            "is_asked": asked.question.kind != "calculate",
            "group": asked.group,
            "asked_of": _filtered() if asked.is_filtered else {},
        }
        if asked.form == Form.SEVERAL:
            return Variable(name, VariableKind.SEVERAL, categories=asked.categories, **more)
        if asked.form == Form.RANK:
            return Variable(
                name, VariableKind.RANK, categories=asked.categories, measure=Measure.ORDINAL, **more
            )
        if asked.form == Form.NUMBER and not found:
            values = [row[name] for row in rows if row.get(name) is not None]
            decimals = 0 if all(float(value).is_integer() for value in values) else 2
            return Variable(name, VariableKind.NUMBER, measure=Measure.SCALE, decimals=decimals, **more)
        categories = [each for each in self.categories[name] if asked.form != Form.NUMBER]
        known = {each.code for each in categories}
        categories += [_category(code) for code in sorted(found - known, key=_order)]
        ordinal = asked.is_ordinal or asked.form == Form.NUMBER
        return Variable(
            name,
            VariableKind.ONE,
            categories=tuple(categories),
            measure=Measure.ORDINAL if ordinal else Measure.NOMINAL,
            **more,
        )

    def _note(self, asked: Asked, words: Callable[[], str]) -> None:
        self.notes.append(_about(self.answers, asked.name, words))


def _mergings(total: int) -> list[Recoding]:
    """Return steps that put together ever more answers, the rarest first."""
    found, fewest = [], FEWEST_PEOPLE
    while fewest < total:
        found.append(merged(MERGED, fewest=fewest))
        fewest *= 2
    return found


def _edges(values: Sequence[float]) -> list[list[float]]:
    """Return edges of bands of at least five people each: fine ones, then coarse ones."""
    ascending = sorted(values)
    is_age = ascending[0] >= _LEAST_AGE and ascending[-1] <= _MOST_AGE and len(set(values)) > _BANDS
    wanted = list(_AGES) if is_age else _quantiles(ascending, _BANDS)
    fine = _filled(ascending, wanted)
    return [fine, _filled(ascending, [fine[len(fine) // 2]])]


def _quantiles(ascending: Sequence[float], parts: int) -> list[float]:
    found = {ascending[len(ascending) * part // parts] for part in range(1, parts)}
    return sorted(found)


def _filled(ascending: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Drop edges until every band has five people; the middle one is left at the least."""
    edges = sorted(wanted)
    while len(edges) > 1:
        ends = [float("-inf"), *edges, float("inf")]
        counts = [sum(low <= value < high for value in ascending) for low, high in pairwise(ends)]
        small = next((place for place, count in enumerate(counts) if count < FEWEST_PEOPLE), None)
        if small is None:
            return edges
        del edges[min(small, len(edges) - 1)]
    middle = ascending[len(ascending) // 2]
    below = sum(value < edges[0] for value in ascending)
    return edges if FEWEST_PEOPLE <= below <= len(ascending) - FEWEST_PEOPLE else [middle]


def _order(code: str) -> tuple[int, float, str]:
    """Bands in their order, what was put together last."""
    digits = code.lstrip("<").split("–")[0].rstrip("+")
    try:
        return 0, float(digits) - (1 if code.startswith("<") else 0), code
    except ValueError:
        return 1, 0.0, code


def _category(code: str) -> Category:
    if code == MERGED:
        return Category(code, both(lambda _language: _("Other answers, put together")))
    return Category(code, {"sr": code, "en": code})


def _weight() -> Variable:
    return Variable(
        _WEIGHT,
        VariableKind.WEIGHT,
        both(lambda _language: _("Weight")),
        measure=Measure.SCALE,
        is_asked=False,
        decimals=4,
    )


def _small() -> Texts:
    return both(lambda _language: _("its table withholds small numbers"))


def _filtered() -> Texts:
    return both(lambda _language: _("Those for whom the question was meant"))


def _merged_words() -> str:
    return _("answers that its table withholds are one answer in the data")


def _band_words() -> str:
    return _("numbers are in bands")


def _notes(answers: Answers, found: Anonymised) -> tuple[Texts, ...]:
    coarser = tuple(
        _about(answers, each.name, lambda: _("made coarser, so that nobody is alone"))
        for each in found.variables
        if each.steps
    )
    alike = tuple(
        _about(answers, name, lambda: _("in some groups that look alike everybody gave the same answer"))
        for name in found.uniform
        if name in answers.questions
    )
    return coarser + alike


def _about(answers: Answers, name: str, what: Callable[[], str]) -> Texts:
    label = answers.questions[name].label
    return both(
        lambda language: (
            _("“%(question)s”: %(what)s.") % {"question": insert(label, language), "what": what()}
        )
    )


def _of_weight(weights: Weights, *, is_shown: bool) -> tuple[Texts, ...]:
    if weights.values is None or is_shown:
        return ()
    return (
        both(
            lambda _language: _(
                "The weights are not in the data: they would tell what was made coarser or left out."
            )
        ),
    )
