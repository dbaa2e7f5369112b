"""What the pages of one survey in the admin have in common."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from center.private_pages import private
from research.models import Survey

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from research.admin.surveys import SurveyAdmin

INVITE = "research.invite_to_survey"
ENTER = "research.add_response"
READ = "research.view_response"


def survey_of(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int, needed: str) -> Survey:
    """Return the survey of a page. Raises PermissionDenied for who may not open it, Http404 where there is none."""
    if not request.user.has_perm(needed):
        raise PermissionDenied
    found = Survey.objects.select_related("questionnaire").filter(pk=object_id).first()
    if found is None:
        raise Http404
    return found


def address(survey: Survey, part: str, *more: object) -> str:
    """Return the address of a page of a survey."""
    return reverse(f"admin:research_survey_{part}", args=[survey.pk, *more])


def page(
    model_admin: "SurveyAdmin",
    request: HttpRequest,
    survey: Survey,
    part: str,
    *,
    title: "StrOrPromise",
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Return the page `part` of a survey, below its other pages."""
    everything = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": survey.title,
        "opts": model_admin.opts,
        "survey": survey,
        "part": part,
        **context,
    }
    return private(TemplateResponse(request, f"admin/research/survey_{part}.html", everything, status=status))
