"""Which questions stand on one page: a group is a page, and so is what stands between groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from research.definition import SILENT, Definition, Group, Item, Question


@dataclass(frozen=True)
class Page:
    """One page. `group` is the group that it shows, None for questions that stand in no group."""

    number: int
    items: tuple[Item, ...]
    group: Group | None = None

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions and notes of the page, in their order."""
        return tuple(_questions(self.items))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(question.name for question in self.questions)


def pages_of(definition: Definition) -> tuple[Page, ...]:
    """Return the pages of a questionnaire.

    A group of groups only is a chapter: each of its groups is a page. Groups inside a page stay its parts. Calculated
    and hidden values need no page.
    """
    found: list[tuple[tuple[Item, ...], Group | None]] = []
    loose: list[Item] = []

    def finish() -> None:
        if loose:
            found.append((tuple(loose), None))
            loose.clear()

    for item in _pages_and_loose(definition.items):
        if isinstance(item, Group):
            finish()
            if any(question.kind not in SILENT for question in _questions(item.items)):
                found.append((item.items, item))
        elif item.kind not in SILENT:
            loose.append(item)
    finish()
    return tuple(Page(number, items, group) for number, (items, group) in enumerate(found, start=1))


def _pages_and_loose(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        is_chapter = (
            isinstance(item, Group)
            and item.appearance != "field-list"
            and all(isinstance(each, Group) for each in item.items)
        )
        if isinstance(item, Group) and is_chapter:
            yield from _pages_and_loose(item.items)
        else:
            yield item


def _questions(items: tuple[Item, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from _questions(item.items)
        elif item.kind not in SILENT:
            yield item
