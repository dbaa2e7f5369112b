"""Bringing a table into the portal: choose the file, look at what each row would become, import, read the report.

The file travels with the look at it, signed for the person who looked, so that what was looked at is what is imported.
"""

import base64
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.spreadsheets import SpreadsheetError
from center.base.spreadsheets.upload import TableField

_VALID_FOR: Final = 3600


class UploadForm(forms.Form):
    """The file to import."""

    file = TableField(
        megabytes=1,
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx) or a CSV file, in either script; at most 1 MB and 300 rows. The first row names"
            " the columns."
        ),
    )


def table_import(
    request: HttpRequest,
    *,
    salt: str,
    template: str,
    context: dict[str, Any],
    run: Callable[[bytes, bool], Sequence[Any]],
    shown: Callable[[Sequence[Any], bool], dict[str, Any]],
) -> HttpResponse:
    """Ask for the file (GET), show what would become of it (POST), or import what was shown (POST, `_confirm`).

    `run(data, only_look)` does it and returns its lines, or raises SpreadsheetError; `shown(lines, is_look)` is what
    the template needs to say about them. `salt` keeps files of one kind of import from another.
    """
    form = UploadForm(request.POST or None, request.FILES or None)
    seen, status = request.POST.get("seen", ""), HTTPStatus.OK
    page: dict[str, Any] = {"lines": [], "is_look": False}
    if request.method == "POST":
        data = _seen(seen, request, salt) if seen else None
        if data is None and form.is_valid():
            data = form.cleaned_data["file"].read()
            seen = ""
        only_look = not (seen and "_confirm" in request.POST)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if data is not None:
            try:
                lines = run(data, only_look)
            except SpreadsheetError as error:
                form = _refused(error)
            else:
                page = {**shown(lines, only_look), "is_look": only_look, "seen": _keep(data, request, salt)}
                status = HTTPStatus.OK
        elif seen:
            form = _refused(_("Some time has passed since you looked. Please choose the file again."))
    return TemplateResponse(request, template, {**context, "form": form, **page}, status=status)


def _refused(error: SpreadsheetError | str | Promise) -> UploadForm:
    """Return an empty form that says what is wrong; that it holds no file any more is nobody's fault."""
    form = UploadForm({})
    form.errors.clear()
    form.add_error("file", error)  # type: ignore[arg-type]  # lazy text
    return form


def _keep(data: bytes, request: HttpRequest, salt: str) -> str:
    return signing.dumps([request.user.pk, base64.b64encode(data).decode()], salt=salt, compress=True)


def _seen(signed: str, request: HttpRequest, salt: str) -> bytes | None:
    """Return the file that this person looked at within the last hour."""
    try:
        user, data = signing.loads(signed, salt=salt, max_age=_VALID_FOR)
    except signing.BadSignature:
        return None
    return base64.b64decode(data) if user == request.user.pk else None
