"""A field that a form does not ask for is not saved, whoever sends it along.

Public forms and those of the account are sent so on the walk over all forms (`tests/trust/test_forms.py`, `taken`);
here are those of the admin, for each role.
"""

from typing import Any

import pytest
from django.contrib import admin

from center.models import Grant
from tests.trust.permissions.personas import COORDINATOR, EDITOR, OWN_CASE, RESEARCHER, World
from tests.trust.permissions.told import request_of
from tests.trust.permissions.unasked import Tried, try_add_pages, try_change_pages

pytestmark = pytest.mark.django_db
# How many kinds of records each role saves on these pages at least; fewer, and the walk proves nothing.
FEWEST = {EDITOR: (15, 8), RESEARCHER: (3, 2), OWN_CASE: (4, 3), COORDINATOR: (25, 12)}
# One kind for each role, in every run.
SOME = {
    EDITOR: {"center.newscategory"},
    OWN_CASE: {"entrepreneurs.entrepreneur"},
    COORDINATOR: {"center.grant"},
}


def changed_by(world: World, persona: str, only: set[str] | None = None) -> Tried:
    return try_change_pages(world.client(persona), request_of(world, persona), world.numbers, only)


def test_one_form_of_each_role_saves_nothing_that_it_does_not_ask_for(world: World) -> None:
    for persona, only in SOME.items():
        tried = try_change_pages(world.client(persona), request_of(world, persona), world.numbers, only)
        assert (tried.saved, tried.took) == (only, set())


def test_the_trial_sees_a_form_that_takes_whatever_is_sent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(request: Any, grant: Any, _form: object, _change: object) -> None:
        grant.is_demo = bool(request.POST.get("is_demo", grant.is_demo))
        grant.save()

    monkeypatch.setattr(admin.site._registry[Grant], "save_model", careless)
    assert "center.grant: center_grant.is_demo" in changed_by(world, COORDINATOR, {"center.grant"}).took


@pytest.mark.long
@pytest.mark.parametrize("persona", FEWEST)
def test_no_page_of_a_record_saves_what_it_does_not_ask_for(world: World, persona: str) -> None:
    tried = changed_by(world, persona)
    assert tried.took == set()
    assert len(tried.saved) >= FEWEST[persona][0]


@pytest.mark.long
@pytest.mark.parametrize("persona", FEWEST)
def test_no_page_of_a_new_record_saves_what_it_does_not_ask_for(world: World, persona: str) -> None:
    tried = try_add_pages(world.client(persona), request_of(world, persona), world.numbers)
    assert tried.took == set()
    assert len(tried.saved) >= FEWEST[persona][1]
