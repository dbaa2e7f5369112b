"""What the consultations tell the grant report: whom they reached, and what came of the cases."""

import itertools
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from center.base.indicators import Breakdown, Figure, Number, Period, Section, Text, register
from consultations import achieved as cases
from consultations import reached as persons
from consultations.choices import OPEN_STAGES, CaseOutcome, CaseStage
from consultations.reached import Reached, Row
from entrepreneurs.demographics import AgeBand, Employment, PersonSex
from entrepreneurs.models import Settlement, VulnerableGroup
from entrepreneurs.small_cells import FEWEST_PEOPLE, may_be_shown, together

# Longer lists are for a file; the rest of the settlements stand together.
_MOST_SETTLEMENTS: Final = 30


@register
def advice(period: Period) -> Section:
    """Tell whom visits and group sessions reached; people once each, small counts of them withheld."""
    people, outside = persons.with_others(period.first, period.last, period.grant)
    count = len(people)
    new = sum(person.is_new for person in people)
    others = [len(line) for line in outside]
    others_new = [sum(person.is_new for person in line) for line in outside]
    minutes = sum((person.spent for person in people), start=timedelta())
    return Section(
        title=_("Advice given"),
        figures=[
            Figure(
                _("People advised"),
                _people(count, count, *((each, each) for each in others)),
                _("Each person once, however often they came to a visit or a group session."),
            ),
            Figure(
                _("of them for the first time"),
                _people(new, count, *zip(others_new, others, strict=True)),
                _("Who came to no visit and no group session before this period."),
            ),
            Figure(
                _("Visits"),
                sum(person.visits for person in people),
                _("Visits that took place, at the office, by phone and online."),
            ),
            Figure(_("Hours of advice"), persons.hours(minutes), _("The planned length of those visits.")),
            Figure(
                _("Group sessions"),
                persons.sessions_held(period.first, period.last, period.grant).count(),
                _("Group sessions that took place."),
            ),
            Figure(
                _("Attendances at group sessions"),
                sum(person.places for person in people),
                _("People who came, each as often as they came."),
            ),
        ],
        # Of nobody there is nothing to part.
        breakdowns=[]
        if not people
        else [
            _table(
                _("By sex"),
                persons.by_fact(people, lambda person: person.sex, *outside),
                dict(PersonSex.choices),
            ),
            _table(
                _("By age"),
                persons.by_fact(people, lambda person: person.band, *outside),
                dict(AgeBand.choices),
            ),
            _table(
                _("By work when they first came"),
                persons.by_fact(people, lambda person: person.employment, *outside),
                dict(Employment.choices),
            ),
            _table(
                _("By settlement"),
                _settlements(people, outside),
                _names([*people, *itertools.chain(*outside)]),
            ),
            _table(
                _("By what makes life harder"),
                persons.by_groups(people, *outside),
                {group.code: group.name.plain for group in VulnerableGroup.objects.order_by("valid_from")},
                unknown=_("Named nothing"),
                note=_(
                    "A person stands in every row they named. Rows of few people, or that leave"
                    " few others, are missing."
                ),
            ),
        ],
    )


@register
def way_of_cases(period: Period) -> Section:
    """Tell what came of the cases; each is one person's, so their counts are counts of people."""
    found = cases.achieved(period.first, period.last, period.grant)
    others = [] if period.grant is None else [cases.achieved(period.first, period.last)]
    return Section(
        title=_("Cases"),
        figures=[
            Figure(_("Cases opened"), _cases(found.opened, [each.opened for each in others])),
            Figure(_("Cases open at the end"), _open(period)),
            Figure(_("Cases closed"), _cases(found.closed, [each.closed for each in others])),
            Figure(
                _("Enterprises started"),
                found.enterprises,
                _(
                    "Cases that reached “Operating” or were closed as “Started an enterprise”; one enterprise once."
                ),
            ),
            Figure(
                _("Jobs created"),
                found.jobs,
                _("Jobs that the cases led to, counted on a day of this period."),
            ),
        ],
        breakdowns=[
            _stages(found.stages, [each.stages for each in others]),
            *([_outcomes(found.outcomes, [each.outcomes for each in others])] if found.closed else []),
        ],
    )


def _people(count: int, total: int, *outside: tuple[int, int]) -> Number:
    """Return a count beside its total, unless it tells of few; `outside` are the same of others counted with them."""
    is_told = may_be_shown(count, total) and all(may_be_shown(part, whole) for part, whole in outside)
    return count if is_told else None


def _cases(count: int, of_all: Iterable[int]) -> Number:
    """Return a count of cases; `of_all` is that of all grants, where this is that of one."""
    return _people(count, count, *((all_of_them - count, all_of_them - count) for all_of_them in of_all))


def _open(period: Period) -> Number:
    of_all = [] if period.grant is None else [cases.open_at_the_end(period.last)]
    return _cases(cases.open_at_the_end(period.last, period.grant), of_all)


def _table(
    title: Text, rows: list[Row], labels: dict[Any, Any], *, unknown: Text = "", note: Text = ""
) -> Breakdown:
    """Name the rows; what stands together is named as that, and its keys are not told."""
    named = {**labels, "": unknown or _("Not known"), None: unknown or _("Not known")}
    columns = (_("People"), _("Visits"), _("Hours"), _("Group sessions"))
    return Breakdown(
        title=title,
        columns=columns,
        rows=[(_label(row, named), (row.people, row.visits, row.hours, row.places)) for row in rows],
        note=note or (_said_of_few() if any(len(row.keys) > 1 for row in rows) else ""),
    )


def _label(row: Row, named: dict[Any, Any]) -> Text:
    if len(row.keys) > 1:
        return _("Others together")
    (key,) = row.keys
    return str(named.get(key, key))


def _settlements(people: list[Reached], outside: list[list[Reached]]) -> list[Row]:
    """Count by settlement; beyond thirty, the smaller ones are one row."""
    rows = persons.by_fact(people, lambda person: person.settlement, *outside)
    if len(rows) <= _MOST_SETTLEMENTS:
        return rows
    shown = {key for row in rows[: _MOST_SETTLEMENTS - 1] for key in row.keys if len(row.keys) == 1}
    return persons.by_fact(
        people, lambda person: person.settlement if person.settlement in shown else -1, *outside
    )


def _names(people: Iterable[Reached]) -> dict[int, str]:
    homes = [person.settlement for person in people if person.settlement]
    names = {place.pk: place.name.plain for place in Settlement.objects.filter(pk__in=homes)}
    return {**names, -1: _("Other settlements")}


def _stages(stages: Counter[str], of_all: list[Counter[str]]) -> Breakdown:
    return Breakdown(
        title=_("Stages reached"),
        columns=(_("Cases"),),
        rows=[
            (CaseStage(stage).label, (_cases(stages[stage], [each[stage] for each in of_all]),))
            for stage in OPEN_STAGES
            if stage != CaseStage.INTAKE
        ],
        note=_("A case counts once in each stage that it reached in this period."),
    )


def _outcomes(outcomes: Counter[str], of_all: list[Counter[str]]) -> Breakdown:
    """Show how cases ended, small counts together."""
    order = [value for value in CaseOutcome.values if outcomes[value]]
    folded = together(
        [outcomes[value] for value in order],
        *([each[value] - outcomes[value] for value in order] for each in of_all),
    )
    rows: list[tuple[Text, tuple[Number, ...]]] = [
        (CaseOutcome(value).label, (outcomes[value],))
        for number, value in enumerate(order)
        if number not in folded
    ]
    rest = sum(outcomes[order[number]] for number in folded)
    if rest >= FEWEST_PEOPLE:
        label = CaseOutcome(order[folded.pop()]).label if len(folded) == 1 else _("Others together")
        rows.append((label, (rest,)))
    return Breakdown(title=_("How cases ended"), columns=(_("Cases"),), rows=rows)


def _said_of_few() -> str:
    return _("Answers of fewer than %(number)s people stand together, so that nobody can be recognised.") % {
        "number": FEWEST_PEOPLE
    }
