"""What differs between two versions, as a table for staff."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from center.base.shown_text import in_script
from research.admin.question_words import KINDS, PARTS, language_name
from research.definition import Definition, Difference, Kind, differences, items_of
from research.interview.display import label_of

# The rest is counted.
_MOST_SHOWN = 200
_CODE = frozenset(
    {"relevant", "required", "constraint", "default", "calculation", "choice_filter", "appearance"}
)


@dataclass(frozen=True)
class Line:
    """A row of the table: where (a name, or "" for the whole), what happened there, and the two sides.

    `is_code` says that the sides are expressions.
    """

    where: str
    what: str
    before: str
    after: str
    is_code: bool = False


@dataclass(frozen=True)
class Changes:
    """All differences; `more` is how many are not shown."""

    lines: tuple[Line, ...]
    more: int


def changes_between(earlier: Definition, later: Definition) -> Changes:
    """Return what differs, in the active language."""
    found = differences(earlier, later)
    lines = (_line(each, earlier, later) for each in found[:_MOST_SHOWN])
    return Changes(tuple(lines), max(len(found) - _MOST_SHOWN, 0))


def _line(each: Difference, earlier: Definition, later: Definition) -> Line:
    if each.change != "changed":
        before = _label(earlier, each) if each.change == "removed" else ""
        after = _label(later, each) if each.change == "added" else ""
        return Line(_where(each), _what(each), before, after)
    return Line(
        _where(each), _what(each), _side(each, each.before), _side(each, each.after), each.part in _CODE
    )


def _where(each: Difference) -> str:
    if each.subject == "form":
        return ""
    if each.subject == "choice":
        return f"{each.name}: {each.code}" if each.code else each.name
    return each.name


def _what(each: Difference) -> str:
    if each.change == "added":
        return _("New answer") if each.subject == "choice" else _("New")
    if each.change == "removed":
        return _("Answer is gone") if each.subject == "choice" else _("Gone")
    label = str(PARTS.get(each.part, each.part))
    is_text = each.part in {"title", "label", "hint", "required_message", "constraint_message"}
    return f"{label} ({language_name(each.language)})" if is_text and each.language else label


def _side(each: Difference, value: str) -> str:
    """Return one side as people read it: kinds in words, Serbian in the script of the page."""
    if each.part == "kind":
        return str(KINDS[Kind(value)]) if value else ""
    if value == "true()":
        return _("Yes")
    return in_script(value) if each.language == "sr" else value


def _label(definition: Definition, each: Difference) -> str:
    """Return the text of what came or went, in the active language."""
    if each.subject == "choice":
        choices = definition.choices.get(each.name, ())
        return next((label_of(choice.label) for choice in choices if choice.name == each.code), "")
    found = (item for item in items_of(definition.items) if item.name == each.name)
    return next((label_of(item.label) for item in found), "")
