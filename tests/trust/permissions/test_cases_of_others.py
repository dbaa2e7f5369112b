"""What stands in somebody else's case is on no page, in no list, in no file and in no history."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from consultations import services
from consultations.choices import CaseStage
from consultations.models import Case
from tests.consultations.cases import make_document, make_note, make_task
from tests.consultations.plans import say, write
from tests.meta.every_address import routes
from tests.trust.permissions.personas import EDITOR, OTHER, OTHERS_CASE, OWN_CASE, RESEARCHER, World

pytestmark = [pytest.mark.django_db, pytest.mark.long]
# In Cyrillic as it is stored, and as a page in Latin shows it.
WORD, LATIN = "Жутокљун", "Žutokljun"
_LISTS = ("", "?_export=csv")


@pytest.fixture(autouse=True)
def _word_everywhere(world: World) -> None:
    """Write one word wherever a case has room for it."""
    case, by = world.case, world.users[OWN_CASE]
    Case.objects.filter(pk=case.pk).update(subject=WORD)
    make_note(case, WORD), make_document(case, title=WORD), make_task(case, WORD)
    write(case, WORD, seen=1), say(case, WORD)
    services.change_stage(case=case, stage=CaseStage.PLAN, by=by)
    services.change_stage(case=case, stage=CaseStage.IDEA, by=by, reason=WORD)


def pages_with_the_word(client: Client, addresses: Iterator[str]) -> list[str]:
    found = []
    for address in addresses:
        with transaction.atomic():
            answer = client.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        text = body.decode(errors="replace")
        if WORD in text or LATIN in text:
            found.append(address)
    return found


def of_cases(world: World) -> Iterator[str]:
    """Give the addresses of cases, of what stands in them and of the person, lists and files included."""
    models = [*admin.site._registry]
    for model in models:
        label = f"{model._meta.app_label}/{model._meta.model_name}"
        if model._meta.app_label == "consultations" or label == "entrepreneurs/entrepreneur":
            yield from (f"/admin/{label}/{more}" for more in _LISTS)
    for name, route in routes():
        if "consultations" in name or "cases:" in name:
            yield world.address(name, route)
    person = world.case.person_id
    yield from (f"/admin/entrepreneurs/entrepreneur/{person}/{more}" for more in ("change/", "history/"))


def every_address(world: World) -> Iterator[str]:
    yield from of_cases(world)
    for name, route in routes():
        if name.startswith(("admin:", "cases:", "person:", "board:")):
            yield world.address(name, route)


def test_another_advisor_finds_nothing_of_what_stands_in_a_case(world: World) -> None:
    assert pages_with_the_word(world.client(OTHERS_CASE), of_cases(world)) == []


@pytest.mark.parametrize("persona", [OTHER, EDITOR, RESEARCHER, OTHERS_CASE])
def test_nobody_else_finds_it_on_any_page(world: World, persona: str) -> None:
    assert pages_with_the_word(world.client(persona), every_address(world)) == []


def test_who_works_on_the_case_finds_it_on_its_pages_and_nowhere_outside(world: World) -> None:
    found = pages_with_the_word(world.client(OWN_CASE), of_cases(world))
    page = reverse("admin:consultations_case_change", args=[world.case.pk])
    assert page in found
    assert [address for address in found if "/case" not in address and "/businessplan" not in address] == []
