"""Periods of indicators and their values in the admin: read here, changed by buttons alone."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin import value_pages
from center.admin_columns import badge, moment_column, two_lines
from center.admin_verbs import Verb, VerbAdmin, through
from center.base.body_limits import takes_up_to
from center.base.figures import figure
from center.choices.indicators import IndicatorKind, ValueState
from center.models import IndicatorPeriod, Measurement
from center.services import measurements
from center.services.part_sums import part_tables

if TYPE_CHECKING:
    from center.models import User

_APPROVE = "center.approve_measurement"
_BADGES = {
    ValueState.PROPOSED: ("warning", "clock"),
    ValueState.APPROVED: ("success", "check"),
    ValueState.RETURNED: ("error", "arrow-left"),
    ValueState.SUPERSEDED: ("info", "info"),
}
# A file of evidence and the words beside it.
_MOST_BYTES = 25 * 1024**2


def state_badge(value: Measurement) -> SafeString:
    """Return the state of a value as a badge."""
    return badge(*_BADGES[ValueState(value.state)], value.get_state_display())


def _approve(value: Measurement, user: "User", _reason: str) -> object:
    return measurements.approve(measurement=value, by=user)


def _waits(value: Measurement) -> bool:
    return value.state == ValueState.PROPOSED


def _may_be_locked(period: IndicatorPeriod) -> bool:
    is_over = period.is_over(timezone.localdate())
    return is_over and not period.is_locked and period.measurements.approved().exists()


def _public_page(value: Measurement) -> str:
    """Return where everybody reads a value; nothing for one that they do not."""
    indicator = value.period.indicator
    if value.state != ValueState.APPROVED or not (indicator.is_public and indicator.grant.is_public):
        return ""
    return reverse("indicators:value", args=[indicator.grant.code, value.period_id])


@admin.register(IndicatorPeriod)
class IndicatorPeriodAdmin(VerbAdmin[IndicatorPeriod]):
    """One period: its values, the newest first, and what can be done now."""

    change_form_template = "admin/center/indicators/period.html"
    fields = ("indicator", "first", "last", "target", "locked_at", "locked_by")
    verbs = (
        Verb(
            "lock",
            _("Lock the period"),
            through(measurements.lock_period, "period"),
            _may_be_locked,
            warning=_(
                "A locked period stays so. Its value can then only be corrected, with a reason that everybody reads."
            ),
            told=_("The period is locked"),
            needs=_APPROVE,
        ),
    )

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Stand among no lists of the first page."""
        return {}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the outline, on which the periods stand."""
        return redirect(reverse("admin:center_indicator_outline"))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[IndicatorPeriod]:
        return super().get_queryset(request).select_related("indicator__grant", "locked_by")

    def get_actions(self, request: HttpRequest) -> Any:
        return {}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        period: IndicatorPeriod | None = context.get("original")
        if period is not None:
            rows = period.measurements.select_related("proposed_by", "approved_by", "returned_by", "corrects")
            values = list(rows.defer("record_keys").prefetch_related("parts"))
            waiting = any(_waits(value) for value in values)
            context |= {
                "period": period,
                "values": [(value, state_badge(value)) for value in values],
                "may_propose": request.user.has_perm(value_pages.PROPOSE)
                and not waiting
                and not period.indicator.is_dropped,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        def address(part: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, object_id: view(self, request, object_id))
            if part == "enter":
                wrapped = takes_up_to(wrapped, most_bytes=_MOST_BYTES)
            return path(f"<int:object_id>/{part}/", wrapped, name=f"center_indicatorperiod_{part}")

        return [
            address("count", value_pages.count_page),
            address("enter", value_pages.enter_page),
            *super().get_urls(),
        ]


@admin.register(Measurement)
class MeasurementAdmin(VerbAdmin[Measurement]):
    """One value: what it is, what proves it, which records stand behind it, and who agreed."""

    change_form_template = "admin/center/indicators/value.html"
    list_display = (
        "indicator_and_period",
        "number",
        "source",
        "state_shown",
        "proposed_by",
        moment_column("proposed_at", _("proposed")),
    )
    list_filter = ("state", "source", "period__indicator__grant")
    folded_search = ("period__indicator__code", "period__indicator__title_sr", "period__indicator__title_en")
    fields = ("period",)
    nothing_yet = _("Values are proposed on the page of results and indicators, and listed here.")
    verbs = (
        Verb(
            "approve",
            _("Approve the value"),
            _approve,
            _waits,
            kind="primary",
            told=_("The value is approved"),
            needs=_APPROVE,
        ),
        Verb(
            "return",
            _("Return the value"),
            through(measurements.return_value, "measurement", with_reason=True),
            _waits,
            asks=_("Why the value is returned"),
            told=_("The value is returned"),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Measurement]:
        rows = super().get_queryset(request)
        return rows.select_related(
            "period__indicator__grant", "proposed_by", "approved_by", "returned_by", "corrects"
        ).defer("record_keys")

    def fingerprint(self, record: Measurement) -> str:
        """Return a mark of what is approved, so that nobody approves what they have not read."""
        return measurements.mark_of(record)

    def offered_verbs(self, request: HttpRequest, record: Measurement) -> list[Verb]:
        """Leave out approving for who proposed."""
        own = record.proposed_by_id == request.user.pk
        return [
            verb for verb in super().offered_verbs(request, record) if not (own and verb.name == "approve")
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        value: Measurement | None = context.get("original")
        if value is not None:
            context |= {
                "value": value,
                "badge": state_badge(value),
                "tables": part_tables(value),
                "proofs": list(value.evidence.select_related("added_by", "measurement")),
                "may_let_go": request.user.has_perm(_APPROVE),
                "may_open": request.user.has_perm("center.view_evidence"),
                "may_prove": request.user.has_perm(value_pages.PROPOSE)
                and value.state in {ValueState.PROPOSED, ValueState.APPROVED},
                "public_page": _public_page(value),
                "is_own": value.proposed_by_id == request.user.pk and _waits(value),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        def address(route: str, name: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, object_id: view(self, request, object_id))
            if name == "prove":
                wrapped = takes_up_to(wrapped, most_bytes=_MOST_BYTES)
            return path(route, wrapped, name=f"center_measurement_{name}")

        return [
            address("<int:object_id>/records/", "records", value_pages.records_page),
            address("<int:object_id>/prove/", "prove", value_pages.prove_page),
            address("evidence/<int:object_id>/", "evidence", value_pages.open_evidence),
            address("evidence/<int:object_id>/hide/", "hide", value_pages.hide_page),
            address("evidence/<int:object_id>/erase/", "erase", value_pages.erase_page),
            *super().get_urls(),
        ]

    @admin.display(description=_("indicator"), ordering="period__indicator__code")
    def indicator_and_period(self, value: Measurement) -> SafeString:
        return two_lines(value.period.indicator, value.period)

    @admin.display(description=_("value"), ordering="value")
    def number(self, value: Measurement) -> str:
        if value.kind == IndicatorKind.QUALITATIVE:
            return value.text.plain[:80]
        is_percentage = value.kind == IndicatorKind.PERCENTAGE
        return figure(value.value, is_percentage=is_percentage, is_withheld=value.is_withheld)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, value: Measurement) -> SafeString:
        return state_badge(value)
