"""Walking through a questionnaire as people will see it; what is answered travels in the form and is kept nowhere."""

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone, translation

from center.choices import Language
from research.forms import PageForm
from research.interview import Course, Page, asked_pages, in_words, pages_of
from research.models import Questionnaire

if TYPE_CHECKING:
    from datetime import datetime

    from research.admin.questionnaires import QuestionnaireAdmin
    from research.definition import Definition

_SALT: Final = "research.questionnaire-preview"
_LOOK: Final = "X-Look"


def preview(model_admin: "QuestionnaireAdmin", request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """Show the first page (GET), or go on, back, or into another language (POST)."""
    typed = request.POST if request.method == "POST" else request.GET
    spoken = typed.get("speak") or typed.get("language", "")
    language = (
        spoken if spoken in Language.values else translation.get_language() or str(Language.SERBIAN_CYRILLIC)
    )
    with translation.override(language):
        return _Walk(model_admin, request, found, language).answer()


class _Walk:
    def __init__(
        self, model_admin: "QuestionnaireAdmin", request: HttpRequest, found: Questionnaire, language: str
    ) -> None:
        self.model_admin, self.request, self.found, self.language = model_admin, request, found, language
        self.asks: Definition = found.asks
        self.pages = pages_of(self.asks)
        self.now: datetime = timezone.now()
        self.answers = self._carried()

    def _carried(self) -> dict[str, Any]:
        """Return what was answered on other pages; nothing where that was changed on its way."""
        try:
            found = signing.loads(self.request.POST.get("answers", ""), salt=f"{_SALT}.{self.found.pk}")
        except signing.BadSignature:
            return {}
        return dict(found)

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._page(min(self._asked(), default=None))
        number = self._number()
        if number is None:
            # From the end back, or into another language there.
            back = "back" in self.request.POST
            return self._page(max(self._asked(), default=None) if back else None)
        form = self._form(self.pages[number - 1], self.request.POST)
        is_right = form.is_valid()
        if self.request.headers.get(_LOOK):
            form.errors.clear()
            return render(self.request, "research/parts/questions.html", {"form": form})
        if {"back", "speak"} & set(self.request.POST):
            right = {name: value for name, value in form.answers.items() if name not in form.errors}
            self.answers = {**form.earlier, **right}
            before = max((each for each in self._asked() if each < number), default=number)
            return self._page(before if "back" in self.request.POST else number)
        if not is_right or form.has_new:
            is_wrong = bool(form.errors)
            status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
            return self._shown(form, number, status)
        self.answers = {**form.earlier, **form.answers}
        return self._page(min((each for each in self._asked() if each > number), default=None))

    def _number(self) -> int | None:
        typed = self.request.POST.get("number", "")
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 5  # noqa: PLR2004 -- more pages than rows
        return int(typed) if is_number and 1 <= int(typed) <= len(self.pages) else None

    def _asked(self) -> set[int]:
        return asked_pages(self.asks, self.answers, now=self.now)

    def _form(self, page: Page, data: Any = None) -> PageForm:
        return PageForm(data, page=page, definition=self.asks, answers=self.answers, now=self.now)

    def _page(self, number: int | None) -> HttpResponse:
        if number is None:
            return self._end()
        return self._shown(self._form(self.pages[number - 1]), number)

    def _shown(self, form: PageForm, number: int, status: int = HTTPStatus.OK) -> HttpResponse:
        asked = sorted(asked_pages(self.asks, {**self.answers, **form.answers}, now=self.now))
        return self._response(
            status,
            form=form,
            number=number,
            place=asked.index(number) + 1 if number in asked else number,
            count=max(len(asked), 1),
            is_first=not any(each < number for each in asked),
            is_last=not any(each > number for each in asked),
        )

    def _end(self) -> HttpResponse:
        """Show what would be stored of these answers."""
        course = Course(self.asks, self.answers, now=self.now)
        questions = self.asks.questions
        kept = [
            {
                "name": name,
                "stored": None if value is None else json.dumps(value, ensure_ascii=False),
                "words": in_words(self.asks, questions[name], value) if name in questions else value,
            }
            for name, value in course.settled.items()
        ]
        return self._response(HTTPStatus.OK, kept=kept)

    def _response(self, status: int, **context: Any) -> HttpResponse:
        page = {
            "found": self.found,
            "carried": signing.dumps(self.answers, salt=f"{_SALT}.{self.found.pk}", compress=True),
            "language": self.language,
            "languages_to_see": list(Language),
            **context,
        }
        # Rendered here, while the language of the preview is the active one.
        return TemplateResponse(
            self.request, "admin/research/questionnaire_preview.html", page, status=status
        ).render()
