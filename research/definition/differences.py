"""In what one definition differs from another, as plain facts; the words for people are found elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal

from research.definition.items import Definition, Group, Item
from research.definition.wording import items_of

Change = Literal["added", "removed", "changed"]
Subject = Literal["form", "item", "choice"]
# A group that holds other questions says so by where those stand.
_LEFT_OUT: Final = frozenset({"name", "items", "row"})


@dataclass(frozen=True)
class Difference:
    """One fact. `name` is that of the question, group or list; `code` that of a choice.

    `part` is the field that changed, "" where the whole came or went, "order" or "place" where only that did; `before`
    and `after` are its values, of texts those in one `language`; "" where the whole came or went.
    """

    change: Change
    subject: Subject
    name: str = ""
    code: str = ""
    part: str = ""
    language: str = ""
    before: str = ""
    after: str = ""


def differences(earlier: Definition, later: Definition) -> tuple[Difference, ...]:
    """Return what was added, removed and changed, in the order of the later definition; nothing for equal ones."""
    found = [*_form(earlier, later), *_items(earlier, later), *_choices(earlier, later)]
    return tuple(found)


def _form(earlier: Definition, later: Definition) -> Iterator[Difference]:
    yield from _texts(Difference("changed", "form", part="title"), earlier.title, later.title)
    for part in ("form_id", "version"):
        before, after = getattr(earlier, part), getattr(later, part)
        if before != after:
            yield Difference("changed", "form", part=part, before=before, after=after)
    if earlier.languages != later.languages:
        yield Difference(
            "changed",
            "form",
            part="languages",
            before=", ".join(earlier.languages),
            after=", ".join(later.languages),
        )


def _items(earlier: Definition, later: Definition) -> Iterator[Difference]:
    before, after = _by_name(earlier.items), _by_name(later.items)
    for name in before:
        if name not in after:
            yield Difference("removed", "item", name)
    for name, (item, around) in after.items():
        if name not in before:
            yield Difference("added", "item", name)
            continue
        old, old_around = before[name]
        yield from _item(name, old, item)
        if around != old_around:
            yield Difference("changed", "item", name, part="place", before=old_around, after=around)
    shared = [name for name in before if name in after]
    if shared != [name for name in after if name in before]:
        yield Difference("changed", "form", part="order")


def _item(name: str, old: Item, new: Item) -> Iterator[Difference]:
    for part in dict.fromkeys(each.name for item in (old, new) for each in fields(item)):
        if part in _LEFT_OUT:
            continue
        before: Any = getattr(old, part, "")
        after: Any = getattr(new, part, "")
        if isinstance(before, Mapping) or isinstance(after, Mapping):
            yield from _texts(Difference("changed", "item", name, part=part), before or {}, after or {})
        elif before != after:
            yield Difference("changed", "item", name, part=part, before=_said(before), after=_said(after))


def _choices(earlier: Definition, later: Definition) -> Iterator[Difference]:
    for name in dict.fromkeys((*earlier.choices, *later.choices)):
        before = {choice.name: choice for choice in earlier.choices.get(name, ())}
        after = {choice.name: choice for choice in later.choices.get(name, ())}
        for code in before:
            if code not in after:
                yield Difference("removed", "choice", name, code)
        for code, choice in after.items():
            if code not in before:
                yield Difference("added", "choice", name, code)
                continue
            about = Difference("changed", "choice", name, code)
            yield from _texts(replace(about, part="label"), before[code].label, choice.label)
            yield from _texts(replace(about, part="filters"), before[code].filters, choice.filters)
        if [code for code in before if code in after] != [code for code in after if code in before]:
            yield Difference("changed", "choice", name, part="order")


def _texts(about: Difference, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    """Yield the texts that differ, one language each; `about` says of what they are."""
    for language in sorted({*before, *after}, key=lambda code: (code != "sr", code)):
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            yield replace(about, language=language, before=old, after=new)


def _by_name(items: tuple[Item, ...]) -> dict[str, tuple[Item, str]]:
    """Return every item by name, with the name of the group that holds it."""
    held = {
        each.name: group.name for group in items_of(items) if isinstance(group, Group) for each in group.items
    }
    return {item.name: (item, held.get(item.name, "")) for item in items_of(items)}


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "true()" if value else ""
    return str(value)
