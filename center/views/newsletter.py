"""The newsletter's public pages: asking for it, its issues, and what its letters lead to. No GET changes anything."""

import uuid
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits
from center.base.rich_text import excerpt
from center.choices.newsletter import CONSENT_TEXT, LeavingWay, SubscriberState
from center.forms.newsletter import LanguageForm, SubscribeForm
from center.links import newsletter as links
from center.middleware import cookieless
from center.models import NewsletterIssue, Subscriber
from center.private_pages import private
from center.refusals import ServiceRefused
from center.services.newsletter import leaving, subscribing

if TYPE_CHECKING:
    from django.utils.functional import Promise

_PER_ADDRESS: Final = limits.Limit(30, timedelta(hours=1))
_LATEST: Final = 3
_PER_PAGE: Final = 20
_DESCRIPTION: Final = 200


@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest) -> HttpResponse:
    """Say what the newsletter is and ask for an address."""
    if request.method != "POST":
        return _front(request, SubscribeForm())
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        response = _front(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        add_never_cache_headers(response)
        return response
    verdict = limits.allow_client(request, "newsletter", _PER_ADDRESS)
    if not verdict.allowed:
        return error_pages.too_many(request, verdict.retry_after)
    subscribing.ask_for_newsletter(email=form.cleaned_data["email"], language=form.cleaned_data["language"])
    return redirect("newsletter_asked")


def _front(request: HttpRequest, form: SubscribeForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    context = {
        "form": form,
        "consent_text": CONSENT_TEXT,
        "latest": NewsletterIssue.objects.public()[:_LATEST],
    }
    return render(request, "center/newsletter/front.html", context, status=status)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say what comes next: the same for every address, on the list or not."""
    return render(request, "center/newsletter/asked.html")


@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """List all issues, the newest first."""
    page = Paginator(NewsletterIssue.objects.public(), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "breadcrumbs": [*_way(), (_("All issues"), "")]}
    return render(request, "center/newsletter/issues.html", context)


@require_safe
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an issue as its readers got it; while it goes out, search engines wait."""
    found = get_object_or_404(NewsletterIssue.objects.public(), slug=slug)
    context = {
        "issue": found,
        "items": found.items.public(),
        "description": excerpt(found.intro or found.closing, _DESCRIPTION),
        "breadcrumbs": [*_way(), (_("All issues"), reverse("newsletter_issues")), (found.subject, "")],
    }
    return render(request, "center/newsletter/issue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask with one button whether the newsletter is wanted."""
    subscriber = _found(links.key_to_confirm(request.GET.get("key", "")))
    if subscriber is None:
        return _no_such_link(request)
    if request.method == "POST":
        try:
            subscribing.confirm(subscriber=subscriber)
        except ServiceRefused as refused:
            return _no_such_link(request, refused.message)
        return redirect(request.get_full_path())
    if subscriber.state == SubscriberState.WAITING:
        context = {"subscriber": subscriber, "consent_text": CONSENT_TEXT}
        return private(render(request, "center/newsletter/confirm.html", context))
    if subscriber.state == SubscriberState.CONFIRMED:
        context = {"subscriber": subscriber, "manage_path": links.manage_path(subscriber)}
        return private(render(request, "center/newsletter/confirmed.html", context))
    return _no_such_link(request)


@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest) -> HttpResponse:
    """Let a reader leave with one button, or choose another language."""
    subscriber = _found(links.key_to_manage(request.GET.get("key", "")))
    if subscriber is None:
        return _no_such_link(request)
    if subscriber.state not in {SubscriberState.CONFIRMED, SubscriberState.WAITING}:
        return private(render(request, "center/newsletter/left.html"))
    if request.POST.get("answer") == "leave":
        leaving.leave(subscriber=subscriber, how=LeavingWay.PAGE)
        return redirect(request.get_full_path())
    data = request.POST if request.method == "POST" else None
    form = LanguageForm(data, initial={"language": subscriber.language})
    if form.is_bound and form.is_valid():
        leaving.change_language(subscriber=subscriber, language=form.cleaned_data["language"])
        return redirect(f"{links.manage_path(subscriber)}&changed=1")
    context = {
        "subscriber": subscriber,
        "form": form,
        "manage_path": links.manage_path(subscriber),
        "is_changed": "changed" in request.GET,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return private(render(request, "center/newsletter/manage.html", context, status=status))


@csrf_exempt
@cookieless
@require_http_methods(["GET", "HEAD", "POST"])
def leave_at_once(request: HttpRequest, token: str) -> HttpResponse:
    """Take what a mail program posts when its reader presses its button to leave (RFC 8058, 3.2).

    It brings no cookie and no language, and is answered without a redirect; the token alone decides, whatever the body
    says. Who opens the address in a browser is led to the page with the button.
    """
    key = links.key_to_manage(token)
    if key is None:
        return _no_such_link(request)
    subscriber = Subscriber.objects.filter(key=key).first()
    if request.method != "POST":
        return redirect(links.manage_url(subscriber)) if subscriber else _no_such_link(request)
    if subscriber is not None:
        leaving.leave(subscriber=subscriber, how=LeavingWay.ONE_CLICK)
    return private(HttpResponse(_("You have left the newsletter."), content_type="text/plain; charset=utf-8"))


def _found(key: uuid.UUID | None) -> Subscriber | None:
    return Subscriber.objects.filter(key=key).first() if key else None


def _way() -> list[tuple[str, str]]:
    return [(_("Newsletter"), reverse("newsletter"))]


def _no_such_link(request: HttpRequest, message: "str | Promise" = "") -> HttpResponse:
    response = render(
        request, "center/newsletter/no_link.html", {"message": message}, status=HTTPStatus.NOT_FOUND
    )
    return private(response)
