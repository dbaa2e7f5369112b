"""A person's copy of their data: all of it, nobody else's, in one order, given to the right people only."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from center.base.personal_data import declared
from center.base.personal_data.copying import make_copy
from center.base.personal_data.owners import NotFindable
from center.base.private_storage import private_storage
from center.choices import Role
from center.models import AccessRecord, User
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import connect_login, own_data
from tests.conftest import MakeUser
from tests.consultations.cases import make_case, make_note
from tests.entrepreneurs.factories import make_person
from tests.everything import NAME, PDF, Everything, somebody_with_everything

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]


@pytest.fixture
def tajana(coordinator: User) -> Everything:
    return somebody_with_everything(coordinator)


def without_password(user: User) -> None:
    """Let somebody sign in by mailed codes only, so that there is nothing to ask for once more."""
    user.set_unusable_password()
    user.save()
    Authenticator.objects.filter(user=user).delete()


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def by_kind(data: dict[str, Any]) -> dict[str, list[Any]]:
    return {each["kind"]: each["rows"] for each in data["records"]}


def test_every_declared_field_of_every_kind_of_record_stands_in_the_copy(tajana: Everything) -> None:
    found = by_kind(make_copy(tajana.subject).data)
    assert {kind: set(rows[0]["fields"]) for kind, rows in found.items()} == {
        model._meta.label_lower: set(entry.fields)
        for model, entry in declared().items()
        if entry.fields and not isinstance(entry.owner, NotFindable)
    }


@pytest.mark.long
def test_what_rests_encrypted_is_readable_and_what_was_changed_is_told(tajana: Everything) -> None:
    Entrepreneur.objects.filter(pk=tajana.person.pk).update(phone="+381641110000")
    found = by_kind(own_data.copy_of(tajana.person).data)
    (note,) = found["consultations.casenote"]
    (person, *_merged) = found["entrepreneurs.entrepreneur"]
    assert note["fields"]["text"]["value"] == "ТАЈНО: плаши се"
    assert person["fields"]["phone"] == {
        "label": "Број телефона",
        "value": "+381641110000",
        "shown": "+381641110000",
        "earlier": ["+381649998877"],
    }


@pytest.mark.long
def test_colleagues_are_named_by_what_they_are(tajana: Everything) -> None:
    with translation.override("en"):
        copy = own_data.copy_of(tajana.person)
    text = json.dumps(copy.data, ensure_ascii=False)
    (request,) = by_kind(copy.data)["consultations.accessrequest"]
    assert request["fields"]["asked_by"]["shown"] == "a colleague of the office"
    assert [word in text for word in ("Саветник", "Savetnik", "coordinator@")] == [False] * 3


def test_nothing_of_anybody_else_is_in_the_copy(tajana: Everything) -> None:
    other = make_person("Друга Особа", phone="+381641234567", email="druga@example.org")
    make_note(make_case(person=other), "Туђа прича")
    text = own_data.as_json(own_data.copy_of(tajana.person)).decode()
    assert [word in text for word in ("Друга", "druga@", "641234567", "Туђа")] == [False] * 4


@pytest.mark.long
def test_a_login_that_somebody_else_uses_too_is_not_the_persons_alone(
    tajana: Everything, coordinator: User
) -> None:
    connect_login(user=tajana.user, person=make_person("Сестра"), by=coordinator)
    assert own_data.subject_of(tajana.person).logins == frozenset()
    assert "center.user" not in by_kind(own_data.copy_of(tajana.person).data)


@pytest.mark.long
def test_a_record_that_was_merged_away_leads_to_the_whole(tajana: Everything) -> None:
    assert own_data.subject_of(tajana.duplicate) == own_data.subject_of(tajana.person)


@pytest.mark.long
def test_the_same_rows_come_in_the_same_order(tajana: Everything) -> None:
    assert own_data.copy_of(tajana.person).data["records"] == own_data.copy_of(tajana.person).data["records"]


def test_the_document_comes_along_under_the_name_it_had(tajana: Everything) -> None:
    target = io.BytesIO()
    copy = own_data.copy_of(tajana.person)
    own_data.write_zip(copy, target)
    (document,) = by_kind(copy.data)["consultations.casedocument"]
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["data.json", document["file"]]
        assert archive.read(document["file"]) == PDF
        assert json.loads(archive.read("data.json")) == copy.data


@pytest.mark.long
def test_a_lost_file_does_not_keep_the_rest_from_the_person(tajana: Everything) -> None:
    copy = own_data.copy_of(tajana.person)
    private_storage().delete(copy.files[0].stored_as)
    target = io.BytesIO()
    own_data.write_zip(copy, target)
    assert zipfile.ZipFile(target).namelist() == ["data.json"]


@pytest.mark.long
def test_the_person_takes_the_own_copy_and_it_is_written_down(tajana: Everything, as_user: AsUser) -> None:
    without_password(tajana.user)
    client = as_user(tajana.user)
    page = client.get("/en/account/data/").content.decode()
    assert [word in page for word in ("Tajana Tajić", "Notes: 1", "Documents: 1")] == [True] * 3
    answer = client.post(f"/en/account/data/{tajana.person.pk}/copy/", {"form": "json"})
    assert answer["Content-Disposition"] == f'attachment; filename="my-data-{tajana.person.pk}.json"'
    assert "no-store" in answer["Cache-Control"]
    assert (
        by_kind(json.loads(answer.content))["entrepreneurs.entrepreneur"][0]["fields"]["name"]["value"]
        == NAME
    )
    assert AccessRecord.objects.filter(
        user=tajana.user, object_id=tajana.person.pk, purpose="took the own copy"
    ).exists()


@pytest.mark.long
def test_who_has_a_password_is_asked_for_it_once_more(tajana: Everything, as_user: AsUser) -> None:
    answer = as_user(tajana.user).post(f"/en/account/data/{tajana.person.pk}/copy/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/account/reauthenticate/")


def test_for_everybody_else_there_is_no_such_copy(
    tajana: Everything, stranger: User, coordinator: User, as_user: AsUser
) -> None:
    address = f"/en/account/data/{tajana.person.pk}/copy/"
    for user in (stranger, coordinator):
        without_password(user)
        assert as_user(user).post(address).status_code == 404
    assert Client().post(address).status_code == 302


def test_a_login_without_a_person_has_a_copy_too(stranger: User, as_user: AsUser) -> None:
    without_password(stranger)
    client = as_user(stranger)
    assert "Your login" in client.get("/en/account/data/").content.decode()
    data = json.loads(client.post("/en/account/data/0/copy/").content)
    assert by_kind(data)["center.user"][0]["fields"]["email"]["value"] == stranger.email


def test_the_coordinator_gives_it_out_only_after_looking_who_it_is(
    tajana: Everything, coordinator: User, as_user: AsUser
) -> None:
    client, address = as_user(coordinator), f"/admin/entrepreneurs/entrepreneur/{tajana.person.pk}/copy/"
    assert client.post(address, {"form": "json"})["Content-Type"].startswith("text/html")
    answer = client.post(address, {"form": "zip", "checked": "on"})
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    assert "data.json" in archive.namelist()
    record = AccessRecord.objects.latest("pk")
    assert (record.user, record.object_id, record.purpose) == (
        coordinator,
        tajana.person.pk,
        "gave out a copy of the data",
    )


def test_an_advisor_does_not_give_out_what_only_others_may_read(
    tajana: Everything, make_user: MakeUser, as_user: AsUser
) -> None:
    address = f"/admin/entrepreneurs/entrepreneur/{tajana.person.pk}/"
    client = as_user(make_user(Role.ADVISOR, "advisor@example.org"))
    assert "copy/" not in client.get(f"{address}change/").content.decode()
    assert client.post(f"{address}copy/", {"form": "json", "checked": "on"}).status_code == 403


@pytest.mark.long
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_it_can_be_read_and_printed_in_each_language(
    language: str, tajana: Everything, as_user: AsUser
) -> None:
    without_password(tajana.user)
    answer = as_user(tajana.user).post(f"/{language}/account/data/{tajana.person.pk}/copy/", {"form": "pdf"})
    text = text_of(answer.content)
    expected = {"sr": "Копија Ваших података", "sr-latn": "Kopija Vaših podataka", "en": "Copy of your data"}
    assert (answer["Content-Type"], expected[language] in text) == ("application/pdf", True)
    # What was said about her stands in it as it was written, or in the script of the page.
    assert ("плаши се" if language == "sr" else "plaši se") in text
