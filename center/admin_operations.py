"""The page that tells a coordinator how the work behind the pages goes, and what to do where it does not."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from center.services.background_work import BackgroundWork, background_work

# Whoever answers for the data answers for the work behind them.
PERMISSION = "center.view_retentionrun"


@dataclass(frozen=True)
class Problem:
    """What is wrong, and what to do about it; whole sentences."""

    what: str
    fix: str


@require_safe
def operations_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show what waits and fails, each periodic job with its last run, and the last backup."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    work = background_work()
    context = {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Work in the background"),
        "work": work,
        "problems": problems(work),
    }
    return TemplateResponse(request, "admin/center/operations.html", context)


def problems(work: BackgroundWork) -> list[Problem]:
    """Return what is not in order, the worst first; of backups the desk speaks by itself."""
    tell = _("Please tell the person who runs the server.")
    found = []
    if not work.worker_is_alive:
        found.append(Problem(_("The job worker is not running, so no email is sent."), tell))
    elif not work.keeps_up and work.due_since:
        text = _("The oldest job that could run has waited since %(moment)s.") % {
            "moment": _moment(work.due_since)
        }
        found.append(Problem(text, tell))
    if work.stalled:
        text = _("A job stands still because the worker that did it was ended.")
        found.append(
            Problem(
                text,
                _("It begins again by itself within minutes; if not, tell the person who runs the server."),
            )
        )
    if work.failed:
        text = ngettext(
            "%(count)d job failed within a week.", "%(count)d jobs failed within a week.", work.failed
        ) % {"count": work.failed}
        found.append(
            Problem(
                text, _("The error stands in the worker's log. Please tell the person who runs the server.")
            )
        )
    if work.unwell:
        count = len(work.unwell)
        text = ngettext(
            "%(count)d job with a schedule did not run as it should.",
            "%(count)d jobs with a schedule did not run as they should.",
            count,
        ) % {"count": count}
        found.append(Problem(text, tell))
    return found


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
