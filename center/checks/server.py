"""Checks of the database: before tables are made in it, and before the portal is started on it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from center.models import User
from center.services.housekeeping import worker_is_alive

OLDEST_POSTGRESQL: Final = 15
EXTENSIONS: Final = ("btree_gist", "pg_trgm")
# Where every account of the demo has its address.
DEMO_DOMAIN: Final = "@demo.example"
_APART: Final = timedelta(seconds=5)
Question = Callable[[str], Iterable[CheckMessage]]


def one(alias: str, question: str, *values: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def of_the_database(*, deploy: bool) -> Callable[[Question], Question]:
    """Ask before each `migrate` (and with `check --database`), or with `check --deploy --database` alone."""

    def added(question: Question) -> Question:
        def ask(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
            try:
                return [said for alias in databases or () for said in _answers(alias)]
            except DatabaseError as error:
                return [does_not_answer(error)]

        def _answers(alias: str) -> list[CheckMessage]:
            with transaction.atomic(using=alias):
                return list(question(alias))

        ask.__name__ = question.__name__
        register(Tags.database, deploy=deploy)(ask)
        return question

    return added


def does_not_answer(error: DatabaseError) -> CheckMessage:
    """Say it without the words of the error: they may hold the address."""
    return Error(
        f"The database does not answer as it should ({type(error).__name__}).",
        hint="See that PostgreSQL runs and that DATABASE_URL names its host, port, role and password;"
        " at the first start run `python manage.py migrate` before.",
        id="center.E020",
    )


@of_the_database(deploy=False)
def server_is_new_enough(alias: str) -> Iterator[CheckMessage]:
    version = int(one(alias, "SHOW server_version_num")) // 10000
    if version < OLDEST_POSTGRESQL:
        yield Error(
            f"PostgreSQL {version} is too old.",
            hint=f"Upgrade to {OLDEST_POSTGRESQL} or newer (docs/upgrading.md).",
            id="center.E021",
        )


@of_the_database(deploy=False)
def text_is_unicode(alias: str) -> Iterator[CheckMessage]:
    if (encoding := one(alias, "SHOW server_encoding")) != "UTF8":
        yield Error(
            f"The database keeps text as {encoding}, which has no room for both scripts.",
            hint="Make it anew: CREATE DATABASE portal OWNER portal_owner TEMPLATE template0 ENCODING 'UTF8'"
            " LOCALE 'C.UTF-8'.",
            id="center.E022",
        )


@of_the_database(deploy=False)
def extensions_are_there(alias: str) -> Iterator[CheckMessage]:
    for name in EXTENSIONS:
        if not one(alias, "SELECT count(*) FROM pg_available_extensions WHERE name = %s", name):
            yield Error(
                f"The server has no extension {name}.",
                hint="Install PostgreSQL's contributed modules; on Debian they are in `postgresql`, elsewhere"
                " in `postgresql-contrib`.",
                id="center.E023",
            )


@of_the_database(deploy=True)
def application_is_no_administrator(alias: str) -> Iterator[CheckMessage]:
    if alias != "default":
        return
    # Also a role that it may become.
    if one(
        alias,
        "SELECT bool_or(rolsuper) FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')",
    ):
        yield Error(
            "The application's role is PostgreSQL's administrator and may do everything on that server.",
            hint="Make two roles as docs/production.md, 2, shows, and name portal_app in DATABASE_URL.",
            id="center.E024",
        )
    elif one(
        alias,
        "SELECT count(*) FROM pg_class WHERE relname = 'django_migrations'"
        " AND pg_has_role(current_user, relowner, 'MEMBER')",
    ):
        yield CheckWarning(
            "The application's database role owns the tables, so history could be rewritten.",
            hint="Set DATABASE_OWNER_URL to the owner and DATABASE_URL to a role without ownership.",
            id="center.W001",
        )


@of_the_database(deploy=True)
def clocks_agree(alias: str) -> Iterator[CheckMessage]:
    apart = abs(one(alias, "SELECT clock_timestamp()") - timezone.now())
    if apart > _APART:
        yield CheckWarning(
            f"The clocks of this machine and of the database differ by {apart.total_seconds():.0f} seconds.",
            hint="Let both follow the same time server, for example `timedatectl set-ntp true`.",
            id="center.W010",
        )


@of_the_database(deploy=True)
def sessions_keep_utc(alias: str) -> Iterator[CheckMessage]:
    if (zone := one(alias, "SHOW TimeZone")) != "UTC":
        yield Error(
            f"Connections to the database come in the time zone {zone} instead of UTC.",
            hint="A pooler in between forgets what was set: let it keep TimeZone (PgBouncer:"
            " track_extra_parameters), or ALTER ROLE portal_app SET TimeZone = 'UTC'.",
            id="center.E025",
        )


@of_the_database(deploy=True)
def tables_are_current(alias: str) -> Iterator[CheckMessage]:
    executor = MigrationExecutor(connections[alias])
    if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Error(
            f"{len(missing)} migrations of this version were not applied.",
            hint="`python manage.py migrate`, with DATABASE_OWNER_URL set.",
            id="center.E026",
        )


@of_the_database(deploy=True)
def nobody_of_the_demo_is_here(alias: str) -> Iterator[CheckMessage]:
    if not settings.DEMO and User.objects.using(alias).filter(email__endswith=DEMO_DOMAIN).exists():
        yield Error(
            "The database holds the accounts of the demo, whose passwords everybody knows.",
            hint="Begin with an empty database: demo data cannot be taken out again.",
            id="center.E027",
        )


@of_the_database(deploy=True)
def somebody_works(alias: str) -> Iterator[CheckMessage]:
    if alias == "default" and not worker_is_alive():
        yield CheckWarning(
            "No job worker runs on this database, so no mail goes out.",
            hint="`systemctl start portal-worker`; at a first start it comes after this check.",
            id="center.W011",
        )
