"""Who comes with what: the survey of an address, and the code that a browser keeps while somebody answers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from research.models import Draft, Survey
from research.services.answering import find_draft


def public_survey(slug: str) -> Survey:
    """Return the survey of an address. Raises Http404 for one in preparation."""
    found = Survey.objects.public().select_related("questionnaire").filter(slug=slug).first()
    if found is None or found.opens_at > timezone.now():
        raise Http404
    return found


def own_draft(request: HttpRequest, survey: Survey) -> Draft | None:
    """Return the unfinished answer of this browser, None if there is none (any more)."""
    code = kept_code(request, survey)
    return find_draft(survey=survey, code=code) if code else None


def kept_code(request: HttpRequest, survey: Survey) -> str:
    """Return the code that the browser keeps, "" for none."""
    return str(request.COOKIES.get(_name(survey), ""))


def keep_code(response: HttpResponse, survey: Survey, code: str) -> HttpResponse:
    """Let the browser keep the code until it is closed: the next person at a shared computer starts anew."""
    response.set_cookie(
        _name(survey), code, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response


def forget_code(response: HttpResponse, survey: Survey) -> HttpResponse:
    response.delete_cookie(_name(survey), samesite="Lax")
    return response


def _name(survey: Survey) -> str:
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}survey-{survey.pk}"
