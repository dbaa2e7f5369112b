"""The form with the texts of a questionnaire in Serbian and English, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from research.admin.question_words import PARTS
from research.definition import (
    Definition,
    Group,
    Item,
    Texts,
    choice_key,
    item_key,
    items_of,
    parts_of,
    texts_of,
)
from research.interview import numbers_of, pages_of
from research.interview.display import label_of
from research.xlsform.languages import to_stored
from research.xlsform.limits import LONGEST_TEXT
from research.xlsform.sheets import as_read

if TYPE_CHECKING:
    from django.utils.functional import Promise

SHOWN: Final = ("sr", "en")
# A longer questionnaire is edited in parts: a form takes so many fields, and so many letters.
_MOST_ROWS: Final = 500
_MOST_LETTERS: Final = 200_000
_LETTERS_IN_LINE: Final = 45
_MOST_LINES: Final = 8


@dataclass(frozen=True)
class Row:
    """One text in both languages: what it is, and under which heading it stands."""

    key: str
    label: str
    heading: str


def rows_of(definition: Definition) -> list[Row]:
    """Return all texts in the order of the pages, then the lists of answers."""
    return list(_rows(definition))


def sheets_of(definition: Definition) -> list[list[Row]]:
    """Return the rows divided into as many forms as are needed; nearly always one."""
    texts = texts_of(definition)
    found: list[list[Row]] = [[]]
    letters = 0
    for row in rows_of(definition):
        length = sum(map(len, texts[row.key].values()))
        if len(found[-1]) >= _MOST_ROWS or (found[-1] and letters + length > _MOST_LETTERS):
            found.append([])
            letters = 0
        found[-1].append(row)
        letters += length
    return found


def _rows(definition: Definition) -> Iterator[Row]:
    yield Row("title", str(PARTS["title"]), _("The whole questionnaire"))
    numbers = numbers_of(definition)
    for page in pages_of(definition):
        heading = _("Page %(number)s") % {"number": page.number}
        if page.group is not None:
            if label := label_of(page.group.label):
                heading = f"{heading}: {label}"
            yield from _of_item(page.group, heading, numbers)
        yield from _of_items(page.items, heading, numbers)
    yield from _of_chapters(definition)
    for name, choices in definition.choices.items():
        heading = _("List of answers: %(name)s") % {"name": name}
        for choice in choices:
            yield Row(choice_key(name, choice.name), choice.name, heading)


def _of_items(items: Iterable[Item], heading: str, numbers: Mapping[str, int]) -> Iterator[Row]:
    for item in items:
        yield from _of_item(item, heading, numbers)
        if isinstance(item, Group):
            yield from _of_items(item.items, heading, numbers)


def _of_item(item: Item, heading: str, numbers: Mapping[str, int]) -> Iterator[Row]:
    number = f"{numbers[item.name]}. " if item.name in numbers else ""
    for part in parts_of(item):
        yield Row(item_key(item.name, part), f"{number}{item.name}: {PARTS[part]}", heading)


def _of_chapters(definition: Definition) -> Iterator[Row]:
    """Yield the groups that stand on no page: those around pages, and those in which nobody is asked anything."""
    pages = pages_of(definition)
    shown = {page.group.name for page in pages if page.group is not None}
    shown |= {item.name for page in pages for item in items_of(page.items)}
    for item in items_of(definition.items):
        if isinstance(item, Group) and item.name not in shown:
            yield from _of_item(item, _("Around the pages"), {})


@dataclass(frozen=True)
class ShownRow:
    """A row with its fields; `outcome` is the Cyrillic that becomes of Latin letters just typed."""

    label: str
    serbian: BoundField
    english: BoundField
    outcome: str


class TextsForm(forms.Form):
    """Two fields for each row; what is cleaned is what is stored."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, definition: Definition, rows: list[Row]) -> None:
        super().__init__(data, label_suffix="")
        self.definition, self.rows = definition, rows
        self.before = texts_of(definition)
        for row in rows:
            for language in SHOWN:
                text = self.before[row.key].get(language, "")
                self.fields[name_of(row.key, language)] = _field(row.label, language, text)

    def texts(self) -> dict[str, Texts]:
        """Return the texts as they were typed, by key, beside those in other languages; for a valid form."""
        found: dict[str, Texts] = {}
        for row in self.rows:
            others = {code: text for code, text in self.before[row.key].items() if code not in SHOWN}
            typed = {code: self.cleaned_data.get(name_of(row.key, code), "") for code in SHOWN}
            found[row.key] = {**typed, **others}
        return found

    def converted(self) -> list[tuple[str, str]]:
        """Return what was typed in Latin letters with what is stored of it."""
        found = []
        for row in self.rows:
            name = name_of(row.key, "sr")
            typed = as_read(str(self.data.get(name, "")))
            stored = self.cleaned_data.get(name, "")
            if stored != typed:
                found.append((typed, stored))
        return found

    def sections(self) -> list[tuple[str, list[ShownRow]]]:
        """Return the rows under their headings."""
        found: list[tuple[str, list[ShownRow]]] = []
        for row in self.rows:
            if not found or found[-1][0] != row.heading:
                found.append((row.heading, []))
            serbian, english = self[name_of(row.key, "sr")], self[name_of(row.key, "en")]
            found[-1][1].append(ShownRow(row.label, serbian, english, self._outcome(serbian)))
        return found

    def _outcome(self, field: BoundField) -> str:
        typed = as_read(str(field.data or "")) if self.is_bound else ""
        stored = to_stored(typed)
        return stored if stored != typed else ""


class _SerbianText(forms.CharField):
    """Either script, stored in Cyrillic; names of questions inside ${} stay."""

    def clean(self, value: Any) -> str:
        return to_stored(as_read(str(super().clean(value))))


class _OtherText(forms.CharField):
    def clean(self, value: Any) -> str:
        return as_read(str(super().clean(value)))


def _field(label: str, language: str, text: str) -> forms.Field:
    lines = max(1, min(_MOST_LINES, sum(1 + len(line) // _LETTERS_IN_LINE for line in text.split("\n"))))
    kind = _SerbianText if language == "sr" else _OtherText
    name: str | Promise = gettext_lazy("Serbian") if language == "sr" else gettext_lazy("English")
    return kind(
        label=f"{label}, {name}",
        required=False,
        max_length=LONGEST_TEXT,
        initial=text,
        widget=forms.Textarea(
            attrs={
                "rows": lines,
                "cols": _LETTERS_IN_LINE,
                "lang": "sr-Cyrl" if language == "sr" else "en",
                "aria-label": f"{label}, {name}",
            }
        ),
    )


def name_of(key: str, language: str) -> str:
    """Return the name of the field of a text."""
    return f"{language}:{key}"
