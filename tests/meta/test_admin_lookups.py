"""The address of a list asks for what its filters offer: no column that a page hides is spelled out by it."""

import pytest
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.test import Client, RequestFactory
from django.urls import reverse

from center.models import User
from tests.meta.every_address import Records

pytestmark = pytest.mark.django_db
REFUSED = {(302, "?e=1"), (400, "")}


@pytest.fixture
def everything(db: None) -> Client:
    """A browser of somebody who may open every list."""
    client = Client()
    client.force_login(
        User.objects.create_superuser("all@example.org"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def answer(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.headers.get("Location", "").removeprefix(address.partition("?")[0])


@pytest.mark.long
@pytest.mark.parametrize(
    "lookup",
    ["startswith", pytest.param("gte", marks=pytest.mark.long), pytest.param("in", marks=pytest.mark.long)],
)
def test_no_list_is_searched_by_the_beginning_of_a_column(lookup: str, everything: Client) -> None:
    open_doors = []
    for model in admin.site._registry:
        stem = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        if answer(everything, f"{stem}?nothing__startswith=x") not in REFUSED:
            # The list of a single record leads to its form, whatever its address asks for.
            assert answer(everything, stem)[0] == 302
            continue
        for field in model._meta.concrete_fields:
            query = f"?{field.name}__{lookup}=2026"
            if answer(everything, stem + query) not in REFUSED:
                open_doors.append(stem + query)
    assert open_doors == []


@pytest.mark.parametrize("lookup", ["user__password__startswith", "user__email__contains", "by__password"])
def test_no_list_is_searched_by_a_column_of_another_record(lookup: str, everything: Client) -> None:
    for model in ("accessrecord", "staffaction"):
        assert answer(everything, f"/admin/center/{model}/?{lookup}=p") in REFUSED


@pytest.mark.long
def test_every_filter_and_every_date_of_a_list_still_works(everything: Client, rf: RequestFactory) -> None:
    Records()
    request = rf.get("/admin/")
    request.user = User.objects.get(email="all@example.org")
    addresses = []
    for model_admin in admin.site._registry.values():
        changelist: ChangeList = model_admin.get_changelist_instance(request)
        stem = reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist")
        choices = [choice for spec in changelist.filter_specs for choice in spec.choices(changelist)]
        addresses += [stem + str(choice["query_string"]) for choice in choices]
        if model_admin.date_hierarchy:
            addresses.append(f"{stem}?{model_admin.date_hierarchy}__year=2026")
    answers = {address: answer(everything, address) for address in addresses}
    assert {address: found for address, found in answers.items() if found != (200, "")} == {}
    assert len(addresses) > len(admin.site._registry)
