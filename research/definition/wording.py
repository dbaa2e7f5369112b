"""The texts of a questionnaire by keys that stay while other texts change; and putting others in their place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from research.definition.items import SILENT, Choice, Definition, Group, Item, Kind, Texts

TITLE: Final = "title"


def item_key(name: str, part: str) -> str:
    """Return the key of a text of a group or question; `part` is the name of its field."""
    return f"item:{name}:{part}"


def choice_key(list_name: str, code: str) -> str:
    """Return the key of the label of a choice."""
    return f"choice:{list_name}:{code}"


def parts_of(item: Item) -> tuple[str, ...]:
    """Return the fields of an item that people may read, also those that are empty."""
    if isinstance(item, Group):
        return ("label", "hint")
    if item.kind in SILENT:
        return ()
    if item.kind == Kind.NOTE:
        return ("label", "hint")
    needed = (item.required or item.required_message, item.constraint or item.constraint_message)
    messages = ("required_message", "constraint_message")
    return ("label", "hint", *(name for name, is_there in zip(messages, needed, strict=True) if is_there))


def items_of(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield groups and questions in their order, each group before what it holds."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from items_of(item.items)


def texts_of(definition: Definition) -> dict[str, Texts]:
    """Return all texts by their keys, empty ones among them, in the order of the workbook."""
    found: dict[str, Texts] = {TITLE: definition.title}
    for item in items_of(definition.items):
        found |= {item_key(item.name, part): getattr(item, part) for part in parts_of(item)}
    for name, choices in definition.choices.items():
        found |= {choice_key(name, choice.name): choice.label for choice in choices}
    return found


def reworded(definition: Definition, texts: Mapping[str, Texts]) -> Definition:
    """Return the same questionnaire with these texts in the place of its own, by the keys of `texts_of`.

    A language that none of its texts had is put behind the others. What is no key of the definition is passed over.
    """
    new = {key: {code: text for code, text in said.items() if text} for key, said in texts.items()}
    spoken = dict.fromkeys((*definition.languages, *(code for said in new.values() for code in said)))
    return replace(
        definition,
        title=new.get(TITLE, definition.title),
        items=tuple(_item(item, new) for item in definition.items),
        choices={
            name: tuple(_choice(name, choice, new) for choice in choices)
            for name, choices in definition.choices.items()
        },
        languages=tuple(spoken),
    )


def _item(item: Item, new: Mapping[str, Texts]) -> Item:
    changed: dict[str, Any] = {
        part: new[key] for part in parts_of(item) if (key := item_key(item.name, part)) in new
    }
    if isinstance(item, Group):
        return replace(item, items=tuple(_item(each, new) for each in item.items), **changed)
    return replace(item, **changed)


def _choice(list_name: str, choice: Choice, new: Mapping[str, Texts]) -> Choice:
    label = new.get(choice_key(list_name, choice.name))
    return choice if label is None else replace(choice, label=label)
