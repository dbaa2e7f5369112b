"""Pages of a period and of a value: count now, enter by hand, look at the records behind, prove, open a proof."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center import asked_again
from center.admin.value_forms import CountForm, EntryForm, EvidenceForm
from center.audit import record_access
from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.base.measures import Scope, measures
from center.models import Evidence, IndicatorPeriod, Measurement, User
from center.refusals import ServiceRefused, tell
from center.services import evidence, measurements
from center.services.counting import Count, count, measure_of
from center.services.measurements import Correction

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

PROPOSE = "center.add_measurement"
APPROVE = "center.approve_measurement"
_MOST_SHOWN = 200


def count_page(model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what the portal counts now (GET) and propose it (POST)."""
    period = _period(request, object_id)
    found, refusal = _counted(period)
    form = CountForm(request.POST or None, is_correction=period.is_locked)
    if request.method == "POST" and form.is_valid():
        made = _proposed(form, lambda: _propose_counted(period, request, form))
        if made is not None:
            return _told(request, made)
    context = {
        "title": _("Count now"),
        "period": period,
        "form": form,
        "found": found,
        "refusal": refusal,
        "now": period.measurements.approved().first(),
    }
    return _page(model_admin, request, "count", context, form)


def enter_page(model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int) -> HttpResponse:
    """Ask for a value and its evidence."""
    period = _period(request, object_id)
    form = EntryForm(
        request.POST or None, request.FILES or None, period=period, is_correction=period.is_locked
    )
    if request.method == "POST" and form.is_valid():
        made = _proposed(form, lambda: _propose_by_hand(period, request, form))
        if made is not None:
            return _told(request, made)
    return _page(
        model_admin, request, "enter", {"title": _("Enter by hand"), "period": period, "form": form}, form
    )


def prove_page(model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int) -> HttpResponse:
    """Add a piece of evidence to a value."""
    if not request.user.has_perm(PROPOSE):
        raise PermissionDenied
    value = _value(object_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = _proposed(
            form, lambda: evidence.add_evidence(measurement=value, proof=form.proof(), by=_user(request))
        )
        if made is not None:
            messages.success(request, _("The evidence is kept."))
            return redirect("admin:center_measurement_change", value.pk)
    context = {"title": _("Add evidence"), "period": value.period, "form": form, "value": value}
    return _page(model_admin, request, "enter", context, form)


@dataclass(frozen=True)
class Behind:
    """Records of one model behind a value, as far as somebody may see them.

    `then` is how many were counted and could be seen by who proposed; `still` of them are counted now, `gone` are not,
    and `new` came since. `rows` are the ones that count now, with addresses of their pages.
    """

    title: str
    then: int
    still: int
    gone: int
    new: int
    rows: list[tuple[str, str]]
    is_cut: bool


def records_page(model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int) -> HttpResponse:
    """List the records behind a counted value, those that the person may see, and what changed since."""
    value = _value(object_id)
    if not model_admin.has_view_permission(request, value):
        raise PermissionDenied
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Records behind the value"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "value": value,
        "period": value.period,
        "behind": _behind(value, _user(request)),
        "is_known": measure_of(value.period.indicator) is not None and value.measure != "",
    }
    return TemplateResponse(request, "admin/center/indicators/records.html", context)


def open_evidence(model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Give the file of a proof to whoever may see evidence; that they looked is written down."""
    if not request.user.has_perm("center.view_evidence"):
        raise PermissionDenied
    proof = Evidence.objects.kept().filter(pk=object_id).exclude(stored_as="").first()
    if proof is None:
        raise Http404
    try:
        content = evidence.opened(proof)
    except FileNotFoundError as error:
        # Erased at this moment, or lost.
        raise Http404 from error
    record_access(user=_user(request), obj=proof, purpose=gettext_noop("evidence opened"))
    # One document of one value, which those who approve it have to read.
    return asked_again.no_export(
        to_save(content, name=proof.file_name, content_type=CONTENT_TYPES[FileKind(proof.file_kind)])
    )


def hide_page(model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int) -> HttpResponse:
    """Ask once more, then show a proof to nobody outside any more."""
    return _let_go(model_admin, request, object_id, erases=False)


def erase_page(model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int) -> HttpResponse:
    """Ask once more, then remove file, address and note of a proof for good."""
    return _let_go(model_admin, request, object_id, erases=True)


def _let_go(
    model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: int, *, erases: bool
) -> HttpResponse:
    if not request.user.has_perm(APPROVE):
        raise PermissionDenied
    proof = Evidence.objects.select_related("measurement__period__indicator").filter(pk=object_id).first()
    if proof is None:
        raise Http404
    if erases:
        asked_again.require(request)
    if request.method == "POST":
        if erases:
            evidence.erase_evidence(evidence=proof)
            messages.success(request, _("The evidence is erased; that it was there stays."))
        else:
            evidence.hide_evidence(evidence=proof)
            messages.success(request, _("Nobody outside the office sees it any more."))
        return redirect("admin:center_measurement_change", proof.measurement_id)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Erase the evidence") if erases else _("No longer for everybody"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "proof": proof,
        "value": proof.measurement,
        "period": proof.measurement.period,
        "erases": erases,
    }
    return TemplateResponse(request, "admin/center/indicators/let_go.html", context)


def _behind(value: Measurement, user: User) -> list[Behind]:
    measure = measures().get(value.measure)
    if measure is None or value.scope_first is None or value.scope_last is None:
        return []
    grant = value.period.indicator.grant_id if value.counts_grant else None
    now: dict[str, dict[int, models.Model]] = {}
    for rows in measure.records(Scope(value.scope_first, value.scope_last, grant), user):
        label = rows.model._meta.label_lower
        now.setdefault(label, {}).update({row.pk: row for row in rows})
    return [
        _of_model(label, set(value.record_keys.get(label, [])), now.get(label, {}))
        for label in sorted({*now, *value.record_keys})
        # How many there are is told to nobody who may see none of them: the value itself may be withheld.
        if now.get(label) or _may_see(user, label)
    ]


def _may_see(user: User, label: str) -> bool:
    meta = apps.get_model(label)._meta
    return user.has_perm(f"{meta.app_label}.view_{meta.model_name}")


def _of_model(label: str, then: set[int], now: dict[int, models.Model]) -> Behind:
    model = apps.get_model(label)
    shown = sorted(now)[:_MOST_SHOWN]
    return Behind(
        title=capfirst(str(model._meta.verbose_name_plural)),
        then=len(then),
        still=len(then & now.keys()),
        gone=len(then - now.keys()),
        new=len(now.keys() - then),
        rows=[(str(now[key]), _address(now[key])) for key in shown],
        is_cut=len(now) > _MOST_SHOWN,
    )


def _address(record: models.Model) -> str:
    meta = record._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    except NoReverseMatch:
        return ""


def _period(request: HttpRequest, key: int) -> IndicatorPeriod:
    if not request.user.has_perm(PROPOSE):
        raise PermissionDenied
    found = IndicatorPeriod.objects.select_related("indicator__grant").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _value(key: int) -> Measurement:
    rows = Measurement.objects.select_related("period__indicator__grant", "proposed_by")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # admin_view: signed in


def _counted(period: IndicatorPeriod) -> tuple[Count | None, str]:
    try:
        return count(period), ""
    except ServiceRefused as refused:
        return None, str(refused.message)


def _correction(period: IndicatorPeriod, form: forms.Form) -> Correction | None:
    """Return what is corrected: of a locked period its approved value."""
    current = period.measurements.approved().first() if period.is_locked else None
    if current is None:
        return None
    return Correction(current, form.cleaned_data["reason_sr"], form.cleaned_data["reason_en"])


def _propose_counted(period: IndicatorPeriod, request: HttpRequest, form: CountForm) -> Measurement:
    return measurements.propose_counted(
        period=period,
        by=_user(request),
        note=form.cleaned_data["note"],
        correction=_correction(period, form),
    )


def _propose_by_hand(period: IndicatorPeriod, request: HttpRequest, form: EntryForm) -> Measurement:
    return measurements.propose_by_hand(
        period=period,
        by=_user(request),
        entry=form.entry(),
        evidence=[form.proof()],
        note=form.cleaned_data["note"],
        correction=_correction(period, form),
    )


def _proposed(form: forms.Form, call: Any) -> Any:
    try:
        return call()
    except (ServiceRefused, ValidationError) as refused:
        tell(form, refused)
    return None


def _told(request: HttpRequest, value: Measurement) -> HttpResponse:
    messages.success(request, _("The value is proposed. A second person approves it."))
    return redirect("admin:center_indicatorperiod_change", value.period_id)


def _page(
    model_admin: "ModelAdmin[Any]",
    request: HttpRequest,
    name: str,
    context: dict[str, Any],
    form: forms.Form,
) -> HttpResponse:
    frame = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "subtitle": str(context["period"].indicator),
        **context,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return TemplateResponse(request, f"admin/center/indicators/{name}.html", frame, status=status)
