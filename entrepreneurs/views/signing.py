"""The page on which editors sign initiatives for their enterprises, and take that back as easily."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from center.models import AdvocacyInitiative, User
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Enterprise, Entrepreneur, InitiativeSignature
from entrepreneurs.services import signatures


class EditorsRequest(HttpRequest):
    """A request of somebody who may edit at least one enterprise."""

    user: User
    enterprises: list[Enterprise]


View = Callable[..., HttpResponse]


def _for_editors(view: View) -> View:
    """Let in who edits an enterprise; others learn how to become one who does."""

    @never_cache
    @login_required
    def guarded(request: EditorsRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.enterprises = list(Enterprise.objects.editable_by(request.user).order_by("name_sr"))
        if not request.enterprises:
            return render(request, "entrepreneurs/signing/editors_only.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@_for_editors
def initiatives(request: EditorsRequest) -> HttpResponse:
    """List what is open for signatures, with a button for each enterprise, and what one's enterprises signed."""
    today = timezone.localdate()
    rows = list(
        AdvocacyInitiative.objects.taking_signatures(today)
        .with_institutions()
        .prefetch_related("wordings")
        .order_by("signs_until", "pk")
    )
    mine = list(
        InitiativeSignature.objects.standing()
        .filter(enterprise__in=request.enterprises)
        .select_related("initiative", "enterprise", "wording")
        .order_by("-entered_at", "-pk")
    )
    by_place = {(row.initiative_id, row.enterprise_id): row for row in mine}
    context = {
        "rows": [
            {
                "initiative": initiative,
                "last_wording": max(initiative.wordings.all(), key=lambda each: each.number, default=None),
                "places": [(each, by_place.get((initiative.pk, each.pk))) for each in request.enterprises],
            }
            for initiative in rows
        ],
        "earlier": [row for row in mine if not row.initiative.takes_signatures_on(today)],
    }
    return render(request, "entrepreneurs/signing/initiatives.html", context)


@require_POST
@_for_editors
def sign(request: EditorsRequest, slug: str) -> HttpResponse:
    """Sign for one of the person's enterprises."""
    initiative, enterprise = _initiative(slug), _enterprise(request)
    person = Entrepreneur.objects.filter(
        logins__user=request.user,
        memberships__enterprise=enterprise,
        memberships__may_edit=True,
        memberships__ended_on__isnull=True,
    ).first()
    if person is None:
        raise PermissionDenied
    return _do(
        request,
        lambda: signatures.sign(initiative=initiative, enterprise=enterprise, person=person, by=request.user),
        _("Thank you. The enterprise stands among those that support this initiative."),
    )


@require_POST
@_for_editors
def withdraw(request: EditorsRequest, slug: str) -> HttpResponse:
    """Take the signature of one of the person's enterprises back."""
    signature = _signature(request, slug)
    return _do(
        request,
        lambda: signatures.withdraw_signature(signature=signature),
        _("The signature is withdrawn."),
    )


@require_POST
@_for_editors
def name(request: EditorsRequest, slug: str) -> HttpResponse:
    """Take the name of one of the person's enterprises off the list of what was submitted, or put it back."""
    signature, shown = _signature(request, slug), request.POST.get("shown") == "1"
    told = (
        _("The enterprise is named among the supporters again.")
        if shown
        else _("The enterprise is not named any more. Its signature still counts, as it was submitted.")
    )
    return _do(request, lambda: signatures.name_signature(signature=signature, shown=shown), told)


def _initiative(slug: str) -> AdvocacyInitiative:
    return get_object_or_404(AdvocacyInitiative.objects.public(), slug=slug)


def _enterprise(request: EditorsRequest) -> Enterprise:
    """Return the enterprise that the form names, among those of the person; 404 for every other."""
    wanted = request.POST.get("enterprise", "")
    found = next((each for each in request.enterprises if str(each.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def _signature(request: EditorsRequest, slug: str) -> InitiativeSignature:
    rows = InitiativeSignature.objects.standing().select_related("initiative")
    return get_object_or_404(rows, initiative=_initiative(slug), enterprise=_enterprise(request))


def _do(request: HttpRequest, verb: Callable[[], object], told: str) -> HttpResponse:
    try:
        verb()
    except ChangeRefused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, told)
    return redirect("signing:initiatives")
