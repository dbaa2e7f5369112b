"""The contact page with its question form."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits
from center.base.map_tiles import may_load_tiles
from center.forms import QuestionForm
from center.services import inbox

_PER_ADDRESS = limits.Limit(30, timedelta(hours=1))
_PER_CONTACT = limits.Limit(6, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
@may_load_tiles
def ask(request: HttpRequest) -> HttpResponse:
    """Show where the office is, and take a question into the staff's inbox."""
    if request.method != "POST":
        return render(request, "center/contact.html", {"form": QuestionForm()})
    response = _take(request)
    # Nobody keeps a copy of a page that shows what a person typed.
    add_never_cache_headers(response)
    return response


def _take(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return render(request, "center/contact.html", {"form": form}, status=422)
    data = form.cleaned_data
    contact = data["phone"] or data["email"].lower()
    for verdict in (
        limits.allow_client(request, "question", _PER_ADDRESS),
        limits.allow("question-contact", contact, _PER_CONTACT),
    ):
        if not verdict.allowed:
            return error_pages.too_many(request, verdict.retry_after)
    inbox.ask(
        name=data["name"],
        phone=data["phone"],
        email=data["email"],
        text=data["text"],
        language=get_language() or "sr",
        submission=form.submission,
    )
    return redirect("contact_sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "center/contact_sent.html")
