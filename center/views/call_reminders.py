"""To be reminded of a deadline: asked on the page of the call, confirmed by a mailed link, ended by one button."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits
from center.forms.resources import CallReminderForm
from center.links import calls as links
from center.models import CallSignUp, FundingCall
from center.private_pages import private
from center.refusals import ServiceRefused, tell
from center.services import call_reminders
from center.views.calls import facts_of

_PER_ADDRESS = limits.Limit(30, timedelta(hours=1))
# However often somebody types the address of somebody else, its owner gets no more letters than these.
_PER_CONTACT = limits.Limit(10, timedelta(days=1))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an address; the answer is the same whether or not it is known.

    Who opens the address again after a refused form finds the call with its form.
    """
    call = get_object_or_404(FundingCall.objects.published(), slug=slug)
    if request.method != "POST":
        return redirect("resources:call", slug=call.slug)
    form = CallReminderForm(request.POST)
    if not form.is_valid():
        return _again(request, call, form)
    email = form.cleaned_data["email"]
    for verdict in (
        limits.allow_client(request, "call-reminder", _PER_ADDRESS),
        limits.allow("call-reminder-contact", email.lower(), _PER_CONTACT),
    ):
        if not verdict.allowed:
            return error_pages.too_many(request, verdict.retry_after)
    try:
        call_reminders.ask_for_reminder(call=call, email=email, language=get_language() or "sr")
    except ServiceRefused as refused:
        tell(form, refused)
        return _again(request, call, form)
    return redirect("resources:call_remind_sent", slug=call.slug)


def _again(request: HttpRequest, call: FundingCall, form: CallReminderForm) -> HttpResponse:
    answer = render(
        request,
        "center/resources/call.html",
        facts_of(call, form),
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )
    return private(answer)


@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a letter is on its way."""
    call = get_object_or_404(FundingCall.objects.published(), slug=slug)
    return private(render(request, "center/resources/reminder_sent.html", {"call": call}))


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask by a button whether to remind; opening the link alone changes nothing."""
    sign_up = _of_key(request, pk)
    if sign_up is None:
        return _gone(request)
    if request.method == "POST":
        if call_reminders.confirm(sign_up=sign_up) is None:
            return _gone(request)
        return redirect(_with_key("resources:reminder_confirm", sign_up))
    context = {
        "sign_up": sign_up,
        "call": sign_up.call,
        "can_remind": call_reminders.can_remind(sign_up.call),
        "leave_url": _with_key("resources:reminder_leave", sign_up),
    }
    return private(render(request, "center/resources/reminder_confirm.html", context))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """End the reminders by one button; who has left already reads the same.

    Mail programs send the POST by themselves (RFC 8058): without a token of a form, for the key is the proof, and
    they follow no redirect. Twice is as good as once.
    """
    sign_up = _of_key(request, pk)
    if request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click":
        if sign_up is not None:
            call_reminders.leave(sign_up=sign_up)
        return _left(request)
    if sign_up is None:
        return _gone(request)
    if request.method == "POST":
        call_reminders.leave(sign_up=sign_up)
        return redirect("resources:reminder_left")
    context = {"call": sign_up.call, "keep_url": _with_key("resources:reminder_confirm", sign_up)}
    return private(render(request, "center/resources/reminder_leave.html", context))


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Say that no reminders come."""
    return _left(request)


def _left(request: HttpRequest) -> HttpResponse:
    """Return the page that says so."""
    return private(render(request, "center/resources/reminder_left.html"))


def _of_key(request: HttpRequest, pk: int) -> CallSignUp | None:
    return links.read_key(pk, request.GET.get("key", ""))


def _gone(request: HttpRequest) -> HttpResponse:
    return private(render(request, "center/resources/reminder_gone.html", status=HTTPStatus.NOT_FOUND))


def _with_key(name: str, sign_up: CallSignUp) -> str:
    return f"{reverse(name, args=[sign_up.pk])}?key={links.make_key(sign_up)}"
