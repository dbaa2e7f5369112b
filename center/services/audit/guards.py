"""Triggers and functions that write the history and guard it: there, turned on, and with our own words in them."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pgtrigger
from django.db import connection
from pghistory.models import Context

from center.base.personal_data import sql as own_functions
from center.services.audit.finding import Finding

_BODY: Final = re.compile(r"FUNCTION\s+(?:\"?public\"?\.)?(\w+)\s*\(.*?AS \$\$(.*?)\$\$", re.DOTALL)
_ON: Final = {"O", "A"}
_CONTEXT_GUARD: Final = "center_context_only_added"
_OWN: Final = (
    own_functions.FORGET_HISTORY_CREATE,
    own_functions.FORGET_LOG_WITH_ACCOUNTS,
    own_functions.KEEP_CONTEXT_CREATE,
)


def check() -> Iterator[Finding]:
    """Compare what the models ask for with what the database has."""
    there, bodies = _triggers(), _functions()
    wanted: dict[str, str] = {}
    for model, trigger in pgtrigger.registered():
        compiled = trigger.compile(model)
        table, name = model._meta.db_table, trigger.get_pgid(model)
        wanted |= _words(compiled.install_sql)
        yield from _of_trigger(table, name, compiled.hash, there.get((table, name)))
    contexts = Context._meta.db_table
    yield from _of_trigger(contexts, _CONTEXT_GUARD, "", there.get((contexts, _CONTEXT_GUARD)))
    for create in _OWN:
        wanted |= _words(create)
    for name, body in sorted(wanted.items()):
        if name not in bodies:
            yield Finding("function", f"The function {name} is gone.")
        elif bodies[name] != [body]:
            yield Finding("function", f"The function {name} does something else than the portal's own.")


def _of_trigger(table: str, name: str, digest: str, found: tuple[str, str, str] | None) -> Iterator[Finding]:
    if found is None:
        yield Finding("trigger", f"The trigger {name} of {table} is gone.")
        return
    enabled, mark, function = found
    if enabled not in _ON:
        yield Finding("trigger", f"The trigger {name} of {table} is turned off.")
    if digest and (mark, function) != (digest, name):
        yield Finding(
            "trigger", f"The trigger {name} of {table} is not the one of this version of the portal."
        )


def _triggers() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return whether it is on, its mark and its function, by table and name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname, t.tgenabled::text, coalesce(obj_description(t.oid, 'pg_trigger'), ''),"
            " p.proname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace"
        )
        return {(table, name): (on, mark, function) for table, name, on, mark, function in cursor.fetchall()}


def _functions() -> dict[str, list[str]]:
    """Return the words of all functions by name; where two have one name, both."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY oid"
        )
        for name, body in cursor.fetchall():
            found.setdefault(name, []).append(_bare(body))
    return found


def _words(create: Any) -> dict[str, str]:
    return {name: _bare(body) for name, body in _BODY.findall(str(create))}


def _bare(body: str) -> str:
    return " ".join(body.split())
