"""The short form after an event: anonymous, without an account."""

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from center import limits
from center.private_pages import private
from events import rules
from events.errors import ChangeRefused
from events.forms import FeedbackForm
from events.services.feedback import give_feedback
from events.views.event import Moved, public_event

if TYPE_CHECKING:
    from django.utils.functional import Promise

_PER_ADDRESS = limits.Limit(40, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask how an event was, and thank for the answer."""
    try:
        event = public_event(slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:feedback", args=[moved.slug]))
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    problem: str | Promise = ""
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        if not limits.allow_client(request, "event-feedback", _PER_ADDRESS).allowed:
            problem = _(
                "Many answers came from here in a short time. Please try again later; nothing is lost."
            )
        else:
            try:
                give_feedback(
                    event=event,
                    score=clean["score"],
                    good=clean["good"],
                    better=clean["better"],
                    comes_again=clean["comes_again"],
                    submission=form.submission,
                )
                return redirect(f"{reverse('events:feedback', args=[event.slug])}?done=1")
            except ChangeRefused as refused:
                problem = refused.message
    context = {
        "event": event,
        "form": form,
        "problem": problem,
        "is_open": rules.feedback_is_open(event, timezone.now()),
        "is_done": "done" in request.GET,
    }
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return private(render(request, "events/feedback.html", context, status=status))
