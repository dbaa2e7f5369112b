"""What stands on the paper, one block after another: headings, notes, questions, and grids as tables."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from research.definition import SILENT, Definition, Group, Item, Kind, Question, Texts
from research.expressions import ExpressionError, compile_expression
from research.interview import numbers_of, pages_of
from research.interview.display import texts
from research.interview.piping import REFERENCE
from research.printed_form.answers import how_to_answer, shared_list
from research.printed_form.conditions import condition_words

_TABLE: Final = "table-list"
# More columns leave no room for what is asked.
_MOST_COLUMNS: Final = 7


def blocks_of(definition: Definition) -> list[dict[str, Any]]:
    """Return the blocks in their order, in the active language, as the template reads them."""
    return list(_Blocks(definition).all())


class _Blocks:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.numbers: Mapping[str, int] = numbers_of(definition)

    def all(self) -> Iterator[dict[str, Any]]:
        pages = pages_of(self.definition)
        conditions = self._around()
        for page in pages:
            conditioned = [*conditions.get(page.number, ()), *([page.group.relevant] if page.group else ())]
            if page.group is not None and self._is_table(page.group):
                yield self._grid(page.group, self._notes(conditioned, page.items))
                continue
            if page.group is not None and (self.said(page.group.label) or any(conditioned)):
                yield self._heading(page.group, 2, self._notes(conditioned, page.items))
            yield from self._items(page.items, 3)

    def _around(self) -> dict[int, list[str]]:
        """Return the conditions of the chapters around a page, by its number."""
        by_name = {question.name: groups for groups, question in self.definition.walk()}
        found: dict[int, list[str]] = {}
        for page in pages_of(self.definition):
            groups = by_name[page.questions[0].name] if page.questions and page.group else ()
            found[page.number] = (
                [group.relevant for group in groups[: groups.index(page.group)] if group.relevant]
                if page.group in groups
                else []
            )
        return found

    def _items(self, items: tuple[Item, ...], level: int) -> Iterator[dict[str, Any]]:
        for item in items:
            if isinstance(item, Group):
                if self._is_table(item):
                    yield self._grid(item, self._notes([item.relevant], item.items))
                    continue
                if self.said(item.label) or item.relevant:
                    yield self._heading(item, level, self._notes([item.relevant], item.items))
                yield from self._items(item.items, min(level + 1, 4))
            elif item.kind == Kind.NOTE:
                yield {
                    "kind": "note",
                    "text": self.said(item.label),
                    "hint": self.said(item.hint),
                    "notes": self._notes([item.relevant]),
                }
            elif item.kind not in SILENT:
                yield self._question(item)

    def _question(self, question: Question) -> dict[str, Any]:
        return {
            "kind": "question",
            "number": self.numbers[question.name],
            "text": self.said(question.label),
            "hint": self.said(question.hint),
            "notes": self._notes([question.relevant]),
            "must": bool(question.required),
            "answer": how_to_answer(self.definition, question),
        }

    def _heading(self, group: Group, level: int, notes: list[str]) -> dict[str, Any]:
        return {
            "kind": "heading",
            "level": level,
            "text": self.said(group.label),
            "hint": self.said(group.hint),
            "notes": notes,
        }

    def _is_table(self, group: Group) -> bool:
        if _TABLE not in group.appearance or not all(isinstance(item, Question) for item in group.items):
            return False
        questions = [item for item in group.items if isinstance(item, Question) and item.kind not in SILENT]
        choices = shared_list(self.definition, questions)
        return choices is not None and 0 < len(choices) <= _MOST_COLUMNS

    def _grid(self, group: Group, notes: list[str]) -> dict[str, Any]:
        questions = [item for item in group.items if isinstance(item, Question) and item.kind not in SILENT]
        choices = self.definition.choices_of(questions[0])
        return {
            "kind": "grid",
            "text": self.said(group.label),
            "hint": self.said(group.hint),
            "notes": notes,
            "say": _("In each row tick one answer."),
            "head": _("Question"),
            "columns": [self.said(choice.label) or choice.name for choice in choices],
            "rows": [
                {
                    "number": self.numbers[each.name],
                    "text": self.said(each.label),
                    "notes": [*self._notes([each.relevant]), *filter(None, [self.said(each.hint)])],
                }
                for each in questions
            ],
        }

    def said(self, labels: Texts) -> str:
        """Return a text in the active language; in the place of an answer that it names, where that one is written."""

        def where(name: str) -> str:
            number = self.numbers.get(name)
            return _("(your answer to question %(number)s)") % {"number": number} if number else "…"

        return REFERENCE.sub(lambda match: where(match[1]), texts(labels).plain)

    def _notes(self, conditions: list[str], items: tuple[Item, ...] = ()) -> list[str]:
        """Return who is to answer this, as sentences; of a group also where the others go on."""
        found = [
            condition_words(self.definition, condition, self.numbers)
            or _("Leave this out if it does not concern you.")
            for condition in conditions
            if condition and not _always_holds(condition)
        ]
        following = self._after(items) if found else 0
        if following:
            found.append(_("Otherwise go on with question %(number)s.") % {"number": following})
        return list(dict.fromkeys(found))

    def _after(self, items: tuple[Item, ...]) -> int:
        """Return the number of the question behind these items, 0 where they are the last."""
        last = max((self.numbers.get(name, 0) for name in _names(items)), default=0)
        return last + 1 if 0 < last < len(self.numbers) else 0


def _names(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Group):
            yield from _names(item.items)
        else:
            yield item.name


def _always_holds(condition: str) -> bool:
    """Whether a condition reads no answer and holds."""
    try:
        expression = compile_expression(condition)
        return not expression.names and expression.truth({})
    except ExpressionError:
        return False
