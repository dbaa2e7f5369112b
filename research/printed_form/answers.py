"""How a question is answered with a pen: boxes to tick, lines to write on, boxes for digits."""

from typing import Any, Final

from django.utils.translation import gettext as _

from research.definition import CHOOSING, Choice, Definition, Kind, Question
from research.interview.display import label_of
from research.interview.scales import range_of

# A longer list is not looked through on paper: the answer is written, and found in the list by who enters it.
MOST_BOXES: Final = 30
# More numbers do not fit into a row.
MOST_IN_ROW: Final = 11
# Answers of at most so many letters stand in two columns, where there are many of them.
_SHORT: Final = 30
_MANY: Final = 6
_LONGEST_LINE: Final = 6
_LINES: Final = {"": 2, "multiline": 5}


def how_to_answer(definition: Definition, question: Question) -> dict[str, Any]:
    """Return what the template draws below a question: `as`, what it needs, and `say`, what to do, in words."""
    if question.kind in CHOOSING:
        return _of_list(definition, question)
    if question.kind == Kind.RANGE:
        return _scale(question)
    lines = {"as": "lines", "say": "", "lines": _LINES.get(question.appearance, _LINES[""]), "short": False}
    others: dict[Kind, dict[str, Any]] = {
        Kind.DATE: {"as": "boxes", "say": "", "parts": [[_("day"), 2], [_("month"), 2], [_("year"), 4]]},
        Kind.INTEGER: {
            "as": "boxes",
            "say": _("Write a whole number, in digits."),
            "parts": [["", _LONGEST_LINE]],
        },
        Kind.DECIMAL: {"as": "lines", "say": _("Write a number, in digits."), "lines": 1, "short": True},
        Kind.ACKNOWLEDGE: {
            "as": "ticks",
            "say": "",
            "options": [_("I have read this and agree")],
            "other": "",
            "columns": 1,
        },
    }
    return others.get(question.kind, lines)


def options_of(definition: Definition, question: Question) -> list[str]:
    """Return the answers of a list as they are printed."""
    return [label_of(choice.label) or choice.name for choice in definition.choices_of(question)]


def _of_list(definition: Definition, question: Question) -> dict[str, Any]:
    options = options_of(definition, question)
    other = _("Other – which?") if question.or_other else ""
    if question.kind == Kind.RANK:
        say = _("Write a number into each box: 1 for what comes first, 2 for what comes second, and so on.")
        return {"as": "ranks", "say": say, "options": options, "other": ""}
    is_one = question.kind == Kind.SELECT_ONE
    if len(options) > MOST_BOXES:
        say = _("Write your answer.") if is_one else _("Write your answers, one on each line.")
        return {"as": "lines", "say": say, "lines": 1 if is_one else 4, "short": False}
    say = _("Tick one answer.") if is_one else _("Tick all answers that fit.")
    longest = max((len(option) for option in options), default=0)
    columns = 2 if len(options) > _MANY and longest <= _SHORT else 1
    return {"as": "ticks", "say": say, "options": options, "other": other, "columns": columns}


def _scale(question: Question) -> dict[str, Any]:
    start, end, step = range_of(question)
    steps = round((end - start) / step)
    if 0 < steps < MOST_IN_ROW:
        values = [_plain(start + number * step) for number in range(steps + 1)]
        return {"as": "scale", "say": _("Mark one number with a cross."), "values": values}
    say = _("Write a number from %(first)s to %(last)s.") % {"first": _plain(start), "last": _plain(end)}
    return {"as": "lines", "say": say, "lines": 1, "short": True}


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:g}"


def shared_list(definition: Definition, questions: list[Question]) -> tuple[Choice, ...] | None:
    """Return the one list of choices of all these questions, None where they are not single choices of one list."""
    kinds = {question.kind for question in questions}
    lists = {question.choices for question in questions}
    if not questions or kinds != {Kind.SELECT_ONE} or len(lists) != 1:
        return None
    if any(question.or_other or question.choice_filter for question in questions):
        return None
    return definition.choices_of(questions[0])
