"""What staff read of kinds, fields and languages of a questionnaire, instead of the words of XLSForm."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from research.definition import Kind

KINDS: Final[dict[Kind, str | Promise]] = {
    Kind.TEXT: gettext_lazy("Own words"),
    Kind.INTEGER: gettext_lazy("Whole number"),
    Kind.DECIMAL: gettext_lazy("Number"),
    Kind.DATE: gettext_lazy("Date"),
    Kind.SELECT_ONE: gettext_lazy("One answer of a list"),
    Kind.SELECT_MULTIPLE: gettext_lazy("Several answers of a list"),
    Kind.RANK: gettext_lazy("Order of a list"),
    Kind.RANGE: gettext_lazy("Scale of numbers"),
    Kind.NOTE: gettext_lazy("Note"),
    Kind.CALCULATE: gettext_lazy("Worked out, not asked"),
    Kind.HIDDEN: gettext_lazy("Hidden value, not asked"),
    Kind.ACKNOWLEDGE: gettext_lazy("Agreement to tick"),
}

PARTS: Final[dict[str, str | Promise]] = {
    "title": gettext_lazy("Title"),
    "label": gettext_lazy("Text"),
    "hint": gettext_lazy("Hint"),
    "relevant": gettext_lazy("Asked if"),
    "required": gettext_lazy("Must be answered"),
    "required_message": gettext_lazy("Message when left open"),
    "constraint": gettext_lazy("Allowed answers"),
    "constraint_message": gettext_lazy("Message for other answers"),
    "default": gettext_lazy("Answer to begin with"),
    "calculation": gettext_lazy("Worked out as"),
    "read_only": gettext_lazy("Cannot be changed"),
    "appearance": gettext_lazy("Look"),
    "choices": gettext_lazy("List of answers"),
    "choice_filter": gettext_lazy("Which answers are offered"),
    "or_other": gettext_lazy("With “Other”"),
    "kind": gettext_lazy("Kind"),
    "start": gettext_lazy("First number"),
    "end": gettext_lazy("Last number"),
    "step": gettext_lazy("Step"),
    "filters": gettext_lazy("Further columns"),
    "form_id": gettext_lazy("Name of the form"),
    "version": gettext_lazy("Version in the file"),
    "languages": gettext_lazy("Languages"),
    "place": gettext_lazy("Group"),
    "order": gettext_lazy("Order"),
}


def language_name(code: str) -> str:
    """Return the name of a language of a workbook; the code of one that the portal does not show."""
    return {"sr": _("Serbian"), "en": _("English")}.get(code, code)
