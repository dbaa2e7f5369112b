"""A person's own plan: the canvas block by block, the budget, and what the advisors say about both."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from center.base.downloads import to_save
from consultations import services
from consultations.choices import CanvasPart
from consultations.errors import ChangeRefused
from consultations.views import plan_saving
from consultations.views.own_cases import SignedInRequest, own_case
from consultations.views.plan_paper import paper
from consultations.views.plan_parts import whole_plan
from consultations.views.plan_posts import anchor_of, comment_of, part_named, send_comment
from consultations.views.plan_words import sentences

_FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
@login_required
def plan(request: SignedInRequest, number: str) -> HttpResponse:
    """Show the canvas as a whole, the budget in a few figures, and what waits for an answer."""
    case = own_case(request, number)
    whole = whole_plan(case)
    context = {"case": case, "whole": whole, "sentences": sentences(whole.budget)}
    return render(request, "consultations/own/plan.html", context)


@require_http_methods(_FORM_METHODS)
@never_cache
@login_required
def block(request: SignedInRequest, number: str, part: str) -> HttpResponse:
    """Write one block; saving leads back to it, or on to the next one."""
    case, wanted = own_case(request, number), part_named(part)
    form, status = None, HTTPStatus.OK
    if request.method == "POST":
        form, status = plan_saving.save_block(case, wanted, request.POST, request.user)
        if status == HTTPStatus.OK:
            messages.success(request, _("Saved."))
            onward = plan_saving.next_part(wanted) if "next" in request.POST else None
            return redirect("cases:plan_block", case.number, (onward or wanted).value)
    context = plan_saving.block_context(case, wanted, form, status)
    return render(request, "consultations/own/plan_block.html", {"case": case, **context}, status=status)


@require_http_methods(_FORM_METHODS)
@never_cache
@login_required
def budget(request: SignedInRequest, number: str) -> HttpResponse:
    """Write the budget; every button keeps what is typed, also the ones that only add rows."""
    case = own_case(request, number)
    whole, status = None, HTTPStatus.OK
    if request.method == "POST":
        form, status = plan_saving.save_budget(case, request.POST, request.user)
        if status == HTTPStatus.OK:
            messages.success(request, _("Saved."))
            address = reverse("cases:plan_budget", args=[case.number])
            return redirect(plan_saving.after_budget(address, form, request.POST))
    else:
        whole = whole_plan(case)
        form = plan_saving.budget_form(whole, more=request.GET.get("more", ""))
    context = plan_saving.budget_context(case, form, status, whole)
    return render(request, "consultations/own/plan_budget.html", {"case": case, **context}, status=status)


@require_safe
@never_cache
@login_required
def document(request: SignedInRequest, number: str) -> HttpResponseBase:
    """Give the plan as PDF, without the comments; it stays the person's own when the case is closed."""
    case = own_case(request, number, closed=True)
    return to_save(paper(case), name=f"plan-{case.number}.pdf", content_type="application/pdf")


@require_POST
@never_cache
@login_required
def comment(request: SignedInRequest, number: str) -> HttpResponse:
    """Keep a comment or an answer; what could not be kept is shown again with the reason."""
    case = own_case(request, number)
    form = send_comment(case, request.POST, by=request.user, from_person=True)
    if form.is_valid():
        messages.success(request, _("Your comment is kept. Your advisor is told."))
        return redirect(_talk_address(case.number, anchor_of(request.POST)))
    context = {
        "case": case,
        "form": form,
        "about": request.POST.get("about", ""),
        "answer_to": request.POST.get("answer_to", ""),
    }
    return render(
        request, "consultations/own/plan_comment.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
    )


@require_POST
@never_cache
@login_required
def settle(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """Mark a comment as settled, or take it up again."""
    case = own_case(request, number)
    found = comment_of(case, pk)
    verb = services.reopen_comment if "again" in request.POST else services.settle_comment
    try:
        verb(comment=found, by=request.user)
    except ChangeRefused as error:
        messages.error(request, str(error.message))
    return redirect(_talk_address(case.number, found.part))


def _talk_address(number: str, part: str) -> str:
    if part in CanvasPart.values:
        return reverse("cases:plan_block", args=[number, part]) + "#talks"
    return reverse("cases:plan_budget", args=[number]) + "#talks"
