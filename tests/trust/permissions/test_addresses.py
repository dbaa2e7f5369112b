"""Who opens and who sends what: every address of the portal for every persona; one without a decision fails."""

import re
from collections.abc import Iterable

import pytest
from django.template.response import SimpleTemplateResponse

from tests.meta.every_address import routes
from tests.trust.permissions.buttons import wrongly_done
from tests.trust.permissions.personas import (
    ANONYMOUS,
    DOOR,
    ENDED_DOOR,
    OTHER,
    OTHER_DOOR,
    OTHERS_CASE,
    PERSONAS,
    World,
)
from tests.trust.permissions.table import ADDRESSES
from tests.trust.permissions.walk import KEPT_OUT, read, send

pytestmark = pytest.mark.django_db
# Beyond the end of every list.
NOBODYS = "987654321"


@pytest.fixture(autouse=True)
def _only_signs_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no pages; other tests look at what they say."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def wrongly_opened(world: World, personas: Iterable[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return where an address answers otherwise than decided: (wanted, found)."""
    found = {}
    for persona in personas:
        client = world.client(persona)
        for name, route in _walked(persona):
            wanted, told = ADDRESSES[name][persona][0], read(client, world.address(name, route))
            if wanted != told:
                found[name, persona] = (wanted, told)
    return found


def wrongly_sent(world: World, personas: Iterable[str]) -> dict[tuple[str, str], object]:
    """Return where a form is answered otherwise than decided, and where a refused one wrote something."""
    found: dict[tuple[str, str], object] = {}
    for persona in personas:
        client = world.client(persona)
        for name, route in _walked(persona):
            wanted = ADDRESSES[name][persona][1]
            told, written = send(client, world.address(name, route), world.data(name))
            if wanted != told:
                found[name, persona] = (wanted, told)
            elif told in KEPT_OUT and written:
                found[name, persona] = written
    return found


def _walked(persona: str) -> list[tuple[str, str]]:
    """Leave out where a pass means nothing: its cookie goes to the pages of the door alone."""
    of_door = persona in {DOOR, OTHER_DOOR, ENDED_DOOR}
    return [(name, route) for name, route in routes() if not of_door or name.startswith("events:")]


def test_every_address_has_a_decision() -> None:
    assert {name for name, _ in routes()} == set(ADDRESSES)


def test_strangers_and_advisors_of_other_cases_open_and_press_what_the_table_says(world: World) -> None:
    assert wrongly_opened(world, (ANONYMOUS, OTHER, OTHERS_CASE)) == {}
    assert wrongly_done(world, (OTHERS_CASE,)) == {}


@pytest.mark.long
@pytest.mark.parametrize(
    "personas", [PERSONAS[:6], PERSONAS[6:9], PERSONAS[9:]], ids=["public", "staff", "more staff"]
)
def test_each_persona_opens_and_sends_what_the_table_says(world: World, personas: tuple[str, ...]) -> None:
    assert (wrongly_opened(world, personas), wrongly_sent(world, personas)) == ({}, {})


@pytest.mark.long
def test_a_refusal_does_not_tell_whether_there_is_such_a_record(world: World) -> None:
    """Who is kept out of a record gets the same answer for a number that nobody has; also who is logged in."""
    told = {}
    for persona in PERSONAS:
        client = world.client(persona)
        for name, route in _walked(persona):
            address = world.address(name, route)
            nobodys = _of_nobody(route, address)
            if ADDRESSES[name][persona][0] == "x" and nobodys != address and not _sees_record(name, persona):
                there, not_there = read(client, address), read(client, nobodys)
                if there != not_there:
                    told[name, persona] = (there, not_there)
    assert told == {}


def _sees_record(name: str, persona: str) -> bool:
    """Who sees the record's page knows that it is there, and may be told so by a button of it."""
    parts = name.split("_")
    pages = ("_".join([*parts[:length], "change"]) for length in range(1, len(parts)))
    return any(ADDRESSES.get(page, {}).get(persona, ("", ""))[0] == "+" for page in pages)


def _of_nobody(route: str, address: str) -> str:
    """Put a number that no record has in the place of the first number of an address."""
    if "<int:" not in route and "<path:object_id>" not in route:
        return address
    return re.sub(r"/\d+(?=/|\.|$)", f"/{NOBODYS}", address, count=1)
