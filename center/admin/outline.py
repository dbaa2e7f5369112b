"""The outline of a grant: objectives, results and activities, and of each indicator where it stands and what to do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from center.base.value_bars import ValueBar, value_bar
from center.models import Grant, Office
from center.services.achievements import PeriodStanding, Standing, standings
from center.services.iati import budgets
from center.services.part_sums import is_flagged

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

BADGES = {
    "locked": ("success", "lock"),
    "approved": ("success", "check"),
    "waiting": ("warning", "clock"),
    "missing": ("error", "warning"),
    "open": ("info", "calendar"),
}


@dataclass(frozen=True)
class PeriodCell:
    """A period in the outline: its state in words and how to show it."""

    standing: PeriodStanding
    badge: str
    icon: str
    label: str
    is_flagged: bool


@dataclass(frozen=True)
class IndicatorRow:
    standing: Standing
    bar: ValueBar
    periods: list[PeriodCell]


def outline_view(model_admin: "ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Show one grant: the one of the address, else one that runs today, else the newest."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    grants = list(Grant.objects.order_by("-first_day", "code"))
    chosen = _chosen(request.GET.get("grant", ""), grants)
    found = standings([chosen])[0] if chosen else None
    rows = {each.indicator.pk: row(each) for each in found.indicators} if found else {}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Results and indicators"),
        "subtitle": chosen.title if chosen else "",
        "opts": model_admin.opts,
        "media": model_admin.media,
        "is_nav_sidebar_enabled": False,
        "grants": grants,
        "grant": chosen,
        "found": found,
        "objectives": [
            (
                objective.objective,
                [
                    (result, [rows[each.indicator.pk] for each in result.indicators])
                    for result in objective.results
                ],
            )
            for objective in found.objectives
        ]
        if found
        else [],
        "office": Office.objects.first(),
        "wants_budgets": chosen is not None and chosen.budget is not None and not budgets(chosen),
        "may_change": request.user.has_perm("center.change_indicator"),
        "may_report": request.user.has_perm("center.view_grantreport"),
    }
    return TemplateResponse(request, "admin/center/indicators/outline.html", context)


def row(standing: Standing) -> IndicatorRow:
    """Return an indicator as the outline shows it."""
    indicator = standing.indicator
    bar = value_bar(standing.value, indicator.target, indicator.baseline, is_reached=standing.is_reached)
    return IndicatorRow(standing, bar, [_cell(each) for each in standing.periods])


def state_words() -> dict[str, str]:
    """Return the states of a period in words."""
    return {
        "locked": _("locked"),
        "approved": _("approved"),
        "waiting": _("waits for a second person"),
        "missing": _("no value yet"),
        "open": _("runs or lies ahead"),
    }


def _cell(standing: PeriodStanding) -> PeriodCell:
    badge, icon = BADGES[standing.state]
    shown = standing.waiting or standing.value
    flagged = shown is not None and is_flagged(shown)
    return PeriodCell(standing, badge, icon, state_words()[standing.state], flagged)


def _chosen(wanted: str, grants: list[Grant]) -> Grant | None:
    today = timezone.localdate()
    by_key = {str(grant.pk): grant for grant in grants}
    running = next((grant for grant in grants if grant.runs_on(today)), None)
    return by_key.get(wanted) or running or next(iter(grants), None)
