"""What the default run leaves to the long one, so that it takes minutes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

NEEDS_THE_DATABASE = {"db", "transactional_db"}


def seldom(values: Iterable[object]) -> list[Any]:
    """Return the values as parameters of the long run only."""
    return [pytest.param(value, marks=pytest.mark.long) for value in values]


def leave_to_the_long_run(items: Iterable[pytest.Item]) -> None:
    """Mark parameters of tests with the database as long, but for the first and the last of each test.

    A test marked `each` keeps all of them: there each parameter is a rule of its own, and quick.
    """
    of_one_test: dict[tuple[object, ...], list[pytest.Function]] = defaultdict(list)
    for item in items:
        if (
            isinstance(item, pytest.Function)
            and (item.get_closest_marker("django_db") or NEEDS_THE_DATABASE.intersection(item.fixturenames))
            and not item.get_closest_marker("each")
            and not item.get_closest_marker("long")
        ):
            of_one_test[item.path, item.cls, item.originalname].append(item)
    for same in of_one_test.values():
        for item in same[1:-1]:
            item.add_marker(pytest.mark.long)
