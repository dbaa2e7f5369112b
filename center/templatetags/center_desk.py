"""Blocks of the staff's desk (the first page of the admin) from the Center's own records.

Each block shows itself only to those who may see its records, and takes a fixed number of queries.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from center.admin_operations import PERMISSION, problems
from center.base import due
from center.models import Question, StoredMail
from center.services import backups
from center.services.background_work import background_work
from center.services.housekeeping import worker_is_alive

register = template.Library()
SHOWN = 6
_TWO_WEEKS: Final = timedelta(days=14)
_MOST_DEADLINES: Final = 10


@dataclass(frozen=True)
class Alert:
    """One line on top of the desk: what is wrong, and the page that helps."""

    text: str | Promise
    url: str = ""
    link: str | Promise = ""
    kind: str = "warning"

    @property
    def icon(self) -> str:
        return "error" if self.kind == "error" else "warning"


@register.simple_tag
def desk_date() -> str:
    """Return today as a person says it, with the day's name."""
    today = timezone.localdate()
    return _("%(weekday)s, %(date)s") % {
        "weekday": date_format(today, "l").capitalize(),
        # Day and month stay together; the year may stand below on a phone.
        "date": date_format(today, "DATE_FORMAT").replace(" ", "\u00a0", 1),
    }


@register.inclusion_tag("admin/desk/alert.html", takes_context=True)
def center_alerts(context: dict[str, Any]) -> dict[str, Any]:
    """Warn when the work in the background or the backups stop, and when visitors see example contact data."""
    user, office, alerts = context["request"].user, context["office"], []
    if user.has_perm(PERMISSION):
        page, more = reverse("admin:operations"), _("Work in the background")
        alerts = [
            Alert(f"{problem.what} {problem.fix}", page, more, "error")
            for problem in problems(background_work())
        ]
    elif not worker_is_alive():
        alerts.append(
            Alert(
                _(
                    "The job worker is not running, so no email is sent. Please tell the person who runs the server."
                ),
                kind="error",
            )
        )
    # The demo is thrown away.
    if not settings.DEMO and user.has_perm("center.view_historyredaction"):
        days = backups.days_without()
        if days is None:
            alerts.append(Alert(_("No backup was made yet. Please tell the person who runs the server.")))
        elif days >= settings.BACKUP_WARN_DAYS:
            alerts.append(
                Alert(
                    ngettext(
                        "The last backup was made %(days)d day ago. Please tell the person who runs the server.",
                        "The last backup was made %(days)d days ago. Please tell the person who runs the server.",
                        days,
                    )
                    % {"days": days}
                )
            )
    if user.has_perm("center.change_office") and (office.contact_is_placeholder or not office.phone):
        alerts.append(
            Alert(
                _("Visitors see an example phone number and email address, or none."),
                reverse("admin:center_office_change", args=[1]),
                _("Enter the real ones"),
            )
        )
    return {"alerts": alerts}


@register.inclusion_tag("admin/desk/questions.html", takes_context=True)
def center_questions(context: dict[str, Any]) -> dict[str, Any]:
    """Show the oldest questions that nobody has answered."""
    if not context["request"].user.has_perm("center.view_question"):
        return {"hidden": True}
    rows = list(Question.objects.waiting().order_by("created_at")[: SHOWN + 1])
    return block("questions", _("Questions from visitors"), rows, reverse("admin:center_question_changelist"))


@register.inclusion_tag("admin/desk/mails.html", takes_context=True)
def center_mails(context: dict[str, Any]) -> dict[str, Any]:
    """Show mails that could not be sent; without any the block is not there."""
    if not context["request"].user.has_perm("center.change_storedmail"):
        return {"hidden": True}
    rows = list(StoredMail.objects.failed().defer("body_text", "body_html", "calendar")[: SHOWN + 1])
    address = reverse("admin:center_storedmail_changelist") + "?state__exact=failed"
    return block("mails", _("Emails that could not be sent"), rows, address) | {"hidden": not rows}


@register.inclusion_tag("admin/desk/deadlines.html", takes_context=True)
def center_deadlines(context: dict[str, Any]) -> dict[str, Any]:
    """Show what ends in the next two weeks, of all apps; without any the block is not there."""
    today = timezone.localdate()
    rows = due.coming(context["request"].user, today + _TWO_WEEKS)
    return {
        "name": "deadlines",
        "heading": _("Deadlines of the next two weeks"),
        "rows": rows[:_MOST_DEADLINES],
        "left": max(len(rows) - _MOST_DEADLINES, 0),
        "today": today,
        "hidden": not rows,
    }


def block(name: str, heading: str, rows: list[Any], all_url: str) -> dict[str, Any]:
    """Return what the frame of a block needs; `rows` may hold one more than is shown."""
    return {
        "name": name,
        "heading": heading,
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "all_url": all_url,
        "all_label": _("All"),
    }
