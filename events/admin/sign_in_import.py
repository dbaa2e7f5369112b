"""Importing a list that people signed on paper, from the page of an event."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center import asked_again
from center.admin_export import file_response
from center.admin_table_import import table_import
from events.admin.event_pages import event_of
from events.services.sign_in_lists import COLUMNS, MOST_ROWS, Line, import_sign_in_list

if TYPE_CHECKING:
    from center.models import User
    from events.admin.events import EventAdmin

_WOULD: Final = {
    "added": gettext_lazy("is added as having come"),
    "noted": gettext_lazy("had registered, is noted as having come"),
    "known": gettext_lazy("is there already"),
    "wrong": gettext_lazy("left out: has a mistake"),
}
_DONE: Final = {
    "added": gettext_lazy("added as having come"),
    "noted": gettext_lazy("had registered, noted as having come"),
    "known": gettext_lazy("was there already"),
    "wrong": gettext_lazy("left out: has a mistake"),
}
# What needs a look comes first.
_ORDER: Final = ("wrong", "known", "noted", "added")


def sign_in_import(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Import a list, or give an empty table to fill in (`?template=1`)."""
    event = event_of(model_admin, request, object_id)
    if request.GET.get("template"):
        headers = [capfirst(str(column.label)) for column in COLUMNS]
        return asked_again.no_export(file_response("xlsx", "list", headers, iter([])))
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    return table_import(
        request,
        salt="events.sign-in-list",
        template="admin/events/sign_in_import.html",
        context={
            **model_admin.admin_site.each_context(request),
            "title": _("Import a signed list"),
            "subtitle": event.title,
            "event": event,
            "opts": model_admin.opts,
            "most": MOST_ROWS,
        },
        run=lambda data, only_look: import_sign_in_list(event=event, data=data, by=user, only_look=only_look),
        shown=_shown,
    )


def _shown(lines: Sequence[Line], is_look: bool) -> dict[str, Any]:
    labels = _WOULD if is_look else _DONE
    counts = Counter(line.outcome for line in lines)
    return {
        "may_import": is_look and counts["added"] + counts["noted"] > 0,
        "counts": [(labels[each], counts[each]) for each in reversed(_ORDER) if counts[each]],
        "lines": [
            {
                "row": line.row,
                "name": line.name,
                "outcome": line.outcome,
                "label": labels[line.outcome],
                "says": line.says,
                "url": reverse("admin:events_registration_change", args=[line.registration])
                if line.registration
                else "",
            }
            for line in sorted(lines, key=lambda line: (_ORDER.index(line.outcome), line.row))
        ],
    }
