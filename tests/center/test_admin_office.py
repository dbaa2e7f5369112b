"""The office's form: one row, readable colours, pictures written anew, two saves at once."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from center.models import Office, User

pytestmark = pytest.mark.django_db
PAGE = "/admin/center/office/1/change/"


@pytest.fixture
def desk(office: Office, coordinator: User) -> Client:
    client = Client()
    client.force_login(coordinator)
    client.cookies["language"] = "en"
    return client


def shown(client: Client, url: str = PAGE) -> dict[str, Any]:
    """Return what a browser would send back unchanged: the fields of the form and of its lists."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    data: dict[str, Any] = {"loaded_version": context["loaded_version"]}
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        forms += [formset.management_form, *formset.forms]
    for form in forms:
        for bound in form:
            if bound.name == "loaded_version":
                continue
            value = bound.value()
            for name, part in _parts(bound, value):
                if part not in (None, False, ""):
                    data[name] = part
    return data


def _parts(bound: Any, value: Any) -> list[tuple[str, Any]]:
    widget = bound.field.widget
    if hasattr(widget, "decompress"):
        values = value if isinstance(value, list) else widget.decompress(value)
        return [(f"{bound.html_name}_{place}", part) for place, part in enumerate(values)]
    if hasattr(value, "read"):
        return []
    return [
        (bound.html_name, [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value)
    ]


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#8f2f24").save(out, kind, **options)
    return out.getvalue()


def test_the_list_of_the_one_office_leads_to_its_form(desk: Client) -> None:
    answer = desk.get(reverse("admin:center_office_changelist"))
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)


def test_the_office_is_neither_added_nor_deleted(desk: Client) -> None:
    assert desk.get(reverse("admin:center_office_add")).status_code == 403
    assert desk.post(reverse("admin:center_office_delete", args=[1]), {"post": "yes"}).status_code == 403
    assert Office.objects.count() == 1


def test_an_empty_portal_lets_the_coordinator_enter_the_office(desk: Client) -> None:
    Office.objects.all().delete()
    answer = desk.get(reverse("admin:center_office_changelist"))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("admin:center_office_add"))
    assert desk.get(reverse("admin:center_office_add")).status_code == 200
