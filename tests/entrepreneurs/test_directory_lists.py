"""A change of one of the office's lists reaches the public directory within seconds, by a job."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from center.models import User
from entrepreneurs import tasks
from entrepreneurs.models import (
    ActivityCode,
    DirectoryEntry,
    DirectoryRules,
    Enterprise,
    ProductCategory,
    Settlement,
    VulnerableGroup,
)
from entrepreneurs.services.changes import touched
from entrepreneurs.services.directory_lists import queue_if_stale
from tests.entrepreneurs.factories import offer, place, published, serve
from tests.entrepreneurs.typed_forms import typed

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def enterprise() -> Enterprise:
    enterprise = published("Златна нит", settlement="Бела Вода", activity="1039")
    serve(enterprise, "roma")
    offer(enterprise, "Чарапе", "clothing")
    touched(enterprise)
    return enterprise


def queued() -> list[dict[str, Any]]:
    rows = ProcrastinateJob.objects.filter(task_name="entrepreneurs.refresh_entries", status="todo")
    return [row.args for row in rows.order_by("id")]


def work() -> list[int]:
    """Do what is queued, as the worker would, and return how many entries each job looked at."""
    waiting = queued()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo'")
    return [tasks.refresh_entries(**each) for each in waiting]


def found(words: str) -> bool:
    return "Златна нит" in Client().get("/sr/enterprises/", {"q": words}).content.decode()


LISTS: list[tuple[Callable[[], Any], str]] = [
    (lambda: Settlement.objects.get(name_sr="Бела Вода"), "name_sr"),
    (lambda: ActivityCode.objects.get(code="1039"), "name_sr"),
    (lambda: ActivityCode.objects.get(code="C"), "name_sr"),
    (lambda: VulnerableGroup.objects.in_use().get(code="roma"), "name_sr"),
    (lambda: ProductCategory.objects.get(slug="clothing"), "name_sr"),
]


@pytest.mark.parametrize(("record", "field"), LISTS)
def test_an_enterprise_is_found_by_the_new_name_of_what_it_is_listed_under(
    record: Callable[[], Any], field: str, enterprise: Enterprise, coordinator: User, as_user: AsUser
) -> None:
    published("Друго", settlement="Жабаре")
    one, client = record(), as_user(coordinator)
    page = reverse(f"admin:entrepreneurs_{one._meta.model_name}_change", args=[one.pk])
    client.post(page, typed(client.get(page)))
    assert queued() == []
    assert not found("стрмоглавица")
    client.post(page, typed(client.get(page)) | {field: "Стрмоглавица"})
    # One entry alone is made of it.
    assert work() == [1]
    assert found("стрмоглавица")


def test_a_new_short_name_of_a_group_is_a_new_value_to_choose(
    enterprise: Enterprise, coordinator: User, as_user: AsUser
) -> None:
    group, client = VulnerableGroup.objects.in_use().get(code="roma"), as_user(coordinator)
    page = reverse("admin:entrepreneurs_vulnerablegroup_change", args=[group.pk])
    client.post(page, typed(client.get(page)) | {"code": "romani"})
    assert work() == [1]
    assert "group:romani" in DirectoryEntry.objects.get().facets


def test_new_rules_hold_for_every_entry_at_once(
    enterprise: Enterprise, coordinator: User, as_user: AsUser
) -> None:
    Enterprise.objects.update(confirmed_on=date(2026, 1, 1), published_at="2025-01-01T12:00Z")
    DirectoryEntry.objects.update(is_marked=False)
    client, page = as_user(coordinator), reverse("admin:entrepreneurs_directoryrules_change", args=[1])
    rules = {"ask_after_months": "1", "mark_after_months": "2", "hide_after_months": "600"}
    client.post(page, typed(client.get(page)) | rules)
    assert (DirectoryRules.objects.current().mark_after_months, work()) == (2, [1])
    assert DirectoryEntry.objects.get().is_marked


def test_a_database_from_before_the_directory_is_filled_after_migrate(enterprise: Enterprise) -> None:
    DirectoryEntry.objects.all().delete()
    # As `migrate` ends, also that of `restore`, when there was nothing to migrate.
    for app in apps.get_app_configs():
        if app.name in {"entrepreneurs", "procrastinate.contrib.django"}:
            post_migrate.send(
                sender=app,
                app_config=app,
                verbosity=0,
                interactive=False,
                using="default",
                apps=apps,
                plan=[],
            )
    assert (work(), DirectoryEntry.objects.get().enterprise) == ([1], enterprise)


def test_after_other_migrations_nothing_is_done_and_after_ones_own_everything(
    enterprise: Enterprise,
) -> None:
    queue_if_stale(using="default", migrated=["center"])
    assert queued() == []
    queue_if_stale(using="default", migrated=["center", "entrepreneurs"])
    assert work() == [1]
    place("Празно")
    Enterprise.objects.update(state="archived")
    DirectoryEntry.objects.all().delete()
    queue_if_stale(using="default", migrated=["entrepreneurs"])
    assert queued() == []
