"""What all tests share: made-up people for each role, the office, and a browser that reports every fault."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings

from center.choices import Role
from center.demo_data import load as load_center
from center.models import Office, User

settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile("long", parent=settings.get_profile("default"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

pytest_plugins = ["tests.browser"]


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Counters and cached blocks of one test are not there in the next."""
    yield
    if hasattr(cache, "_cache"):
        cache.clear()


@pytest.fixture
def office(db: None) -> Office:
    load_center()
    return Office.objects.get()


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


def has_chromium() -> bool:
    return shutil.which("chromium") is not None
