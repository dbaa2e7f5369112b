"""Editing the texts of a questionnaire: in place while nobody has answered, else as the next version."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from center.base.shown_text import in_script
from research.admin.text_form import SHOWN, TextsForm, name_of, sheets_of
from research.definition import Definition, Group, Item, choice_key, item_key, reworded, texts_of
from research.errors import ChangedMeanwhile, SurveyRefused
from research.models import Questionnaire
from research.services.questionnaires import add_version, correct, is_answered
from research.xlsform import Message, read, write

if TYPE_CHECKING:
    from research.admin.questionnaires import QuestionnaireAdmin

_MOST_TOLD: Final = 5
_LANGUAGE: Final = re.compile(r"\((sr|en)\b")


@dataclass(frozen=True)
class Difference:
    """A text that is saved otherwise than it was typed."""

    label: str
    saved: str
    typed: str


def texts(model_admin: "QuestionnaireAdmin", request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """Show the form (GET) or save it (POST)."""
    if not request.user.has_perm("research.change_questionnaire"):
        raise PermissionDenied
    sheets = sheets_of(found.asks)
    place = _place(request, len(sheets))
    editor = _Editor(model_admin, request, found, place)
    if request.method == "POST":
        return editor.save()
    return editor.page(TextsForm(definition=found.asks, rows=sheets[place]))


def _place(request: HttpRequest, count: int) -> int:
    asked = request.GET.get("part", "1")
    return min(int(asked), count) - 1 if re.fullmatch("[1-9][0-9]{0,3}", asked) else 0


class _Editor:
    def __init__(
        self, model_admin: "QuestionnaireAdmin", request: HttpRequest, found: Questionnaire, place: int
    ) -> None:
        self.model_admin, self.request, self.found, self.place = model_admin, request, found, place
        self.newest = Questionnaire.objects.filter(key=found.key).latest("number")
        self.differences: list[Difference] = []

    def save(self) -> HttpResponse:
        asks = self.found.asks
        form = TextsForm(self.request.POST, definition=asks, rows=sheets_of(asks)[self.place])
        definition = self._checked(form) if form.is_valid() else None
        if definition is None:
            return self.page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        if "_as_new" in self.request.POST:
            return self._save_as_new(form, definition)
        return self._correct(form, definition)

    def _correct(self, form: TextsForm, definition: Definition) -> HttpResponse:
        if definition == self.found.asks and self.request.POST.get("seen") == self.found.digest:
            messages.info(self.request, _("Nothing was changed."))
            return redirect(self._here())
        try:
            correct(questionnaire=self.found, definition=definition, seen=self.request.POST.get("seen", ""))
        except ChangedMeanwhile as changed:
            return self._merge(form, str(changed.message))
        except SurveyRefused as refused:
            form.add_error(None, str(refused.message))
            return self.page(form, HTTPStatus.CONFLICT)
        self._tell(form, _("The texts are saved."))
        return redirect(self._here())

    def _save_as_new(self, form: TextsForm, definition: Definition) -> HttpResponse:
        if definition == self.newest.asks:
            messages.info(self.request, _("Nothing was changed, so no version was added."))
            return redirect(self._here())
        try:
            made = add_version(
                key=self.found.key,
                definition=definition,
                by=self.request.user,  # type: ignore[arg-type]  # admin_view: signed in
                source_name=self.found.source_name,
                note=_("Texts of version %(number)s, edited") % {"number": self.found.number},
                seen=self.request.POST.get("newest", ""),
            )
        except (SurveyRefused, ValidationError) as refused:
            sentence = refused.messages if isinstance(refused, ValidationError) else [str(refused.message)]
            for each in sentence:
                form.add_error(None, each)
            return self.page(form, HTTPStatus.CONFLICT)
        self._tell(form, _("The questionnaire is added: %(version)s") % {"version": made})
        return redirect(reverse("admin:research_questionnaire_change", args=[made.pk]))

    def _tell(self, form: TextsForm, sentence: str) -> None:
        """Say that it is saved, and what became of Latin letters."""
        messages.success(self.request, sentence)
        told = form.converted()
        if told:
            pairs = "; ".join(f"“{typed}” → “{stored}”" for typed, stored in told[:_MOST_TOLD])
            rest = " …" if len(told) > _MOST_TOLD else ""
            text = _(
                "Typed in Latin letters and stored in Cyrillic: %(texts)s Please look whether they came out right."
            )
            messages.info(self.request, text % {"texts": f"{pairs}{rest}"})

    def _checked(self, form: TextsForm) -> Definition | None:
        """Return the questionnaire with the texts, looked through as a workbook is; None where it has a fault."""
        definition = reworded(self.found.asks, form.texts())
        reading = read(write(definition))
        if reading.definition is not None:
            return reading.definition
        places = dict(_places(definition))
        for message in reading.errors:
            field = _field_of(message, places)
            form.add_error(field if field in form.fields else None, str(message.sentence()))
        return None

    def _merge(self, form: TextsForm, sentence: str) -> HttpResponse:
        """Show what somebody else saved beside what was typed; a text that this person left alone follows theirs."""
        began = self._began_with()
        self.found.refresh_from_db()
        asks = self.found.asks
        rows = sheets_of(asks)[self.place]
        saved, data = texts_of(asks), self.request.POST.copy()
        for row in rows:
            for language in SHOWN:
                name = name_of(row.key, language)
                typed = form.cleaned_data.get(name, "")
                there = saved[row.key].get(language, "")
                if began is not None and typed == began.get(row.key, {}).get(language, ""):
                    data[name] = there
                elif typed != there:
                    self.differences.append(
                        Difference(row.label, _in_script(there, language), _in_script(typed, language))
                    )
        again = TextsForm(data, definition=asks, rows=rows)
        again.is_valid()
        again.add_error(None, sentence)
        return self.page(again, HTTPStatus.CONFLICT)

    def _began_with(self) -> dict[str, Any] | None:
        """Return the texts that stood in the form when it was opened, as the history has them."""
        history: Any = Questionnaire.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory
        then = history.objects.filter(
            pgh_obj_id=self.found.pk, digest=self.request.POST.get("seen", "")
        ).first()
        if then is None:
            return None
        return dict(texts_of(Questionnaire(key=self.found.key, definition=then.definition).asks))

    def _here(self) -> str:
        address = reverse("admin:research_questionnaire_texts", args=[self.found.pk])
        return f"{address}?part={self.place + 1}" if self.place else address

    def page(self, form: TextsForm, status: int = HTTPStatus.OK) -> HttpResponse:
        sheets = sheets_of(self.found.asks)
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "title": _("Edit the texts"),
            "subtitle": str(self.found),
            "opts": self.model_admin.opts,
            "of": self.found,
            "form": form,
            "differences": self.differences,
            "seen": self.found.digest,
            "newest": self.newest,
            "is_answered": is_answered(self.found),
            "surveys": self.found.surveys.all(),
            "parts": range(1, len(sheets) + 1) if len(sheets) > 1 else (),
            "part": self.place + 1,
        }
        return TemplateResponse(
            self.request, "admin/research/questionnaire_texts.html", context, status=status
        )


def _in_script(text: str, language: str) -> str:
    return in_script(text) if language == "sr" else text


def _places(definition: Definition) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield sheet and row of everything in the workbook that `write` makes, with the beginning of its keys."""
    for number, name in enumerate(_rows(definition.items), start=2):
        if name:
            yield ("survey", number), item_key(name, "")
    listed = ((name, choice.name) for name, choices in definition.choices.items() for choice in choices)
    for number, (name, code) in enumerate(listed, start=2):
        yield ("choices", number), choice_key(name, code)


def _rows(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield item.name
        if isinstance(item, Group):
            yield from _rows(item.items)
            # The row that ends the group.
            yield ""


def _field_of(message: Message, places: dict[tuple[str, int], str]) -> str:
    """Return the field that a message is about, "" where it is about none."""
    begin = places.get((message.sheet, message.row))
    part, _mark, header = message.column.partition("::")
    language = _LANGUAGE.search(header)
    if begin is None:
        return ""
    return name_of(begin + part if message.sheet == "survey" else begin, language[1] if language else "sr")
