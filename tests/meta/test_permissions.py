"""Who may open what: one table over every address of the portal; a new address without a decision fails.

A cell is the status of a GET. 302 leads to the login (or, for the accounts' own pages, onwards); a person who is
signed in but has no business at an address gets 403 or 404.
"""

from collections import deque
from collections.abc import Callable

import pytest
from django.template.response import SimpleTemplateResponse
from django.test import Client

from center.choices import Role
from center.models import User
from tests.meta.every_address import Records, routes
from tests.meta.permission_table import PERSONAS, TABLE

pytestmark = pytest.mark.django_db


def test_every_address_has_a_decision() -> None:
    assert {name for name, _ in routes()} == set(TABLE)


@pytest.mark.parametrize(
    "persona",
    [
        pytest.param(each, marks=pytest.mark.long) if each in {"coordinator", "researcher"} else each
        for each in PERSONAS
    ],
)
def test_each_person_opens_what_the_table_says(
    persona: str, make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only the status counts here; other tests look at what the pages say.
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    records = Records()
    client = Client(raise_request_exception=False)
    if persona != "anonymous":
        user = make_user(None if persona == "stranger" else Role(persona))
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    found = {name: _status(client, records.address(name, route)) for name, route in routes()}
    wanted = {name: row[PERSONAS.index(persona)] for name, row in TABLE.items()}
    assert {name: (wanted[name], status) for name, status in found.items() if status != wanted[name]} == {}


def _status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        # The whole file, or it stays open.
        deque(answer, maxlen=0)
    return int(answer.status_code)
