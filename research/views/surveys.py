"""The front page of a survey, and the ways in: the open link, an invitation, a code from before."""

import uuid
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from center import error_pages, limits
from center.private_pages import private
from research.choices import INVITED, Mode
from research.errors import AlreadyAnswered, SurveyRefused
from research.forms import BeginForm, CodeForm
from research.interview import pages_of
from research.models import Draft, Invitation, Survey
from research.services import answering
from research.services.codes import read_code
from research.views.addresses import keep_code, own_draft, public_survey

# A library or a school shares one address: three classes with codes on paper are no attack, and with 49 bits even a
# thousand addresses that try all day find no code in a thousand years.
_BEGINS: Final = limits.Limit(100, timedelta(hours=1))
_CODES: Final = limits.Limit(100, timedelta(minutes=10))
_UNKNOWN = _("No answer and no invitation of this survey has this code. Please look at it once more.")
_WRONG_LINK = _(
    "This link is not complete, or the invitation is not valid any more. You can type the code below."
)


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the survey is about and begin an answer. A GET, also that of a mailed link, changes nothing."""
    found = public_survey(slug)
    code = request.POST.get("code", "") if request.method == "POST" else request.GET.get("key", "")
    form = BeginForm(request.POST if request.method == "POST" else None, initial={"code": read_code(code)})
    invitation = None
    problem: str | Promise | None = None
    if code:
        verdict = limits.allow_client(request, "survey-code", _CODES)
        if not verdict.allowed:
            return private(error_pages.too_many(request, verdict.retry_after))
        invitation = answering.find_invitation(survey=found, code=code)
        problem = None if invitation else _WRONG_LINK
    if request.method != "POST":
        return _front(request, found, form, invitation=invitation, problem=problem)
    if problem or not form.is_valid():
        return _front(
            request,
            found,
            form,
            invitation=invitation,
            problem=problem,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if invitation is None:
        verdict = limits.allow_client(request, "survey-begin", _BEGINS)
        if not verdict.allowed:
            return private(error_pages.too_many(request, verdict.retry_after))
    try:
        return _begin(found, invitation, code, form.submission)
    except (AlreadyAnswered, SurveyRefused) as refused:
        problem, status = refused.message, HTTPStatus.CONFLICT
    except ValidationError as error:
        problem, status = " ".join(error.messages), HTTPStatus.UNPROCESSABLE_ENTITY
    return _front(request, found, form, problem=problem, status=status)


def _begin(
    found: Survey, invitation: Invitation | None, code: str, submission: uuid.UUID | None = None
) -> HttpResponse:
    """Begin an answer and lead to its first page. Raises what `answering.begin` does."""
    begun = answering.begin(
        survey=found,
        mode=Mode(invitation.mode) if invitation else Mode.LINK,
        language=get_language() or "sr",
        invitation=invitation,
        submission=submission,
    )
    return _to_page(begun.draft, found, begun.code or read_code(code))


def _to_page(draft: Draft, found: Survey, code: str) -> HttpResponse:
    page = reverse("research:survey_page", args=[found.slug, draft.page])
    return keep_code(redirect(page), found, code)


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the code of an invitation or of an answer begun before, and lead there."""
    found = public_survey(slug)
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    problem: str | Promise | None = None
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            code = form.cleaned_data["code"]
            verdict = limits.allow_client(request, "survey-code", _CODES)
            if not verdict.allowed:
                return private(error_pages.too_many(request, verdict.retry_after))
            if draft := answering.find_draft(survey=found, code=code):
                return _to_page(draft, found, code)
            if invitation := answering.find_invitation(survey=found, code=code):
                try:
                    return _begin(found, invitation, code)
                except (AlreadyAnswered, SurveyRefused) as refused:
                    problem, status = refused.message, HTTPStatus.CONFLICT
            else:
                problem = _UNKNOWN
    return _codes(request, found, form, problem=problem, status=status)


def _codes(
    request: HttpRequest, found: Survey, form: CodeForm, *, problem: str | Promise | None, status: int
) -> HttpResponse:
    context = {
        "survey": found,
        "form": form,
        "problem": problem,
        "is_running": found.is_running(timezone.now()),
    }
    return private(render(request, "research/survey_code.html", context, status=status))


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Thank for an answer. The page is the same for everybody."""
    return private(render(request, "research/survey_thanks.html", {"survey": public_survey(slug)}))


def _front(
    request: HttpRequest,
    found: Survey,
    form: BeginForm,
    *,
    invitation: Invitation | None = None,
    problem: str | Promise | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    definition = found.questionnaire.asks
    own = own_draft(request, found)
    if own and invitation and own.invitation_id != invitation.pk:
        # Another person at the same computer: their answers are theirs.
        own = None
    context: dict[str, Any] = {
        "survey": found,
        "form": form,
        "problem": problem,
        "invitation": invitation,
        "is_running": found.is_running(timezone.now()),
        "is_on_paper": Mode.PAPER in found.modes and found.is_running(timezone.now()),
        "is_linked": Mode.LINK in found.modes,
        "is_invited": any(mode in INVITED for mode in found.modes),
        "own": own,
        "pages": len(pages_of(definition)),
        "has_english": "en" in definition.languages,
        "published": found.releases.published().order_by("-number").first(),
    }
    response = render(request, "research/survey.html", context, status=status)
    return (
        private(response) if request.method == "POST" or "key" in request.GET or context["own"] else response
    )
