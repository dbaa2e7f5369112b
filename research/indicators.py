"""What the research tells the grant report: how many enterprises there are, and what was asked and published."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from center.base.indicators import Breakdown, Figure, Number, Period, Section, register
from entrepreneurs.choices import StatusKind
from entrepreneurs.small_cells import may_be_shown
from research import produced
from research.census import NOT_KNOWN, Census, CensusRefused, Dimension, count, flow_between


@register
def enterprises_there(period: Period) -> Section:
    """Tell how many enterprises existed at the end of a period, or today if it is not over, and what changed in it."""
    title, last = _("Social enterprises of the registry"), min(period.last, timezone.localdate())
    try:
        census = count(last)
        flow = flow_between(min(period.first - timedelta(days=1), last), last)
    except CensusRefused:
        # Before the first fact nothing is known, which is not the same as nothing there.
        return Section(title=title, figures=[])
    return Section(
        title=title,
        figures=[
            Figure(
                _("Enterprises at the end of the period"),
                census.enterprises,
                _("Enterprises that exist on its last day, or today, by the dates in their records."),
            ),
            Figure(
                _("Enterprises that began"),
                flow.entries,
                _("Enterprises whose existence begins, or begins again, in this period."),
            ),
            Figure(_("of them back again"), flow.returns, _("Enterprises that had existed before.")),
            Figure(
                _("Enterprises that ended"), flow.exits, _("Enterprises whose existence ends in this period.")
            ),
            Figure(
                _("Entrepreneurs at the end of the period"),
                census.entrepreneurs,
                _("People who founded or represent one of these enterprises, each once."),
            ),
        ],
        breakdowns=_by_status(census),
    )


@register
def surveys_held(period: Period) -> Section:
    """Tell which surveys ran in a period, how many answers came, and what was published."""
    scope = (period.first, period.last, period.grant)
    ran = produced.surveys(*scope)
    answers = produced.answers(*scope).count()
    others = produced.answers(period.first, period.last).count() - answers if period.grant else 0
    published = produced.releases(*scope)
    return Section(
        title=_("Surveys"),
        figures=[
            Figure(
                _("Surveys that ran"), ran.count(), _("Surveys that were open on any day of this period.")
            ),
            Figure(
                _("Answers received"),
                answers
                if may_be_shown(answers, answers + others) and may_be_shown(answers, answers)
                else None,
                _("Answers sent or entered in this period. One person may have answered several surveys."),
            ),
            Figure(
                _("Results published"),
                published.count(),
                _("Releases of results published in this period, also those withdrawn later."),
            ),
        ],
    )


def _by_status(census: Census) -> list[Breakdown]:
    table = census.breakdowns[Dimension.STATUS]
    labels: dict[str, Any] = {**dict(StatusKind.choices), NOT_KNOWN: _("Not known")}
    counts = {**table.parts, NOT_KNOWN: table.unknown}
    rows: list[tuple[Any, tuple[Number, ...]]] = [
        (label, (counts[code],)) for code, label in labels.items() if counts.get(code)
    ]
    return [Breakdown(_("Status under the Law"), (_("enterprises"),), rows)] if rows else []
