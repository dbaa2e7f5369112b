"""A study as a JSON document, which the database keeps; fields that say what they say anyway are left out."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from research.study.studies import Study
from research.study.tables import WITHHELD, Withheld

# Grows when a document is built in another way, so that old ones can still be read.
FORMAT: Final = 1
_PLAIN: Final = frozenset({str, int, float, type(None)})


class NotAStudy(ValueError):  # noqa: N818 -- reads as what it is
    """The document was not written by `to_document`."""


def to_document(study: Study) -> dict[str, Any]:
    """Return what `json.dumps` can write, and `from_document` makes the same study of."""
    return {"format": FORMAT, **_written(study)}


def from_document(document: Mapping[str, Any]) -> Study:
    """Return the study of a document. Raises NotAStudy."""
    try:
        if document["format"] != FORMAT:
            raise NotAStudy(f"format {document['format']}")
        study = _read(Study, {name: value for name, value in document.items() if name != "format"})
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NotAStudy(str(error)) from error
    assert isinstance(study, Study)
    return study


def _written(value: Any) -> Any:
    if is_dataclass(value):
        found = {each.name: (each, getattr(value, each.name)) for each in fields(value)}
        return {name: _written(said) for name, (each, said) in found.items() if said != _default(each)}
    if isinstance(value, Enum | date):
        return value.value if isinstance(value, Enum) else value.isoformat()
    if isinstance(value, Mapping):
        return {key: _written(each) for key, each in value.items()}
    if isinstance(value, tuple):
        is_row = {type(each) for each in value} <= _PLAIN
        return list(value) if is_row else [_written(each) for each in value]
    return value


def _default(field: Any) -> Any:
    # MISSING is equal to nothing that a field holds.
    return field.default if field.default_factory is MISSING else field.default_factory()


def _read(kind: Any, value: Any) -> Any:
    """Return a value of a type from its JSON, refusing what is of another type and names that nobody knows."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return _one_of(get_args(kind), value)
    if origin is tuple:
        return _row(get_args(kind)[0], _of(list, value))
    if origin is not None:  # a mapping of texts, or of texts by name
        inner = get_args(kind)[1]
        return {_of(str, key): _read(inner, each) for key, each in _of(dict, value).items()}
    if isinstance(kind, type) and is_dataclass(kind):
        types = _types(kind)
        return kind(**{name: _read(types[name], each) for name, each in _of(dict, value).items()})
    return _plain(kind, value)


def _row(kind: Any, values: list[Any]) -> tuple[Any, ...]:
    kinds = get_args(kind) if get_origin(kind) in {Union, UnionType} else ()
    if kinds and set(kinds) <= _PLAIN:  # the data: a look at each value by itself would take seconds
        if not {type(value) for value in values} <= set(kinds):
            raise TypeError("a value in the data is of another type")
        return tuple(values)
    return tuple(_read(kind, value) for value in values)


def _plain(kind: Any, value: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    if issubclass(kind, Enum):
        return kind(value)
    return float(value) if kind is float and type(value) is int else _of(kind, value)


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    if Withheld in kinds and value == WITHHELD.value:
        return WITHHELD
    return _read(next(kind for kind in kinds if kind not in {type(None), Withheld}), value)


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r:.40} is no {kind.__name__}")
    return value


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
