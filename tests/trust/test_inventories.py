"""The lists of docs/security are those of the code: limits, cryptography, connections, logs."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module

from center.limits import Limit
from tests.trust.sources import APPS, ROOT, calls, imports, nodes, trees

CRYPTOGRAPHY = {"hashlib", "hmac", "secrets", "random", "cryptography", "nacl", "jwt", "pyrage"}
CRYPTOGRAPHY_OF_DJANGO = {"django.core.signing", "django.utils.crypto", "django.contrib.auth.hashers"}
CONNECTING = {
    "socket",
    "ssl",
    "http.client",
    "smtplib",
    "ftplib",
    "urllib.request",
    "subprocess",
    "multiprocessing",
    "asyncio",
    "requests",
    "httpx",
}
UNITS = {"min": 60, "h": 3600, "day": 86400}


def cited(page: str) -> set[str]:
    """Return the files of ours that a page names, those of a pattern each."""
    text = (ROOT / "docs" / "security" / page).read_text()
    named = {
        path
        for path in re.findall(r"`([\w./*-]+)`", text)
        if path.split("/")[0] in APPS and path.endswith((".py", "*"))
    }
    return {
        str(path.relative_to(ROOT))
        for pattern in named
        for path in ROOT.glob(pattern)
        if path.suffix == ".py"
    }


def test_every_use_of_cryptography_and_chance_is_in_the_list_of_them() -> None:
    users = {
        path
        for path, tree in trees().items()
        for module in imports(tree)
        if module.split(".")[0] in CRYPTOGRAPHY or module in CRYPTOGRAPHY_OF_DJANGO
    }
    assert sorted(users - cited("cryptography.md")) == []


def test_every_way_out_and_every_program_that_is_started_is_in_the_list_of_connections() -> None:
    users = {path for path, tree in trees().items() for module in imports(tree) if module in CONNECTING}
    users |= {path for path, name, _call in calls() if name.endswith("psycopg.connect")}
    assert sorted(users - cited("connections.md")) == []


def test_every_logger_is_in_the_list_of_logs() -> None:
    page = (ROOT / "docs" / "security" / "logs.md").read_text()
    in_code = {
        (path, node.args[0].value if isinstance(node.args[0], ast.Constant) else _module(path))
        for path, tree in trees().items()
        for node in nodes(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("getLogger") and node.args
    }
    in_page = {
        (path, name)
        for name, path in re.findall(r"^\| `([\w.]+)` \|.*\| `([\w./]+)` \|$", page, re.MULTILINE)
    }
    assert in_code == in_page


def test_every_limit_is_in_the_list_with_its_figures() -> None:
    in_code = {
        (path, name): (limit.count, limit.window.total_seconds())
        for path, tree in trees().items()
        for name in _limits(tree)
        if isinstance(limit := getattr(import_module(_module(path)), name), Limit)
    }
    page = (ROOT / "docs" / "security" / "limits.md").read_text()
    in_page = {
        (path, name): (int(count), int(span) * UNITS[unit])
        for count, span, unit, path, name in re.findall(
            r"\| (\d+) \| (\d+) (min|h|day) \| `([\w./]+)` `(\w+)` \|", page
        )
    }
    assert in_code == in_page


def _limits(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if ast.unparse(node.value.func).split(".")[-1] == "Limit" and isinstance(target, ast.Name):
                yield target.id


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
