"""Events: their pages, one registration, and 200 people at once; run `pytest -n 0 -m benchmark tests/benchmarks`."""

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from events.errors import NoPlaceLeft
from events.models import Event, Place
from tests.events.factories import enter, make_event

PEOPLE = 200
CONNECTIONS = 20

pytestmark = [pytest.mark.benchmark]


@pytest.fixture
def coming(db: None) -> Event:
    starts_at = timezone.now() + timedelta(days=10)
    return make_event(20_000, starts_at=starts_at, most_together=50)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/sr/events/", "/sr/events/mini-fair-2/", "/sr/events/mini-fair-2/register/"]
)
def test_a_page_of_the_demo(benchmark: Any, path: str) -> None:
    call_command("load_demo")
    client = Client()
    assert benchmark(lambda: client.get(path).status_code) == 200


@pytest.mark.django_db
def test_one_registration_among_a_thousand(benchmark: Any, coming: Event) -> None:
    """Its median is the time of one registration; one over it is registrations per second by one process."""
    for number in range(20):
        enter(coming, number, size=50)
    numbers = iter(range(100, 10_000))
    benchmark.pedantic(lambda number: enter(coming, number), setup=lambda: ((next(numbers),), {}), rounds=100)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_people_for_five_places(benchmark: Any) -> None:
    """All at the same moment, on twenty connections; exactly five get a place."""
    event = make_event(5, starts_at=timezone.now() + timedelta(days=10))
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.resize(1, CONNECTIONS)

    def rush() -> Counter[str]:
        outcomes: list[str] = []
        barrier = Barrier(CONNECTIONS)

        def run(first: int) -> None:
            barrier.wait(timeout=60)
            for number in range(first, first + PEOPLE // CONNECTIONS):
                try:
                    enter(event, number, may_wait=False)
                    outcomes.append("registered")
                except NoPlaceLeft:
                    outcomes.append("refused")
            connections.close_all()

        threads = [Thread(target=run, args=(each * 1000,)) for each in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Counter(outcomes)

    assert benchmark.pedantic(rush, rounds=1) == {"registered": 5, "refused": PEOPLE - 5}
    assert Place.objects.filter(event=event).count() == 5
