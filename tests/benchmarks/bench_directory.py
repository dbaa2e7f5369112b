"""The directory at 1,000, 5,000 and 100,000 enterprises, each as a ratio to the bare view of the same run.

Run `pytest -n 0 -m benchmark tests/benchmarks/bench_directory.py`; ENTERPRISES="1000 5000" measures fewer sizes.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from center.demo_data import load as load_center
from entrepreneurs.models import DirectoryEntry

SIZES = [int(size) for size in os.environ.get("ENTERPRISES", "1000 5000 100000").split()]
PAGES = {
    "first page": "/sr/enterprises/",
    "search with facets": "/sr/enterprises/?q=ајвар&form=association&form=cooperative&status=self_declared",
    "search for a frequent word": "/sr/enterprises/?q=задруга",
    "one facet by name": "/sr-latn/enterprises/?status=preparing",
    "misspelt word": "/sr/enterprises/?q=зимнца",
    "profile": "",
}
pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """Load the sample once for all pages of a size; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_center()
        call_command("load_sample", enterprises=request.param)
        yield request.param
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", PAGES)
def test_page(benchmark: Any, size: int, name: str, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        # The profile in the middle of the list; its address is known only once the sample is loaded.
        address = PAGES[name] or f"/sr/enterprises/{DirectoryEntry.objects.order_by('pk')[size // 2].slug}/"

        def answer() -> int:
            return Client().get(address).status_code

        assert benchmark(answer) == 200
