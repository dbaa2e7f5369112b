"""Objectives, results, activities and indicators of a grant, and the page on which all of them stand."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.admin.outline import outline_view
from center.admin_base import PortalTabularInline, Row, VersionedAdmin
from center.admin_versions import VersionedForm
from center.base.measures import measures
from center.choices.indicators import PartedBy
from center.models import Activity, Indicator, IndicatorPeriod, Objective, Result
from center.models.framework.indicator import MEANING
from center.refusals import ServiceRefused
from center.services.frameworks import save_indicator

# Labels of fields that are no columns, which the admin leaves as they are.
_labelled = lazy(capfirst, str)
OUTLINE = "admin:center_indicator_outline"


def grant_of(row: Any) -> int:
    """Return the key of the grant to which a row of a framework belongs."""
    if isinstance(row, Objective | Indicator):
        return row.grant_id
    if isinstance(row, Result):
        return row.objective.grant_id
    return grant_of(row.result)


class OfFrameworkAdmin(VersionedAdmin[Row]):
    """Rows that are reached from the outline of their grant, and led back there."""

    may_be_deleted = True
    # To what a row belongs, which is chosen once.
    parent = ""

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Stand among no lists of the first page."""
        return {}

    def get_readonly_fields(self, request: HttpRequest, obj: Row | None = None) -> Any:
        return [self.parent] if obj is not None else []

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the outline: there is no list of these rows of its own."""
        return redirect(reverse(OUTLINE))

    def _back(self, row: Row) -> HttpResponseRedirect:
        return redirect(f"{reverse(OUTLINE)}?grant={grant_of(row)}")

    def response_post_save_add(self, request: HttpRequest, obj: Row) -> HttpResponseRedirect:
        return self._back(obj)

    def response_post_save_change(self, request: HttpRequest, obj: Row) -> HttpResponseRedirect:
        return self._back(obj)


@admin.register(Objective)
class ObjectiveAdmin(OfFrameworkAdmin[Objective]):
    parent = "grant"
    fields = ("grant", "title_sr", "title_en", "position")
    add_label = _("Add an objective")


@admin.register(Result)
class ResultAdmin(OfFrameworkAdmin[Result]):
    parent = "objective"
    fields = ("objective", "kind", "title_sr", "title_en", "about_sr", "about_en", "position")
    add_label = _("Add a result")


@admin.register(Activity)
class ActivityAdmin(OfFrameworkAdmin[Activity]):
    parent = "result"
    fields = ("result", "title_sr", "title_en", ("first_day", "last_day"), "position")
    add_label = _("Add an activity")


class PeriodInline(PortalTabularInline[IndicatorPeriod]):
    model = IndicatorPeriod
    fields = ("first", "last", "target")
    extra = 1
    description = _(
        "For each period one value is asked for. Periods lie inside the days of the grant and do not overlap."
    )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class IndicatorForm(VersionedForm):
    """An indicator; what the portal can count is chosen from a list."""

    parted_by = forms.MultipleChoiceField(
        label=_labelled(_("parted by")),
        choices=PartedBy.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By what the donor wants the number broken down."),
    )

    change_reason_sr = forms.CharField(
        label=_labelled(_("why it is changed (Serbian)")),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    change_reason_en = forms.CharField(
        label=_labelled(_("why it is changed (English)")),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "measure" not in self.fields:
            return
        known = [(code, f"{each.title} ({code})") for code, each in measures().items()]
        stored = getattr(self.instance, "measure", "")
        if stored and stored not in measures():
            known.append((stored, stored))
        self.fields["measure"] = forms.ChoiceField(
            label=_labelled(pgettext_lazy("indicator", "counted by")),
            choices=[("", _("nothing: values are entered by hand")), *known],
            required=False,
            help_text=self.fields["measure"].help_text,
        )

    def clean(self) -> dict[str, Any] | None:
        """Ask why, where what a reported value rests on was changed."""
        data = super().clean()
        reported = IndicatorPeriod.objects.filter(
            indicator=self.instance.pk, locked_at__isnull=False
        ).exists()
        if (
            reported
            and set(MEANING) & set(self.changed_data)
            and not self.cleaned_data.get("change_reason_sr")
        ):
            self.add_error("change_reason_sr", _("Write why you change it; everybody will read it."))
        return data


@admin.register(Indicator)
class IndicatorAdmin(OfFrameworkAdmin[Indicator]):
    may_be_deleted = False
    form = IndicatorForm
    refusals = (ServiceRefused,)
    inlines = (PeriodInline,)
    add_label = _("Add an indicator")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "result",
                    "activity",
                    ("code", "position"),
                    "title_sr",
                    "title_en",
                    "kind",
                    ("unit_sr", "unit_en"),
                    "measure",
                    "parted_by",
                    "counts_people",
                ]
            },
        ),
        (
            _("From where to where"),
            {
                "fields": [
                    ("baseline", "baseline_year"),
                    ("baseline_note_sr", "baseline_note_en"),
                    "target",
                    ("target_text_sr", "target_text_en"),
                    "is_ascending",
                    "across",
                ]
            },
        ),
        (
            _("What it means"),
            {
                "fields": [
                    "definition_sr",
                    "definition_en",
                    "source_sr",
                    "source_en",
                    "is_public",
                    "is_dropped",
                ]
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Indicator | None = None) -> Any:
        return []

    def get_fieldsets(self, request: HttpRequest, obj: Indicator | None = None) -> Any:
        """Ask for a reason once a period is locked: then changes of what a value rests on are read by everybody."""
        found = list(super().get_fieldsets(request, obj))
        if obj is None or not self.has_change_permission(request, obj):
            return found
        if not obj.periods.filter(locked_at__isnull=False).exists():
            return found
        asks = {
            "fields": ["change_reason_sr", "change_reason_en"],
            "description": _(
                "A value of this indicator is reported. If you change its name, definition, unit, baseline or target,"
                " everybody reads what it was, when it was changed, and why."
            ),
        }
        return [(_("Changes in the open"), asks), *found]

    def save_model(self, request: HttpRequest, obj: Indicator, form: Any, change: bool) -> None:
        data = form.cleaned_data
        save_indicator(
            indicator=obj,
            by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            reason_sr=data.get("change_reason_sr") or "",
            reason_en=data.get("change_reason_en") or "",
        )

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(lambda request: outline_view(self, request))
        return [path("outline/", page, name="center_indicator_outline"), *super().get_urls()]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Stand in the menu under the name of the outline, to which the list leads."""
        return {
            "add": False,
            "change": self.has_change_permission(request),
            "delete": False,
            "view": self.has_view_permission(request),
        }

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer results and activities of one grant: that of the record, or of the address of the form."""
        wanted = self._grant(request)
        if wanted is not None and db_field.name == "result":
            kwargs["queryset"] = Result.objects.filter(objective__grant=wanted)
        if wanted is not None and db_field.name == "activity":
            kwargs["queryset"] = Activity.objects.filter(result__objective__grant=wanted)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _grant(self, request: HttpRequest) -> int | None:
        match = request.resolver_match
        key = match.kwargs.get("object_id") if match else None
        if key and str(key).isdigit():
            return Indicator.objects.filter(pk=key).values_list("grant", flat=True).first()
        result = request.GET.get("result", "")
        if not (result.isascii() and result.isdigit() and len(result) < 16):  # noqa: PLR2004 -- fits a bigint
            return None
        return Result.objects.filter(pk=result).values_list("objective__grant", flat=True).first()
