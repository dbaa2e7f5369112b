"""The form of a survey on paper, for everybody who would rather write by hand."""

from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from center import error_pages, limits
from center.base.downloads import to_save
from research.choices import Mode
from research.printed_form import printed_form
from research.views.addresses import public_survey

# Setting a long form takes a second of the server's time.
_FORMS: Final = limits.Limit(20, timedelta(minutes=10))


@require_safe
def form_on_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the form as a PDF while the survey runs and takes answers on paper."""
    survey = public_survey(slug)
    if Mode.PAPER not in survey.modes or not survey.is_running(timezone.now()):
        raise Http404
    verdict = limits.allow_client(request, "survey-paper", _FORMS)
    if not verdict.allowed:
        return error_pages.too_many(request, verdict.retry_after)
    language = get_language() or "sr"
    made = printed_form(
        survey.questionnaire.asks, language, title=survey.title.plain, intro=survey.about.plain
    )
    answer: Any = to_save(made, name=f"{survey.slug}-{language}.pdf", content_type="application/pdf")
    return answer  # type: ignore[no-any-return]  # an HttpResponse, since it is given bytes
