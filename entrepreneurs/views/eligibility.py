"""The self-check, one question on a page or all at once, and its result.

Everything is a GET and nothing is stored: the answers travel in the address as a code that says something about
an enterprise and nothing about a person (`entrepreneurs.eligibility.answers`). So going back, reloading, another
language, printing and sending the result to a partner work without a cookie, a session or a script.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from entrepreneurs import eligibility
from entrepreneurs.eligibility import QUESTIONS, Answers, Outcome, Question, Reading
from entrepreneurs.eligibility.answers import CODE_NAME
from entrepreneurs.eligibility.applies import CONCERNS


def address(name: str, answers: Answers, *args: int) -> str:
    """Return the address of a page of the self-check that knows these answers."""
    query = f"?{urlencode({CODE_NAME: answers.code})}" if answers else ""
    return reverse(f"eligibility:{name}", args=args) + query


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what the self-check is, what it cannot do, and offer both ways through it."""
    return render(request, "entrepreneurs/eligibility/start.html", {"law": eligibility.LAW})


@require_safe
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Ask one question, or take its answer and lead to the next one that is open."""
    asked = next((each for each in QUESTIONS if each.number == number), None)
    if asked is None:
        raise Http404
    reading = eligibility.read(request.GET)
    answers = eligibility.relevant(reading.answers)
    is_refused = bool({number} & {*reading.wrong, *reading.empty})
    if f"q{number}" in request.GET and not is_refused:
        return redirect(_next(answers))
    if eligibility.skip_of(number, answers):
        return redirect(_next(answers))
    problem, status = problem_of(reading), _status(reading)
    if number in reading.empty:
        problem = _("Please choose an answer. If you are not sure, choose “I don’t know yet”.")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _no_index(
        render(
            request,
            "entrepreneurs/eligibility/question.html",
            {
                "question": asked,
                "total": len(QUESTIONS),
                "chosen": answers.to(number),
                "choices": [(option, _after(answers, asked, option.code)) for option in asked.alone],
                "code": answers.having(number, ()).code,
                "given": _given(answers, before=number),
                "skipped": _skipped_just_before(number, answers),
                "back_url": _before(number, answers),
                "all_url": address("all", answers),
                "problem": problem,
            },
            status=status,
        )
    )


@require_safe
def all_at_once(request: HttpRequest) -> HttpResponse:
    """Ask all eleven questions on one page; what was answered before is filled in."""
    reading = eligibility.read(request.GET)
    problem = problem_of(reading)
    if reading.empty and not reading.answers and not problem:
        problem = _("Please choose at least one answer.")
    response = render(
        request,
        "entrepreneurs/eligibility/all.html",
        {"rows": rows(reading), "problem": problem},
        status=_status(reading),
    )
    return _no_index(response) if request.GET else response


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """Say for each article what the answers come to; what was typed in a form becomes a short address first."""
    reading = eligibility.read(request.GET)
    answers = eligibility.relevant(reading.answers)
    if not request.GET:
        return redirect("eligibility:start")
    if reading.wrong or not answers:
        return all_at_once(request)
    if any(name != CODE_NAME for name in request.GET) and not reading.is_damaged:
        return redirect(address("result", answers))
    found = eligibility.verdicts(answers)
    groups = [(outcome, [verdict for verdict in found if verdict.outcome == outcome]) for outcome in Outcome]
    return _no_index(
        render(
            request,
            "entrepreneurs/eligibility/result.html",
            {
                "groups": [group for group in groups if group[1]],
                "summary": _summary({outcome: len(rows) for outcome, rows in groups}),
                "change": {each.number: address("question", answers, each.number) for each in QUESTIONS},
                "law": eligibility.LAW,
                "all_url": address("all", answers),
                "take_along_url": f"{reverse('consultations:book')}?{urlencode({CODE_NAME: answers.code})}",
                "problem": problem_of(reading),
            },
            status=_status(reading),
        )
    )


def rows(reading: Reading) -> list[dict[str, Any]]:
    """Return the questions with what is chosen, for a page that asks all of them."""
    return [
        {
            "question": each,
            "chosen": reading.answers.to(each.number),
            "is_wrong": each.number in reading.wrong,
            "concerns": CONCERNS.get(each.number, ""),
        }
        for each in QUESTIONS
    ]


def _next(answers: Answers) -> str:
    """Return the address of the first question without an answer, or of the result."""
    open_ones = (each for each in eligibility.asked(answers) if not answers.to(each.number))
    following = next(open_ones, None)
    return address("question", answers, following.number) if following else address("result", answers)


def _after(answers: Answers, asked: Question, code: str) -> str:
    return _next(eligibility.relevant(answers.having(asked.number, [code])))


def _given(answers: Answers, *, before: int) -> list[tuple[Question, Sequence[Promise], str]]:
    """Return what was answered to the questions before this one, each with the address that asks it again."""
    return [
        (each, each.labels(answers.to(each.number)), address("question", answers, each.number))
        for each in eligibility.asked(answers)
        if each.number < before and answers.to(each.number)
    ]


def _skipped_just_before(number: int, answers: Answers) -> list[str]:
    """Say which questions were left out between this one and the one asked before it, and why."""
    last = max((each.number for each in eligibility.asked(answers) if each.number < number), default=0)
    reasons: dict[Promise, list[str]] = {}
    for each in range(last + 1, number):
        skip = eligibility.skip_of(each, answers)
        if skip is not None:
            reasons.setdefault(skip.reason, []).append(str(each))
    return [
        ngettext(
            "We skip question %(numbers)s. %(reason)s",
            "We skip questions %(numbers)s. %(reason)s",
            len(numbers),
        )
        % {"numbers": ", ".join(numbers), "reason": reason}
        for reason, numbers in reasons.items()
    ]


def _before(number: int, answers: Answers) -> str:
    """Return the address of the question that comes before this one, or of the first page."""
    earlier = [each.number for each in eligibility.asked(answers) if each.number < number]
    return address("question", answers, earlier[-1]) if earlier else address("start", answers)


def _summary(counts: dict[Outcome, int]) -> list[str]:
    """Say in sentences what the result is; the last one says who decides."""
    gaps, to_ask, may_meet = (counts[each] for each in (Outcome.GAP, Outcome.ASK, Outcome.MAY_MEET))
    sentences = []
    if gaps:
        sentences.append(
            ngettext("There is %(number)d gap to close.", "There are %(number)d gaps to close.", gaps)
            % {"number": gaps}
        )
    if to_ask:
        sentences.append(
            ngettext(
                "Ask the office about %(number)d point.", "Ask the office about %(number)d points.", to_ask
            )
            % {"number": to_ask}
        )
    if may_meet:
        sentences.append(
            ngettext("%(number)d point may be met.", "%(number)d points may be met.", may_meet)
            % {"number": may_meet}
        )
    if not gaps and not to_ask:
        sentences.append(_("Nothing in your answers speaks against the status."))
    return sentences


def problem_of(reading: Reading) -> str:
    """Say what could not be read and has to be chosen again; empty when everything could."""
    if reading.wrong:
        return ngettext(
            "We could not make sense of the answer to question %(numbers)s. Please choose again.",
            "We could not make sense of the answers to questions %(numbers)s. Please choose again.",
            len(reading.wrong),
        ) % {"numbers": ", ".join(str(number) for number in reading.wrong)}
    if reading.is_damaged:
        return _(
            "A part of this address could not be read. The answers that we could read are kept; please look at them."
        )
    return ""


def _status(reading: Reading) -> int:
    return HTTPStatus.BAD_REQUEST if reading.wrong or reading.is_damaged else HTTPStatus.OK


def _no_index(response: HttpResponse) -> HttpResponse:
    """Keep somebody's answers out of search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response
