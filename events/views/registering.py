"""Registering for an event, without an account and without scripts."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from center import limits
from center.base.guarded_form import new_token
from center.refusals import CONTACT_FIELDS, tell
from entrepreneurs.choices import Purpose
from entrepreneurs.services import newest_text
from events.choices import EventState
from events.errors import ChangeRefused, FormUsed, NoPlaceLeft, RegisteredBefore
from events.forms import RegisterForm
from events.models import Registration
from events.offered_items import offered_items
from events.services import registrations
from events.standing import standing
from events.views.addresses import registration_address
from events.views.event import Moved, public_event

# Generous: a library or a school shares one address, a family one phone.
_PER_ADDRESS = limits.Limit(60, timedelta(hours=1))
_PER_CONTACT = limits.Limit(10, timedelta(hours=1))
# What leads from a page with free places to the waiting list.
_MAY_WAIT = "wait"
_ABOUT_PEOPLE = ("name", "phone", "email", "organisation", "size")


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an event, and register people for it or for its waiting list."""
    try:
        event = public_event(slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:register", args=[moved.slug]))
    form = _form(request, event)
    if request.method != "POST":
        return _page(request, event, form)
    if not form.is_valid():
        return _page(request, event, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    # A second click registers nobody and so counts for nothing; the service says whether it is one.
    is_known = Registration.objects.filter(submission=form.submission).exists()
    return (None if is_known else _too_often(request, event, form)) or _register(request, event, form)


def _form(request: HttpRequest, event: Any) -> RegisterForm:
    questions = list(event.questions.filter(is_dropped=False))
    return RegisterForm(
        request.POST if request.method == "POST" else None,
        event=event,
        questions=questions,
        items=offered_items(event),
    )


def _register(request: HttpRequest, event: Any, form: RegisterForm) -> HttpResponse:
    clean, status = form.cleaned_data, HTTPStatus.CONFLICT
    problem: str | Promise = ""
    is_short = False
    try:
        made = registrations.register(
            event=event,
            name=clean["name"],
            phone=clean["phone"],
            email=clean["email"],
            organisation=clean.get("organisation", ""),
            size=clean.get("size") or 1,
            language=get_language() or "sr",
            submission=form.submission,
            items=form.chosen_items,
            may_wait=_MAY_WAIT in request.POST,
            another_person=clean.get("another_person", False),
            answers=form.answers,
            consent=form.consent(newest_text(Purpose.EVENT)),
        )
        return redirect(registration_address(made, new="1"))
    except ValidationError as error:
        tell(form, error, CONTACT_FIELDS)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    except NoPlaceLeft as full:
        problem, is_short = full.message, True
    except RegisteredBefore as before:
        form.ask_whether_another()
        problem = before.message
    except FormUsed as used:
        form.data = dict(form.data.items()) | {"token": new_token()}
        problem = used.message
    except ChangeRefused as refused:
        problem = refused.message
    return _page(request, public_event(event.slug), form, problem=problem, status=status, is_short=is_short)


def _too_often(request: HttpRequest, event: Any, form: RegisterForm) -> HttpResponse | None:
    contact = form.cleaned_data["phone"] or form.cleaned_data["email"].casefold()
    for verdict in (
        limits.allow_client(request, "event-register", _PER_ADDRESS),
        limits.allow("event-register-contact", contact, _PER_CONTACT),
    ):
        if verdict.allowed:
            continue
        problem = ngettext(
            "Many people were registered from here in a short time. Your answers are kept on this page."
            " Please try again in %(minutes)d minute, or call us.",
            "Many people were registered from here in a short time. Your answers are kept on this page."
            " Please try again in %(minutes)d minutes, or call us.",
            verdict.minutes,
        ) % {"minutes": verdict.minutes}
        response = _page(request, event, form, problem=problem, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(verdict.seconds)
        return response
    return None


def _typed(form: RegisterForm) -> list[tuple[Any, Any]]:
    """Return what was typed about the people, for who has to say it on the phone since the form is closed now."""
    if not form.is_bound:
        return []
    fields = (form[name] for name in _ABOUT_PEOPLE if name in form.fields)
    return [(field.label, field.value()) for field in fields if field.value()]


def _page(
    request: HttpRequest,
    event: Any,
    form: RegisterForm,
    *,
    problem: str | Promise = "",
    status: int = HTTPStatus.OK,
    is_short: bool = False,
) -> HttpResponse:
    stands = standing(event, timezone.now())
    text = newest_text(Purpose.EVENT)
    form.initial["read"] = text.pk if text else ""
    # Who was told that only the waiting list is left goes on there, also when the number of people was too large.
    waits = (is_short or not stands.has_room) and stands.queue_is_open and event.capacity is not None
    # Nobody holds a place in a part of the programme before one at the event.
    chooses_later = waits and form.fields.pop("items", None) is not None
    context = {
        "event": event,
        "standing": stands,
        "is_published": event.state == EventState.PUBLISHED,
        "agreed": text.text if text else "",
        "waits": waits,
        "chooses_later": chooses_later,
        "form": form,
        "typed": _typed(form),
        "problem": problem,
    }
    response = render(request, "events/register.html", context, status=status)
    if request.method == "POST":
        # Nobody keeps a copy of a page that shows what a person typed.
        add_never_cache_headers(response)
    else:
        patch_cache_control(response, private=True, no_cache=True, max_age=0)
    return response
