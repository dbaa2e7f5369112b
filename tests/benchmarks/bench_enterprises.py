"""Pages about enterprises on the demo's data; run `pytest -n 0 -m benchmark tests/benchmarks`."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from entrepreneurs.models import Enterprise

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]


@pytest.mark.parametrize("page", ["profile", "compare", "statistics"])
def test_page_about_enterprises(benchmark: Any, db: None, page: str) -> None:
    call_command("load_demo")
    slugs = list(Enterprise.objects.published().order_by("pk").values_list("slug", flat=True)[:4])
    path = {
        "profile": f"/sr/enterprises/{slugs[0]}/",
        "compare": "/sr/enterprises/compare/?" + "&".join(f"e={slug}" for slug in slugs),
        "statistics": "/sr/enterprises/statistics/",
    }[page]
    assert benchmark(lambda: Client().get(path).status_code) == 200
