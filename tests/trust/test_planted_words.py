"""Formulas, markup, headers and programs stand in every column; in no answer are they more than words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.consultations.factories import NOW
from tests.trust.pages import MARK_TAG
from tests.trust.people import ANONYMOUS, MEMBER, PERSONAS, World
from tests.trust.planting import READ_KINDS, plant_in_json, planted, wrong_in
from tests.trust.walking import walk

pytestmark = pytest.mark.django_db
# Pages on which the words have to stand, or the walk looked at nothing.
FEWEST_PAGES_WITH_WORDS = {ANONYMOUS: 200, MEMBER: 60, "coordinator": 200}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            made = World()
            assert planted() >= 150
            assert plant_in_json() >= 3
        yield made
        transaction.set_rollback(True)


@pytest.mark.long
@pytest.mark.parametrize("persona", PERSONAS)
def test_words_that_were_planted_everywhere_come_out_as_words(world: World, persona: str) -> None:
    faults, kinds, shown = [], Counter[str](), 0
    with time_machine.travel(NOW, tick=False):
        for met in walk(world, persona):
            kind = met.response.headers.get("Content-Type", "").partition(";")[0]
            kinds[kind] += 1
            shown += MARK_TAG.encode() in met.body
            if met.response.status_code >= 500 and met.path != "/readyz":
                faults.append(f"{met.path} answers {met.response.status_code}")
            faults += [f"{met.path}: {each}" for each in wrong_in(met.response, met.body, met.path)]
    assert faults == []
    assert shown >= FEWEST_PAGES_WITH_WORDS.get(persona, 60)
    if persona == "coordinator":
        assert READ_KINDS - set(kinds) == set()


SOME = [
    "/sr/",
    "/sr/search/?q=x-mark",
    "/sr/enterprises/",
    "/sr/events/",
    "/sr/news/",
    "/sr/press/",
    "/sr/resources/",
    "/sr/advocacy/",
    "/sr/indicators/",
    "/feeds/news.xml",
    "/sitemap.xml",
    "/sr/data/",
    "/admin/",
    "/admin/entrepreneurs/entrepreneur/",
    "/admin/consultations/consultation/",
    "/admin/events/event/",
    "/admin/center/storedmail/",
]


def test_on_the_pages_that_most_people_open_planted_words_come_out_as_words(world: World) -> None:
    faults, shown = [], 0
    with time_machine.travel(NOW, tick=False):
        register = next(each for each in world.addresses if each.endswith("/register/"))
        for met in walk(world, "coordinator", [*SOME, register]):
            shown += MARK_TAG.encode() in met.body
            assert (met.path, met.response.status_code) == (met.path, 200)
            faults += [f"{met.path}: {each}" for each in wrong_in(met.response, met.body, met.path)]
    assert faults == []
    assert shown >= 12
