"""What all tests share: made-up people for each role, the office, and a browser that reports every fault."""

import os
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client, TransactionTestCase, override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings

from center.choices import Role
from center.demo_data.portal import load as load_center
from center.models import Office, OfficeHours, User
from entrepreneurs import demo_data
from entrepreneurs.demo_data.crafts import CRAFTS
from entrepreneurs.demo_data.people import names
from entrepreneurs.demo_data.services import SERVICES
from entrepreneurs.demo_data.table import TABLE
from events.views import kept_pages
from tests import database

hypothesis_settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.register_profile(
    "long", parent=hypothesis_settings.get_profile("default"), derandomize=False, max_examples=2000
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give this process a copy of the one database that was migrated."""
    with django_db_blocker.unblock():
        name = database.make_copy()
    yield
    with django_db_blocker.unblock():
        database.drop_copy(name)


@pytest.fixture(scope="session", autouse=True)
def _few_demo_enterprises() -> Iterator[None]:
    """Let `load_demo` make a handful: thirty with all that hangs on them take six seconds each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_data, "ALL", (*TABLE[:2], *CRAFTS[:1], *SERVICES[-1:], *TABLE[5:6]))
        patch.setattr(demo_data, "names", lambda: names()[:8])
        yield


@pytest.fixture(scope="session", autouse=True)
def _copies_instead_of_flushes() -> Iterator[None]:
    """Give a fresh copy of the database to the test after one that committed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.renew_copy())
        yield


@pytest.fixture(autouse=True)
def _no_language_left_behind() -> Iterator[None]:
    """A request leaves its language active in the thread; the next test begins without one."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_page_left_behind() -> None:
    """Pages kept in memory are of the records of another test."""
    kept_pages.forget_all()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Hashing made slow on purpose would be half of the suite's time."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS


Rows = list[tuple[type[Model], list[Model]]]


@pytest.fixture(scope="session")
def _demo_rows(django_db_setup: None, django_db_blocker: Any) -> Rows:
    """What `load` makes, once for all tests: made anew it would be a tenth of a second of each."""
    models: list[type[Model]] = [Office, OfficeHours, User, User.groups.through]
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        load_center()
        rows = [(model, list(model._default_manager.order_by("pk"))) for model in models]
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def office(db: None, _demo_rows: Rows) -> Office:
    """The demo's office, its staff and its member, as `center.demo_data.load` makes them."""
    for model, rows in _demo_rows:
        model._default_manager.bulk_create([copy(row) for row in rows])
        table = model._meta.db_table
        with connection.cursor() as cursor:
            # They bring their numbers along; the next row takes the one after.
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}",  # noqa: S608
                [table],
            )
    return Office.objects.get()


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences in the language of the code; without it tests speak Serbian, as the portal does."""
    with translation.override("en"):
        yield


MakeUser = Callable[..., User]


@pytest.fixture
def make_user(db: None) -> MakeUser:
    """Make a member of staff with a role, or without one a person who can only sign in."""

    def make(role: Role | None = None, email: str = "", **fields: object) -> User:
        number = User.objects.count() + 1
        user = User.objects.create_user(
            email or f"person{number}@example.org",
            "a long password for tests",
            name=str(fields.pop("name", f"Особа {number}")),
            is_staff=role is not None,
            **fields,
        )
        if role is not None:
            user.groups.add(Group.objects.get(name=str(role)))
        return user

    return make


@pytest.fixture
def coordinator(make_user: MakeUser) -> User:
    return make_user(Role.COORDINATOR, "coordinator@example.org")


@pytest.fixture
def advisor_user(make_user: MakeUser) -> User:
    return make_user(Role.ADVISOR, "advisor@example.org")


@pytest.fixture
def editor(make_user: MakeUser) -> User:
    return make_user(Role.EDITOR, "editor@example.org")


@pytest.fixture
def researcher(make_user: MakeUser) -> User:
    return make_user(Role.RESEARCHER, "researcher@example.org")


@pytest.fixture
def stranger(make_user: MakeUser) -> User:
    """Somebody who can sign in but is not staff."""
    return make_user(None, "stranger@example.org")


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """Return a client that is signed in as the user."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
