"""The pages of a questionnaire, one after another and back; each is kept as it is left."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from center import error_pages, limits
from center.private_pages import private
from research.errors import AlreadyAnswered, AnswerGone, SurveyRefused
from research.forms import PageForm
from research.interview import Page, pages_of
from research.models import Draft, Survey
from research.services import answering
from research.services.codes import spaced
from research.views.addresses import (
    forget_code,
    kept_code,
    own_draft,
    public_survey,
    sending_key,
    was_just_sent,
)

_BACK: Final = "back"
_LATER: Final = "later"
_LOOK: Final = "X-Look"
# Counted by answer, so that a class behind one address is not one person. Each choice that opens another question
# asks for the page anew; a person clicks far less often than once a second for ten minutes.
_STEPS: Final = limits.Limit(600, timedelta(minutes=10))
View = Callable[..., HttpResponse]


def with_draft(view: View) -> View:
    """Give the view the unfinished answer of this browser; without one lead to the front page of the survey."""

    @wraps(view)
    def found(request: HttpRequest, slug: str, **more: Any) -> HttpResponse:
        survey = public_survey(slug)
        draft = own_draft(request, survey)
        if draft is None and was_just_sent(request, survey):
            return forget_code(redirect("research:survey_thanks", slug=slug), survey)
        if not survey.is_running(timezone.now()):
            return redirect("research:survey", slug=slug)
        if draft is None:
            return redirect(f"{reverse('research:survey', args=[slug])}?gone=1")
        try:
            return private(_unless_too_often(view, request, survey, draft, **more))
        except AnswerGone:
            # Sent a moment ago, by the first of two clicks or in another tab.
            return forget_code(redirect("research:survey_thanks", slug=slug), survey)
        except SurveyRefused:
            return redirect("research:survey", slug=slug)

    return found


def _unless_too_often(
    view: View, request: HttpRequest, survey: Survey, draft: Draft, **more: Any
) -> HttpResponse:
    """Count what is sent of an answer; what was typed stands in the page that says how long to wait."""
    if request.method == "POST":
        verdict = limits.allow("survey-step", str(draft.pk), _STEPS)
        if not verdict.allowed:
            return error_pages.too_many(request, verdict.retry_after)
    return view(request, survey, draft, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def page(request: HttpRequest, survey: Survey, draft: Draft, *, number: int) -> HttpResponse:
    """Ask the questions of one page; keep what was answered and go on, back, or away for now."""
    pages = pages_of(survey.questionnaire.asks)
    if not 1 <= number <= min(draft.furthest, len(pages)):
        return redirect("research:survey_page", slug=survey.slug, number=min(draft.page, len(pages)))
    form = _form(request, survey, draft, pages[number - 1])
    if request.headers.get(_LOOK) and request.method == "POST":
        form.is_valid()
        return render(request, "research/parts/questions.html", {"form": _only_what_is_asked(form)})
    if request.method != "POST":
        return _page(request, survey, draft, form, len(pages))
    if _BACK in request.POST or _LATER in request.POST:
        return _leave(request, survey, draft, form, number)
    if form.is_valid() and not form.has_new:
        return _go_on(survey, draft, form, pages, number)
    status = HTTPStatus.OK if form.has_new and not form.errors else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, survey, draft, form, len(pages), status=status)


def _form(request: HttpRequest, survey: Survey, draft: Draft, asked: Page) -> PageForm:
    return PageForm(
        request.POST if request.method == "POST" else None,
        page=asked,
        definition=survey.questionnaire.asks,
        answers=answering.answers_of(draft),
        now=timezone.now(),
    )


def _only_what_is_asked(form: PageForm) -> PageForm:
    """Return the form without its complaints: the person is not done with the page."""
    form.errors.clear()
    return form


def _leave(request: HttpRequest, survey: Survey, draft: Draft, form: PageForm, number: int) -> HttpResponse:
    """Keep what can be kept of a page that somebody leaves unfinished."""
    form.is_valid()
    # What is open on a page that somebody leaves is not left open for good: it is asked as before.
    right = {
        name: value for name, value in form.answers.items() if name not in form.errors and value is not None
    }
    answering.keep_page(
        draft=draft,
        page=form.page,
        answers=right,
        go_to=_asked_before(survey, draft, right, number) if _BACK in request.POST else number,
        language=get_language() or "",
    )
    if _LATER in request.POST:
        later = reverse("research:survey_later", args=[survey.slug])
        is_lost = any(form.data.get(name) for name in form.errors)
        return redirect(f"{later}?lost=1" if is_lost else later)
    return redirect(
        "research:survey_page", slug=survey.slug, number=_asked_before(survey, draft, right, number)
    )


def _go_on(
    survey: Survey, draft: Draft, form: PageForm, pages: tuple[Page, ...], number: int
) -> HttpResponse:
    answers = {**form.earlier, **form.answers}
    following = _asked_after(survey, answers, pages, number)
    answering.keep_page(
        draft=draft,
        page=form.page,
        answers=form.answers,
        go_to=following or number,
        language=get_language() or "",
    )
    if following is None:
        return redirect("research:survey_send", slug=survey.slug)
    return redirect("research:survey_page", slug=survey.slug, number=following)


def _asked_after(survey: Survey, answers: dict[str, Any], pages: tuple[Page, ...], number: int) -> int | None:
    """Return the next page on which anything is asked, None after the last."""
    asked = answering.asked_pages(survey, answers)
    return next((page.number for page in pages[number:] if page.number in asked), None)


def _asked_before(survey: Survey, draft: Draft, answers: dict[str, Any], number: int) -> int:
    asked = answering.asked_pages(survey, {**answering.answers_of(draft), **answers})
    return max((each for each in asked if each < number), default=number)


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def send(request: HttpRequest, survey: Survey, draft: Draft) -> HttpResponse:
    """Say what sending means, and send."""
    wrong = answering.open_problems(draft)
    if request.method == "POST" and not wrong:
        try:
            answering.send(draft=draft)
        except AlreadyAnswered as refused:
            context = _last(request, survey, draft, wrong) | {"problem": refused.message}
            return render(request, "research/survey_send.html", context, status=HTTPStatus.CONFLICT)
        return forget_code(redirect("research:survey_thanks", slug=survey.slug), survey)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "research/survey_send.html", _last(request, survey, draft, wrong), status=status)


def _last(request: HttpRequest, survey: Survey, draft: Draft, wrong: dict[int, list[str]]) -> dict[str, Any]:
    reached = {number for number in wrong if number <= draft.furthest}
    # Whoever came here by the address alone is led to the page that is still to come.
    further = min((number for number in wrong if number > draft.furthest), default=None)
    asked = sorted(answering.asked_pages(survey, answering.answers_of(draft)))
    return {
        "survey": survey,
        "draft": draft,
        "open_pages": sorted(reached) or ([draft.furthest] if further else []),
        "last_page": max((number for number in asked if number <= draft.furthest), default=1),
        "can_be_sent": not wrong,
        "sending": sending_key(request, survey),
    }


@require_http_methods(["GET", "HEAD"])
@with_draft
def later(request: HttpRequest, survey: Survey, draft: Draft) -> HttpResponse:
    """Show the code by which somebody goes on later, on this or another device."""
    code = kept_code(request, survey)
    context = {
        "survey": survey,
        "draft": draft,
        "code": spaced(code),
        "is_invited": draft.invitation_id is not None,
    }
    return render(request, "research/survey_later.html", context)


@require_POST
@with_draft
def discard(request: HttpRequest, survey: Survey, draft: Draft) -> HttpResponse:
    """Throw the unfinished answer away."""
    answering.discard(draft=draft)
    return forget_code(redirect(f"{reverse('research:survey', args=[survey.slug])}?discarded=1"), survey)


def _page(
    request: HttpRequest,
    survey: Survey,
    draft: Draft,
    form: PageForm,
    pages: int,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    asked = sorted(
        answering.asked_pages(survey, {**form.earlier, **form.answers} or answering.answers_of(draft))
    )
    number = form.page.number
    context = {
        "survey": survey,
        "draft": draft,
        "form": form,
        "number": number,
        "place": asked.index(number) + 1 if number in asked else number,
        "count": max(len(asked), 1),
        "is_first": not any(each < number for each in asked),
        "is_last": not any(each > number for each in asked),
    }
    return render(request, "research/survey_page.html", context, status=status)
