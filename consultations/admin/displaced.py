"""All visits that no longer fit the plan on one page: moved, cancelled or left, by one button."""

import re
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from center.audit import record_accesses
from center.base.person_names import shown_name
from consultations import services
from consultations.admin import offered_times
from consultations.errors import BookingRefusedError, ChangeRefused
from consultations.models import Consultation, VisitMove
from consultations.services.displaced import Displaced, displaced_visits

if TYPE_CHECKING:
    from center.models import User
    from consultations.admin.visits import ConsultationAdmin

_LEAVE: Final = "leave"
_CANCEL: Final = "cancel"


def displaced_view(model_admin: "ConsultationAdmin", request: HttpRequest) -> HttpResponse:
    """Show the visits, each with a proposal (GET), or do to each what was chosen (POST)."""
    if not model_admin.has_verb_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        _carry_out(model_admin, request)
        return redirect(reverse("admin:consultations_consultation_displaced"))
    found = displaced_visits()
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    record_accesses(
        user=user, objects=[each.visit for each in found], purpose=gettext_noop("opened to change it")
    )
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Visits outside the plan"),
        "opts": model_admin.opts,
        "rows": [_row(model_admin, each) for each in found],
        "reason_length": VisitMove.REASON_LENGTH,
    }
    return TemplateResponse(request, "admin/consultations/displaced.html", context)


def _row(model_admin: "ConsultationAdmin", each: Displaced) -> dict[str, Any]:
    visit, proposal = each.visit, each.proposal
    return {
        "visit": visit,
        "who": shown_name(visit.contact_name),
        "when": model_admin.when(visit),
        "why": each.why.label,
        "proposal": proposal,
        "move_value": offered_times.written(proposal.start, proposal.advisor.pk) if proposal else "",
        "is_called": not visit.contact_email,
    }


def _carry_out(model_admin: "ConsultationAdmin", request: HttpRequest) -> None:
    """Do what was chosen for each visit, one transaction each; what is refused is told, the others are done."""
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    reason = request.POST.get("reason", "").replace("\0", "")[: VisitMove.REASON_LENGTH].strip()
    chosen = {
        int(name.removeprefix("visit-")): str(value)
        for name, value in request.POST.items()
        if re.fullmatch(r"visit-[1-9]\d{0,17}", name, re.ASCII) and value != _LEAVE
    }
    visits = Consultation.objects.visible_to(user).live().filter(pk__in=chosen).with_details()
    moved = cancelled = 0
    for visit in visits.order_by("starts_at", "pk"):
        try:
            if chosen[visit.pk] == _CANCEL:
                services.cancel(consultation=visit, by=user, reason=reason)
                cancelled += 1
            else:
                start, advisor = offered_times.read(chosen[visit.pk])
                services.move(consultation=visit, start=start, advisor=advisor, by=user, reason=reason)
                moved += 1
        except (BookingRefusedError, ChangeRefused) as refused:
            words = {"record": model_admin.in_words(visit), "sentence": refused.message}
            messages.error(request, _("%(record)s: %(sentence)s") % words)
        except ValueError:
            continue
    _tell(request, moved=moved, cancelled=cancelled)


def _tell(request: HttpRequest, *, moved: int, cancelled: int) -> None:
    done = []
    if moved:
        done.append(ngettext("%(count)d visit moved.", "%(count)d visits moved.", moved) % {"count": moved})
    if cancelled:
        done.append(
            ngettext("%(count)d visit cancelled.", "%(count)d visits cancelled.", cancelled)
            % {"count": cancelled}
        )
    if not done:
        messages.info(request, _("Nothing was changed."))
        return
    address = reverse("admin:consultations_call_changelist")
    told = _("Visitors with an email address were written to; the others are on the call list:")
    messages.success(
        request, format_html('{} {} <a href="{}">{}</a>', " ".join(done), told, address, _("People to call"))
    )
