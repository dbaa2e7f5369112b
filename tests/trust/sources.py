"""The code of the portal as trees, for tests that ask what is not in it."""

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
APPS: Final = ("center", "entrepreneurs", "consultations", "events", "research")


@cache
def trees() -> dict[str, ast.Module]:
    """Return each file of ours by its path from the root; migrations are left out, they are history."""
    # What is collected in the middle of a parse can break it in Python 3.11 (python/cpython#106905).
    gc.disable()
    try:
        return {
            str(path.relative_to(ROOT)): ast.parse(path.read_text())
            for app in APPS
            for path in sorted((ROOT / app).rglob("*.py"))
            if "migrations" not in path.parts
        }
    finally:
        gc.enable()


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield path, name as written (`hashlib.sha256`), and the call itself, for every call."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield path, ast.unparse(node.func), node


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield what a file imports: modules, and what it takes out of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
