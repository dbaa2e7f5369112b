"""The one box over the texts of some years; run `pytest -n 0 -m benchmark tests/benchmarks`."""

from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client

from tests.center.publications import make_news, published

ITEMS = 500
BODY = "На сајму су се представиле задруге које праве мед, зимницу и керамику за домаће купце. " * 24

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]


def test_a_bare_django_view(benchmark: Any, settings: Any) -> None:
    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = "tests.benchmarks.bare_urls"
    assert benchmark(lambda: Client().get("/bare/").status_code) == 200


@pytest.fixture
def years(db: None) -> None:
    """Make the demo and news of ten years, one a week, of some 2,000 characters each."""
    call_command("load_demo")
    for number in range(ITEMS):
        published(make_news(f"Вест {number}", body_sr=BODY, body_en=BODY))


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize("typed", ["сајам", "kultivator"], ids=["found", "not_found"])
def test_a_search_of_the_whole_site(benchmark: Any, typed: str) -> None:
    """What is not found is looked for a second time, by likeness."""
    client = Client()
    assert benchmark(lambda: client.get(f"/sr/search/?q={quote(typed)}").status_code) == 200
