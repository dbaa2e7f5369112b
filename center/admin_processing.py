"""The record of processing (art. 47 of the law of Serbia, art. 30 of the GDPR), made from the personal registry."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center import offices
from center.base.downloads import to_save
from center.base.personal_data.in_words import parts
from center.base.spreadsheets import xlsx_bytes

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def connected() -> list[tuple[str, str]]:
    """Return which servers of others the portal uses, as it is configured, and what each is told."""
    found = [(settings.EMAIL_HOST, _("letters, with the address of whom they are for"))]
    if settings.SMS is not None:
        found.append(
            (_("gateway of text messages"), _("text messages, with the number of whom they are for"))
        )
    if settings.MAP_TILES is not None:
        found.append((settings.MAP_TILES.host, _("internet addresses of those who look at a map")))
    return found


def safeguards() -> list[str]:
    """Return the measures of protection, as they are built in."""
    return [
        _("Words of visitors, notes of cases and second factors are encrypted in the database."),
        _("Staff sign in with a second factor, and each role sees what its work needs."),
        _("Looks at protected records and all changes are written down; nobody can rewrite that."),
        _("Backups are encrypted, and the key is kept apart from them."),
        _(
            "Connections are encrypted, and pages load nothing from other companies but maps where they are turned on."
        ),
        _("What is kept no longer is emptied every night, history included."),
    ]


@require_safe
def record_view(request: HttpRequest, site: AdminSite) -> HttpResponseBase:
    """Show the record, or give it as a workbook."""
    if not request.user.has_perm("center.view_accessrecord"):
        raise PermissionDenied
    if request.GET.get("file") == "xlsx":
        return to_save(_workbook(), name="processing-record.xlsx", content_type=_XLSX)
    context = {
        **site.each_context(request),
        "title": _("Record of processing"),
        "office": offices.current(),
        "parts": parts(),
        "connected": connected(),
        "safeguards": safeguards(),
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "admin/center/processing/record.html", context)


def _workbook() -> bytes:
    office = offices.current()
    common = [f"{office.name.plain}, {office.email}, {office.phone}", " ".join(safeguards())]
    headers = [
        _("Activity"), _("Record"), _("Purpose"), _("People"), _("Data"), _("Legal basis"), _("Recipients"),
        _("How long"), _("Controller"), _("Safeguards"),
    ]  # fmt: skip
    rows = [
        [part.name, line.name, line.purpose, part.people, line.fields, part.basis, "; ".join(part.told), line.retention,
         *common]
        for part in parts()
        for line in part.lines
    ]  # fmt: skip
    return xlsx_bytes(headers, rows, title=_("Record of processing"))
