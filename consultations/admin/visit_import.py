"""Importing a table of visits: choose the file, look at what each row would become, import, read the report."""

import base64
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_export import file_response
from center.base.spreadsheets import SpreadsheetError
from center.base.spreadsheets.upload import TableField
from consultations.services.visit_import import COLUMNS, MOST_ROWS, Line, import_visits

if TYPE_CHECKING:
    from consultations.admin.visits import ConsultationAdmin

_SALT: Final = "consultations.visit-import"
_VALID_FOR: Final = 3600
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


class UploadForm(forms.Form):
    file = TableField(
        # It travels with the look at it, so that what was looked at is what is imported.
        megabytes=1,
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx) or a CSV file, in either script; at most 1 MB and 300 rows. The first row names"
            " the columns."
        ),
    )


def visit_import_view(model_admin: "ConsultationAdmin", request: HttpRequest) -> HttpResponse:
    """Ask for the file (GET), show what would become of it (POST), or import what was shown (POST, `_confirm`)."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.GET.get("template"):
        headers = [capfirst(str(column.label)) for column in COLUMNS]
        return file_response("xlsx", "visits", headers, iter([]))
    form = UploadForm(request.POST or None, request.FILES or None)
    seen = request.POST.get("seen", "")
    lines: list[Line] = []
    if request.method == "POST":
        data = _seen(seen, request) if seen else None
        if data is None and form.is_valid():
            data = form.cleaned_data["file"].read()
            seen = ""
        only_look = not (seen and "_confirm" in request.POST)
        if data is not None:
            try:
                lines = import_visits(data=data, by=request.user, only_look=only_look)  # type: ignore[arg-type]  # signed in
            except SpreadsheetError as error:
                form = _refused(error)
            else:
                return _page(
                    model_admin, request, form=form, lines=lines, is_look=only_look, seen=_keep(data, request)
                )
        elif seen:
            form = _refused(_("Some time has passed since you looked. Please choose the file again."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return _page(model_admin, request, form=form, lines=[], is_look=False, seen="", status=status)


def _refused(error: SpreadsheetError | str) -> UploadForm:
    """Return an empty form that says what is wrong; that it holds no file any more is nobody's fault."""
    form = UploadForm({})
    form.errors.clear()
    form.add_error("file", error)
    return form


def _keep(data: bytes, request: HttpRequest) -> str:
    return signing.dumps([request.user.pk, base64.b64encode(data).decode()], salt=_SALT, compress=True)


def _seen(signed: str, request: HttpRequest) -> bytes | None:
    """Return the file that this person looked at within the last hour."""
    try:
        user, data = signing.loads(signed, salt=_SALT, max_age=_VALID_FOR)
    except signing.BadSignature:
        return None
    return base64.b64decode(data) if user == request.user.pk else None


def _page(
    model_admin: "ConsultationAdmin",
    request: HttpRequest,
    *,
    form: UploadForm,
    lines: list[Line],
    is_look: bool,
    seen: str,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    labels = _WOULD if is_look else _DONE
    counts = Counter(line.outcome for line in lines)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Import visits"),
        "opts": model_admin.opts,
        "form": form,
        "is_look": is_look,
        "seen": seen,
        "may_import": is_look and counts["recorded"] + counts["booked"] > 0,
        "most": MOST_ROWS,
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
    return TemplateResponse(request, "admin/consultations/visit_import.html", context, status=status)
