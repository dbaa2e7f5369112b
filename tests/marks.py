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
    """Mark as long what says much the same as its neighbours.

    Of a test with the database the default run takes the first and the last parameter. Of the tests of a file
    that commit, races and kills among them, it takes the first that is marked `always`, since each needs a database of
    its own; of its browser tests the first and all marked `always`. A test marked `each` keeps all of its parameters:
    there each is a rule of its own, and quick. First and last are meant as they are written: the tests have been
    shuffled before.
    """
    of_one_test: dict[tuple[object, ...], list[pytest.Function]] = defaultdict(list)
    in_the_browser: dict[object, list[pytest.Function]] = defaultdict(list)
    of_one_file: dict[object, list[pytest.Function]] = defaultdict(list)
    left: list[pytest.Function] = []
    for item in items:
        if not isinstance(item, pytest.Function) or item.get_closest_marker("long"):
            continue
        if item.get_closest_marker("browser"):
            in_the_browser[item.path].append(item)
        elif commits(item):
            (of_one_file[item.path] if item.get_closest_marker("always") else left).append(item)
        elif _needs_the_database(item) and not item.get_closest_marker("each"):
            of_one_test[item.path, item.cls, item.originalname].append(item)
    left += [item for same in of_one_test.values() for item in sorted(same, key=_written)[1:-1]]
    left += [item for same in of_one_file.values() for item in sorted(same, key=_written)[1:]]
    for same in in_the_browser.values():
        left += [item for item in sorted(same, key=_written)[1:] if not item.get_closest_marker("always")]
    for item in left:
        item.add_marker(pytest.mark.long)


def commits(item: pytest.Function) -> bool:
    """Say whether the test commits, and so needs a database of its own."""
    mark = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(mark and mark.kwargs.get("transaction"))


def the_slowest_first(items: list[pytest.Item]) -> None:
    """Put the tests of the start before all others: they share one demo, if one process runs them."""
    items.sort(key=lambda item: "start" not in item.path.parent.parts)


def _needs_the_database(item: pytest.Function) -> bool:
    return bool(item.get_closest_marker("django_db") or NEEDS_THE_DATABASE.intersection(item.fixturenames))


def _written(item: pytest.Function) -> tuple[int, ...]:
    """Return where a test stands in its file: the line, then the numbers of its parameters."""
    parameters = item.callspec.indices.values() if hasattr(item, "callspec") else ()
    return (item.location[1] or 0, *parameters)
