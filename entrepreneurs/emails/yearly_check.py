"""Letters of the yearly check and of the two-year report."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from center.base.letter_kinds import name_kinds
from center.base.shown_text import in_script
from center.emails import Letter, compose
from entrepreneurs.choices import CheckLetterKind
from entrepreneurs.models import Enterprise, ReportDuty

name_kinds(
    {
        "entrepreneurs/check_ask": _("Yearly check: is the profile still right?"),
        "entrepreneurs/check_remind": _("Yearly check: reminder before the profile is marked"),
        "entrepreneurs/check_warn": _("Yearly check: warning before the profile is hidden"),
        "entrepreneurs/report_due": _("Reminder of the two-year report"),
    }
)


def still_right(
    *, kind: CheckLetterKind, enterprise: Enterprise, name: str, language: str, key: str, hide_on: date
) -> Letter:
    """Ask whether the profile is still right; holds a personal link that changes nothing when it is opened."""
    with translation.override(language):
        path = reverse("entrepreneurs:still_right", args=[enterprise.slug])
        values = {
            "name": in_script(name),
            "enterprise": str(enterprise),
            "hide_on": hide_on,
            "link": f"{settings.BASE_URL}{path}?{urlencode({'key': key})}",
        }
    return compose(f"entrepreneurs/emails/check_{kind}", values, language=language)


def report_due(*, duty: ReportDuty, name: str, language: str) -> Letter:
    """Remind an enterprise of the report that it owes every two years (Law 14/2022, Art. 13)."""
    with translation.override(language):
        values = {"name": in_script(name), "enterprise": str(duty.enterprise), "duty": duty}
    return compose("entrepreneurs/emails/report_due", values, language=language)
