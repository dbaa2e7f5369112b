"""The page of the door for volunteers on their own phones, and what it sends."""

import json
import uuid
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from center import limits
from center.middleware import PERMISSIONS_POLICY
from center.private_pages import private
from entrepreneurs.choices import Sex
from entrepreneurs.demographics import AgeBand
from events import rules
from events.choices import Admission, EventState, HeadKind
from events.door_figures import day_figures, find_people
from events.door_forms import ActionForm, OpenForm, SearchForm
from events.door_words import told
from events.models import Event
from events.services.door_answers import Answer, Outcome
from events.services.door_passes import find_pass, note_use
from events.views.door_actions import perform
from events.views.door_keeper import Keeper, cookie_pass, give_cookie, keeper_of, take_cookie
from events.views.event import Moved, public_event

# A hall shares one address, and each volunteer opens the page a few times.
_OPENINGS: Final = limits.Limit(40, timedelta(hours=1))
# Far more than a hand can do; for a phone that has gone wild.
_SENDINGS: Final = limits.Limit(1500, timedelta(minutes=10))
MOST_ACTIONS: Final = 40
_LONGEST_BODY: Final = 32_768
_SEARCH: Final = "search"
# How many of a group come is pressed; of a large one it is written.
_BUTTONS: Final = 8


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the door to who keeps it, and to everybody else where the code of a pass goes; do one action (POST)."""
    event = _event(request, slug, "door")
    if isinstance(event, HttpResponse):
        return event
    keeper = keeper_of(request, event)
    if keeper is None or keeper.is_late:
        return _closed(request, event, keeper)
    if request.method != "POST":
        return _page(request, event, keeper)
    if request.POST.get("do") == _SEARCH:
        form = SearchForm(request.POST)
        who = form.cleaned_data["who"] if form.is_valid() else ""
        found = find_people(event, who, timezone.localdate())
        for person in found:
            person.key = str(uuid.uuid4())
        return _page(request, event, keeper, {"who": who, "found": found, "searched": True})
    answer = perform(event, keeper, ActionForm(request.POST))
    if keeper.door is not None:
        note_use(keeper.door)
    said = {
        "answer": answer,
        "told": told(answer),
        "action": request.POST.get("id", ""),
        "parts": range(1, answer.rest + 1) if answer.rest <= _BUTTONS else [],
    }
    status = HTTPStatus.OK if answer.is_done or answer.outcome == Outcome.ASK else HTTPStatus.CONFLICT
    return _page(request, event, keeper, said, status=status)


@require_POST
def door_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the door on this phone with the code of a pass."""
    event = _event(request, slug, "door")
    if isinstance(event, HttpResponse):
        return event
    verdict = limits.allow_client(request, "door-open", _OPENINGS)
    if not verdict.allowed:
        text = ngettext(
            "Too many codes were tried from here. Please try again in %(minutes)d minute, or call the office.",
            "Too many codes were tried from here. Please try again in %(minutes)d minutes, or call the office.",
            verdict.minutes,
        ) % {"minutes": verdict.minutes}
        response = _closed(request, event, None, problem=text, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(verdict.seconds)
        return response
    form = OpenForm(request.POST)
    found = find_pass(event=event, code=form.cleaned_data["code"]) if form.is_valid() else None
    if found is None:
        text = gettext(
            "This code opens nothing today. Look at it again; if it is right, the pass is for another day or was"
            " taken back, and the office gives you a new one."
        )
        return _closed(request, event, None, problem=text, status=HTTPStatus.FORBIDDEN)
    note_use(found)
    response = redirect("events:door", event.slug)
    give_cookie(response, found)
    return private(response)


@require_POST
def door_leave(request: HttpRequest, slug: str) -> HttpResponse:
    """End the work at the door on this phone."""
    event = _event(request, slug, "door")
    if isinstance(event, HttpResponse):
        return event
    response = redirect("events:door", event.slug)
    take_cookie(response, event)
    return private(response)


@require_POST
def door_queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Do what waited on a phone, each action once however often it comes; answer each by its key.

    Takes {"actions": [{"id", "do", "age", …}, …]}, at most forty, with the fields of `ActionForm`. 410 says that the
    pass is no longer valid (the phone keeps what it has), 429 and 413 that it has to send later or less.
    """
    event = _event(request, slug, "door_queue")
    if isinstance(event, HttpResponse):
        return event
    keeper = keeper_of(request, event)
    if keeper is None:
        return private(JsonResponse({"closed": _why_closed(request, event)}, status=HTTPStatus.GONE))
    identity = f"pass {keeper.door.pk}" if keeper.door else f"user {keeper.by and keeper.by.pk}"
    verdict = limits.allow("door-queue", identity, _SENDINGS)
    if not verdict.allowed:
        response = JsonResponse({}, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(verdict.seconds)
        return private(response)
    actions = _actions(request)
    if actions is None:
        return private(JsonResponse({}, status=HTTPStatus.BAD_REQUEST))
    if len(actions) > MOST_ACTIONS:
        return private(JsonResponse({"most": MOST_ACTIONS}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
    answers = [{"id": each.get("id"), **_said(perform(event, keeper, ActionForm(each)))} for each in actions]
    if keeper.door is not None and actions:
        note_use(keeper.door)
    return private(JsonResponse({"answers": answers, "figures": _figures(event)}))


def _event(request: HttpRequest, slug: str, name: str) -> Any:
    """Return the event, or lead on from an earlier short name; the browser keeps what stands behind the #."""
    try:
        return public_event(slug)
    except Moved as moved:
        if request.method == "POST":
            raise Http404 from None
        return HttpResponsePermanentRedirect(reverse(f"events:{name}", args=[moved.slug]))


def _actions(request: HttpRequest) -> list[dict[str, Any]] | None:
    if len(request.body) > _LONGEST_BODY:
        return None
    try:
        actions = json.loads(request.body)["actions"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(actions, list) or not all(isinstance(each, dict) for each in actions):
        return None
    # A form reads texts; lists and objects in their place are nobody's phone.
    if any(isinstance(value, list | dict) for each in actions for value in each.values()):
        return None
    return [{name: _whole(value) for name, value in each.items()} for each in actions]


def _whole(value: Any) -> Any:
    """Return a text without halves of signs, which no database takes: a field that is cut may end in one."""
    return value.encode(errors="ignore").decode() if isinstance(value, str) else value


def _said(answer: Answer) -> dict[str, Any]:
    words = told(answer)
    said: dict[str, Any] = {
        "outcome": answer.outcome.value,
        "done": answer.is_done,
        "kind": words.kind,
        "heading": words.heading,
        "text": words.text,
        "noted": answer.noted,
    }
    if answer.outcome == Outcome.ASK and answer.registration is not None:
        said["rest"] = answer.rest
    return said


def _figures(event: Event) -> dict[str, int | None]:
    figures = day_figures(event, timezone.localdate())
    return {
        "registered": figures.registered,
        "arrived": figures.arrived,
        "dropped_in": figures.dropped_in,
        "visitors": figures.visitors,
        "exhibitors": figures.exhibitors,
        "guests": figures.guests,
        "free": figures.free,
    }


def _why_closed(request: HttpRequest, event: Event) -> str:
    found = cookie_pass(request, event)
    return "none" if found is None else "revoked" if found.revoked_at else "over"


def _closed(
    request: HttpRequest,
    event: Event,
    keeper: Keeper | None,
    *,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show where the code of a pass goes, and what is to be known of the pass that this phone had."""
    context = {
        "event": event,
        "problem": problem,
        "closed": "" if problem else _why_closed(request, event),
        "may_send": keeper is not None,
        "is_off": event.state not in {EventState.PUBLISHED, EventState.ARCHIVED},
    }
    return _served(request, "events/door_closed.html", context, status)


def _page(
    request: HttpRequest,
    event: Event,
    keeper: Keeper,
    more: dict[str, Any] | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    today = timezone.localdate()
    first, last = rules.event_days(event)
    context = {
        "event": event,
        "keeper": keeper,
        "figures": day_figures(event, today),
        "is_today": first <= today <= last,
        "takes_names": event.admission == Admission.REGISTRATION,
        # Each form its own key: sent twice it is done once.
        "keys": [str(uuid.uuid4()) for _form in range(4)],
        "kinds": HeadKind.choices,
        "sexes": Sex.choices,
        "age_bands": AgeBand.choices,
        **(more or {}),
    }
    return _served(request, "events/door.html", context, status)


def _served(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    response = private(render(request, template, context, status=status))
    # The camera reads passes here, and nowhere else.
    response["Permissions-Policy"] = PERMISSIONS_POLICY.replace("camera=()", "camera=(self)")
    return response
