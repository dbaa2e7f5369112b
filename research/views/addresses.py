"""Who comes with what: the survey of an address, and the code that a browser keeps while somebody answers."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from research.models import Draft, Survey
from research.services.answering import find_draft, find_draft_of_hash
from research.services.codes import hash_of, read_code

_SENDING: Final = "research.sending"
# How long after the last step was shown a second click on its button may come.
_DOUBLE_CLICK: Final = timedelta(minutes=10)


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


def sending_key(request: HttpRequest, survey: Survey) -> str:
    """Return the signed key of the button that sends: by it a second click is known, and nothing is stored."""
    code = read_code(kept_code(request, survey))
    return signing.TimestampSigner(salt=_SENDING).sign(hash_of(code, survey_id=survey.pk))


def was_just_sent(request: HttpRequest, survey: Survey) -> bool:
    """Whether this is the second of two clicks on "Send": what could be sent a moment ago is no draft any more."""
    try:
        hashed = signing.TimestampSigner(salt=_SENDING).unsign(
            request.POST.get("sending", ""), max_age=_DOUBLE_CLICK
        )
    except signing.BadSignature:
        return False
    return find_draft_of_hash(survey=survey, hashed=hashed) is None


def _name(survey: Survey) -> str:
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}survey-{survey.pk}"
