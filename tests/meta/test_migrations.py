"""Migrations that move data do it over the connection that migrates: the role of the application may not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests import database

OWN_APPS = ("center", "entrepreneurs", "consultations", "events", "research")
# What begins a query by itself, on whichever connection it is called.
OF_A_DATABASE = frozenset({"using", "db_manager"})


def with_functions() -> list[Path]:
    """Return the migrations that say more than operations."""
    return [
        path
        for app in OWN_APPS
        for path in sorted((settings.BASE_DIR / app / "migrations").glob("*.py"))
        if any(isinstance(node, ast.FunctionDef) for node in ast.parse(path.read_text()).body)
    ]


def complaints(source: str) -> list[str]:
    """Say where the functions of a migration reach a database in any way but by `schema_editor.connection.alias`.

    A manager (`.objects`) is asked `using(...)` or `db_manager(...)` at once, with that alias or a name it was given;
    whatever takes `using=` or `database=` takes the same; and the connections of Django itself are not imported.
    """
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [*_imports(tree), *(text for function in functions for text in _of_function(function))]


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db"):
            for name in node.names:
                if name.name in {"connection", "connections", "DEFAULT_DB_ALIAS", "router"}:
                    yield f"line {node.lineno}: imports {name.name}"


def _of_function(function: ast.FunctionDef) -> Iterator[str]:
    names = {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and _is_alias(node.value, frozenset())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    aliases = frozenset(names)
    bound = {
        id(node.func.value)
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in OF_A_DATABASE
        and len(node.args) == 1
        and _is_alias(node.args[0], aliases)
    }
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_default_manager", "_base_manager"}
            and id(node) not in bound
        ):
            yield f"line {node.lineno}: {ast.unparse(node)} without using(schema_editor.connection.alias)"
        if (
            isinstance(node, ast.keyword)
            and node.arg in {"using", "database"}
            and not _is_alias(node.value, aliases)
        ):
            yield f"line {node.value.lineno}: {node.arg}={ast.unparse(node.value)}"
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("call_command")
            and not any(keyword.arg == "database" for keyword in node.keywords)
        ):
            yield f"line {node.lineno}: call_command without database="


def _is_alias(node: ast.expr, names: frozenset[str]) -> bool:
    return ast.unparse(node) == "schema_editor.connection.alias" or (
        isinstance(node, ast.Name) and node.id in names
    )


@pytest.mark.parametrize("path", with_functions(), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_migration_of_data_works_over_the_connection_that_migrates(path: Path) -> None:
    assert complaints(path.read_text()) == []


def test_the_migrations_that_define_functions_are_found() -> None:
    assert "0030_wordings_that_were_signed" in {path.stem for path in with_functions()}


@pytest.mark.parametrize(
    "line",
    [
        "apps.get_model('a', 'B').objects.all()",
        "apps.get_model('a', 'B').objects.using('default').all()",
        "B._default_manager.update(c=1)",
        "row.save(using='default')",
        "call_command('createcachetable')",
        "call_command('createcachetable', database='default')",
        "connection = 1\n    from django.db import connection",
    ],
)
def test_a_function_that_takes_another_connection_is_found(line: str) -> None:
    assert len(complaints(f"def move(apps, schema_editor):\n    {line}\n")) == 1


def test_a_name_given_to_the_alias_is_followed() -> None:
    source = """
def move(apps, schema_editor):
    database = schema_editor.connection.alias
    rows = apps.get_model("a", "B").objects.using(database)
    other = apps.get_model("a", "B").objects.using(schema_editor.connection.alias)
    rows.first().save(using=database)
"""
    assert complaints(source) == []


def test_the_template_of_the_tests_is_made_anew_when_what_migrations_import_changes() -> None:
    imported = {
        found
        for app in OWN_APPS
        for path in (settings.BASE_DIR / app / "migrations").glob("*.py")
        for found in re.findall(r"(?:from|import) center\.base\.([a-z_.]+)", path.read_text())
    }
    assert {name.replace(".", "/") for name in imported} - set(database.BASE) == set()
