"""Who does what: every button of every record, every action on a list and every list inside a record."""

from typing import Any

import pytest
from django.contrib import admin
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory

from center.models import User
from tests.trust.permissions.buttons import every_verb, record_of, wrongly_done
from tests.trust.permissions.personas import STAFF, World
from tests.trust.permissions.table import LISTS, VERBS
from tests.trust.permissions.walk import send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_signs_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def request_of(world: World, persona: str) -> Any:
    request: Any = RequestFactory().get("/admin/")
    # Anew, without the rights that it remembers.
    request.user = User.objects.get(pk=world.users[persona].pk)
    return request


def test_every_button_has_a_decision() -> None:
    assert {f"{label}.{verb}" for label, _admin, verb in every_verb()} == set(VERBS)


@pytest.mark.long
def test_each_colleague_does_what_the_table_says(world: World) -> None:
    assert wrongly_done(world, STAFF) == {}


@pytest.mark.long
def test_an_action_on_a_list_is_for_those_who_may_press_the_same_button(world: World) -> None:
    """Also when its name is sent by somebody who is not offered it."""
    wrong: dict[tuple[str, str], object] = {}
    for persona in STAFF:
        client, request = world.client(persona), request_of(world, persona)
        for label, each, verb in every_verb():
            offered = set(each.get_actions(request))
            decided = {name for name in offered if VERBS.get(f"{label}.{name}", {}).get(persona) == "+"}
            if offered != decided:
                wrong[label, persona] = offered - decided
            if verb in offered:
                continue
            data = {"action": verb, "_selected_action": record_of(world, label), "_really": "1"}
            _told, written = send(client, f"/admin/{label.replace('.', '/')}/", data)
            if written:
                wrong[f"{label}.{verb}", persona] = written
    assert wrong == {}


def lists_of(world: World, persona: str) -> dict[str, str]:
    """Return the rights in each list inside a record, for the record of the addresses."""
    request = request_of(world, persona)
    found = {}
    for model, each in admin.site._registry.items():
        label = model._meta.label_lower
        number = world.numbers.get(label.replace(".", "/"))
        record = each.get_object(request, str(number)) if number else None
        for inline in each.get_inlines(request, record):
            rows = inline(model, admin.site)
            asked = {
                "v": rows.has_view_permission,
                "a": rows.has_add_permission,
                "c": rows.has_change_permission,
                "d": rows.has_delete_permission,
            }
            rights = "".join(letter for letter, may in asked.items() if may(request, record))
            found[f"{label} {inline.__name__}"] = rights or "."
    return found


@pytest.mark.long
def test_every_list_inside_a_record_is_for_whom_the_table_says(world: World) -> None:
    found = {persona: lists_of(world, persona) for persona in STAFF}
    every = {name for rights in found.values() for name in rights}
    assert every == set(LISTS)
    wrong = {
        (name, persona): (LISTS[name][persona], rights[name])
        for persona, rights in found.items()
        for name in rights
        if LISTS[name][persona] != rights[name]
    }
    assert wrong == {}
