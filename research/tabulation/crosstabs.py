"""One question by another: its answers down, the groups across, in each group the shares of its answers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from research.definition import Texts
from research.protection import NOT_ASKED, TableProtection, veiled_crosstab
from research.statistics import Association, crosstab
from research.study import WITHHELD, Cell, Head, Line, Measure, Shown, Statistic, Table, TableKind
from research.tabulation.questions import Asked
from research.tabulation.tables import (
    Source,
    figure,
    is_crossed_with_weights,
    labels_of,
    percent,
    rounding_words,
    weights_at,
)
from research.tabulation.weighted_shares import EXACT, decimals_of, has_few_kinds
from research.tabulation.words import both, insert, sentences

if TYPE_CHECKING:
    from research.statistics import Crosstab


def name_of(question: str, by: str) -> str:
    """Return the name of the table of a pair."""
    return f"{question}_by_{by}"


def crosstab_of(source: Source, question: str, by: str) -> Table:
    """Return the table of a pair of questions with one answer each."""
    answers = source.answers
    asked, groups = answers.questions[question], answers.questions[by]
    pairs = zip(answers.columns[by], answers.columns[question], strict=True)
    places = [place for place, pair in enumerate(pairs) if NOT_ASKED not in pair]
    protection = source.protection.tables[by, question]
    rows = [answers.columns[by][place] for place in places]
    columns = [answers.columns[question][place] for place in places]
    both_answered = sum(
        one is not None and other is not None for one, other in zip(rows, columns, strict=True)
    )
    found = veiled_crosstab(
        crosstab(
            rows,
            columns,
            design=source.design.of_part(both_answered, answers.total),
            row_codes=groups.codes,
            column_codes=asked.codes,
            weights=weights_at(source, places),
        ),
        protection,
    )
    decimals = _decimals(source, asked, groups, protection, places)
    tells_by_its_list = protection.whole and any(
        each.is_list_told or len(each.codes) == 1 for each in (asked, groups)
    )
    return Table(
        name_of(question, by),
        TableKind.CROSSTAB,
        _title(asked, groups),
        heads=() if tells_by_its_list else (*_heads(groups, found), _total(found)),
        lines=() if tells_by_its_list else _lines(asked, found, protection, decimals),
        method=(
            both(lambda _language: _("Shares of each column, of those who answered both questions.")),
            *sentences(found.method),
            *rounding_words(decimals),
        ),
        statistics=_statistics(found.association),
        variables=(question, by),
        measure=Measure.ORDINAL if asked.is_ordinal else Measure.NOMINAL,
        is_whole=True,
    )


def _title(asked: Asked, groups: Asked) -> Texts:
    return both(
        lambda language: (
            _("%(question)s — by: %(groups)s")
            % {"question": insert(asked.label, language), "groups": insert(groups.label, language)}
        )
    )


def _heads(groups: Asked, found: "Crosstab") -> list[Head]:
    labels = labels_of(groups)
    return [
        Head(code, labels.get(code, {"sr": code, "en": code}), figure(base))
        for code, base in zip(found.row_codes, found.row_bases, strict=True)
    ]


def _total(found: "Crosstab") -> Head:
    return Head("total", both(lambda _language: _("Total")), figure(found.base), is_total=True)


def _decimals(
    source: Source, asked: Asked, groups: Asked, protection: TableProtection, places: Sequence[int]
) -> int | None:
    """Return with how many decimals the shares of all groups together, and of each, may be printed."""
    weights = weights_at(source, places)
    if protection.whole or not has_few_kinds(weights):
        return EXACT
    if is_crossed_with_weights(source, asked.name, but=groups.name):
        return None
    of = [source.answers.columns[asked.name][place] for place in places]
    by = [source.answers.columns[groups.name][place] for place in places]
    # The shares of all together are printed only where nothing is withheld.
    found = [] if protection.hides_anything else [decimals_of(weights, of, asked.codes)]
    for code in groups.codes:
        if code not in protection.rows:
            inside = [number for number, group in enumerate(by) if group == code]
            withheld = {column for row, column in protection.cells if row == code}
            answers = [of[number] for number in inside]
            found.append(decimals_of(weights[inside], answers, asked.codes, withheld=withheld))
    known = [each for each in found if each is not None]
    return min(known, default=EXACT) if len(known) == len(found) else None


def _lines(
    asked: Asked, found: "Crosstab", protection: TableProtection, decimals: int | None
) -> tuple[Line, ...]:
    labels = labels_of(asked)
    return tuple(
        Line(
            code,
            labels.get(code, {"sr": code, "en": code}),
            (
                *(_cell(found, row, column, decimals) for row in range(len(found.row_codes))),
                _margin(found, column, decimals, is_whole=protection.whole),
            ),
        )
        for column, code in enumerate(found.column_codes)
    )


def _cell(found: "Crosstab", row: int, column: int, decimals: int | None) -> Cell:
    count = found.counts[row][column]
    if count is None:
        return WITHHELD
    share, residual = found.row_shares[row][column], found.residuals[row][column]
    return Shown(
        n=count,
        percent=percent(share, decimals),
        residual=None if residual is None else round(residual, 2),
    )


def _margin(found: "Crosstab", column: int, decimals: int | None, *, is_whole: bool) -> Cell:
    """Return the share of an answer among all; weighted only where every cell of the answer is shown."""
    people = found.column_bases[column]
    if people is None or is_whole or found.base is None:
        return WITHHELD
    if not found.base:
        return Shown(n=people)
    if found.effective is None:
        return Shown(n=people, percent=percent(people / found.base))
    cells = [row[column] for row in found.weighted]
    every = [cell for row in found.weighted for cell in row]
    if None in every:
        return Shown(n=people)
    whole = sum(cell for cell in every if cell is not None)
    return Shown(n=people, percent=percent(sum(cell for cell in cells if cell is not None) / whole, decimals))


def _statistics(association: Association | None) -> tuple[Statistic, ...]:
    if association is None:
        return ()
    found = [Statistic("cramers_v", both(lambda _language: _("Cramér’s V")), round(association.cramers_v, 3))]
    if association.p is not None and association.statistic is not None:
        is_f = association.df2 is not None
        found += [
            Statistic("p", both(lambda _language: "p"), round(association.p, 4), 4),
            Statistic(
                "f" if is_f else "chi_square",
                both(lambda _language: "F" if is_f else _("Chi-square")),
                round(association.statistic, 3),
            ),
            Statistic(
                "df", both(lambda _language: _("Degrees of freedom")), round(association.df or 0, 2), 2 * is_f
            ),
        ]
    if association.fisher_p is not None:
        found.append(
            Statistic("fisher_p", both(lambda _language: _("p by Fisher")), round(association.fisher_p, 4), 4)
        )
    return tuple(found)
