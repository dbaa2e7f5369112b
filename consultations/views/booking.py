"""Booking step by step: topic, day, time, details, check. Every step is a plain GET or POST."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from center import error_pages, limits
from center.base.guarded_form import new_token
from center.base.proof_of_work import is_proof
from consultations import services
from consultations.choices import Mode
from consultations.errors import AlreadyUsed, BookingRefusedError
from consultations.forms import DetailsForm
from consultations.models import BookingSettings, Consultation, Topic
from consultations.views import questions
from consultations.views.addresses import visit_address
from consultations.views.questions import TYPED, Booking
from consultations.views.selection import Selection, UnreadableError, read
from entrepreneurs import eligibility
from entrepreneurs.eligibility import Answers, Reading

# Generous: a library or an office shares one address, a family one phone.
_PER_ADDRESS = limits.Limit(40, timedelta(hours=1))
_PER_CONTACT = limits.Limit(10, timedelta(hours=1))
# While browsers are asked for a computation: of those that did none, all together.
_WITHOUT_PROOF = limits.Limit(20, timedelta(hours=1))
_ONLY = {
    Mode.OFFICE: _("This topic is offered at the office only."),
    Mode.PHONE: _("This topic is offered by phone only."),
    Mode.ONLINE: _("This topic is offered online only."),
}
# The form of the self-check sends a field for each question, the first one among them.
_ASKED_IN_FORM = "q1"
# Errors of these fields are about programs; the check page says them, the answers are fine.
_ABOUT_PROGRAMS = frozenset({"token", "website"})


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or take the answers; `step` of a POST says what its button is for."""
    topics = list(Topic.objects.published())
    posted = request.method == "POST"
    data = request.POST if posted else request.GET
    typed = {name: request.POST.get(name, "") for name in TYPED} if posted else {}
    step = _STEPS.get("day" if "page" in data else data.get("step", "")) if posted else questions.ask
    if step is None:
        return error_pages.bad_request(request)
    reading = eligibility.read(data)
    try:
        selection = read(data, topics, eligibility.relevant(reading.answers))
    except UnreadableError as error:
        kept = Booking(request, topics, error.kept, typed)
        return questions.ask(kept, problem=error.message, status=error.status)
    booking = Booking(request, topics, selection, typed, _changed_mode(selection, data.get("mode", "")))
    if _ASKED_IN_FORM in data and reading.wrong:
        return questions.ask_self_check(booking, reading, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not posted and data.get("change") == "self_check" and selection.self_check:
        return questions.ask_self_check(booking, reading)
    if not posted and selection.start is not None and not booking.is_free():
        return questions.show_taken(booking)
    return step(booking)


def _changed_mode(selection: Selection, wanted: str) -> str | Promise:
    """Say that the topic is not offered in the way chosen before; nobody is to find out on the day."""
    if selection.topic is None or wanted in {"", *selection.topic.modes}:
        return ""
    if not selection.mode:
        return _("This topic is not offered in the way you chose. Please choose again.")
    return _ONLY[Mode(selection.mode)]


def _ask_topic_again(booking: Booking) -> HttpResponse:
    return questions.ask_topic(booking)


def _ask_day_again(booking: Booking) -> HttpResponse:
    topic = booking.selection.topic
    return questions.ask(booking.choosing(booking.selection.about(topic)) if topic else booking)


def _ask_time_again(booking: Booking) -> HttpResponse:
    day = booking.selection.day
    return questions.ask(booking.choosing(booking.selection.on(day)) if day else booking)


def _ask_self_check_again(booking: Booking) -> HttpResponse:
    return questions.ask_self_check(booking, Reading(booking.selection.self_check))


def _leave_self_check_out(booking: Booking) -> HttpResponse:
    return _go_on(booking.choosing(booking.selection.with_check(Answers())))


def _go_on(booking: Booking) -> HttpResponse:
    """After another topic, day or time was chosen: ask what is missing, or show the answers again."""
    if booking.selection.start is None:
        return questions.ask(booking)
    if not booking.is_free():
        return questions.show_taken(booking)
    form = _form(booking)
    return questions.check(booking, form) if form.is_valid() else questions.ask_details(booking)


def _check(booking: Booking) -> HttpResponse:
    """Take the details and show everything once more; nothing is stored yet."""
    if booking.selection.start is None:
        return questions.ask(booking)
    form = _form(booking)
    if not form.is_valid():
        return questions.ask_details(booking, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not booking.is_free():
        return questions.show_taken(booking)
    return questions.check(booking, form)


def _book(booking: Booking) -> HttpResponse:
    """Book the visit and lead to its page; a second click leads to the same one."""
    if booking.selection.start is None:
        return questions.ask(booking)
    if booking.notice:
        return _check(booking)
    form = _form(booking, is_final=True)
    if not form.is_valid():
        return _refused(booking, form)
    # A second click books nothing and so counts for nothing; the service says whether it is one.
    is_known = Consultation.objects.filter(submission=form.submission).exists()
    return (None if is_known else _too_often(booking, form) or _flooded(booking, form)) or _store(
        booking, form
    )


def _store(booking: Booking, form: DetailsForm) -> HttpResponse:
    answers = form.cleaned_data
    try:
        consultation = services.book(
            topic=booking.topic,
            start=booking.start,
            mode=answers["mode"],
            name=answers["name"],
            phone=answers["phone"],
            email=answers["email"],
            note=answers["note"],
            language=get_language() or "sr",
            submission=form.submission,
            advisor=booking.selection.advisor,
            self_check=booking.selection.self_check,
            wishes=form.wishes,
            agreed=form.agreed,
        )
    except AlreadyUsed as used:
        return _booked_before(booking, form, used)
    except BookingRefusedError as error:
        return questions.show_taken(booking, problem=error.message, alternatives=error.alternatives)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _refused(booking, form)
    return redirect(visit_address(consultation, booked="1"))


def _refused(booking: Booking, form: DetailsForm) -> HttpResponse:
    """Show wrong answers where they were given; what is about programs stays on the check page."""
    if _ABOUT_PROGRAMS.issuperset(form.errors):
        problem = str(next(iter(form.errors.values()))[0])
        return questions.check(booking, form, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return questions.ask_details(booking, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _booked_before(booking: Booking, form: DetailsForm, used: AlreadyUsed) -> HttpResponse:
    """Ask whether another visit is wanted; the earlier one is shown only to who typed the same contact."""
    earlier, answers = used.visit, form.cleaned_data
    form.data = dict(form.data.items()) | {"token": new_token()}
    typed = (" ".join(answers["name"].split()), answers["phone"], answers["email"])
    if typed != (earlier.contact_name, earlier.contact_phone, earlier.contact_email):
        return questions.check(booking, form, problem=used.message, status=HTTPStatus.CONFLICT)
    return questions.check(
        booking,
        form,
        problem=_(
            "You have already booked a visit with this form. To book one more, press the button again."
        ),
        status=HTTPStatus.CONFLICT,
        earlier=earlier,
        earlier_url=visit_address(earlier),
    )


def _too_often(booking: Booking, form: DetailsForm) -> HttpResponse | None:
    contact = form.cleaned_data["phone"] or form.cleaned_data["email"].casefold()
    for verdict in (
        limits.allow_client(booking.request, "booking", _PER_ADDRESS),
        limits.allow("booking-contact", contact, _PER_CONTACT),
    ):
        if verdict.allowed:
            continue
        problem = ngettext(
            "Many visits were booked from here in a short time. Your answers are kept on this page."
            " Please try again in %(minutes)d minute, or call us.",
            "Many visits were booked from here in a short time. Your answers are kept on this page."
            " Please try again in %(minutes)d minutes, or call us.",
            verdict.minutes,
        ) % {"minutes": verdict.minutes}
        return _later(booking, form, problem, verdict)
    return None


def _flooded(booking: Booking, form: DetailsForm) -> HttpResponse | None:
    """While the office asks for it: let only some bookings in whose browser did not compute, so that no flood can."""
    posted = booking.request.POST
    if not BookingSettings.objects.current().asks_for_proof or is_proof(
        posted.get("token", ""), posted.get("proof", "")
    ):
        return None
    verdict = limits.allow("booking-without-proof", "", _WITHOUT_PROOF)
    if verdict.allowed:
        return None
    problem = ngettext(
        "Very many visits are being booked right now. Your answers are kept on this page."
        " Please try again in %(minutes)d minute, or call us.",
        "Very many visits are being booked right now. Your answers are kept on this page."
        " Please try again in %(minutes)d minutes, or call us.",
        verdict.minutes,
    ) % {"minutes": verdict.minutes}
    return _later(booking, form, problem, verdict)


def _later(booking: Booking, form: DetailsForm, problem: str, verdict: limits.Verdict) -> HttpResponse:
    response = questions.check(booking, form, problem=problem, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(verdict.seconds)
    return response


def _form(booking: Booking, *, is_final: bool = False) -> DetailsForm:
    return DetailsForm(booking.request.POST, modes=booking.topic.mode_choices, is_final=is_final)


_STEPS: dict[str, Callable[[Booking], HttpResponse]] = {
    "topic": _ask_topic_again,
    "day": _ask_day_again,
    "time": _ask_time_again,
    "self_check": _ask_self_check_again,
    "leave_out": _leave_self_check_out,
    "details": questions.ask,
    "go_on": _go_on,
    "check": _check,
    "book": _book,
}
