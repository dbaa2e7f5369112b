"""The public pages on which somebody asks to add an enterprise or to edit one, without an account."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits
from center.context_processors import portal
from entrepreneurs.forms.claims import AddForm, ClaimForm, CodeForm
from entrepreneurs.models import ClaimRequest, DirectoryRules, Enterprise
from entrepreneurs.querysets import EnterpriseQuerySet
from entrepreneurs.services import claims, editors
from entrepreneurs.services.claims import CodeOutcome
from entrepreneurs.services.duplicates import like_enterprise

_PER_CLIENT = limits.Limit(30, timedelta(hours=1))
_PER_EMAIL = limits.Limit(5, timedelta(hours=1))
_CODES_PER_CLIENT = limits.Limit(40, timedelta(hours=1))
_CODES_PER_EMAIL = limits.Limit(10, timedelta(hours=1))
_SALT = "entrepreneurs.claim"
_TOKEN_LIVES = timedelta(hours=24)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Take a new enterprise; first ask whether it is one that the directory shows already."""
    if request.method != "POST":
        return _page(request, "add", AddForm(initial=_initial()))
    form = AddForm(request.POST)
    if not form.is_valid():
        return _page(request, "add", form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not form.cleaned_data["not_these"]:
        alike = _published_like(form)
        if alike:
            form.data = dict(form.data.items()) | {"not_these": "on"}
            return _page(request, "add", form, alike=alike)
    return _take(request, "add", form, proposal=form.proposal)


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the request of somebody to edit an enterprise that the directory shows."""
    key = request.GET.get("invited", "")
    invitation = editors.read_invitation(slug, key) if key else None
    # A colleague may be invited to what nobody sees yet.
    seen = _shown().filter(slug=slug).first() if not key else None
    enterprise = invitation[0] if invitation else seen
    if enterprise is None:
        raise Http404
    inviter = invitation[1] if invitation else None
    if request.method != "POST":
        form = ClaimForm(initial=_initial())
        return _page(request, "claim", form, enterprise=enterprise, invited_by=inviter)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _page(
            request,
            "claim",
            form,
            enterprise=enterprise,
            invited_by=inviter,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return _take(request, "claim", form, enterprise=enterprise, invited_by=inviter)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the mailed code: with the form's token, or on another device with the e-mail. GET changes nothing."""
    if request.method != "POST":
        return _code_page(request, CodeForm(has_token=False))
    token = request.POST.get("token", "")
    asked = _read(token)
    if asked is not None and "code" not in request.POST and request.POST.get("again") is None:
        # The same page in another language.
        return _code_page(request, CodeForm(initial={"token": token}, has_token=True))
    for verdict in _code_verdicts(request, asked):
        if not verdict.allowed:
            return _private(error_pages.too_many(request, verdict.retry_after))
    if asked is not None and request.POST.get("again") == "1":
        return _send_again(request, asked, token)
    return _check_code(request, asked)


def _check_code(request: HttpRequest, asked: ClaimRequest | None) -> HttpResponse:
    form = CodeForm(request.POST, has_token=asked is not None)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        outcome = (
            claims.confirm_code(claim=asked, code=typed)
            if asked is not None
            else claims.confirm_by_email(email=form.cleaned_data["email"], code=typed)
        )
        if outcome == CodeOutcome.RIGHT:
            return redirect("entrepreneurs:claim_sent")
        form.add_error(
            "code",
            _("This code does not work any more. Ask for a new one below.")
            if outcome == CodeOutcome.SPENT
            else _("The code is wrong or too old. Please look at the email again."),
        )
    return _code_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "entrepreneurs/claims/sent.html")


def _initial() -> dict[str, str]:
    return {"language": get_language() or "sr"}


def _shown() -> EnterpriseQuerySet:
    return Enterprise.objects.visible(DirectoryRules.objects.current())


def _published_like(form: AddForm) -> list[Enterprise]:
    """Return enterprises of the directory that may be the typed one; what is not published stays unknown."""
    found = like_enterprise(
        names=[form.proposal["name_sr"]], registration_number=form.cleaned_data["registration_number"]
    )
    shown = {row.pk for row in _shown().filter(pk__in=[one.record.pk for one in found])}
    return [one.record for one in found if one.record.pk in shown]


def _take(request: HttpRequest, page: str, form: ClaimForm, **about: Any) -> HttpResponse:
    data = form.cleaned_data
    for verdict in (
        limits.allow_client(request, "claim", _PER_CLIENT),
        limits.allow("claim-email", data["email"], _PER_EMAIL),
    ):
        if not verdict.allowed:
            return _private(error_pages.too_many(request, verdict.retry_after))
    try:
        asked = claims.ask_to_join(
            who=form.applicant,
            submission=form.submission,
            message=data["message"],
            agrees_to_publication=data.get("publication", False),
            agrees_to_statistics=data.get("statistics", False),
            **about,
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY, **about)
    return _code_page(request, CodeForm(initial={"token": _token(asked)}, has_token=True))


def _send_again(request: HttpRequest, asked: ClaimRequest, token: str) -> HttpResponse:
    was_sent = claims.send_code_again(claim=asked)
    form = CodeForm(initial={"token": token}, has_token=True)
    return _code_page(request, form, sent_again=was_sent, no_more=not was_sent)


def _code_verdicts(request: HttpRequest, asked: ClaimRequest | None) -> list[limits.Verdict]:
    verdicts = [limits.allow_client(request, "claim-code", _CODES_PER_CLIENT)]
    email = asked.email if asked is not None else request.POST.get("email", "")[:254].strip().lower()
    return [*verdicts, limits.allow("claim-code-email", email, _CODES_PER_EMAIL)] if email else verdicts


def _token(asked: ClaimRequest) -> str:
    return signing.dumps(asked.pk, salt=_SALT)


def _read(token: str) -> ClaimRequest | None:
    try:
        number = signing.loads(token, salt=_SALT, max_age=_TOKEN_LIVES)
    except signing.BadSignature:
        return None
    return ClaimRequest.objects.filter(pk=number).first()


def _page(
    request: HttpRequest, name: str, form: ClaimForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, **more}
    response = render(request, f"entrepreneurs/claims/{name}.html", context, status=status)
    # Nobody keeps a copy of a page that shows what a person typed.
    return _private(response) if request.method == "POST" else response


def _code_page(request: HttpRequest, form: CodeForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {"form": form, **more}
    token = form["token"].value()
    if token and "email" not in form.fields:
        context["page_languages"] = [
            {**row, "path": path, "posted": {"token": token}}
            for row in portal(request)["page_languages"]
            for path in [_code_path(row["code"])]
        ]
        context["has_token"] = True
    response = _private(render(request, "entrepreneurs/claims/code.html", context, status=status))
    response["X-Robots-Tag"] = "noindex"
    return response


def _code_path(language: str) -> str:
    with translation.override(language):
        return reverse("entrepreneurs:claim_code")


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
