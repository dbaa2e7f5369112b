"""Group sessions on the public pages: what is coming, and signing up for one, or for its waiting list."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from center import limits
from center.base.guarded_form import new_token
from center.refusals import CONTACT_FIELDS, tell
from consultations import rules
from consultations.choices import Mode, SessionState
from consultations.errors import ChangeRefused, FormUsed, NoPlaceLeft, SignedUpBefore
from consultations.forms import SignUpForm
from consultations.models import GroupSession, Participation
from consultations.services import participations
from consultations.views.addresses import place_address
from entrepreneurs.choices import Purpose
from entrepreneurs.forms.agreeing import as_read
from entrepreneurs.services import newest_texts

# Generous: a library or an office shares one address, a family one phone.
_PER_ADDRESS = limits.Limit(40, timedelta(hours=1))
_PER_CONTACT = limits.Limit(10, timedelta(hours=1))
# What leads from a page with free places to the waiting list.
_MAY_WAIT = "wait"


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Show all coming group sessions."""
    return render(request, "consultations/groups.html", {"sessions": coming()})


def coming(most: int | None = None) -> list[dict[str, Any]]:
    """Return the coming sessions with what can be said of their places, the next one first; one query."""
    now = timezone.now()
    sessions = GroupSession.objects.coming(now).with_details().with_counts()[:most]
    return [{"session": session, **standing(session, now)} for session in sessions]


def standing(session: Any, now: datetime) -> dict[str, Any]:
    """Say what a session `with_counts` has to offer: `free` places, or none while people wait for them."""
    free = max(session.places - session.taken, 0)
    return {
        "free": 0 if session.in_queue else free,
        "is_open": rules.signup_is_open(session, now),
        "opens_later": session.signup_opens_at is not None and session.signup_opens_at > now,
        "queue_is_open": rules.offer_deadline(session, now) is not None,
        "number": session.in_queue + 1,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one session, and sign a person up for it or for its waiting list."""
    session = get_object_or_404(_shown(), pk=pk)
    if request.method != "POST":
        return _page(request, session, SignUpForm())
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    # A second click signs nobody up and so counts for nothing; the service says whether it is one.
    is_known = Participation.objects.filter(submission=form.submission).exists()
    return (None if is_known else _too_often(request, session, form)) or _sign_up(request, session, form)


def _shown() -> Any:
    return GroupSession.objects.exclude(state=SessionState.DRAFT).with_details().with_counts()


def _sign_up(request: HttpRequest, session: GroupSession, form: SignUpForm) -> HttpResponse:
    answers = form.cleaned_data
    status = HTTPStatus.CONFLICT
    problem: str | Promise = ""
    try:
        place = participations.sign_up(
            session=session,
            name=answers["name"],
            phone=answers["phone"],
            email=answers["email"],
            language=get_language() or "sr",
            submission=form.submission,
            may_wait=_MAY_WAIT in request.POST,
            another_person=answers.get("another_person", False),
            agreed=form.agreed,
        )
        return redirect(place_address(place, new="1"))
    except ValidationError as error:
        tell(form, error, CONTACT_FIELDS)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    except NoPlaceLeft as full:
        problem = full.message
    except SignedUpBefore as before:
        form.ask_whether_another()
        problem = before.message
    except FormUsed as used:
        form.data = dict(form.data.items()) | {"token": new_token()}
        problem = used.message
    except ChangeRefused as refused:
        problem = refused.message
    return _page(request, get_object_or_404(_shown(), pk=session.pk), form, problem=problem, status=status)


def _too_often(request: HttpRequest, session: GroupSession, form: SignUpForm) -> HttpResponse | None:
    contact = form.cleaned_data["phone"] or form.cleaned_data["email"].casefold()
    for verdict in (
        limits.allow_client(request, "group-signup", _PER_ADDRESS),
        limits.allow("group-signup-contact", contact, _PER_CONTACT),
    ):
        if verdict.allowed:
            continue
        problem = ngettext(
            "Many people were signed up from here in a short time. Your answers are kept on this page."
            " Please try again in %(minutes)d minute, or call us.",
            "Many people were signed up from here in a short time. Your answers are kept on this page."
            " Please try again in %(minutes)d minutes, or call us.",
            verdict.minutes,
        ) % {"minutes": verdict.minutes}
        response = _page(request, session, form, problem=problem, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(verdict.seconds)
        return response
    return None


def _page(
    request: HttpRequest,
    session: GroupSession,
    form: SignUpForm,
    *,
    problem: str | Promise = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    now = timezone.now()
    texts = newest_texts([Purpose.BOOKING, Purpose.SMS])
    form.initial["read"] = as_read(texts)
    context = {
        "session": session,
        "agreed": {text.purpose: text.text for text in texts},
        "topic": session.topic,
        "at_office": session.mode == Mode.OFFICE,
        "is_cancelled": session.state == SessionState.CANCELLED,
        "is_past": session.starts_at <= now,
        "form": form,
        "problem": problem,
        **standing(session, now),
    }
    response = render(request, "consultations/group.html", context, status=status)
    if request.method == "POST":
        # Nobody keeps a copy of a page that shows what a person typed.
        add_never_cache_headers(response)
    else:
        # Places change.
        patch_cache_control(response, private=True, no_cache=True, max_age=0)
    return response
