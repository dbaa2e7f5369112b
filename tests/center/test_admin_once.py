"""A form of the admin that is sent again adds nothing; one with other words does."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from center.models import User
from entrepreneurs.models import ProductCategory
from tests.entrepreneurs.typed_forms import typed

pytestmark = pytest.mark.django_db


def test_the_same_form_counts_once_and_a_changed_one_again(
    coordinator: User, as_user: Callable[[User], Client]
) -> None:
    coordinator.language = "en"
    coordinator.save()
    client, address = as_user(coordinator), reverse("admin:entrepreneurs_productcategory_add")
    before = ProductCategory.objects.count()
    form = typed(client.get(address)) | {"slug": "", "name_sr": "Играчке", "position": "90"}
    wrong = client.post(address, form)
    assert wrong.status_code == 200
    form["slug"] = "toys"
    again = [client.post(address, form | button) for button in ({"_save": "1"}, {"_continue": "1"})]
    assert [answer.status_code for answer in again] == [302, 302]
    page = client.get(again[1]["Location"]).content.decode()
    assert "This form was sent twice; it is saved once." in page
    client.post(address, form | {"slug": "puzzles", "name_sr": "Слагалице"})
    assert ProductCategory.objects.count() == before + 2
    assert LogEntry.objects.count() == 0
