"""The visitor puts a visit to another time: days, times, and once more before it happens. A GET changes nothing."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from center import error_pages, limits
from center.private_pages import private
from consultations import rules, services, slots
from consultations.errors import BookingRefusedError, ChangeRefused
from consultations.models import Advisor, Consultation
from consultations.spans import local_day
from consultations.views import finding
from consultations.views import visit as visit_pages
from consultations.views.addresses import visit_address
from consultations.views.offers import FreeStart, by_weeks, parts_of_day
from consultations.views.selection import parse_day, parse_start, write_start

_WEEKS_ON_A_PAGE = 3
# Each move writes to two people; whoever is unsure has more than enough.
_PER_VISIT = limits.Limit(10, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the day, then for the time, then once more; only the POST moves the visit."""
    consultation = visit_pages.by_key(request, reference)
    if consultation is None:
        return finding.ask_contact(request, reference)
    if not rules.visitor_may_change(consultation, timezone.now()):
        return redirect(visit_address(consultation))
    pages = MovePages(request, consultation)
    try:
        return pages.move() if request.method == "POST" else pages.ask()
    except ValueError:
        return pages.ask_day(
            _("We could not read the day or the time. Please choose again."), HTTPStatus.BAD_REQUEST
        )


class MovePages:
    """The three pages; the present advisor is offered first, and whoever is free for the asking."""

    def __init__(self, request: HttpRequest, consultation: Consultation) -> None:
        self.request = request
        self.visit = consultation
        self.whoever = (request.POST or request.GET).get("whoever", "") == "1"
        self.now = timezone.now()

    @property
    def advisor(self) -> Advisor | None:
        return None if self.whoever else self.visit.advisor

    def url(self, **query: str) -> str:
        """Return the address of this page with other choices."""
        return visit_address(self.visit, "visit_move", **({"whoever": "1"} if self.whoever else {}), **query)

    def ask(self) -> HttpResponse:
        """Ask what is still open; raise ValueError for a day or a start that no link of ours holds."""
        if start := self.request.GET.get("start", ""):
            return self.ask_once_more(parse_start(start))
        if day := self.request.GET.get("day", ""):
            return self.ask_time(parse_day(day))
        return self.ask_day()

    def ask_day(self, problem: str | Promise = "", status: int = HTTPStatus.OK) -> HttpResponse:
        first, last = slots.bookable_days(self.visit.topic, self.now)
        free = slots.free_days(
            self.visit.topic, first=first, last=last, now=self.now, advisor=self.advisor, ignoring=self.visit
        )
        weeks = by_weeks(free, self.now, lambda day: self.url(day=day.isoformat()))
        number = self.request.GET.get("page", "1")
        return self._page(
            "day",
            problem,
            status,
            heading=_("Which day suits you better?"),
            page_obj=Paginator(weeks, _WEEKS_ON_A_PAGE).get_page(number),
            last_day=last,
        )

    def ask_time(self, day: date) -> HttpResponse:
        free = [
            FreeStart(each.start, self.url(start=write_start(each.start)))
            for each in slots.free_times(
                self.visit.topic, first=day, last=day, now=self.now, advisor=self.advisor, ignoring=self.visit
            )
            if each.start != self.visit.starts_at
        ]
        if not free:
            return self.ask_day(
                _("There are no free times on this day. Please choose another day."), HTTPStatus.CONFLICT
            )
        return self._page(
            "time",
            heading=_("What time suits you better?"),
            groups=parts_of_day(free),
            topic=self.visit.topic,
            day=day,
        )

    def ask_once_more(
        self, start: datetime, problem: str | Promise = "", status: int = HTTPStatus.OK
    ) -> HttpResponse:
        return self._page(
            "confirm",
            problem,
            status,
            heading=_("Move the visit to this time?"),
            start=start,
            end=start + (self.visit.ends_at - self.visit.starts_at),
            start_value=write_start(start),
        )

    def move(self) -> HttpResponse:
        """Move the visit, or say why not; raise ValueError for an unreadable start."""
        start = parse_start(self.request.POST.get("start", ""))
        verdict = limits.allow("visit-move", self.visit.reference, _PER_VISIT)
        if not verdict.allowed:
            return private(error_pages.too_many(self.request, verdict.retry_after))
        try:
            services.move(consultation=self.visit, start=start, whoever=self.whoever)
        except BookingRefusedError as refused:
            near = [FreeStart(each, self.url(start=write_start(each))) for each in refused.alternatives]
            return self._page(
                "taken",
                refused.message,
                HTTPStatus.CONFLICT,
                heading=_("Please choose another time"),
                nearest=[each for each in near if each.start != self.visit.starts_at],
                wanted_day=local_day(start),
            )
        except ChangeRefused as refused:
            return visit_pages.show(
                self.request, self.visit, problem=str(refused.message), status=HTTPStatus.CONFLICT
            )
        return redirect(visit_address(self.visit, moved="1"))

    def _page(
        self, step: str, problem: str | Promise = "", status: int = HTTPStatus.OK, **context: object
    ) -> HttpResponse:
        context |= {
            "consultation": self.visit,
            "step": step,
            "problem": problem,
            "whoever": self.whoever,
            "visit_url": visit_address(self.visit),
            "days_url": self.url(),
            "whoever_url": visit_address(self.visit, "visit_move", whoever="1"),
            "same_url": visit_address(self.visit, "visit_move"),
        }
        return private(render(self.request, "consultations/visit_move.html", context, status=status))
