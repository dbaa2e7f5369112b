"""Answers and labels as people read them, in the language of the page."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from center.base.bilingual import ShownText, shown
from center.base.shown_text import in_script
from research.definition import OTHER, Definition, Kind, Question, Texts


def texts(labels: Texts) -> ShownText:
    """Return a text of a questionnaire in the language of the page; English falls back to Serbian, marked."""
    return shown(labels.get("sr", ""), labels.get("en", ""))


def label_of(labels: Mapping[str, str]) -> str:
    return texts(labels).plain


def choice_in_words(definition: Definition, question: Question, code: str) -> str:
    """Return the label of a code; the code itself where the list has none such."""
    for choice in definition.choices_of(question):
        if choice.name == code:
            return label_of(choice.label) or code
    return _("Other") if question.or_other and code == OTHER else code


def in_words(definition: Definition, question: Question, answer: Any) -> str:
    """Return an answer as people read it; nothing for an open one."""
    if answer is None or answer in ("", []):
        return ""
    if isinstance(answer, list):
        return ", ".join(choice_in_words(definition, question, code) for code in answer)
    if question.kind == Kind.SELECT_ONE:
        return choice_in_words(definition, question, answer)
    if isinstance(answer, bool) or question.kind == Kind.ACKNOWLEDGE:
        return _("Yes") if answer else _("No")
    if isinstance(answer, int | float):
        return str(number_format(answer, use_l10n=True))
    day = parse_date(answer) if question.kind == Kind.DATE else None
    return date_format(day, "DATE_FORMAT") if day else in_script(str(answer))
