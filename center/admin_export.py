"""Any list of the admin as a file: the rows that its filters leave, in its columns, for whoever may see it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field, label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center import asked_again, funding
from center.audit import record_accesses
from center.base.spreadsheets import SheetOut, csv_bytes, xlsx_of_sheets
from center.base.spreadsheets.writing import Value

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

PARAMETER: Final = "_export"
MOST_ROWS: Final = 20_000
_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# How `two_lines` of the columns begins its second line.
_SECOND_LINE: Final = '<span class="second-line">'
_PLAIN: Final = (bool, int, float, Decimal, date)


def exported_list(model_admin: "ModelAdmin[Any]", request: HttpRequest) -> HttpResponse | None:
    """Return the file that the address asks for, or None when it asks for the page.

    Headers are in the language of the person; dates and numbers keep their type in a workbook. Where the reading of
    records is logged, so is this. More than 20,000 rows are refused with a message. Raises ProofNeededError for
    whoever signed in some time ago.
    """
    form = request.GET.get(PARAMETER, "")
    if form not in _TYPES:
        return None
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    asked_again.require(request, for_file=True)
    query = request.GET.copy()
    del query[PARAMETER]
    request.GET = query  # type: ignore[assignment]  # as Django's own list reads it
    back = f"{request.path}?{query.urlencode()}"
    try:
        changelist = model_admin.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return redirect(request.path)
    if changelist.result_count > MOST_ROWS:
        text = _("This list has more than %(most)s rows. Narrow it with the filters, then take it away.")
        messages.error(request, text % {"most": MOST_ROWS})
        return redirect(back)
    names = [name for name in changelist.list_display if name != "action_checkbox"]
    headers = [capfirst(str(label_for_field(name, model_admin.model, model_admin))) for name in names]
    records = list(changelist.queryset)
    rows = ([_value(name, record, model_admin) for name in names] for record in records)
    if getattr(model_admin, "reading_is_logged", False):
        record_accesses(user=request.user, objects=records, purpose=gettext_noop("exported"))  # type: ignore[arg-type]  # signed in
    name = model_admin.model._meta.model_name or "list"
    more = funding.sheets(funding.now()) if form == "xlsx" else []
    return file_response(form, name, headers, rows, more)


def file_response(
    form: str,
    name: str,
    headers: list[str],
    rows: Iterator[list[Value]],
    more: Sequence[SheetOut] = (),
) -> HttpResponse:
    """Return a file to take away; its name ends in today's date. A workbook may have more sheets."""
    sheets = [SheetOut(name, headers, rows), *more]
    content = csv_bytes(headers, rows) if form == "csv" else xlsx_of_sheets(sheets)
    response = HttpResponse(content, content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.{form}"'
    return response


def _value(name: Any, record: Any, model_admin: "ModelAdmin[Any]") -> Value:
    try:
        field, _attribute, value = lookup_field(name, record, model_admin)
    except ObjectDoesNotExist:
        return None
    if value is None:
        return None
    if field is not None and getattr(field, "flatchoices", None):
        return str(display_for_field(value, field, ""))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, _PLAIN):
        return value
    text = _plain(value)
    return "" if text == model_admin.get_empty_value_display() else text


def _plain(value: Any) -> str:
    """Return the words of a cell: of HTML what people read, with a dot between its two lines; all else as it is."""
    text = str(value)
    if isinstance(value, SafeString):
        text = unescape(strip_tags(text.replace(_SECOND_LINE, f"· {_SECOND_LINE}")))
    return " ".join(text.split())
