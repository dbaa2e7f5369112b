"""The world in which the permissions are tried; made once for the tests of a file."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.trust.permissions.personas import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Records and personas; each test works in a transaction inside of this one, which is taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
