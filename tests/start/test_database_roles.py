"""What the application's role may not do, although its code could be made to try: rewrite what was done."""

import psycopg
import pytest
from psycopg import errors

from center.base.local.postgres import APPLICATION, LocalPostgres
from tests.start.checkouts import Checkout

FORGET = (
    "SELECT center_forget_history('entrepreneurs_entrepreneurevent', 'entrepreneurs_entrepreneur', ARRAY[%s::bigint],"
    " '{email}', 'test', '')"
)


@pytest.mark.each
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entrepreneurs_entrepreneurevent SET name = ''",
        "DELETE FROM entrepreneurs_entrepreneurevent",
        "UPDATE center_accessrecord SET purpose = ''",
        "DELETE FROM center_accessrecord",
        "DELETE FROM center_staffaction",
        "UPDATE center_historyredaction SET value_count = 0",
        "DELETE FROM center_historyredaction",
        "INSERT INTO center_historyredaction (event_table, columns, record_count, value_count, purpose, request_id,"
        " database_role, done_at) VALUES ('x', '{}', 0, 0, '', '', '', now())",
        "DROP FUNCTION center_forget_history(regclass, regclass, bigint[], text[], text, text)",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_application_cannot(portal: tuple[Checkout, LocalPostgres], statement: str) -> None:
    with (
        psycopg.connect(portal[1].url(APPLICATION)) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_the_history_falls_silent_about_what_the_record_has_forgotten_and_says_that_it_did(
    portal: tuple[Checkout, LocalPostgres],
) -> None:
    with psycopg.connect(portal[1].url(APPLICATION)) as connection:

        def one(statement: str, *values: object) -> object:
            row = connection.execute(statement.encode(), values).fetchone()
            return row[0] if row else None

        person = one("SELECT id FROM entrepreneurs_entrepreneur WHERE email <> '' ORDER BY id LIMIT 1")
        kept = "SELECT count(*) FROM entrepreneurs_entrepreneurevent WHERE pgh_obj_id = %s AND email <> ''"
        before = one(kept, person)
        # Of a record that still knows it, the history forgets nothing.
        assert (one(FORGET, person), one(kept, person), before != 0) == (0, before, True)
        connection.execute("UPDATE entrepreneurs_entrepreneur SET email = '' WHERE id = %s", [person])
        forgotten = one(FORGET, person)
        assert (forgotten, one(kept, person)) == (before, 0)
        assert (
            one("SELECT database_role FROM center_historyredaction ORDER BY id DESC LIMIT 1") == "portal_app"
        )
        connection.rollback()


def test_the_application_ends_logs_after_five_years_and_no_day_sooner(
    portal: tuple[Checkout, LocalPostgres],
) -> None:
    with psycopg.connect(portal[1].url(APPLICATION)) as connection:
        connection.execute(
            "INSERT INTO center_accessrecord (user_id, model, object_id, purpose, request_id, seen_at)"
            " SELECT min(id), 'x.y', 1, 'test', '', now() - age FROM center_user,"
            " (VALUES (interval '5 years 1 day'), (interval '5 years -1 day')) ages(age) GROUP BY age"
        )
        forgotten = connection.execute("SELECT center_forget_log('center_accessrecord')").fetchone()
        left = connection.execute("SELECT count(*) FROM center_accessrecord WHERE model = 'x.y'").fetchone()
        assert (forgotten, left) == ((1,), (1,))
        connection.rollback()


def test_the_application_mixes_the_answers_through_the_owners_function_alone(
    portal: tuple[Checkout, LocalPostgres],
) -> None:
    with psycopg.connect(portal[1].url(APPLICATION)) as connection:
        counted = connection.execute("SELECT count(*) FROM research_response").fetchone()
        assert connection.execute("SELECT research_mix_answers()").fetchone() == counted
        assert connection.execute("SELECT count(*) FROM research_response").fetchone() == counted
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("TRUNCATE research_response")
        connection.rollback()
