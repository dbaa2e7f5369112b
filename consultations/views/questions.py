"""The pages of a booking: one question each, then the answers to check.

A question is asked by links while nothing personal is typed, and by buttons of a form once something is:
what a person typed then travels in hidden fields, never in an address.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from center.base import proof_of_work
from center.context_processors import portal
from consultations import slots
from consultations.choices import Mode
from consultations.errors import Reason
from consultations.forms import DetailsForm
from consultations.models import Advisor, BookingSettings, Topic
from consultations.spans import local_day, midnight
from consultations.views.offers import FreeStart, by_weeks, parts_of_day
from consultations.views.selection import Selection
from entrepreneurs.eligibility import Answers, Reading
from entrepreneurs.eligibility.answers import CODE_NAME
from entrepreneurs.forms.agreeing import AGREEING_FIELDS, as_read
from entrepreneurs.forms.reaching import WISH_FIELDS
from entrepreneurs.views.eligibility import problem_of, rows

TYPED = ("name", "phone", "email", "note", "token", *AGREEING_FIELDS, *WISH_FIELDS)
WEEKS_ON_A_PAGE = 3
_HEADINGS = {
    "nothing": _("Book a consultation"),
    "topic": _("What would you like to talk about?"),
    "day": _("Which day suits you?"),
    "time": _("What time suits you?"),
    "taken": _("Please choose another time"),
    "details": _("Your details"),
    "check": _("Is everything right?"),
    "self_check": _("Your self-check"),
}
# Pages whose buttons always post, so that what is being typed is never lost.
_FORMS = frozenset({"details", "check", "self_check"})
_PAGE = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class Booking:
    """One request on the way to a visit: what is offered, chosen, and typed (raw, may be wrong)."""

    request: HttpRequest
    topics: Sequence[Topic]
    selection: Selection
    typed: dict[str, str] = field(default_factory=dict)
    # What changed without being asked for.
    notice: str | Promise = ""
    now: datetime = field(default_factory=timezone.now)

    def choosing(self, selection: Selection) -> "Booking":
        return replace(self, selection=selection)

    @property
    def topic(self) -> Topic:
        """The chosen topic; only for pages that come after that question."""
        if self.selection.topic is None:
            raise LookupError("The topic is not chosen yet.")
        return self.selection.topic

    @property
    def start(self) -> datetime:
        """The chosen start; only for pages that come after that question."""
        if self.selection.start is None:
            raise LookupError("The time is not chosen yet.")
        return self.selection.start

    def is_free(self) -> bool:
        """Say whether the chosen start is among the free ones (six queries)."""
        return self._may_begin(whatever_is_booked=False)

    def why_not_free(self) -> str | Promise:
        """Say whether the chosen start has passed, is taken, or is none at which this topic begins."""
        if self.start <= self.now:
            return Reason.PAST.label
        if self._may_begin(whatever_is_booked=True):
            return _("This time is not free any more.")
        return _("This topic cannot be booked at this time. Please choose another time.")

    @cached_property
    def _calendar(self) -> slots.Calendar:
        day = local_day(self.start)
        return slots.load([self.topic], first=day, last=day, now=self.now, advisor=self.selection.advisor)

    def _may_begin(self, *, whatever_is_booked: bool) -> bool:
        times = self._calendar.times(self.topic, now=self.now, whatever_is_booked=whatever_is_booked)
        return any(free.start == self.start for free in times)


def ask(booking: Booking, *, problem: str | Promise = "", status: int = HTTPStatus.OK) -> HttpResponse:
    """Ask the first question that has no answer yet."""
    chosen = booking.selection
    if chosen.topic is None:
        return ask_topic(booking, problem=problem, status=status)
    if chosen.day is None:
        return ask_day(booking, problem=problem, status=status)
    if chosen.start is None:
        return ask_time(booking, problem=problem, status=status)
    return ask_details(booking, problem=problem, status=status)


def ask_topic(booking: Booking, *, problem: str | Promise = "", status: int = HTTPStatus.OK) -> HttpResponse:
    offers = [(topic, booking.selection.about(topic).url) for topic in booking.topics]
    return page(
        booking,
        1,
        "topic" if offers else "nothing",
        problem=problem,
        status=status,
        asked=("topic",),
        offers=offers,
    )


def ask_day(booking: Booking, *, problem: str | Promise = "", status: int = HTTPStatus.OK) -> HttpResponse:
    """Show the days that have free times, week by week, and with whom the visitor may want to talk."""
    chosen = booking.selection
    first, last = slots.bookable_days(booking.topic, booking.now)
    free = slots.free_days(booking.topic, first=first, last=last, now=booking.now, advisor=chosen.advisor)
    weeks = by_weeks(free, booking.now, lambda day: chosen.on(day).url)
    data = booking.request.POST if booking.request.method == "POST" else booking.request.GET
    number = data.get("page", "1")
    if not _PAGE.fullmatch(number):
        problem, status = (
            problem or _("There is no such page. These are the next free days."),
            max(status, HTTPStatus.NOT_FOUND),
        )
        number = "1"
    page_obj = Paginator(weeks, WEEKS_ON_A_PAGE).get_page(number)
    return page(
        booking,
        2,
        "day",
        problem=problem,
        status=status,
        page_obj=page_obj,
        last_day=last,
        advisors=_advisors(booking),
        whoever_url=chosen.talking_to(None).url,
    )


def _advisors(booking: Booking) -> list[dict[str, object]]:
    """List the advisors of the topic, those first whom the signed-in person knows; one alone is no choice."""
    user, chosen = booking.request.user, booking.selection
    known = (
        set(Advisor.objects.known_to(user).values_list("pk", flat=True)) if user.is_authenticated else set()
    )
    able = list(Advisor.objects.bookable().filter(topics=booking.topic))
    if len(able) == 1 and chosen.advisor is None:
        return []
    return [
        {
            "advisor": advisor,
            "url": chosen.talking_to(advisor).url,
            "current": advisor == chosen.advisor,
            "known": advisor.pk in known,
        }
        for advisor in sorted(able, key=lambda each: (each.pk not in known, each.pk))
    ]


def ask_time(booking: Booking, *, problem: str | Promise = "", status: int = HTTPStatus.OK) -> HttpResponse:
    """Show the free times of the chosen day in two groups; a day without any leads back to the days."""
    day = booking.selection.day
    if day is None:
        return ask(booking, problem=problem, status=status)
    free = [
        FreeStart(time.start, booking.selection.at(time.start).url)
        for time in slots.free_times(
            booking.topic, first=day, last=day, now=booking.now, advisor=booking.selection.advisor
        )
    ]
    if not free:
        return ask_day(
            booking.choosing(booking.selection.about(booking.topic)),
            problem=problem or _("There are no free times on this day. Please choose another day."),
            status=max(status, HTTPStatus.CONFLICT),
        )
    return page(booking, 3, "time", problem=problem, status=status, groups=parts_of_day(free))


def ask_details(
    booking: Booking,
    form: DetailsForm | None = None,
    *,
    problem: str | Promise = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Ask who comes; without a form the one typed so far (if any) is shown without any blame."""
    if form is None:
        initial = {name: value for name, value in booking.typed.items() if value}
        initial["mode"] = booking.selection.mode
        form = DetailsForm(modes=booking.topic.mode_choices, initial=initial)
    return page(
        replace(booking, typed={}), 4, "details", problem=problem, status=status, asked=("mode",), form=form
    )


def check(
    booking: Booking,
    form: DetailsForm,
    *,
    problem: str | Promise = "",
    status: int = HTTPStatus.OK,
    **context: Any,
) -> HttpResponse:
    """Show all answers before anything is booked; the form is valid but for what programs get wrong."""
    agreed = form.agreed
    data = {name: form.data.get(name, "") for name in TYPED} | {"read": as_read(agreed)}
    chosen = replace(booking.selection, mode=form.cleaned_data.get("mode") or booking.selection.mode)
    return page(
        replace(booking, selection=chosen, typed=data),
        5,
        "check",
        problem=problem,
        status=status,
        form=form,
        answers=form.cleaned_data,
        agreed={text.purpose: text.text for text in agreed},
        wishes=form.wishes,
        bits=proof_of_work.BITS if BookingSettings.objects.current().asks_for_proof else 0,
        **context,
    )


def ask_self_check(booking: Booking, reading: Reading, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """Show all answers of the self-check to be changed; what was chosen and typed for the visit stays."""
    return page(
        booking,
        1,
        "self_check",
        problem=problem_of(reading),
        status=status,
        asked=(CODE_NAME,),
        rows=rows(reading),
    )


def show_taken(
    booking: Booking, *, problem: str | Promise = "", alternatives: Sequence[datetime] | None = None
) -> HttpResponse:
    """Say that the time cannot be had and offer the nearest free ones; what was typed stays."""
    problem = problem or booking.why_not_free()
    if not alternatives:
        # Near a time far away there is nothing, so look from the nearest end of what can be booked.
        _first, last = slots.bookable_days(booking.topic, booking.now)
        wanted = min(max(booking.start, booking.now), midnight(last))
        alternatives = slots.nearest(
            booking.topic, wanted, now=booking.now, advisor=booking.selection.advisor
        )
    nearest = [FreeStart(start, booking.selection.at(start).url) for start in alternatives]
    return page(
        booking,
        3,
        "taken",
        problem=problem,
        status=HTTPStatus.CONFLICT,
        asked=("start", "day"),
        nearest=nearest,
    )


def page(
    booking: Booking,
    number: int,
    name: str,
    *,
    problem: str | Promise = "",
    status: int = HTTPStatus.OK,
    asked: Sequence[str] = (),
    **context: Any,
) -> HttpResponse:
    """Render one page of the booking; nobody but the person's own browser keeps a copy.

    Hidden fields carry what was chosen and typed, but for what this page `asked` itself.
    """
    request, chosen = booking.request, booking.selection
    carried = {**chosen.values(), **booking.typed}
    context |= {
        "heading": _HEADINGS[name],
        "selection": chosen,
        "topic": chosen.topic,
        "step": number,
        "change": _changes(chosen),
        "in_form": bool(booking.typed) or name in _FORMS,
        "hidden": {key: value for key, value in carried.items() if key not in asked},
        "problem": problem,
        "notice": booking.notice,
        "at_office": chosen.mode == Mode.OFFICE,
    }
    if request.method == "POST":
        context["page_languages"] = _languages(booking, name)
    response = render(request, f"consultations/book_{name}.html", context, status=status)
    # Free times change; a browser may keep the page for its back button but asks before showing it anew. That goes
    # for answered forms too: without a copy, Back would show the browser's own error and no way on.
    patch_cache_control(response, private=True, no_cache=True, max_age=0)
    response["X-Robots-Tag"] = "noindex"
    return response


# The button that shows each page once more; the others are reached by going on.
_AGAIN = {"topic": "topic", "nothing": "topic", "details": "details", "self_check": "self_check"}


def _languages(booking: Booking, name: str) -> list[dict[str, object]]:
    """List the same page in each language: what was typed goes along in a form, choices alone in an address."""
    request, chosen = booking.request, booking.selection
    typed = booking.typed or {each: request.POST.get(each, "") for each in TYPED}
    query = chosen.url.partition("?")[2]
    again = {"step": _AGAIN.get(name, "go_on")}
    posted = {**chosen.values(), **typed, **again} if any(typed.values()) else {}
    return [
        {**row, "url": f"{row['path']}?{query}" if query else row["path"], "posted": posted}
        for row in portal(request)["page_languages"]
    ]


def _changes(chosen: Selection) -> dict[str, str]:
    """Return the addresses at which each choice is asked again, while nothing personal is typed."""
    changes = {
        "topic": chosen.anew().url,
        "self_check": f"{chosen.url}&change=self_check",
        "without_self_check": chosen.with_check(Answers()).url,
    }
    if chosen.topic:
        changes["day"] = chosen.about(chosen.topic).url
    if chosen.day:
        changes["time"] = chosen.on(chosen.day).url
    return changes
