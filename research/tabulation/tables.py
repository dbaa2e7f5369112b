"""The table of one question: what was answered, without what may not be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from research.definition import Texts
from research.protection import (
    LineProtection,
    Protection,
    veiled_frequencies,
    veiled_multiple,
    veiled_numbers,
    veiled_ranking,
)
from research.statistics import Design, Interval, Method, frequencies, multiple_response, numbers, ranking
from research.study import WITHHELD, Cell, Figure, Head, Line, Measure, Shown, Table, TableKind
from research.tabulation.answers import Answers
from research.tabulation.questions import Asked, Form
from research.tabulation.together import first_of
from research.tabulation.weighted_shares import EXACT, decimals_of, has_few_kinds
from research.tabulation.weights import Weights
from research.tabulation.words import both, insert, sentences

_LEAST: Final = 2


@dataclass(frozen=True)
class Source:
    """What every table of a release is made of."""

    answers: Answers
    design: Design
    weights: Weights
    protection: Protection


def table_of(source: Source, name: str) -> Table:
    """Return the table of a question."""
    asked = source.answers.questions[name]
    return _MAKERS[asked.form](source, asked)


def percent(share: float | None, decimals: int | None = EXACT) -> float | None:
    return None if share is None or decimals is None else round(share * 100, decimals)


def figure(number: int | None) -> Figure:
    return WITHHELD if number is None else int(number)


def total_head(base: int | None) -> Head:
    return Head("all", both(lambda _language: pgettext("respondents", "All")), figure(base))


def part_of(source: Source, asked: Asked, protection: LineProtection, places: Sequence[int]) -> Design:
    """Return the design of those who were asked; where their number may not be told, of those who answered."""
    if len(places) == source.answers.total:
        return source.design
    column = source.answers.columns[asked.name]
    part = (
        sum(column[place] is not None for place in places)
        if protection.missing or protection.base
        else len(places)
    )
    return source.design.of_part(part, source.answers.total)


def weights_at(source: Source, places: Sequence[int]) -> Any:
    values = source.weights.values
    return values if values is None or len(places) == len(values) else values[list(places)]


def shown(*, n: int | None, share: float | None, interval: Interval | None, decimals: int | None) -> Cell:
    """Return a cell of people; withheld where their number is."""
    if n is None:
        return WITHHELD
    return Shown(
        n=n,
        percent=percent(share, decimals),
        low=None if interval is None else percent(interval.low, decimals),
        high=None if interval is None else percent(interval.high, decimals),
    )


def decimals_of_line(
    source: Source, asked: Asked, protection: LineProtection, values: Sequence[Any], places: Sequence[int]
) -> int | None:
    """Return with how many decimals the weighted shares of a question may be printed; None: not at all."""
    weights = weights_at(source, places)
    if protection.whole or protection.base or not has_few_kinds(weights):
        return EXACT
    if is_crossed_with_weights(source, asked.name):
        return None
    several = asked.form == Form.SEVERAL
    if asked.form == Form.RANK:
        values = [each[0] if each else None for each in values]
    return decimals_of(weights, values, asked.codes, withheld=protection.codes, several=several)


def is_crossed_with_weights(source: Source, name: str, *, but: str = "") -> bool:
    """Whether a table withholds something of this question by one that the weights depend on, other than `but`."""
    tables = source.protection.tables
    pairs = {pair for each in source.weights.of if each != but for pair in ((each, name), (name, each))}
    return any(tables[pair].hides_anything for pair in pairs & set(tables))


def rounding_words(decimals: int | None) -> tuple[Texts, ...]:
    """Say why shares are coarser than usual."""
    if decimals == EXACT:
        return ()
    if decimals is None:
        return (
            both(
                lambda _language: _(
                    "Shares are withheld: as the answers are weighted, they would tell of fewer than five people."
                )
            ),
        )
    return (
        both(
            lambda _language: _(
                "Shares are rounded to whole percent: as the answers are weighted, finer ones would tell of fewer"
                " than five people."
            )
        ),
    )


def words_of(asked: Asked, method: Method, decimals: int | None = EXACT) -> tuple[Texts, ...]:
    found = sentences(method) + rounding_words(decimals)
    if asked.silent:
        found += (
            both(lambda _language: _("Answers that say nothing, such as “no opinion”, count as no answer.")),
        )
    if asked.is_filtered:
        found += (both(lambda _language: _("Only those for whom this question was meant were asked.")),)
    return found


def _one(source: Source, asked: Asked) -> Table:
    protection = source.protection.lines[asked.name]
    values, places = source.answers.asked(asked.name)
    found = veiled_frequencies(
        frequencies(
            values,
            design=part_of(source, asked, protection, places),
            codes=asked.codes,
            weights=weights_at(source, places),
        ),
        protection,
    )
    decimals = decimals_of_line(source, asked, protection, values, places)
    labels = labels_of(asked)
    lines = [
        Line(
            each.code,
            labels.get(each.code, {"sr": each.code, "en": each.code}),
            (shown(n=each.count, share=each.share, interval=each.interval, decimals=decimals),),
        )
        for each in found.shares
        if not (protection.whole and asked.is_list_told)
    ]
    return Table(
        asked.name,
        TableKind.FREQUENCY,
        asked.label,
        # All of a single answer is its base.
        heads=(total_head(None if protection.whole and len(lines) < _LEAST else found.base),),
        lines=tuple(lines),
        sentence=_most(lines, found.base),
        method=words_of(asked, found.method, decimals),
        variables=(asked.name,),
        missing=figure(found.missing),
        measure=Measure.ORDINAL if asked.is_ordinal else Measure.NOMINAL,
        group=asked.group,
        is_whole=True,
    )


def _several(source: Source, asked: Asked) -> Table:
    protection = source.protection.lines[asked.name]
    values, places = source.answers.asked(asked.name)
    found = veiled_multiple(
        multiple_response(
            values,
            design=part_of(source, asked, protection, places),
            codes=asked.codes,
            weights=weights_at(source, places),
        ),
        protection,
    )
    decimals = decimals_of_line(source, asked, protection, values, places)
    labels = labels_of(asked)
    lines = [
        Line(
            each.code,
            labels.get(each.code, {"sr": each.code, "en": each.code}),
            (
                shown(n=each.count, share=each.of_respondents, interval=each.interval, decimals=decimals),
                _of_answers(each.count, each.of_answers, decimals),
            ),
        )
        for each in found.shares
    ]
    return Table(
        asked.name,
        TableKind.FREQUENCY,
        asked.label,
        heads=(
            Head("all", both(lambda _language: _("Of the respondents")), figure(found.base)),
            Head("answers", both(lambda _language: _("Of all answers given"))),
        ),
        lines=tuple(lines),
        sentence=_most(lines, found.base),
        method=words_of(asked, found.method, decimals),
        variables=(asked.name,),
        missing=figure(found.missing),
        group=asked.group,
    )


def _of_answers(count: int | None, share: float | None, decimals: int | None) -> Cell:
    return WITHHELD if count is None else Shown(percent=percent(share, decimals))


def _rank(source: Source, asked: Asked) -> Table:
    ranked = source.protection.lines[asked.name]
    first = source.protection.lines[first_of(asked.name)]
    values, places = source.answers.asked(asked.name)
    found = veiled_ranking(
        ranking(
            values,
            design=part_of(source, asked, ranked, places),
            codes=asked.codes,
            weights=weights_at(source, places),
        ),
        ranked,
        first,
    )
    decimals = decimals_of_line(source, asked, first, values, places)
    labels = labels_of(asked)
    lines = [
        Line(
            each.code,
            labels.get(each.code, {"sr": each.code, "en": each.code}),
            (
                shown(
                    n=each.first.count,
                    share=each.first.share,
                    interval=each.first.interval,
                    decimals=decimals,
                ),
                WITHHELD
                if each.ranked is None
                else Shown(n=each.ranked, value=None if each.mean_rank is None else round(each.mean_rank, 2)),
            ),
        )
        for each in found.items
    ]
    return Table(
        asked.name,
        TableKind.FREQUENCY,
        asked.label,
        heads=(
            Head("first", both(lambda _language: _("First place")), figure(found.base)),
            Head("rank", both(lambda _language: _("Mean place"))),
        ),
        lines=tuple(lines),
        sentence=_most(lines, found.base),
        method=words_of(asked, found.method, decimals),
        variables=(asked.name,),
        missing=figure(found.missing),
        group=asked.group,
    )


def _number(source: Source, asked: Asked) -> Table:
    protection = source.protection.lines[asked.name]
    values, places = source.answers.asked(asked.name)
    whole = numbers(
        values, design=part_of(source, asked, protection, places), weights=weights_at(source, places)
    )
    found = veiled_numbers(whole, values, base_is_withheld=protection.base)
    rows: tuple[tuple[str, Texts, float | None, float | None, Interval | None], ...] = (
        ("mean", both(lambda _l: _("Mean")), whole.mean, found.mean, found.mean_interval),
        ("median", both(lambda _l: _("Median")), whole.median, found.median, found.median_interval),
        ("q1", both(lambda _l: _("Lower quartile")), whole.lower_quartile, found.lower_quartile, None),
        ("q3", both(lambda _l: _("Upper quartile")), whole.upper_quartile, found.upper_quartile, None),
        ("sd", both(lambda _l: _("Standard deviation")), whole.sd, found.sd, None),
        ("min", both(lambda _l: _("Smallest")), whole.minimum, found.minimum, None),
        ("max", both(lambda _l: _("Largest")), whole.maximum, found.maximum, None),
    )
    return Table(
        asked.name,
        TableKind.SUMMARY,
        asked.label,
        heads=(total_head(found.n),),
        lines=tuple(
            Line(code, label, (_value(real, told, interval),)) for code, label, real, told, interval in rows
        ),
        sentence={} if found.mean is None else _mean(found.mean, found.median),
        method=words_of(asked, found.method),
        variables=(asked.name,),
        missing=WITHHELD if protection.missing else figure(found.missing),
        measure=Measure.SCALE,
        group=asked.group,
    )


def _value(real: float | None, told: float | None, interval: Interval | None) -> Cell:
    if told is None:
        return Shown() if real is None else WITHHELD
    ends = (None, None) if interval is None else (round(interval.low, 2), round(interval.high, 2))
    return Shown(value=round(told, 2), low=ends[0], high=ends[1])


def _mean(mean: float, median: float | None) -> Texts:
    def told(_language: str) -> str:
        words = {"mean": number_format(round(mean, 2), 2, use_l10n=True, force_grouping=True)}
        if median is None:
            return _("Mean: %(mean)s.") % words
        words["median"] = number_format(round(median, 2), 2, use_l10n=True, force_grouping=True)
        return _("Mean: %(mean)s; half of the answers are at most %(median)s.") % words

    return both(told)


def _most(lines: Sequence[Line], base: int | None) -> Texts:
    """Say which answer was given most often; nothing where it could be one that is withheld."""
    cells = [(line, line.cells[0]) for line in lines]
    if not cells or not base or any(cell is WITHHELD or cell.percent is None for _line, cell in cells):
        return {}
    shares = [(cell.percent or 0.0, line) for line, cell in cells if cell is not WITHHELD]
    most = max(share for share, _line in shares)
    first = [line for share, line in shares if share == most]
    if len(first) != 1:
        return {}

    def told(language: str) -> str:
        words = {
            "answer": insert(first[0].label, language),
            "share": number_format(most, 1, use_l10n=True),
        }
        return _("Most often: “%(answer)s” (%(share)s%%).") % words

    return both(told)


def labels_of(asked: Asked) -> Mapping[str, Texts]:
    return {category.code: category.label for category in asked.categories}


_MAKERS = {
    Form.ONE: _one,
    Form.MONTHS: _one,
    Form.SEVERAL: _several,
    Form.RANK: _rank,
    Form.NUMBER: _number,
}
