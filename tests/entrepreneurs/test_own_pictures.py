"""Pictures that editors send: nobody else sees them before staff have looked."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from center.models import User
from entrepreneurs.models import Picture
from tests.center.base.picture_files import phone_photo
from tests.entrepreneurs.claims import make_editor
from tests.entrepreneurs.factories import make_enterprise, published

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def answers(content: bytes) -> dict[str, object]:
    upload = SimpleUploadedFile("photo.jpg", content, "image/jpeg")
    return {"upload": upload, "kind": "photo", "alt_sr": "Tegle meda", "alt_en": "", "focus": "50-20"}


def test_a_picture_waits_for_a_look_and_is_removed_by_its_editors(as_user: AsUser, stranger: User) -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    client = as_user(editor)
    path = f"/sr/account/enterprises/{enterprise.slug}/pictures/"
    assert client.post(path, answers(phone_photo())).status_code == 302
    picture = Picture.objects.get()
    assert (picture.alt_sr, picture.is_approved, picture.submitted_by, picture.focus_y) == (
        "Тегле меда",
        False,
        editor,
        20,
    )
    assert client.get(path).status_code == 200
    assert as_user(stranger).post(f"{path}{picture.pk}/remove/").status_code == 404
    assert client.post(f"{path}{picture.pk}/remove/").status_code == 302
    assert Picture.objects.count() == 0


def test_what_is_no_picture_is_refused_at_its_field(as_user: AsUser) -> None:
    enterprise = make_enterprise("Пчела")
    client = as_user(make_editor(enterprise))
    page = client.post(f"/en/account/enterprises/{enterprise.slug}/pictures/", answers(b"no picture"))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["upload"])
