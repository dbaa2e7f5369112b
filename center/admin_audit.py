"""The audit in the admin, for coordinators: who did what, to which record, when, by which request.

The values of protected records are not shown here: their own history page shows them, and writes down who looked.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.apps import apps
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from center import admin_history
from center.admin_history import Change
from center.choices import AccountEventKind, AmendmentKind, StaffActionKind
from center.models import User
from center.models.access import model_label
from center.services.audit import trail
from center.services.audit.trail import PORTAL, VISITOR, Line, Source, Wanted

PER_PAGE: Final = 50
_DAYS: Final = 30
_WORDS: Final[dict[str, dict[str, Any]]] = {
    Source.CHANGE: {
        "insert": gettext_lazy("Created"),
        "update": gettext_lazy("Changed"),
        "delete": gettext_lazy("Deleted"),
    },
    Source.ACCOUNT: dict(AccountEventKind.choices),
    Source.STAFF: dict(StaffActionKind.choices),
    Source.SEAL: dict(AmendmentKind.choices),
}


@dataclass
class Entry:
    """A line in words; `changes` are empty where the values are shown on the record's own page only."""

    line: Line
    who: str
    kind: str
    record: str
    what: str
    verb: str = ""
    address: str = ""
    changes: list[Change] = field(default_factory=list)


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AuditForm(forms.Form):
    """What to look for. Nothing has to be filled in."""

    source = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    model = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    number = forms.IntegerField(
        label=gettext_lazy("Number of the record"), required=False, min_value=1, max_value=2**62
    )
    request = forms.CharField(
        label=gettext_lazy("Request"), required=False, validators=[RegexValidator(r"\A[0-9a-f]{1,32}\Z")]
    )
    since = forms.DateField(label=pgettext_lazy("day", "From"), required=False, widget=_day())
    until = forms.DateField(label=pgettext_lazy("day", "Until"), required=False, widget=_day())
    after = forms.CharField(
        required=False,
        widget=forms.HiddenInput,
        validators=[RegexValidator(r"\A[0-9]{1,12}\.[0-9]{6}_[0-9]{1,4}_[0-9]{1,18}\Z")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("everything"))]
        fields: dict[str, Any] = self.fields
        fields["source"].choices = [*everything, *Source.choices]
        fields["who"].choices = [
            ("", _("everybody")),
            (PORTAL, _("The portal itself")),
            (VISITOR, _("A visitor on the public pages")),
            *(
                (str(user.pk), str(user))
                for user in User.objects.filter(is_staff=True).order_by("name", "email")
            ),
        ]
        labels = {event.pgh_tracked_model._meta.label_lower for event in trail.event_models()}  # type: ignore[attr-defined]
        fields["model"].choices = [
            *everything, *sorted(((label, model_label(label)) for label in labels), key=lambda each: each[1].lower())
        ]  # fmt: skip

    def wanted(self) -> Wanted:
        """Return what is looked for; what cannot be understood narrows nothing, and the page says so."""
        told = self.cleaned_data
        return Wanted(
            source=told.get("source") or "",
            who=told.get("who") or "",
            model=told.get("model") or "",
            number=str(told.get("number") or ""),
            request=told.get("request") or "",
            since=_midnight(told.get("since")),
            until=_midnight(told["until"] + timedelta(days=1)) if told.get("until") else None,
        )


def _midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None


@require_safe
def audit_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show a page of the audit, the newest first; the last thirty days unless another time or record is asked for."""
    if not request.user.has_perm("center.view_accessrecord"):
        raise PermissionDenied
    asked = request.GET.copy()
    if not asked.keys() & {"since", "until", "number", "request"}:
        asked["since"] = (timezone.localdate() - timedelta(days=_DAYS)).isoformat()
    form = AuditForm(asked, label_suffix="")
    found: list[Line] = []
    if form.is_valid():
        found = trail.lines(form.wanted(), most=PER_PAGE + 1, after=form.cleaned_data.get("after") or "")
    shown = found[:PER_PAGE]
    context = {
        **site.each_context(request),
        "title": _("Audit"),
        "form": form,
        "entries": _entries(request, site, shown),
        "older": _address(asked, after=shown[-1].place) if len(found) > PER_PAGE else "",
        "newest": _address(asked, after="") if asked.get("after") else "",
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "admin/center/audit/trail.html", context)


def _address(asked: Any, *, after: str) -> str:
    kept = {key: value for key, value in asked.items() if value and key != "after"}
    return f"?{urlencode({**kept, **({'after': after} if after else {})})}"


def _entries(request: HttpRequest, site: AdminSite, lines: list[Line]) -> list[Entry]:
    names = {
        user.pk: str(user) for user in User.objects.filter(pk__in={line.who for line in lines if line.who})
    }
    changes = _changes(request, site, [line for line in lines if line.source == Source.CHANGE])
    return [
        Entry(
            line=line,
            who=_who(line, names),
            kind=str(Source(line.source).label),
            record=f"{model_label(line.model)} {line.number}" if line.model else "",
            what=_what(line),
            address=_record_address(request, site, line),
            changes=changes.get((line.table, line.pk), []),
        )
        for line in lines
    ]


def _who(line: Line, names: dict[int, str]) -> str:
    if line.who is not None:
        return names.get(line.who, f"{_('user')} {line.who}")
    return _("A visitor on the public pages") if line.is_by_request else _("The portal itself")


def _what(line: Line) -> str:
    if line.source == Source.LOOK:
        return capfirst(_(line.what)) if line.what else ""
    return str(_WORDS.get(line.source, {}).get(line.what, line.what))


def _record_address(request: HttpRequest, site: AdminSite, line: Line) -> str:
    """Return the record's history, or its page where it has no history; nothing where the person may not look."""
    if not line.model or line.number is None or line.what == "delete":
        return ""
    name = line.model.replace(".", "_")
    admin = _admin(site, line.model)
    if admin is None or not admin.has_view_permission(request):
        return ""
    page = "history" if line.source == Source.CHANGE else "change"
    try:
        return reverse(f"admin:{name}_{page}", args=[line.number])
    except NoReverseMatch:
        return ""


def _admin(site: AdminSite, label: str) -> Any:
    try:
        return site._registry.get(apps.get_model(label))  # noqa: SLF001 -- there is no other way to ask
    except (LookupError, ValueError):
        return None


def _changes(request: HttpRequest, site: AdminSite, lines: list[Line]) -> dict[tuple[int, int], list[Change]]:
    """Return what changed, for records whose values this page may show: two queries for each kind of record."""
    by_table: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        if line.what == "update":
            by_table[line.table].append(line.pk)
    found = {}
    events = trail.event_models()
    for table, pks in by_table.items():
        event: Any = events[table]
        admin = _admin(site, event.pgh_tracked_model._meta.label_lower)
        is_open = admin is not None and not getattr(admin, "reading_is_logged", False)
        may_read = is_open and admin.has_view_permission(request)
        for row, changes in admin_history.changes_of(*_pairs(event, pks)):
            found[table, row] = [
                each if may_read else Change(each.label, "", "", is_hidden=True) for each in changes
            ]
    return found


def _pairs(event: Any, pks: Iterable[int]) -> tuple[list[Any], dict[Any, Any]]:
    """Return rows of a history, and by number the row before each."""
    before = event.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")).order_by(
        "-pgh_id"
    )
    rows = list(event.objects.filter(pk__in=pks).annotate(before_id=Subquery(before.values("pgh_id")[:1])))
    return rows, event.objects.in_bulk([row.before_id for row in rows if row.before_id])
