"""The code of the portal as trees, for tests that ask what is not in it; read and walked once for all of them."""

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
APPS: Final = ("center", "entrepreneurs", "consultations", "events", "research")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Make many objects that stay: looking through them meanwhile takes longer than making them.

    What is collected in the middle of a parse can break it in Python 3.11 (python/cpython#106905).
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@cache
def all_trees() -> dict[str, ast.Module]:
    """Return each file of ours, migrations too, by its path from the root."""
    with _without_collector():
        return {
            str(path.relative_to(ROOT)): ast.parse(path.read_text())
            for app in APPS
            for path in sorted((ROOT / app).rglob("*.py"))
        }


@cache
def trees() -> dict[str, ast.Module]:
    """Return each file of ours but the migrations, which are history."""
    return {path: tree for path, tree in all_trees().items() if "migrations" not in path.split("/")}


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Return what `ast.walk` gives."""
    return tuple(ast.walk(tree))


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Return path, name as written (`hashlib.sha256`), and the call itself, for every call outside the migrations."""
    with _without_collector():
        return tuple(
            (path, ast.unparse(node.func), node)
            for path, tree in trees().items()
            for node in nodes(tree)
            if isinstance(node, ast.Call)
        )


@cache
def imports(tree: ast.Module) -> frozenset[str]:
    """Return what a file imports, wherever it does: modules, and what it takes out of them."""
    found: set[str] = set()
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)
