"""Free times and bookings with many visits in the table; run `pytest -n 0 -m benchmark tests/benchmarks`."""

import uuid
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from consultations import slots
from consultations.choices import Mode
from consultations.errors import BookingRefusedError
from consultations.models import Consultation, Topic
from consultations.sample_data import ADVISORS
from consultations.services import book
from tests.consultations.factories import make_advisor, make_topic

VISITS = 20_000
DAYS = 60
PEOPLE = 200
CONNECTIONS = 20

pytestmark = [pytest.mark.benchmark]


@pytest.fixture
def many(db: None) -> Topic:
    call_command("load_sample", consultations=VISITS)
    assert Consultation.objects.count() == VISITS
    return Topic.objects.get(slug="uzorak")


@pytest.mark.django_db
def test_free_times_of_ten_advisors_over_sixty_days(benchmark: Any, many: Topic) -> None:
    today = timezone.localdate()
    free = benchmark(slots.free_times, many, first=today, last=today + timedelta(days=DAYS))
    assert len({pk for each in free for pk in each.advisors}) == ADVISORS


@pytest.mark.django_db
def test_the_page_of_free_days_with_ten_advisors(benchmark: Any, many: Topic, office: Any) -> None:
    path = f"/sr/consultations/book/?topic={many.slug}"
    assert benchmark(lambda: Client().get(path).status_code) == 200


def _book(topic: Topic, start: Any) -> Consultation:
    return book(
        topic=topic,
        start=start,
        mode=Mode.OFFICE,
        name="Мерење",
        phone="+381600000098",
        language="sr",
        submission=uuid.uuid4(),
    )


@pytest.mark.django_db
def test_one_booking_on_a_slot_of_its_own(benchmark: Any, many: Topic) -> None:
    """Its median is the time of one booking; one over it is bookings per second by one process."""
    today = timezone.localdate()
    starts = iter(slots.free_times(many, first=today + timedelta(days=1), last=today + timedelta(days=DAYS)))
    benchmark.pedantic(
        lambda start: _book(many, start), setup=lambda: ((next(starts).start,), {}), rounds=100
    )


@pytest.mark.django_db(transaction=True)
def test_two_hundred_people_on_one_slot(benchmark: Any) -> None:
    """All at the same moment, on twenty connections; one gets it, the others hear of the nearest times."""
    topic = make_topic(notice_amount=0)
    make_advisor(topic, days=range(1, 8))
    start = slots.next_free([topic])
    assert start is not None
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.resize(1, CONNECTIONS)

    def rush() -> Counter[str]:
        outcomes: list[str] = []
        barrier = Barrier(CONNECTIONS)

        def run() -> None:
            barrier.wait(timeout=60)
            for _person in range(PEOPLE // CONNECTIONS):
                try:
                    _book(topic, start[1])
                    outcomes.append("booked")
                except BookingRefusedError:
                    outcomes.append("refused")
            connections.close_all()

        threads = [Thread(target=run) for _each in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Counter(outcomes)

    found = benchmark.pedantic(rush, rounds=1)
    assert found == {"booked": 1, "refused": PEOPLE - 1}
