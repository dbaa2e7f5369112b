"""The two forms of a profile: write to the enterprise, and report an error on its page."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits
from entrepreneurs import services
from entrepreneurs.forms.inbox import MessageForm, ReportForm
from entrepreneurs.models import Enterprise
from entrepreneurs.views import found

_HOUR = timedelta(hours=1)
_PER_CLIENT = limits.Limit(20, _HOUR)
_PER_CONTACT = limits.Limit(6, _HOUR)
_PER_ENTERPRISE = limits.Limit(30, _HOUR)
_REPORTS_PER_CLIENT = limits.Limit(20, _HOUR)
_REPORTS_PER_ENTERPRISE = limits.Limit(20, _HOUR)


def _visible(request: HttpRequest, slug: str, page: str) -> Enterprise | HttpResponse:
    """Return the enterprise; what is only a preview takes no messages."""
    result = found.find(request, slug, page)
    if isinstance(result, HttpResponse):
        return result
    return found.not_shown(request) if result.is_preview else result.enterprise


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a message to the enterprise, whose address is never shown."""
    enterprise = _visible(request, slug, "contact")
    if isinstance(enterprise, HttpResponse):
        return enterprise
    if request.method != "POST":
        return _page(request, "contact", enterprise, MessageForm())
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, "contact", enterprise, form, status=422)
    data = form.cleaned_data
    for verdict in (
        limits.allow_client(request, "enterprise-message", _PER_CLIENT),
        limits.allow("enterprise-message-contact", data["phone"] or data["email"].lower(), _PER_CONTACT),
        limits.allow("enterprise-message-to", str(enterprise.pk), _PER_ENTERPRISE),
    ):
        if not verdict.allowed:
            return _kept_nowhere(error_pages.too_many(request, verdict.retry_after))
    services.send_message(
        enterprise=enterprise,
        name=data["name"],
        phone=data["phone"],
        email=data["email"],
        text=data["text"],
        language=get_language() or "sr",
        submission=form.submission,
    )
    return _kept_nowhere(redirect("entrepreneurs:contact_sent", enterprise.slug))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a report of an error into the queue of staff."""
    enterprise = _visible(request, slug, "report")
    if isinstance(enterprise, HttpResponse):
        return enterprise
    if request.method != "POST":
        return _page(request, "report", enterprise, ReportForm())
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, "report", enterprise, form, status=422)
    for verdict in (
        limits.allow_client(request, "error-report", _REPORTS_PER_CLIENT),
        limits.allow("error-report-of", str(enterprise.pk), _REPORTS_PER_ENTERPRISE),
    ):
        if not verdict.allowed:
            return _kept_nowhere(error_pages.too_many(request, verdict.retry_after))
    data = form.cleaned_data
    services.report_error(
        enterprise=enterprise,
        kind=data["kind"],
        text=data["text"],
        email=data["email"],
        language=get_language() or "sr",
        submission=form.submission,
    )
    return _kept_nowhere(redirect("entrepreneurs:report_sent", enterprise.slug))


@require_safe
def contact_sent(request: HttpRequest, slug: str) -> HttpResponse:
    return _sent(request, slug, "contact_sent")


@require_safe
def report_sent(request: HttpRequest, slug: str) -> HttpResponse:
    return _sent(request, slug, "report_sent")


def _sent(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    enterprise = _visible(request, slug, page)
    if isinstance(enterprise, HttpResponse):
        return enterprise
    return render(request, f"entrepreneurs/{page}.html", {"enterprise": enterprise})


def _page(
    request: HttpRequest, page: str, enterprise: Enterprise, form: Any, status: int = 200
) -> HttpResponse:
    context = {"enterprise": enterprise, "form": form}
    response = render(request, f"entrepreneurs/{page}.html", context, status=status)
    return response if request.method != "POST" else _kept_nowhere(response)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """Let nobody keep a copy of an answer to what a person typed."""
    add_never_cache_headers(response)
    return response
