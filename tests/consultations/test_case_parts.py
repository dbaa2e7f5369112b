"""Notes, documents, tasks and requests for access one by one in the admin, and their blocks on the desk."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from center.choices import Role
from center.models import AccessRecord, User
from center.services import accounts
from consultations import services
from consultations.models import AccessRequest, Advisor, Case, CaseDocument, CaseNote, CaseTask
from tests.conftest import MakeUser
from tests.consultations.cases import PDF, make_case, make_document, make_note, make_task, staff_advisor
from tests.consultations.factories import MONDAY
from tests.entrepreneurs.factories import make_person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]
INDEX = "/admin/"


@pytest.fixture(autouse=True)
def folder(private_media: Path) -> Path:
    return private_media


@pytest.fixture
def lead(make_user: MakeUser) -> Advisor:
    advisor = staff_advisor(make_user, "Јелена")
    accounts.choose_language(user=advisor.user, language="en")
    return advisor


@pytest.fixture
def other(make_user: MakeUser) -> Advisor:
    advisor = staff_advisor(make_user, "Марко")
    accounts.choose_language(user=advisor.user, language="en")
    return advisor


@pytest.fixture
def case(lead: Advisor) -> Case:
    return make_case(lead, make_person("Рада Радић"))


def at(name: str, *numbers: object) -> str:
    return reverse(f"admin:consultations_{name}", args=numbers)


def test_a_document_is_uploaded_and_given_to_be_saved_only(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    client = as_user(lead.user)
    upload = SimpleUploadedFile('Уговор "1".pdf', PDF, content_type="text/html")
    form = {"file": upload, "title": "Закуп", "submission": str(uuid.uuid4())}
    client.post(at("case_do", case.pk, "document"), form)
    document = CaseDocument.objects.get()
    answer = client.get(at("casedocument_file", document.pk))
    assert answer.getvalue() == PDF
    names = ("content-type", "content-disposition", "x-content-type-options", "content-security-policy")
    assert [answer[name] for name in names] == [
        "application/pdf",
        "attachment; filename*=utf-8''%D0%A3%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%201.pdf",
        "nosniff",
        "sandbox; default-src 'none'",
    ]
    assert {"private", "no-store"} <= set(answer["cache-control"].split(", "))
    looks = AccessRecord.objects.filter(model="consultations.casedocument")
    assert [(look.user, look.object_id, look.purpose) for look in looks] == [
        (lead.user, document.pk, "downloaded")
    ]


def test_what_is_no_document_is_refused_in_the_form(case: Case, lead: Advisor, as_user: AsUser) -> None:
    upload = SimpleUploadedFile("уговор.pdf", b"<html>", content_type="application/pdf")
    form = {"file": upload, "title": "", "submission": str(uuid.uuid4())}
    page = as_user(lead.user).post(at("case_do", case.pk, "document"), form).content.decode()
    assert ("Please upload a PDF" in page, CaseDocument.objects.count()) == (True, 0)


def test_a_file_is_given_to_nobody_else(
    case: Case, other: Advisor, coordinator: User, make_user: MakeUser, as_user: AsUser
) -> None:
    document = make_document(case)
    people = {
        "coordinator": coordinator,
        "other": other.user,
        "editor": make_user(Role.EDITOR),
        "researcher": make_user(Role.RESEARCHER),
        "stranger": make_user(None),
        "superuser": User.objects.create_superuser("root@example.org", "a long password"),
    }
    address = at("casedocument_file", document.pk)
    found = {}
    for name, client in {
        **{name: as_user(user) for name, user in people.items()},
        "anonymous": Client(),
    }.items():
        answer = client.get(address)
        found[name] = answer.status_code
        if answer.streaming:
            answer.getvalue()  # as a browser would, so that the file is closed
    assert found == {
        "coordinator": 200,
        "other": 404,
        "editor": 404,
        "researcher": 404,
        "stranger": 302,
        "superuser": 404,
        "anonymous": 302,
    }


@pytest.mark.always
@pytest.mark.django_db(transaction=True)
def test_a_removed_document_is_gone_and_its_row_says_why(
    case: Case, lead: Advisor, folder: Path, as_user: AsUser
) -> None:
    document, client = make_document(case), as_user(lead.user)
    client.post(at("casedocument_do", document.pk, "remove"), {"reason": "Погрешан предмет."})
    assert client.get(at("casedocument_file", document.pk)).status_code == 404
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    page = client.get(at("casedocument_change", document.pk)).content.decode()
    assert ("Pogrešan predmet." in page, "ugovor.pdf" in page) == (True, True)


def test_a_missing_file_is_not_found_and_no_error(
    case: Case, lead: Advisor, folder: Path, as_user: AsUser
) -> None:
    document = make_document(case)
    (folder / document.stored_as).unlink()
    assert as_user(lead.user).get(at("casedocument_file", document.pk)).status_code == 404


def test_reading_a_note_is_written_down_and_correcting_it_too(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    note, client = make_note(case, "Има троје деце."), as_user(lead.user)
    assert "Има троје деце." in client.get(at("casenote_change", note.pk)).content.decode()
    assert "Има троје деце." in client.get(at("casenote_do", note.pk, "correct")).content.decode()
    client.post(at("casenote_do", note.pk, "correct"), {"text": "Има двоје деце.", "seen": "1"})
    assert CaseNote.objects.get().text == "Има двоје деце."
    looks = AccessRecord.objects.filter(model="consultations.casenote").order_by("pk")
    assert [look.purpose for look in looks] == ["opened", "opened to change it"]


def test_a_note_corrected_by_another_meanwhile_keeps_what_was_typed(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    note = make_note(case, "Има троје деце.")
    services.correct_note(note=note, text="Има двоје деце.", seen=1, by=lead.user)
    form = {"text": "Има четворо деце.", "seen": "1"}
    page = as_user(lead.user).post(at("casenote_do", note.pk, "correct"), form).content.decode()
    assert ("corrected this note meanwhile" in page, "Има четворо деце." in page) == (True, True)
    assert CaseNote.objects.get().text == "Има двоје деце."


def test_the_history_of_a_note_tells_who_and_when_without_its_words(
    case: Case, lead: Advisor, as_user: AsUser
) -> None:
    note = make_note(case, "Има троје деце.")
    services.correct_note(note=note, text="Има двоје деце.", seen=1, by=lead.user)
    page = as_user(lead.user).get(at("casenote_history", note.pk)).content.decode()
    assert ["деце" in page, "dece" in page, "Corrected by" in page] == [False, False, True]


def test_a_granted_reader_corrects_and_removes_nothing(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    note, document, task = make_note(case), make_document(case), make_task(case)
    asked = services.ask_access(case=case, reason="Замена.", by=other.user)
    services.grant_access(request=asked, until=MONDAY, by=lead.user)
    client = as_user(other.user)
    doing = [
        at("casenote_do", note.pk, "correct"),
        at("casedocument_do", document.pk, "remove"),
        at("casetask_do", task.pk, "done"),
    ]
    assert [client.post(address).status_code for address in doing] == [403, 403, 403]
    assert client.get(at("casenote_change", note.pk)).status_code == 200
    task.refresh_from_db()
    assert task.is_to_do


def test_access_is_asked_for_granted_and_taken_back_by_buttons(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    asking, leading = as_user(other.user), as_user(lead.user)
    asking.post(at("case_do", case.pk, "ask-access"), {"reason": "Замењујем Јелену."})
    asked = AccessRequest.objects.get()
    assert "Colleagues who ask to read a case" in leading.get(INDEX).content.decode()
    assert "Colleagues who ask to read a case" not in asking.get(INDEX).content.decode()
    assert "Замењујем Јелену." in leading.get(at("accessrequest_change", asked.pk)).content.decode()
    assert asking.post(at("accessrequest_do", asked.pk, "grant"), {"until": "8.9.2026"}).status_code == 403
    leading.post(at("accessrequest_do", asked.pk, "grant"), {"until": "8.9.2026", "answer": ""})
    assert Case.objects.readable_by(other.user).exists()
    leading.post(at("accessrequest_do", asked.pk, "revoke"))
    assert not Case.objects.readable_by(other.user).exists()


def test_a_colleague_leaves_a_case_by_the_leads_button_only(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    row = services.add_colleague(case=case, advisor=other, by=lead.user)
    address = at("caseadvisor_do", row.pk, "leave")
    assert as_user(other.user).post(address).status_code == 403
    as_user(lead.user).post(address)
    assert not Case.objects.readable_by(other.user).exists()


def titles(page: str) -> list[str]:
    tasks = page.partition('id="desk-tasks"')[2].partition("</section>")[0]
    return [re.sub(r"<[^>]+>", "", title) for title in re.findall(r'<div><a href="[^"]+">(.+?)</a>', tasks)]


def test_the_desk_shows_what_is_due_of_ones_own_cases_first_and_done_is_one_click(
    case: Case, lead: Advisor, other: Advisor, coordinator: User, as_user: AsUser
) -> None:
    theirs = make_case(other, make_person("Вук"))
    make_task(theirs, "Туђи стари", due_on=MONDAY - timedelta(days=9))
    own = make_task(case, "Свој данас")
    make_task(case, "Свој сутра", due_on=MONDAY + timedelta(days=1))
    client = as_user(lead.user)
    assert titles(client.get(INDEX).content.decode()) == ["Svoj danas"]
    assert titles(as_user(coordinator).get(INDEX).content.decode()) == ["Туђи стари", "Свој данас"]
    answer = client.post(at("casetask_do", own.pk, "done"), {"next": INDEX})
    own.refresh_from_db()
    assert (answer["location"], own.done_by) == (INDEX, lead.user)
    assert 'id="desk-tasks"' not in client.get(INDEX).content.decode()


def test_a_coordinator_who_also_advises_finds_the_own_first(
    make_user: MakeUser, other: Advisor, as_user: AsUser
) -> None:
    both = staff_advisor(make_user)
    both.user.groups.add(Group.objects.get(name=Role.COORDINATOR))
    make_task(make_case(other), "Туђи стари", due_on=MONDAY - timedelta(days=9))
    make_task(make_case(both, make_person("Вук")), "Свој данас")
    assert titles(as_user(both.user).get(INDEX).content.decode()) == ["Свој данас", "Туђи стари"]


def test_the_desk_tells_the_coordinator_of_cases_that_nobody_leads(
    case: Case, lead: Advisor, coordinator: User, as_user: AsUser
) -> None:
    accounts.choose_language(user=coordinator, language="en")
    client = as_user(coordinator)
    sentence = "1 open case has no advisor any more who leads it."
    before = sentence in client.get(INDEX).content.decode()
    User.objects.filter(pk=lead.user_id).update(is_active=False)
    assert (before, sentence in client.get(INDEX).content.decode()) == (False, True)


def test_the_list_of_tasks_begins_with_ones_own_that_wait(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    make_task(case, "Мој"), make_task(case, "Њен", advisor=None), make_task(make_case(other), "Туђи")
    services.mark_task_done(task=make_task(case, "Готов"), by=lead.user)
    client = as_user(lead.user)
    found = {
        query: sorted(
            re.findall(
                r'field-task"><a [^>]*>([^<]+)<',
                client.get(at("casetask_changelist") + query).content.decode(),
            )
        )
        for query in ("", "?whose=all", "?whose=all&state=all", "?state=done")
    }
    assert found == {
        "": ["Moj"],
        "?whose=all": ["Moj", "Njen"],
        "?whose=all&state=all": ["Gotov", "Moj", "Njen"],
        "?state=done": ["Gotov"],
    }
    assert CaseTask.objects.count() == 4
