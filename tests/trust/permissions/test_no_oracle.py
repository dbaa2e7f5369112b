"""Who is kept out of a kind of record gets the same answer for one that is there and for one that is not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from center.choices import Role
from center.models import User
from entrepreneurs.services import merge_entrepreneurs
from tests.conftest import MakeUser
from tests.consultations.cases import make_case
from tests.entrepreneurs.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]
NOBODYS = 987654321


def doors(record: Any) -> list[str]:
    """Return the addresses of a record in the admin, without its number."""
    folder = f"/admin/{record._meta.app_label}/{record._meta.model_name}"
    verbs = getattr(admin.site._registry[type(record)], "verbs", ())
    pages = ["change", "history", "delete", *(f"do/{verb.name}" for verb in verbs)]
    return [f"{folder}/%s/{page}/" for page in pages]


def test_an_editor_does_not_learn_which_people_and_cases_there_are(
    make_user: MakeUser, as_user: AsUser
) -> None:
    client = as_user(make_user(Role.EDITOR))
    records = (make_person("Рада Радић"), make_case())
    told = {
        door: (client.get(door % record.pk).status_code, client.get(door % NOBODYS).status_code)
        for record in records
        for door in doors(record)
    }
    assert {door: answer for door, answer in told.items() if answer != (403, 403)} == {}


def test_an_editor_does_not_learn_that_somebodys_record_was_merged(
    make_user: MakeUser, as_user: AsUser, coordinator: User
) -> None:
    kept, merged = make_person("Рада Радић"), make_person("Рада Радић")
    merge_entrepreneurs(survivor=kept, duplicate=merged, by=coordinator)
    page = f"/admin/entrepreneurs/entrepreneur/{merged.pk}/change/"
    assert [as_user(each).get(page).status_code for each in (make_user(Role.EDITOR), coordinator)] == [
        403,
        302,
    ]
