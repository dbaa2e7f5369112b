"""The first page: what it leads to, what is alive on it, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.choices.advocacy import StepKind
from center.models import Office, User
from tests.center.advocacy.factories import published as initiative
from tests.center.frameworks import make_grant
from tests.center.publications import make_news
from tests.center.publications import published as in_public
from tests.center.resources.library import make_call
from tests.events.factories import make_event
from tests.marks import seldom

pytestmark = pytest.mark.django_db
_QUERIES = 15


def fill(rows: int, by: User) -> None:
    for number in range(rows):
        in_public(make_news(f"Вест {number}"))
        make_call(title_sr=f"Конкурс {number}", deadline_day=timezone.localdate() + timedelta(days=9))
        make_event(title_sr=f"Догађај {number}", starts_at=timezone.now() + timedelta(days=9))
        initiative(by, (StepKind.SUBMITTED, 20 + number), title=f"Иницијатива {number}")


def test_every_app_has_its_say_on_the_first_page(office: Office, coordinator: User) -> None:
    fill(1, coordinator)
    html = Client().get("/sr/").content.decode()
    said: dict[str, Any] = {
        name: name in html for name in ("Вест 0", "Конкурс 0", "Догађај 0", "Иницијатива 0")
    }
    assert said == dict.fromkeys(said, True)


@pytest.mark.each
@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_first_page_takes_the_same_number_of_queries(
    rows: int, office: Office, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(rows, coordinator)
    for number in range(rows):
        make_grant(f"grant-{number}")
    Client().get("/sr/")
    with django_assert_num_queries(_QUERIES):
        Client().get("/sr/")
