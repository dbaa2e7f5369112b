"""Triggers that note every deletion of rows with personal data, whoever deletes them.

Which tables those are follows from the declarations in `personal_data`, so the triggers are made after every migrate,
as the privileges are, and no table can be forgotten.
"""

from typing import Any, Final

from django.apps import AppConfig, apps
from django.db import connections
from psycopg import sql

from center.base.erasure_notes import DELETED, SILENCE, TRANSACTION
from center.base.personal_data import declared

NAME: Final = "center_note_erasure"
# Signing in and out is no erasure, and a restore ends all sessions; counters live for two days. When the answers to a
# survey were sent, and by which invitation, must stand nowhere, and a deleted draft would tell.
PASSED_OVER: Final = frozenset(
    {
        *("sessions.session", "usersessions.usersession", "center.ratewindow"),
        *("research.draft", "research.response", "research.spentinvitation", "research.pagereach"),
    }
)
_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ids text[];
BEGIN
    IF current_setting('{SILENCE}', true) = 'on' THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT array_agg(%I::text ORDER BY %I) FROM gone', TG_ARGV[1], TG_ARGV[1]) INTO ids;
    IF ids IS NOT NULL THEN
        INSERT INTO public.center_erasurerecord (kind, model, object_ids, fields, deed, request_id)
        VALUES ('{DELETED}', TG_ARGV[0], ids, '{{}}', {TRANSACTION}, '');
    END IF;
    RETURN NULL;
END $$;
"""  # noqa: S608 -- constants of ours


def watched() -> dict[str, tuple[str, str]]:
    """Return the tables whose deletions are noted, each with the label and the key's column of its model."""
    found = {}
    for model, entry in declared().items():
        options = model._meta
        if entry.fields and options.managed and not options.proxy and options.label_lower not in PASSED_OVER:
            key = options.pk
            assert key is not None
            found[options.db_table] = (options.label_lower, str(key.column))
    return found


def install(*, using: str) -> None:
    """Make the function and the triggers that are missing; needs the owner of the tables."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('center_erasurerecord') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(_FUNCTION)
        cursor.execute(
            "SELECT c.relname, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = %s)"
            " FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace",
            [NAME],
        )
        has_one = dict(cursor.fetchall())
        for table, (label, key) in watched().items():
            if has_one.get(table) is False:
                cursor.execute(
                    sql.SQL(
                        "CREATE TRIGGER {name} AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone"
                        " FOR EACH STATEMENT EXECUTE FUNCTION {name}({label}, {key})"
                    ).format(
                        name=sql.Identifier(NAME),
                        table=sql.Identifier(table),
                        label=sql.Literal(label),
                        key=sql.Literal(key),
                    )
                )


def after_migrate(sender: AppConfig, *, using: str, **kwargs: Any) -> None:
    """Receive `post_migrate`; act once, after the last app."""
    if sender == list(apps.get_app_configs())[-1]:
        install(using=using)
