"""A questionnaire as staff read it: page by page, each question with its kind, conditions and answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from center.base.shown_text import ShownText
from research.admin.question_words import KINDS, PARTS
from research.definition import SILENT, Definition, Group, Item, Question
from research.interview import numbers_of, pages_of
from research.interview.display import label_of, texts
from research.printed_form import condition_words

# A longer list opens when it is asked for.
LONG_LIST: Final = 12
# Expressions of a question that staff check, in the order in which they are read.
_EXPRESSIONS: Final = (
    "relevant",
    "required",
    "constraint",
    "choice_filter",
    "calculation",
    "default",
    "start",
    "end",
    "step",
)


@dataclass(frozen=True)
class Fact:
    """An expression beside what it does; `words` say it where it is a simple one."""

    label: str | Promise
    code: str
    words: str = ""


@dataclass(frozen=True)
class Entry:
    """A group with its entries, a note, or a question."""

    name: str
    text: ShownText
    hint: ShownText
    kind: str | Promise = ""
    number: int = 0
    facts: tuple[Fact, ...] = ()
    choices: tuple[tuple[str, ShownText], ...] = ()
    list_name: str = ""
    parts: tuple["Entry", ...] = ()
    is_group: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.choices) > LONG_LIST


@dataclass(frozen=True)
class Section:
    """One page; number 0 holds what nobody is asked."""

    number: int
    heading: ShownText | str
    hint: ShownText | str = ""
    name: str = ""
    facts: tuple[Fact, ...] = ()
    entries: list[Entry] = field(default_factory=list)


def outline_of(definition: Definition) -> list[Section]:
    """Return the pages in their order, in the active language, and what is worked out behind them."""
    return _Outline(definition).sections()


class _Outline:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.numbers = numbers_of(definition)

    def sections(self) -> list[Section]:
        found = []
        for page in pages_of(self.definition):
            group = page.group
            found.append(
                Section(
                    page.number,
                    texts(group.label) if group else "",
                    texts(group.hint) if group else "",
                    group.name if group else "",
                    self._facts(group) if group else (),
                    list(self._entries(page.items)),
                )
            )
        silent = [question for question in self.definition.questions.values() if question.kind in SILENT]
        if silent:
            found.append(
                Section(0, _("Worked out, not asked"), entries=[self._question(each) for each in silent])
            )
        return found

    def _entries(self, items: tuple[Item, ...]) -> Iterator[Entry]:
        for item in items:
            if isinstance(item, Group):
                parts = tuple(self._entries(item.items))
                if parts:
                    yield Entry(
                        item.name,
                        texts(item.label),
                        texts(item.hint),
                        facts=self._facts(item),
                        parts=parts,
                        is_group=True,
                    )
            elif item.kind not in SILENT:
                yield self._question(item)

    def _question(self, question: Question) -> Entry:
        choices = self.definition.choices_of(question)
        shown = [(choice.name, texts(choice.label)) for choice in choices]
        if question.or_other:
            shown.append(("other", ShownText(_("Other"))))
        return Entry(
            question.name,
            texts(question.label),
            texts(question.hint),
            KINDS[question.kind],
            self.numbers.get(question.name, 0),
            self._facts(question),
            tuple(shown),
            question.choices,
        )

    def _facts(self, item: Item) -> tuple[Fact, ...]:
        found = [self._fact(name, code) for name in _EXPRESSIONS if (code := getattr(item, name, ""))]
        if item.appearance:
            found.append(Fact(PARTS["appearance"], item.appearance))
        return tuple(found)

    def _fact(self, name: str, code: str) -> Fact:
        if name == "required" and code == "true()":
            return Fact(PARTS[name], "", _("Yes"))
        words = condition_words(self.definition, code, self.numbers) if name == "relevant" else ""
        return Fact(PARTS[name], code, words)


def title_of(definition: Definition) -> str:
    """Return the title in the active language, "" where there is none."""
    return label_of(definition.title)
