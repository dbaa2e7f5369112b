"""Check-ins per second at a door with 120 registrations; run `pytest -n 0 -m benchmark tests/benchmarks`."""

import uuid
from collections.abc import Iterator
from itertools import cycle
from threading import Barrier, Thread
from time import perf_counter
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import override_settings

from events.door_codes import pass_code
from events.models import CheckIn, Event
from events.services.door_answers import Outcome
from tests.events.doors import come, event_now, make_door, put_on_list
from tests.threads import make_room

REGISTRATIONS = 120
PHONES = 8
BATCH = 20

pytestmark = [pytest.mark.benchmark]
Scan = tuple[str, str]


def scans(event: Event, people: int = REGISTRATIONS) -> Iterator[Scan]:
    """Return the codes of registrations over and over, each time with a new key, as one door after the other does."""
    codes = [pass_code(put_on_list(event, number)) for number in range(people)]
    return ((str(uuid.uuid4()), code) for code in cycle(codes))


def phone(event: Event) -> Client:
    client = Client()
    _door, code = make_door(event)
    assert client.post(f"/en/events/{event.slug}/door/open/", {"code": code}).status_code == 302
    return client


def send(client: Client, event: Event, actions: list[Scan]) -> int:
    body = {"actions": [{"id": key, "do": "arrive", "code": code} for key, code in actions]}
    path = f"/en/events/{event.slug}/door/queue/"
    response = client.post(path, body, content_type="application/json")
    assert len(response.json()["answers"]) == len(actions)
    return int(response.status_code)


@override_settings(ROOT_URLCONF="tests.benchmarks.bare_urls", MIDDLEWARE=[])
def test_a_bare_django_view(benchmark: Any) -> None:
    client = Client()
    assert benchmark(lambda: client.get("/bare/").status_code) == 200


@pytest.mark.django_db
def test_an_arrival_in_the_service(benchmark: Any, office: Any) -> None:
    event = event_now(None)
    codes = scans(event)
    benchmark.pedantic(lambda: come(event, next(codes)[1]), rounds=REGISTRATIONS, iterations=1)
    assert CheckIn.objects.count() == REGISTRATIONS


@pytest.mark.django_db
def test_a_request_of_a_phone_with_one_arrival(benchmark: Any, office: Any) -> None:
    event = event_now(None)
    client, codes = phone(event), scans(event)
    benchmark.pedantic(lambda: send(client, event, [next(codes)]), rounds=REGISTRATIONS // 2, iterations=1)


@pytest.mark.django_db
def test_a_request_of_a_phone_that_was_without_a_connection(benchmark: Any, office: Any) -> None:
    event = event_now(None)
    client, codes = phone(event), scans(event)
    rounds = REGISTRATIONS // BATCH
    benchmark.pedantic(
        lambda: send(client, event, [next(codes) for _scan in range(BATCH)]), rounds=rounds, iterations=1
    )
    assert CheckIn.objects.count() == REGISTRATIONS


@pytest.mark.django_db
def test_the_page_of_the_door(benchmark: Any, office: Any) -> None:
    event = event_now(None)
    client = phone(event)
    scans(event)
    assert benchmark(lambda: client.get(f"/en/events/{event.slug}/door/").status_code) == 200


@pytest.mark.django_db(transaction=True)
def test_arrivals_per_second_at_eight_doors(office: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Everybody's pass is shown at two of the doors; each person is noted once."""
    event = event_now(None)
    codes = [pass_code(put_on_list(event, number)) for number in range(REGISTRATIONS)]
    make_room(PHONES)
    barrier = Barrier(PHONES + 1)
    outcomes: list[Outcome] = []

    def keep_door(number: int) -> None:
        barrier.wait()
        # Each door has a quarter of the passes, so that every pass comes to two of the eight.
        outcomes.extend(come(event, code).outcome for code in codes[number % 4 :: 4])
        connections.close_all()

    threads = [Thread(target=keep_door, args=(number,)) for number in range(PHONES)]
    for thread in threads:
        thread.start()
    barrier.wait()
    begun = perf_counter()
    for thread in threads:
        thread.join()
    seconds = perf_counter() - begun
    with capsys.disabled():
        print(f"\n{len(outcomes) / seconds:.0f} scans a second at {PHONES} doors in one process")  # noqa: T201
    assert outcomes.count(Outcome.NOTED) == outcomes.count(Outcome.HERE) == REGISTRATIONS
    assert CheckIn.objects.count() == REGISTRATIONS
