"""No address of the public pages ends in a fault, whatever stands in its path, its query or its method."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
import time_machine
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crawl.public_forms import forget_limits, state
from tests.crawl.test_bad_input import PARAMETERS, SOUND, encoded, examples, is_right, junk
from tests.meta.every_address import Records, routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(clock: time_machine.Traveller) -> list[str]:
    """Every address outside the admin, in each language, with records behind it."""
    records = Records()
    # The page for machines that watch the portal rightly says 503 while no worker runs.
    paths = [
        records.address(name, route)
        for name, route in routes()
        if not name.startswith("admin:") and name != "readyz"
    ]
    return sorted(
        {path.replace("/sr/", f"/{code}/", 1) for path in paths for code in ("sr", "sr-latn", "en")}
    )


@st.composite
def requests(draw: st.DrawFn, addresses: Sequence[str]) -> dict[str, Any]:
    path, _, key = draw(st.sampled_from(addresses)).partition("?")
    if draw(st.integers(0, 4)) == 0:
        parts = path.split("/")
        parts[draw(st.integers(1, len(parts) - 1))] = quote_from_bytes(draw(junk)[:2000], safe=b"")
        path = "/".join(parts)
    pair = st.tuples(
        st.sampled_from([name.encode() for name in PARAMETERS]), st.one_of(st.sampled_from(SOUND), junk)
    )
    pairs = draw(st.lists(pair, max_size=5))
    query = encoded(pairs).decode()
    if draw(st.integers(0, 5)) == 0:
        query = draw(junk).decode("latin-1").replace("#", "")
    return {
        "method": draw(st.sampled_from(["GET"] * 6 + ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])),
        "path": path,
        "QUERY_STRING": "&".join(filter(None, [key if draw(st.booleans()) else "", query])),
    }


@pytest.mark.long
def test_no_address_breaks_a_page(addresses: list[str]) -> None:
    before = state()

    @settings(max_examples=examples(100))
    @given(request=requests(addresses))
    def ask(request: dict[str, Any]) -> None:
        forget_limits()
        assert is_right(Client(enforce_csrf_checks=True).generic(**request))

    ask()
    assert state() == before
