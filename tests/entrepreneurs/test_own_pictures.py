"""Pictures that editors send: nobody else sees them before staff have looked."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from center.models import User
from entrepreneurs.choices import PictureKind, ProfileSection
from entrepreneurs.models import ChangeProposal, Enterprise, Picture
from entrepreneurs.services import pictures, remove_picture
from entrepreneurs.services.proposals import approve_proposal
from tests.center.base.picture_files import phone_photo
from tests.entrepreneurs.claims import edit, make_editor
from tests.entrepreneurs.factories import make_enterprise, published
from tests.entrepreneurs.test_claims import at_once

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


def test_other_words_for_a_picture_that_everybody_sees_wait_for_a_look(
    as_user: AsUser, coordinator: User, stranger: User
) -> None:
    enterprise = published("Пчела")
    picture = Picture.objects.create(enterprise=enterprise, alt_sr="Тегле", stem="none", is_approved=True)
    editor = make_editor(enterprise)
    client, path = as_user(editor), f"/sr/account/enterprises/{enterprise.slug}/pictures/{picture.pk}/"
    assert as_user(stranger).get(path).status_code == 404
    data = typed_words(client.get(path)) | {"alt_sr": "Кошница у воћњаку", "alt_en": "A beehive"}
    assert client.post(path, data)["Location"] == f"/sr/account/enterprises/{enterprise.slug}/pictures/"
    picture.refresh_from_db()
    proposal = ChangeProposal.objects.get()
    assert (picture.alt_sr, proposal.section, proposal.state) == ("Тегле", "pictures", "waiting")
    listed = client.get(f"/sr/account/enterprises/{enterprise.slug}/pictures/")
    assert listed.context["corrected"] == {picture.pk}
    # The editor goes on with what waits.
    assert typed_words(client.get(path))["alt_sr"] == "Кошница у воћњаку"
    desk = as_user(coordinator)
    page = desk.get(f"/admin/entrepreneurs/changeproposal/{proposal.pk}/change/")
    decision = page.context["decision"]
    number = [line.key for line in decision.lines()].index(f"picture.{picture.pk}.alt_sr")
    sent = {"seen": decision["seen"].value(), f"take_{number}": "on", f"text_{number}": "Кошница"}
    desk.post(f"/admin/entrepreneurs/changeproposal/{proposal.pk}/approve/", sent)
    picture.refresh_from_db()
    assert (picture.alt_sr, picture.alt_en) == ("Кошница", "")


def test_other_words_for_what_nobody_sees_hold_at_once_and_a_picture_needs_some(as_user: AsUser) -> None:
    enterprise = published("Пчела")
    picture = Picture.objects.create(enterprise=enterprise, alt_sr="Тегле", stem="none")
    client = as_user(make_editor(enterprise))
    path = f"/en/account/enterprises/{enterprise.slug}/pictures/{picture.pk}/"
    data = typed_words(client.get(path))
    page = client.post(path, data | {"alt_sr": ""})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["alt_sr"])
    # Typed in Latin: back to the form, where the Cyrillic wants a look.
    assert client.post(path, data | {"alt_sr": "Košnica"})["Location"] == path
    picture.refresh_from_db()
    assert (picture.alt_sr, ChangeProposal.objects.count()) == ("Кошница", 0)


def test_words_for_a_picture_that_was_removed_meanwhile_are_refused(coordinator: User) -> None:
    enterprise = published("Пчела")
    picture = Picture.objects.create(enterprise=enterprise, alt_sr="Тегле", stem="none", is_approved=True)
    key, editor = f"picture.{picture.pk}.alt_sr", make_editor(enterprise)
    saved = edit(enterprise, editor, ProfileSection.PICTURES, **{key: "Кошница"})
    remove_picture(picture=picture)
    with pytest.raises(ValidationError):
        approve_proposal(proposal=saved.proposal, by=coordinator, seen={})  # type: ignore[arg-type]  # it waits


def typed_words(page: Any) -> dict[str, str]:
    return {name: page.context["form"][name].value() or "" for name in ("seen", "alt_sr", "alt_en")}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("guarded", "kept"), [(True, 2), (False, 3)])
def test_two_uploads_at_once_are_not_one_too_many(
    guarded: bool, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the lock both find room for one more: that is what it is for."""
    enterprise = make_enterprise("Пчела")
    Picture.objects.create(enterprise=enterprise, alt_sr="Тегле", stem="none")
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    count, meeting = pictures._refuse_too_many, Barrier(2)

    def count_together(locked: Enterprise) -> None:
        count(locked)
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1)

    monkeypatch.setattr(pictures, "_refuse_too_many", count_together)
    if not guarded:
        monkeypatch.setattr(pictures, "lock", lambda enterprise: enterprise)
    outcomes = at_once(lambda: send(enterprise), lambda: send(enterprise))
    assert (Picture.objects.count(), len(outcomes)) == (kept, 2)


def send(enterprise: Enterprise) -> Picture:
    upload = SimpleUploadedFile("photo.jpg", phone_photo(), "image/jpeg")
    return pictures.add_picture(enterprise=enterprise, upload=upload, kind=PictureKind.PHOTO, alt_sr="Тегле")
