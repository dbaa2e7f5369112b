"""The page of a fair with its plan and 200 exhibitors; run `pytest -n 0 -m benchmark tests/benchmarks`.

To beat, on a machine like this: pretix's shop 59 ms and 29 pages a second, pretalx's empty shell 22 ms.
"""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from center.choices import Role
from center.demo_data import demo_user
from center.demo_data import load as load_center
from center.models import User
from events.models import Event, FairPlan, StandAssignment
from events.plan_table import Size, StandRow, ThingRow
from events.plans import drawn
from events.services import plans
from events.stand_holders import holders, propose
from events.views import kept_pages
from tests.events.fair_plans import exhibitor, make_fair, make_plan

EXHIBITORS = 200
ACROSS = 20

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def fair(django_db_setup: None, django_db_blocker: Any) -> Iterator[Event]:
    """Write the fair once for all figures; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_center()
        yield _full_fair(demo_user(Role.COORDINATOR))
        transaction.set_rollback(True)


@pytest.fixture
def _database(django_db_blocker: Any) -> Iterator[None]:
    """Let a test use what the module has written, and take back what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _full_fair(coordinator: User) -> Event:
    """Write a square of 80 × 70 m with ten rows of twenty stands, all of them taken."""
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


@override_settings(ROOT_URLCONF="tests.benchmarks.bare_urls", MIDDLEWARE=[])
def test_a_bare_django_view(benchmark: Any) -> None:
    client = Client()
    assert benchmark(lambda: client.get("/bare/").status_code) == 200


@pytest.mark.usefixtures("_database")
def test_the_page_of_a_fair_with_its_plan_and_200_exhibitors(benchmark: Any, fair: Event) -> None:
    answer = benchmark(show, fair)
    assert answer.content.decode().count('class="fair-stand"') == EXHIBITORS
    print(f"\n{len(gzip.compress(answer.content, 6)) / 1024:.1f} KB compressed")  # noqa: T201 -- a figure of the run


@pytest.mark.usefixtures("_database")
def test_the_same_page_after_somebody_registered(benchmark: Any, fair: Event) -> None:
    """The frame is made anew, the plan and the exhibitors are still those in memory."""
    show(fair)

    def after_a_change() -> Any:
        Event.objects.filter(pk=fair.pk).update(changed_at=timezone.now())
        return show(fair)

    assert benchmark(after_a_change).status_code == 200


@pytest.mark.usefixtures("_database")
def test_the_same_page_with_nothing_in_memory(benchmark: Any, fair: Event) -> None:
    def first() -> Any:
        kept_pages.forget_all()
        return show(fair)

    assert benchmark(first).status_code == 200


@pytest.mark.usefixtures("_database")
def test_drawing_the_plan_alone(benchmark: Any, fair: Event) -> None:
    plan = FairPlan.objects.get(event=fair)
    assert len(benchmark(lambda: drawn(plan, holders(fair))).stands) == EXHIBITORS


@pytest.mark.usefixtures("_database")
def test_printing_the_plan(benchmark: Any, fair: Event) -> None:
    assert benchmark(lambda: Client().get(f"/sr/events/{fair.slug}/plan.pdf").status_code) == 200


@pytest.mark.usefixtures("_database")
def test_proposing_200_stands(benchmark: Any, fair: Event) -> None:
    StandAssignment.objects.all().delete()
    plan = FairPlan.objects.get(event=fair)
    found = benchmark.pedantic(lambda: propose(plan, {}), rounds=2)
    assert all(each.stand for each in found)
