"""The page of the indicators: what was achieved in a period, to read, to print, and to take away."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from center import funding
from center.base.downloads import to_save
from center.base.indicators import Number, Period, Section, counted
from center.base.spreadsheets import SheetOut, xlsx_of_sheets
from center.base.spreadsheets.writing import Value
from center.documents import portal_document
from center.models import Grant

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

PERMISSION: Final = "center.view_indicators"
_LONGEST: Final = timedelta(days=3660)
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PeriodForm(forms.Form):
    first = forms.DateField(label=gettext_lazy("From day"), widget=AdminDateWidget)
    last = forms.DateField(label=gettext_lazy("To day"), widget=AdminDateWidget)
    grant = forms.ModelChoiceField(
        Grant.objects.all(),
        label=pgettext_lazy("money given", "Grant"),
        required=False,
        empty_label=gettext_lazy("All records"),
    )

    def clean(self) -> None:
        clean = super().clean() or {}
        first, last = clean.get("first"), clean.get("last")
        if first and last and first > last:
            self.add_error("last", _("The last day must not be before the first."))
        elif first and last and last - first > _LONGEST:
            self.add_error("last", _("Choose at most ten years."))


def indicators_view(model_admin: "ModelAdmin[Any]", request: HttpRequest) -> HttpResponseBase:
    """Show the figures of the period in the address; without one, of this year until today.

    With a grant, only what is counted from records that carry it. `as=xlsx` and `as=pdf` give the same figures as a
    file, with the same numbers withheld.
    """
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    today = timezone.localdate()
    asked = {name: request.GET[name] for name in ("first", "last", "grant") if name in request.GET}
    if asked.keys() <= {"grant"}:
        asked |= {"first": date(today.year, 1, 1).isoformat(), "last": today.isoformat()}
    form = PeriodForm(asked)
    grant: Grant | None = form.cleaned_data["grant"] if form.is_valid() else None
    period = (
        Period(form.cleaned_data["first"], form.cleaned_data["last"], grant.pk if grant else None)
        if form.is_valid()
        else None
    )
    sections = counted(period) if period else []
    if period and request.GET.get("as") == "xlsx":
        return to_save(
            _workbook(period, sections, grant), name=f"{_name(period, grant)}.xlsx", content_type=_XLSX
        )
    if period and request.GET.get("as") == "pdf":
        return to_save(
            _paper(period, sections, grant),
            name=f"{_name(period, grant)}.pdf",
            content_type="application/pdf",
        )
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Indicators"),
        "opts": model_admin.opts,
        "is_nav_sidebar_enabled": False,
        "form": form,
        "media": model_admin.media + form.media,
        "period": period,
        "sections": sections,
        "grant": grant,
        "query": period and _query(period),
        "presets": [(label, _query(each), each == period) for label, each in _presets(today, grant)],
        "withheld_note": _withheld_note(),
    }
    return TemplateResponse(request, "admin/center/indicators.html", context, status=200 if period else 422)


def _query(period: Period) -> str:
    grant = {"grant": period.grant} if period.grant else {}
    return urlencode({"first": period.first, "last": period.last, **grant})


def _presets(today: date, grant: Grant | None) -> list[tuple[str, Period]]:
    """Return periods that reports ask for, newest first; for a grant, its own before them."""
    year, month = today.year, 3 * ((today.month - 1) // 3) + 1
    quarter = date(year, month, 1)
    before = quarter - timedelta(days=1)
    key = grant.pk if grant else None
    own = [(_("The days of the grant"), Period(grant.first_day, grant.last_day, key))] if grant else []
    return [
        *own,
        (_("This year"), Period(date(year, 1, 1), today, key)),
        (_("Last year"), Period(date(year - 1, 1, 1), date(year - 1, 12, 31), key)),
        (_("This quarter"), Period(quarter, today, key)),
        (_("Last quarter"), Period(date(before.year, before.month - 2, 1), before, key)),
    ]


def _name(period: Period, grant: Grant | None) -> str:
    return "-".join(["indicators", *([grant.code] if grant else []), f"{period.first}", f"{period.last}"])


def _workbook(period: Period, sections: list[Section], grant: Grant | None) -> bytes:
    """One line for each number: what, by what, which row, the number."""
    rows: list[list[Value]] = []
    for section in sections:
        rows += [
            [str(section.title), str(each.label), "", "", _cell(each.value), str(each.how)]
            for each in section.figures
        ]
        for table in section.breakdowns:
            for label, numbers in table.rows:
                rows += [
                    [
                        str(section.title),
                        str(table.title),
                        str(label),
                        str(column),
                        _cell(number),
                        str(table.note),
                    ]
                    for column, number in zip(table.columns, numbers, strict=True)
                ]
    headers = [_("About"), _("Figure"), _("Row"), _("Counted"), _("Number"), _("How it is counted")]
    title = " ".join([*([grant.code[:8]] if grant else []), f"{period.first}", f"{period.last}"])
    grants = [funding.of_grant(grant)] if grant else funding.now()
    return xlsx_of_sheets([SheetOut(title, headers, rows), *funding.sheets(grants)])


def _cell(number: Number) -> Value:
    return _("withheld") if number is None else number


def _paper(period: Period, sections: list[Section], grant: Grant | None) -> bytes:
    def said(number: Number) -> str:
        if number is None:
            return _("withheld")
        return number_format(number, use_l10n=True, force_grouping=True)

    days = {"first": date_format(period.first), "last": date_format(period.last)}
    when = _("%(first)s – %(last)s") % days
    return portal_document(
        "center/indicators.typ",
        title=_("Indicators"),
        grants=[funding.of_grant(grant)] if grant else [],
        data={
            "subtitle": f"{grant.title.plain} ({when})" if grant else when,
            "sections": [
                {
                    "title": str(section.title),
                    "figures": [
                        [str(each.label), said(each.value), str(each.how)] for each in section.figures
                    ],
                    "tables": [
                        {
                            "title": str(table.title),
                            "columns": [str(column) for column in table.columns],
                            "rows": [[str(label), *map(said, numbers)] for label, numbers in table.rows],
                            "note": str(table.note),
                        }
                        for table in section.breakdowns
                    ],
                }
                for section in sections
            ],
            "words": {
                "figure": _("Figure"),
                "number": _("Number"),
                "row": pgettext("column of a table", "Answer"),
                "nothing": _("Too few people to show it."),
                "withheld": _withheld_note(),
            },
        },
    )


def _withheld_note() -> str:
    return _(
        "Withheld are numbers of one to four people, and those from which such a number could be computed."
    )
