"""A definition as a JSON document, which the database keeps; what is empty is left out."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from research.definition.items import Choice, Definition, Group, Item, Kind, Question

# Grows when a document is built in another way, so that old ones can still be read.
FORMAT: Final = 1


class NotADefinition(ValueError):  # noqa: N818 -- reads as what it is
    """The document was not written by `to_document`."""


def to_document(definition: Definition) -> dict[str, Any]:
    """Return what `json.dumps` can write, and `from_document` makes the same definition of."""
    return {
        "format": FORMAT,
        **_filled(definition, but=frozenset({"items", "choices", "languages"})),
        "languages": list(definition.languages),
        "items": [_item(item) for item in definition.items],
        "choices": {
            name: [_filled(choice) for choice in choices] for name, choices in definition.choices.items()
        },
    }


def from_document(document: Mapping[str, Any]) -> Definition:
    """Return the definition of a document. Raises NotADefinition."""
    try:
        if document["format"] != FORMAT:
            raise NotADefinition(f"format {document['format']}")
        return Definition(
            title=document.get("title", {}),
            items=tuple(_read(item) for item in document["items"]),
            choices={
                name: tuple(Choice(**choice) for choice in choices)
                for name, choices in document["choices"].items()
            },
            languages=tuple(document["languages"]),
            form_id=document.get("form_id", ""),
            version=document.get("version", ""),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise NotADefinition(str(error)) from error


def _item(item: Item) -> dict[str, Any]:
    if isinstance(item, Group):
        return {**_filled(item, but=frozenset({"items"})), "items": [_item(each) for each in item.items]}
    return _filled(item)


def _read(item: Mapping[str, Any]) -> Item:
    if "items" in item:
        return Group(**{**item, "items": tuple(_read(each) for each in item["items"])})
    try:
        return Question(**{**item, "kind": Kind(item["kind"])})
    except ValueError as error:
        raise NotADefinition(str(error)) from error


def _filled(
    value: Choice | Question | Group | Definition, *, but: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return the fields that say something; a choice or a group may have an empty label, which is left out too."""
    # A row is for messages while a workbook is read; moved to another row, a question is the same one.
    found = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in but | {"row"}}
    kept = {name: dict(said) if isinstance(said, Mapping) else said for name, said in found.items() if said}
    # Of a choice the label is asked for; a question without a kind is none.
    return {"label": {}, **kept} if isinstance(value, Choice) else kept
