"""Every button of the admin, and who presses it."""

from typing import Any

from django.contrib import admin

from tests.trust.permissions.personas import World
from tests.trust.permissions.table import VERBS
from tests.trust.permissions.walk import KEPT_OUT, send


def every_verb() -> list[tuple[str, Any, str]]:
    """Return model, admin and name of every button."""
    return [
        (model._meta.label_lower, each, verb.name)
        for model, each in admin.site._registry.items()
        for verb in getattr(each, "verbs", ())
    ]


def record_of(world: World, label: str) -> Any:
    return world.numbers[label.replace(".", "/")]


def wrongly_done(world: World, personas: tuple[str, ...]) -> dict[tuple[str, str], object]:
    """Return which buttons answer otherwise than decided, and which refused ones wrote something."""
    found: dict[tuple[str, str], object] = {}
    for persona in personas:
        client = world.client(persona)
        for label, _admin, verb in every_verb():
            address = f"/admin/{label.replace('.', '/')}/{record_of(world, label)}/do/{verb}/"
            wanted, (told, written) = VERBS[f"{label}.{verb}"][persona], send(client, address)
            if wanted != told or (told in KEPT_OUT and written):
                found[f"{label}.{verb}", persona] = (wanted, told, written)
    return found
