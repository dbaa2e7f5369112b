"""Single answers, for whoever studies them: marked while the survey runs, read and taken away once it is closed.

Every look is written down with the survey, since a single answer has a random key and no number. What people wrote in
their own words can tell who they are, so this is no page for everybody on the staff.
"""

import uuid
from collections.abc import Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from center import asked_again, funding
from center.admin_export import file_response
from center.audit import record_access
from center.base.spreadsheets.writing import Value
from research.admin.survey_pages import READ, address, page, survey_of
from research.choices import SurveyState
from research.definition import Kind
from research.interview.display import in_words, label_of
from research.models import Survey
from research.services.marks import with_marks
from research.services.telling import Told

if TYPE_CHECKING:
    from research.admin.surveys import SurveyAdmin

_PER_PAGE: Final = 50
_MARKS: Final = {"fast": "is_fast", "straight": "is_straight"}
_WAIT: Final = gettext_lazy("While the survey runs nobody reads its answers, so that nobody is led by them.")


def answers(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """List answers by their random key with their marks (`?mark=fast` or `straight`), and nothing of their content."""
    survey = survey_of(model_admin, request, object_id, READ)
    rows = with_marks(survey.responses.all(), survey.questionnaire.asks).defer("answers")
    mark = request.GET.get("mark", "")
    if mark in _MARKS:
        rows = rows.filter(**{_MARKS[mark]: True})
    # Whoever looks every day, or just after somebody has told of it, would know which key is new.
    is_hidden = survey.is_anonymous and not _is_closed(survey)
    if is_hidden:
        rows = rows.none()
    context = {
        "is_hidden": is_hidden,
        "page_obj": Paginator(rows.order_by("key"), _PER_PAGE).get_page(request.GET.get("page")),
        "mark": mark if mark in _MARKS else "",
        "is_closed": _is_closed(survey),
    }
    return page(model_admin, request, survey, "answers", title=_("Single answers"), context=context)


def answer(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int, key: uuid.UUID) -> HttpResponse:
    """Show one answer, once the survey is closed."""
    survey = survey_of(model_admin, request, object_id, READ)
    definition = survey.questionnaire.asks
    found = with_marks(survey.responses.all(), definition).filter(key=key).first()
    if found is None:
        raise Http404
    if not _is_closed(survey):
        messages.error(request, str(_WAIT))
        return redirect(address(survey, "answers"))
    record_access(user=request.user, obj=survey, purpose=gettext_noop("read a single answer"))  # type: ignore[arg-type]  # signed in
    lines = [
        {
            "name": name,
            "label": label_of(question.label) or name,
            "typed": found.answers.get(name) if question.kind == Kind.TEXT else "",
            "words": in_words(definition, question, found.answers.get(name)),
            "other": found.answers.get(question.other_name) if question.or_other else "",
            "is_asked": name in found.answers,
        }
        for name, question in definition.questions.items()
        if question.kind != Kind.NOTE
    ]
    told = Told(survey)
    context = {
        "answer": found,
        "lines": lines,
        "day": told.of(found, "day"),
        "mode": told.of(found, "mode") and found.get_mode_display(),
        "duration": told.of(found, "duration") and found.get_duration_display(),
    }
    return page(model_admin, request, survey, "answer", title=_("Single answer"), context=context)


def answers_file(model_admin: "SurveyAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Give all answers as codes (`?form=csv`, else a workbook), once the survey is closed; it is written down."""
    survey = survey_of(model_admin, request, object_id, READ)
    if not _is_closed(survey):
        return page(
            model_admin,
            request,
            survey,
            "answers_wait",
            title=_("Single answers"),
            context={"why": _WAIT},
            status=HTTPStatus.CONFLICT,
        )
    asked_again.require(request, for_file=True)
    record_access(user=request.user, obj=survey, purpose=gettext_noop("exported single answers"))  # type: ignore[arg-type]  # signed in
    names = _columns(survey)
    form = "csv" if request.GET.get("form") == "csv" else "xlsx"
    more = funding.sheets(funding.behind(survey))
    return file_response(form, f"answers-{survey.slug}", [*_FACTS, *names], _rows(survey, names), more)


# As the columns of the table are called: codes are for programs, in any language the same.
_FACTS: Final = [
    "_key", "_day", "_mode", "_language", "_stratum", "_duration", "_fast", "_straight", "_form", "_invitation",
]  # fmt: skip


def _columns(survey: Survey) -> list[str]:
    names = []
    for name, question in survey.questionnaire.asks.questions.items():
        if question.kind != Kind.NOTE:
            names.append(name)
        if question.or_other:
            names.append(question.other_name)
    return names


def _rows(survey: Survey, names: list[str]) -> Iterator[list[Value]]:
    """Yield the answers in the order of their random keys, which tells nothing."""
    told = Told(survey)
    for row in with_marks(survey.responses.all(), survey.questionnaire.asks).order_by("key").iterator():
        facts = [
            str(row.key),
            *(told.of(row, fact) or None for fact in ("day", "mode", "language", "stratum", "duration")),
        ]
        marks = [int(row.is_fast), int(row.is_straight), row.form_number, row.invitation_id]
        yield [*facts, *marks, *(_cell(row.answers.get(name)) for name in names)]


def _cell(answer: Any) -> Value:
    """Return a value as KoboToolbox writes it: several codes with a blank between them."""
    if isinstance(answer, list):
        return " ".join(str(code) for code in answer)
    return None if answer is None else answer if isinstance(answer, int | float | str) else str(answer)


def _is_closed(survey: Survey) -> bool:
    return survey.state == SurveyState.CLOSED
