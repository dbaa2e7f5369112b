"""Staff write initiatives, move them on by buttons, and keep the council's meetings on one page."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from center.base.private_storage import private_storage
from center.choices.advocacy import StepKind
from center.models import (
    AdvocacyInitiative,
    CouncilDecision,
    CouncilMeeting,
    InitiativeDocument,
    Office,
    User,
)
from center.refusals import ServiceRefused
from center.services.kept_files import add_file, remove_file
from tests.center.advocacy.factories import (
    days_ago,
    make_decision,
    make_initiative,
    make_institution,
    make_meeting,
    make_member,
    published,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PDF = b"%PDF-1.7\n%made up\n%%EOF\n"


def _filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """Return what the form at an address would send, with changes."""
    form = client.get(address).context["adminform"].form
    formsets = client.get(address).context["inline_admin_formsets"]
    data: dict[str, Any] = {}
    for each in (
        form,
        *(part for group in formsets for part in (group.formset.management_form, *group.formset.forms)),
    ):
        for field in each:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value() if callable(value) else value
    version = client.get(address).context.get("loaded_version")
    return {**data, **({"loaded_version": version} if version else {}), **changes}


def _do(record: Any, verb: str) -> str:
    return reverse(f"admin:center_{record._meta.model_name}_do", args=[record.pk, verb])


def test_an_editor_writes_publishes_and_moves_an_initiative_on(
    office: Office, editor: User, as_user: SignIn
) -> None:
    client, council = as_user(editor), make_institution()
    add = reverse("admin:center_advocacyinitiative_add")
    answer = client.post(
        add,
        {
            "title_sr": "Tezge na pijaci",
            "slug": "stalls",
            "summary_sr": "Tražimo tri tezge.",
            "institutions": [council.pk],
        },
    )
    assert answer.status_code == 302
    initiative = AdvocacyInitiative.objects.get()
    client.post(_do(initiative, "publish"))
    client.post(
        _do(initiative, "step"),
        {
            "kind": "submitted",
            "day": days_ago(3),
            "institution": council.pk,
            "text_sr": "Predato na pisarnici.",
        },
    )
    initiative.refresh_from_db()
    step = initiative.steps.get()
    assert (initiative.title_sr, initiative.state, step.text_sr, step.recorded_by) == (
        "Тезге на пијаци",
        "submitted",
        "Предато на писарници.",
        editor,
    )


def test_what_the_rules_refuse_is_said_on_the_form(office: Office, editor: User, as_user: SignIn) -> None:
    client, initiative = as_user(editor), published(editor, (StepKind.SUBMITTED, 9))
    late = client.post(
        _do(initiative, "step"), {"kind": "answer", "day": days_ago(20), "text_sr": "Одговорили су."}
    )
    assert "не може да следи после" in late.content.decode()
    address = reverse("admin:center_advocacyinitiative_change", args=[initiative.pk])
    changed = client.post(address, _filled(client, address, summary_sr="Тражимо нешто друго."))
    assert "остаје онако како је потписано или предато" in changed.content.decode()
    assert "Тражимо нешто друго." in changed.content.decode()


def test_words_of_a_step_are_corrected_in_their_row(office: Office, editor: User, as_user: SignIn) -> None:
    client, initiative = as_user(editor), published(editor, (StepKind.SUBMITTED, 9))
    address = reverse("admin:center_advocacyinitiative_change", args=[initiative.pk])
    answer = client.post(address, _filled(client, address, **{"steps-0-text_sr": "Предато поштом."}))
    assert (answer.status_code, initiative.steps.get().text_sr) == (302, "Предато поштом.")


def test_a_document_is_added_by_a_button_and_removed_with_its_file(
    office: Office, editor: User, as_user: SignIn
) -> None:
    client, initiative = as_user(editor), published(editor)
    client.post(
        _do(initiative, "document"),
        {"file": SimpleUploadedFile("допис.pdf", PDF), "label_sr": "Допис", "is_public": "on"},
    )
    row = initiative.documents.get()
    assert (row.label_sr, row.is_public, row.added_by) == ("Допис", True, editor)
    refused = client.post(
        _do(initiative, "document"),
        {"file": SimpleUploadedFile("допис.pdf", b"<html>"), "label_sr": "Страна"},
    )
    assert "пошаљите PDF" in refused.content.decode()
    address = reverse("admin:center_advocacyinitiative_change", args=[initiative.pk])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda call, **_kept: call())
        client.post(address, _filled(client, address, **{"documents-0-DELETE": "on"}))
    assert (initiative.documents.count(), private_storage().exists(row.stored_as)) == (0, False)


def test_a_document_that_a_step_names_stays(office: Office, editor: User, as_user: SignIn) -> None:
    client, initiative = as_user(editor), published(editor, (StepKind.SUBMITTED, 9))
    row = add_file(
        InitiativeDocument(initiative=initiative, label_sr="Допис"),
        file=io.BytesIO(PDF),
        name="a.pdf",
        by=editor,
    )
    initiative.steps.update(document=row)
    address = reverse("admin:center_advocacyinitiative_change", args=[initiative.pk])
    answer = client.post(address, _filled(client, address, **{"documents-0-DELETE": "on"}))
    assert (answer.status_code, InitiativeDocument.objects.count()) == (200, 1)
    with pytest.raises(ServiceRefused, match="упућује један корак"):
        remove_file(row)
    assert private_storage().exists(row.stored_as)


def test_an_advisor_reads_initiatives_and_moves_none(
    office: Office, advisor_user: User, editor: User, as_user: SignIn
) -> None:
    initiative = make_initiative(editor)
    client = as_user(advisor_user)
    page = client.get(reverse("admin:center_advocacyinitiative_change", args=[initiative.pk]))
    assert (page.status_code, client.post(_do(initiative, "publish")).status_code) == (200, 403)


def test_a_meeting_is_kept_on_one_page_with_who_was_there_and_what_was_decided(
    office: Office, editor: User, as_user: SignIn
) -> None:
    client, member = as_user(editor), make_member()
    make_member("Пера Перић", until=days_ago(300))
    meeting = make_meeting()
    address = reverse("admin:center_councilmeeting_change", args=[meeting.pk])
    offered = client.get(address).context["adminform"].form.fields["there"].queryset
    assert list(offered) == [member]
    data = _filled(
        client,
        address,
        there=[member.pk],
        **{"decisions-0-text_sr": "Подржавамо.", "decisions-0-state": "open"},
    )
    answer = client.post(address, data)
    assert (answer.status_code, list(meeting.attended.all())) == (302, [member])
    assert CouncilDecision.objects.get().mark == f"1/{meeting.day.year}"


def test_a_meeting_with_decisions_stays_one_that_was_held(
    office: Office, editor: User, as_user: SignIn
) -> None:
    client, decision = as_user(editor), make_decision()
    address = reverse("admin:center_councilmeeting_change", args=[decision.meeting_id])
    answer = client.post(address, _filled(client, address, state="planned"))
    assert "па остаје одржана" in answer.content.decode()
    assert CouncilMeeting.objects.get().state == "held"


def test_a_decision_is_carried_out_by_a_button(office: Office, editor: User, as_user: SignIn) -> None:
    client, decision = as_user(editor), make_decision()
    client.post(_do(decision, "done"), {"day": days_ago(1), "outcome_sr": "Urađeno."})
    decision.refresh_from_db()
    assert (decision.state, decision.outcome_sr) == ("done", "Урађено.")


def test_the_desk_tells_what_is_late(office: Office, editor: User, as_user: SignIn) -> None:
    published(
        editor,
        (StepKind.SUBMITTED, 80),
        answer_due=days_ago(1),
        due_source_sr="Обећано.",
        title="Касни одговор",
    )
    published(editor, (StepKind.SUBMITTED, 80), title="Без рока")
    make_decision(due_on=days_ago(2), text_sr="Одлука која касни.")
    page = as_user(editor).get("/admin/").content.decode()
    told = [words in page for words in ("Касни одговор", "Без рока", "Одлука која касни.")]
    assert told == [True, False, True]
    assert re.search(r"чека се: 80 дана", page)
