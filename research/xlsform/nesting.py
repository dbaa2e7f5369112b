"""Groups: rows that begin and end them made into a tree."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from research.definition import Group, Item
from research.xlsform.limits import MOST_LEVELS
from research.xlsform.messages import SURVEY, Findings
from research.xlsform.questions import Line


@dataclass
class _Open:
    line: Line
    items: list[Item] = field(default_factory=list)
    # Something stood in it, also something refused.
    filled: bool = False


def nest(lines: Iterable[Line], column: str, findings: Findings) -> tuple[Item, ...]:
    """Return the items in their groups; says which groups have no beginning, no end or nothing in them."""
    top: list[Item] = []
    stack: list[_Open] = []
    for line in lines:
        if line.type.ends:
            _close(line, stack, top, column, findings)
            continue
        if stack:
            stack[-1].filled = True
        if line.type.begins:
            stack.append(_Open(line))
            if len(stack) == MOST_LEVELS + 1:
                findings.error(
                    SURVEY,
                    line.row,
                    column,
                    _("Groups are nested deeper than %(most)s levels."),
                    most=MOST_LEVELS,
                )
        elif line.item is not None:
            (stack[-1].items if stack else top).append(line.item)
    for group in stack:
        findings.error(
            SURVEY,
            group.line.row,
            column,
            _("This group does not end. Put a row with “end_group” behind its last question."),
        )
        # So that what stands in it is looked at too.
        top += group.items
    return tuple(top)


def _close(line: Line, stack: list[_Open], top: list[Item], column: str, findings: Findings) -> None:
    if not stack or stack[-1].line.type.repeated != line.type.repeated:
        if line.type.repeated:
            # Refused already.
            return
        findings.error(
            SURVEY,
            line.row,
            column,
            _("No group begins before this end. Remove the row, or add “begin_group”."),
        )
        return
    group = stack.pop()
    if not group.filled and not group.line.type.repeated:
        findings.error(
            SURVEY, group.line.row, column, _("Nothing is asked in this group. Fill it or remove it.")
        )
    into = stack[-1].items if stack else top
    if isinstance(group.line.item, Group) and not group.line.type.repeated:
        # Refused repetitions give their questions to what is around them, so that those are looked at too.
        into.append(replace(group.line.item, items=tuple(group.items)))
    else:
        into += group.items
