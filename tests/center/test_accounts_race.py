"""Two coordinators against each other; these tests commit."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from center.base.roles import fill_groups
from center.choices import Role
from center.models import User
from center.services import accounts
from tests.marks import seldom

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]


@pytest.fixture
def two_coordinators(make_user: Callable[..., User]) -> tuple[User, User]:
    fill_groups(using="default")
    return make_user(Role.COORDINATOR), make_user(Role.COORDINATOR)


def end_each_other(first: User, second: User) -> list[str]:
    """Let both end the other's access at the same moment; return what each was told."""
    told: list[str] = []
    start = threading.Barrier(2)

    def end(user: User, by: User) -> None:
        start.wait()
        try:
            accounts.end_access(user=user, by=by, reason="")
        except (PermissionDenied, ValidationError) as refusal:
            told.append(type(refusal).__name__)
        else:
            told.append("done")
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


@pytest.mark.parametrize("_round", [0, 1, *seldom(range(2, 10))])
def test_two_coordinators_cannot_end_each_other_at_once(
    two_coordinators: tuple[User, User],
    _round: int,
) -> None:
    assert end_each_other(*two_coordinators) == ["PermissionDenied", "done"]
    assert User.objects.filter(is_active=True).count() == 1


def test_without_the_lock_both_would_be_shut_out(
    two_coordinators: tuple[User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    after_the_checks = threading.Barrier(2, timeout=20)
    monkeypatch.setattr(accounts, "_lock_colleague", lambda user, _by: User.objects.get(pk=user.pk))
    monkeypatch.setattr(accounts, "_end_sessions", lambda _user: after_the_checks.wait())
    assert end_each_other(*two_coordinators) == ["done", "done"]
    assert User.objects.filter(is_active=True).count() == 0
