"""A key of a letter opens the record and the page it was made for: no other record, no other purpose."""

from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from center.links.calls import make_key as call_key
from center.links.newsletter import confirm_token, manage_token
from center.models import PressDelivery, User
from center.publication_links import preview_key
from center.services.press.keys import make_key as press_key
from center.services.press.sending import send_release
from consultations import links
from entrepreneurs.models import Enterprise
from entrepreneurs.services.yearly_check import make_key as yearly_key
from events.exhibitor_links import make_key as exhibitor_key
from events.links import make_key as registration_key
from tests.center.media import make_journalist, publish
from tests.center.resources.library import sign_up
from tests.meta.every_address import Records, routes
from tests.trust.permissions.personas import ANONYMOUS, World

pytestmark = [pytest.mark.django_db, pytest.mark.long]
NONSENSE = "made-up"
Shown = tuple[int, str, str]


class Keys:
    """The key of each kind that the portal signs: of the record of the addresses, and of another one."""

    def __init__(self, world: Records) -> None:
        ours = Enterprise.objects.get(slug=world.slug)
        delivery = world.media.delivery
        approver = delivery.release.approved_by
        assert approver is not None
        other_release = make_desk_of_another(approver)
        pairs: dict[str, tuple[Any, Any, Any]] = {
            "visit": (links.make_key, world.visit, _other(world.visit)),
            "place": (links.make_place_key, world.place, _other(world.place)),
            "registration": (registration_key, world.registration, _other(world.registration)),
            "exhibitor": (exhibitor_key, world.application, _other(world.application)),
            "reminder": (call_key, world.waiting, sign_up(world.call, email="other@example.org")),
            "confirm": (confirm_token, world.asked, _other(world.asked)),
            "newsletter": (manage_token, world.reader, _other(world.reader)),
            "preview": (preview_key, world.drafts[0], world.drafts[1]),
            "yearly": (yearly_key, ours, _other(ours)),
            "press": (press_key, delivery, other_release),
        }
        self.every = {
            f"{whose} {kind}": make(record)
            for kind, (make, *records) in pairs.items()
            for whose, record in zip(("own", "other"), records, strict=True)
        }

    def wrong_for(self, address: str) -> dict[str, str]:
        """Return every key but the one of the address."""
        return {name: key for name, key in self.every.items() if key not in address}


def make_desk_of_another(by: User) -> PressDelivery:
    release = publish(by, slug="another-release")
    journalist = make_journalist()
    [delivery] = send_release(release=release, by=by, journalists=[journalist.pk])
    return delivery


def _other(own: Any) -> Any:
    return type(own).objects.exclude(pk=own.pk).latest("pk")


def keyed(world: Records) -> Iterator[tuple[str, str, str]]:
    """Give every address that opens with a key: its name, the address, and the key in it."""
    for name, route in routes():
        address = world.address(name, route)
        if name == "entrepreneurs:still_right":
            address += f"?key={yearly_key(Enterprise.objects.get(slug=world.slug))}"
        elif name in {"press:release", "press:pdf", "press:pictures", "press:attachment"}:
            address += f"?key={press_key(world.media.delivery)}"
        if "?key=" in address:
            yield name, address, address.partition("?key=")[2]
        elif "<str:token>" in route or name == "press:leave":
            yield name, address, address.rstrip("/").rpartition("/")[2]


def shown(client: Client, method: str, address: str) -> Shown:
    """Return what somebody sees: the status, where they are led and the page's template."""
    with transaction.atomic():
        answer = getattr(client, method)(address)
        page = answer.templates[0].name if answer.templates else ""
        if answer.streaming:
            deque(answer, maxlen=0)
        transaction.set_rollback(True)
    return answer.status_code, answer.get("Location", "").partition("?")[0], page


def same_place(address: str, key: str, other: str) -> str:
    return address.replace(key, other)


def test_a_key_of_another_record_or_for_another_purpose_opens_no_more_than_a_made_up_one(
    world: World,
) -> None:
    keys = Keys(world)
    client = world.client(ANONYMOUS)
    opened, never_opens = [], []
    for name, address, key in keyed(world):
        made_up = {each: shown(client, each, same_place(address, key, NONSENSE)) for each in ("get", "post")}
        right = {each: shown(client, each, address) for each in ("get", "post")}
        if right == made_up:
            never_opens.append(name)
        for kind, wrong in keys.wrong_for(address).items():
            for method, nothing in made_up.items():
                if shown(client, method, same_place(address, key, wrong)) != nothing:
                    opened.append((name, method, kind))
    assert (opened, never_opens) == ([], [])
