"""What went by itself in the night, or would go; the first report has to be confirmed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_columns import NOTHING, moment_column
from center.admin_verbs import Verb, VerbAdmin
from center.base.personal_data.retention import rules
from center.models import RetentionRun
from center.services.retention import agreed_by, confirm_report


@admin.register(RetentionRun)
class RetentionRunAdmin(VerbAdmin[RetentionRun]):
    list_display = [moment_column("made_at", gettext_lazy("when")), "is_dry", "due", "done"]
    nothing_yet = gettext_lazy(
        "Each night it is looked here what is kept no longer; the first report comes tonight."
    )
    list_select_related = ["confirmed_by"]
    date_hierarchy = "made_at"
    fields = ["made_at", "is_dry", "table", "confirmed_at", "confirmed_by"]
    readonly_fields = ["table"]
    verbs = (
        Verb(
            "confirm",
            gettext_lazy("Let this be done every night"),
            lambda run, user, _reason: confirm_report(run=run, by=user),
            lambda run: run.is_dry and agreed_by() is None,
            told=gettext_lazy("From the next night on it is done"),
            warning=gettext_lazy(
                "From the next night on, what is due is emptied for good: names, contacts and words go, figures stay."
            ),
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer none on the list: who agrees has read the report."""
        return {}

    @admin.display(description=gettext_lazy("no longer kept"))
    def due(self, run: RetentionRun) -> int:
        return sum(line["due"] for line in run.report)

    @admin.display(description=gettext_lazy("emptied or deleted"))
    def done(self, run: RetentionRun) -> int:
        return sum(line["done"] for line in run.report)

    @admin.display(description=gettext_lazy("what is kept no longer"))
    def table(self, run: RetentionRun) -> SafeString | str:
        """Say each rule in words with its numbers; one that is no more keeps its name."""
        reasons = {rule.name: rule.reason for rule in rules()}
        lines = [
            (str(reasons.get(line["rule"], line["rule"])), line["due"], _outcome(line)) for line in run.report
        ]
        if not lines:
            return NOTHING
        head = (_("What"), _("no longer kept"), _("emptied or deleted"))
        row = '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>'
        return format_html(
            '<table class="report"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
            format_html_join("", '<th scope="col">{}</th>', [(capfirst(each),) for each in head]),
            format_html_join("", row, lines),
        )


def _outcome(line: dict[str, Any]) -> str:
    return _("it failed; the log says why") if line.get("failed") else str(line["done"])
