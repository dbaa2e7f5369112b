from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone


def a_worker_that_last_spoke(ago: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now() - ago]
        )


def test_the_process_answers_without_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_with_a_living_worker(client: Client) -> None:
    a_worker_that_last_spoke(timedelta(seconds=5))
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": True,
        "migrations": True,
        "worker": True,
        "queue": True,
    }


@pytest.mark.django_db
def test_not_ready_when_the_worker_fell_silent(client: Client) -> None:
    a_worker_that_last_spoke(timedelta(minutes=5))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "database": True,
        "migrations": True,
        "worker": False,
        "queue": True,
    }


@pytest.mark.django_db
def test_health_is_not_cached(client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]


@pytest.mark.django_db
def test_strangers_learn_nothing_but_the_state(client: Client) -> None:
    body: Any = client.get("/readyz").json()
    assert set(body) == {"ready", "database", "migrations", "worker", "queue"}
