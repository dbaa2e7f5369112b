"""The page of a fair with its plan and 200 exhibitors; run `pytest -n 0 -m benchmark tests/benchmarks`.

To beat, on a machine like this: pretix's shop 59 ms and 29 pages a second, pretalx's empty shell 22 ms.
"""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from center.models import User
from events.models import Event, FairPlan, StandAssignment
from events.plan_table import Size, StandRow, ThingRow
from events.plans import drawn
from events.services import plans
from events.stand_holders import holders, propose
from tests.events.fair_plans import exhibitor, make_fair, make_plan

EXHIBITORS = 200
ACROSS = 20

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def fair(coordinator: User) -> Event:
    """A square of 80 × 70 m with ten rows of twenty stands, all of them taken."""
    event = make_fair(coordinator, starts_at=timezone.now() + timedelta(days=20))
    rows = [
        StandRow(str(number + 1), 100 + 390 * (number % ACROSS), 100 + 650 * (number // ACROSS), 300, 300)
        for number in range(EXHIBITORS)
    ]
    plan = make_plan(
        coordinator,
        event=event,
        size=Size(8000, 7000),
        stands=rows,
        things=[ThingRow("entrance", 0, 6800, 400, 100)],
    )
    plans.show_plan(plan=plan, by=coordinator)
    found = [
        exhibitor(event, coordinator, f"Предузеће {number}", "Мед од багрема", "Ајвар")
        for number in range(EXHIBITORS)
    ]
    StandAssignment.objects.bulk_create(
        StandAssignment(stand=stand, application=each, assigned_by=coordinator)
        for stand, each in zip(plan.stands.order_by("pk"), found, strict=True)
    )
    Event.objects.filter(pk=event.pk).update(
        state="published",
        published_at=timezone.now(),
        published_by=coordinator,
        online_link="https://meet.example.org/fair",
    )
    return event


def show(event: Event) -> Any:
    return Client().get(f"/sr/events/{event.slug}/")


def test_a_bare_django_view(benchmark: Any, settings: Any) -> None:
    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = "tests.benchmarks.bare_urls"
    client = Client()
    assert benchmark(lambda: client.get("/bare/").status_code) == 200


def test_the_page_of_a_fair_with_its_plan_and_200_exhibitors(benchmark: Any, fair: Event) -> None:
    answer = benchmark(show, fair)
    assert answer.content.decode().count('class="fair-stand"') == EXHIBITORS
    print(f"\n{len(gzip.compress(answer.content, 6)) / 1024:.1f} KB compressed")  # noqa: T201 -- a figure of the run


def test_drawing_the_plan_alone(benchmark: Any, fair: Event) -> None:
    plan = FairPlan.objects.get(event=fair)
    assert len(benchmark(lambda: drawn(plan, holders(fair))).stands) == EXHIBITORS


def test_printing_the_plan(benchmark: Any, fair: Event) -> None:
    assert benchmark(lambda: Client().get(f"/sr/events/{fair.slug}/plan.pdf").status_code) == 200


def test_proposing_200_stands(benchmark: Any, fair: Event) -> None:
    StandAssignment.objects.all().delete()
    plan = FairPlan.objects.get(event=fair)
    found = benchmark.pedantic(lambda: propose(plan, {}), rounds=2)
    assert all(each.stand for each in found)
