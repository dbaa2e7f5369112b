"""Reads out of the code which rows pages ask a model for: by which methods, and by keys that come from where."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.apps import apps

from tests.trust.sources import APPS, trees

# Methods of our querysets that keep what one person may see, change or decide.
OF_PERSON: Final = {
    "decidable_by", "editable_by", "known_to", "led_by", "of_advisor", "of_member", "of_person", "readable_by",
    "visible_to",
}  # fmt: skip
# Methods that keep what everybody may see, or nothing.
OF_EVERYBODY: Final = {
    "bookable",
    "listed",
    "none",
    "on_board",
    "public",
    "published",
    "reachable",
    "visible",
}
_MANAGERS: Final = {"objects", "_base_manager", "_default_manager"}
_KEYS: Final = {"pk", "id", "number", "uid", "slug", "key", "reference", "code", "pk__in", "id__in"}
_FETCHES: Final = {"get", "filter", "in_bulk", "get_object_or_404", "get_list_or_404"}


@dataclass(frozen=True)
class Look:
    """One question to the database: where it stands, of which model, by which methods, with which keywords."""

    place: str
    model: str
    methods: frozenset[str]
    keywords: Mapping[str, ast.expr] = field(hash=False)

    @property
    def name(self) -> str:
        return f"{self.place} {self.model}"

    @property
    def is_of_person(self) -> bool:
        return bool(self.methods & OF_PERSON) or "none" in self.methods

    @property
    def is_by_foreign_key(self) -> bool:
        """Whether it takes a record by a key that does not stand in another record that was found before."""
        keys = [
            value for name, value in self.keywords.items() if name in _KEYS and not _is_known(name, value)
        ]
        return bool(keys) or "in_bulk" in self.methods

    @property
    def is_narrowed(self) -> bool:
        """Whether it keeps to the rows of a person or of everybody, or to those of a record that was found before."""
        return bool(self.methods & (OF_PERSON | OF_EVERYBODY) or self.keywords.keys() - _KEYS)


def _is_known(name: str, value: ast.expr) -> bool:
    """Tell a key that a record has (`event.pk`), or a subquery's, from one that somebody sent."""
    text = ast.unparse(value)
    if "request" in text or "data" in text or "POST" in text:
        return False
    return isinstance(value, ast.Attribute) or text.startswith("OuterRef(") or name.endswith("__in")


@cache
def own_models() -> dict[str, Any]:
    """Return our models by name."""
    return {model.__name__: model for app in APPS for model in apps.get_app_config(app).get_models()}


def guarded() -> set[str]:
    """Return the models whose rows are not for every colleague: their querysets know whose they are."""
    sees = {"visible_to", "readable_by", "of_person", "decidable_by"}
    return {
        name
        for name, model in own_models().items()
        if any(hasattr(type(model._default_manager.all()), method) for method in sees)
    }


@cache
def looks() -> tuple[Look, ...]:
    """Return every question that pages (views and the admin) ask a model themselves."""
    return tuple(look for path, tree in trees().items() if is_of_pages(path) for look in looks_in(path, tree))


def is_of_pages(path: str) -> bool:
    parts = path.split("/")
    return "views" in parts or "admin" in parts or parts[-1].startswith(("views", "admin_", "admin."))


def looks_in(path: str, tree: ast.AST) -> Iterator[Look]:
    for function, call, known in _chains(tree, "", {}):
        found = _read(f"{path}:{function}", call, known)
        if found is not None:
            yield found


# What the variables of a function hold that are questions themselves.
_Known = dict[str, Look]
_Chain = tuple[str, ast.Call, _Known]


def _chains(tree: ast.AST, function: str, known: _Known) -> Iterator[_Chain]:
    """Yield each chain of calls once, with the function or class that it stands in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from _chains(node, node.name, dict(known))
        elif isinstance(node, ast.Call):
            yield function, node, known
            yield from _arguments(node, function, known)
        else:
            yield from _chains(node, function, known)
            _note(node, known)


def _note(node: ast.AST, known: _Known) -> None:
    """Remember what a variable holds from here on."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Call):
        return
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    held = _read("", node.value, known)
    for target in targets:
        if isinstance(target, ast.Name):
            known.pop(target.id, None)
            if held is not None and not held.methods & {"first", "get", "get_object_or_404"}:
                known[target.id] = held


def _arguments(call: ast.expr, function: str, known: _Known) -> Iterator[_Chain]:
    """Go on with what stands in the brackets of a chain; its links are parts of the chain."""
    node = call
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute):
            node = node.value
            continue
        for value in (*node.args, *(each.value for each in node.keywords)):
            yield from _chains(ast.Expression(value), function, known)
        node = node.func
    yield from _chains(ast.Expression(node), function, known)


def _read(place: str, call: ast.Call, known: _Known) -> Look | None:
    methods: set[str] = set()
    keywords: dict[str, ast.expr] = {}
    node: ast.expr = call
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute):
            methods.add(node.attr)
            node = node.value
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _FETCHES:
            keywords |= {each.arg: each.value for each in node.keywords if each.arg}
        if isinstance(node.func, ast.Attribute):
            node = node.func
        elif name in _FETCHES and node.args:
            methods.add(name)
            node = node.args[0]
        else:
            break
    if isinstance(node, ast.Name) and node.id in known:
        before = known[node.id]
        return Look(place, before.model, before.methods | methods, {**before.keywords, **keywords})
    model = _model_of(node)
    asks = bool(methods & (_MANAGERS | {"get_object_or_404", "get_list_or_404"}))
    return Look(place, model, frozenset(methods), keywords) if model and asks else None


def _model_of(node: ast.expr) -> str:
    """Return the name of a model; a variable that holds one counts too."""
    if isinstance(node, ast.Name) and (node.id in own_models() or node.id == "model"):
        return node.id
    is_type = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"
    return "type" if is_type else ""
