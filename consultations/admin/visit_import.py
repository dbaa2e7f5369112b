"""Importing a table of visits: choose the file, look at what each row would become, import, read the report."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center import asked_again
from center.admin_export import file_response
from center.admin_table_import import table_import
from consultations.services.visit_import import COLUMNS, MOST_ROWS, Line, import_visits

if TYPE_CHECKING:
    from center.models import User
    from consultations.admin.visits import ConsultationAdmin

_SALT: Final = "consultations.visit-import"
_WOULD: Final = {
    "recorded": gettext_lazy("is recorded as a past visit"),
    "booked": gettext_lazy("is booked"),
    "known": gettext_lazy("is there already"),
    "wrong": gettext_lazy("left out: has a mistake"),
}
_DONE: Final = {
    "recorded": gettext_lazy("recorded as a past visit"),
    "booked": gettext_lazy("booked"),
    "known": gettext_lazy("was there already"),
    "wrong": gettext_lazy("left out: has a mistake"),
}
# What needs a look comes first.
_ORDER: Final = ("wrong", "known", "booked", "recorded")


def visit_import_view(model_admin: "ConsultationAdmin", request: HttpRequest) -> HttpResponse:
    """Import visits, or give an empty table to fill in (`?template=1`)."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.GET.get("template"):
        headers = [capfirst(str(column.label)) for column in COLUMNS]
        return asked_again.no_export(file_response("xlsx", "visits", headers, iter([])))
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    return table_import(
        request,
        salt=_SALT,
        template="admin/consultations/visit_import.html",
        context={
            **model_admin.admin_site.each_context(request),
            "title": _("Import visits"),
            "opts": model_admin.opts,
            "most": MOST_ROWS,
        },
        run=lambda data, only_look: import_visits(data=data, by=user, only_look=only_look),
        shown=_shown,
    )


def _shown(lines: Sequence[Line], is_look: bool) -> dict[str, Any]:
    labels = _WOULD if is_look else _DONE
    counts = Counter(line.outcome for line in lines)
    return {
        "may_import": is_look and counts["recorded"] + counts["booked"] > 0,
        "counts": [(labels[each], counts[each]) for each in reversed(_ORDER) if counts[each]],
        "lines": [
            {
                "row": line.row,
                "name": line.name,
                "start": line.start,
                "outcome": line.outcome,
                "label": labels[line.outcome],
                "says": line.says,
                "url": reverse("admin:consultations_consultation_change", args=[line.visit])
                if line.visit
                else "",
            }
            for line in sorted(lines, key=lambda line: (_ORDER.index(line.outcome), line.row))
        ],
    }
