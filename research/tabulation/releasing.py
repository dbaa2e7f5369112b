"""From answers to all the tables of a release and its data."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from research.definition import Definition, Texts
from research.protection import LineProtection, Protection, TableProtection
from research.statistics import Design, StatisticsRefused
from research.study import Table, Variable, given_away
from research.study.studies import Study
from research.tabulation.answers import Answers
from research.tabulation.crosstabs import crosstab_of, name_of
from research.tabulation.data import Data, data_of
from research.tabulation.plans import Plan
from research.tabulation.questions import Form, grids
from research.tabulation.scales import scale_of
from research.tabulation.tables import Source, table_of
from research.tabulation.together import own_of, together
from research.tabulation.waves import EarlierWave, wave_of
from research.tabulation.weights import Weights
from research.tabulation.words import both, insert


@dataclass(frozen=True)
class Result:
    """What a release says, before it has a name. `report` is for staff: what was withheld or changed, and why."""

    tables: tuple[Table, ...]
    variables: tuple[Variable, ...]
    data: Data
    groups: dict[str, Texts]
    protection: Protection
    report: tuple[Texts, ...] = field(default_factory=tuple)


def tabulate(
    definition: Definition,
    answers: Answers,
    plan: Plan,
    *,
    design: Design,
    weights: Weights,
    label: Texts,
    earlier: Sequence[Protection] = (),
    wave: EarlierWave | None = None,
) -> Result:
    """Return tables, data and what protection did.

    `label` names this wave. Raises StatisticsRefused, research.protection.ToldBeforeError.
    """
    design.without_error(answers.total)
    if not answers.total:
        raise StatisticsRefused(_("Nobody has answered, so there are no results."))
    everything = together(answers, plan, earlier)
    protection = own_of(everything, plan)
    source = Source(answers, design, weights, protection)
    tables = [table_of(source, name) for name in plan.questions]
    tables += [crosstab_of(source, question, by) for question, by in plan.crosstabs]
    tables += [scale_of(source, scale, number) for number, scale in enumerate(plan.scales, start=1)]
    if wave is not None:
        compared = [
            wave_of(table, wave, design=design, effective=weights.effective, label=label) for table in tables
        ]
        tables += [table for table in compared if table is not None]
    data = data_of(answers, plan, everything, weights)
    known = grids(definition)
    used = {table.group for table in tables if table.group}
    return Result(
        tuple(tables),
        data.variables,
        data,
        {name: known[name] for name in known if name in used},
        protection,
        (*_report(answers, plan, protection), *data.notes, *_left_out(answers, data)),
    )


def counted_in_data(study: Study) -> bool:
    """Tell whether anything withheld in a table can be counted in the data: that must never be published."""
    return bool(given_away(study))


def _report(answers: Answers, plan: Plan, protection: Protection) -> list[Texts]:
    if protection.everything:
        return [both(lambda _l: _("Fewer than five people answered, so nothing at all is shown."))]
    found = []
    for name in plan.questions:
        line = protection.lines[name]
        if line.codes or line.base or line.missing:
            found.append(_line_words(answers, name, line))
    for question, by in plan.crosstabs:
        table = protection.tables[by, question]
        if table.hides_anything:
            found.append(_table_words(answers, question, by, table))
    return found


def _line_words(answers: Answers, name: str, line: LineProtection) -> Texts:
    def told(language: str) -> str:
        words = {"question": insert(answers.questions[name].label, language)}
        if line.whole or line.base:
            return _("“%(question)s”: nothing is shown, it would tell of fewer than five people.") % words
        if not line.codes:
            return _("“%(question)s”: the number of those without an answer is withheld.") % words
        labels = {each.code: each.label for each in answers.questions[name].categories}
        words["answers"] = ", ".join(
            f"„{insert(labels[code], language)}“"
            if language == "sr"
            else f"“{insert(labels[code], language)}”"
            for code in sorted(line.codes)
            if code in labels
        )
        return (
            _(
                "“%(question)s”: withheld are %(answers)s. Fewer than five people gave one of these answers; the"
                " others would tell how many."
            )
            % words
        )

    return both(told)


def _table_words(answers: Answers, question: str, by: str, table: TableProtection) -> Texts:
    def told(language: str) -> str:
        words = {
            "question": insert(answers.questions[question].label, language),
            "groups": insert(answers.questions[by].label, language),
            "cells": len(table.cells),
        }
        if table.whole or table.base:
            return _("“%(question)s” by “%(groups)s”: nothing is shown, the groups are too small.") % words
        return (
            _("“%(question)s” by “%(groups)s”: cells that are withheld: %(cells)s; the test goes with them.")
            % words
        )

    return both(told)


def _left_out(answers: Answers, data: Data) -> list[Texts]:
    return [
        both(
            lambda language, name=name, why=why: (  # type: ignore[misc]  # both are bound
                _("“%(question)s” is not in the data: %(why)s.")
                % {
                    "question": insert(answers.questions[name].label, language),
                    "why": insert(why, language),
                }
            )
        )
        for name, why in data.left_out.items()
        if name in answers.questions
    ]


def is_crossable(answers_form: Form) -> bool:
    """Whether a question with such answers can stand in a cross-tab."""
    return answers_form in {Form.ONE, Form.WORKED_OUT}


def table_name(question: str, by: str) -> str:
    """Return the name of the table of a pair, as in the study."""
    return name_of(question, by)
