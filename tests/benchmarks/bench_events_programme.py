"""The programme of an event with a hundred sessions; run `pytest -n 0 -m benchmark tests/benchmarks`.

To beat, on a machine like this: pretalx's programme without JavaScript 53 ms, its empty shell 22 ms.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from center.models import User
from events.models import Event
from events.programmes import difference, snapshot
from events.services.programmes import programme_of, released
from events.views import kept_pages, programme_parts
from tests.events.test_programme_pages import parallel

SESSIONS, ROOMS = 100, 4

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def programme() -> Event:
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=20)
    return parallel(SESSIONS, rooms=ROOMS, starts_at=start)


def show(event: Event, path: str = "programme/") -> int:
    return Client().get(f"/sr/events/{event.slug}/{path}").status_code


def test_a_bare_django_view(benchmark: Any, settings: Any) -> None:
    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = "tests.benchmarks.bare_urls"
    client = Client()
    assert benchmark(lambda: client.get("/bare/").status_code) == 200


def test_the_programme_of_100_sessions(benchmark: Any, programme: Event) -> None:
    assert benchmark(show, programme) == 200


def test_the_programme_of_100_sessions_shown_for_the_first_time(benchmark: Any, programme: Event) -> None:
    def first() -> int:
        programme_parts._rendered.cache_clear()
        kept_pages.forget_all()
        return show(programme)

    assert benchmark(first) == 200


def test_the_programme_of_100_sessions_for_who_is_signed_in(benchmark: Any, programme: Event) -> None:
    client = Client()
    client.force_login(User.objects.earliest("pk"))
    path = f"/sr/events/{programme.slug}/programme/"
    assert benchmark(lambda: client.get(path).status_code) == 200


def test_the_page_of_the_event_with_its_programme(benchmark: Any, programme: Event) -> None:
    assert benchmark(show, programme, "") == 200


def test_an_empty_page_of_the_portal(benchmark: Any, programme: Event) -> None:
    assert benchmark(lambda: Client().get("/sr/about/").status_code) == 200


def test_comparing_two_versions_of_100_sessions(benchmark: Any, programme: Event) -> None:
    before = programme_of(released(programme))
    programme.items.update(about_sr="Друго")
    assert len(benchmark(difference, before, snapshot(programme)).changed) == SESSIONS
