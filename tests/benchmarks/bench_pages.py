"""Home page and booking steps on the demo's data; run `pytest -n 0 -m benchmark tests/benchmarks`."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from consultations.models import Topic
from consultations.slots import next_free
from consultations.views.selection import Selection

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]


@pytest.fixture
def demo(db: None) -> None:
    call_command("load_demo")


def answer(client: Client, path: str) -> int:
    return client.get(path).status_code


def test_a_bare_django_view(benchmark: Any, settings: Any) -> None:
    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = "tests.benchmarks.bare_urls"
    assert benchmark(answer, Client(), "/bare/") == 200


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_home_page(benchmark: Any, demo: None, language: str) -> None:
    assert benchmark(answer, Client(), f"/{language}/") == 200


@pytest.mark.parametrize("step", ["topics", "topic", "day", "time", "details"])
def test_booking_step(benchmark: Any, demo: None, step: str) -> None:
    found = next_free(Topic.objects.published())
    assert found is not None
    chosen = Selection(topic=found[0], mode=found[0].modes[0])
    address = {
        "topics": reverse("consultations:topics"),
        "topic": reverse("consultations:book"),
        "day": chosen.url,
        "time": chosen.on(found[1].date()).url,
        "details": chosen.at(found[1]).url,
    }[step]
    assert benchmark(answer, Client(), address) == 200
