"""Cases and what stands in them for tests, in the fewest words."""

import io
import uuid
from datetime import date
from typing import Any

from django.utils import timezone

from center.choices import Role
from center.models import User
from consultations.models import Advisor, Case, CaseDocument, CaseNote, CaseTask
from consultations.services import add_document, add_note, add_task, open_case
from entrepreneurs.models import Entrepreneur
from tests.conftest import MakeUser
from tests.consultations.factories import make_advisor
from tests.entrepreneurs.factories import make_person

PDF = b"%PDF-1.7\n%%EOF\n"


def make_case(
    advisor: Advisor | None = None,
    person: Entrepreneur | None = None,
    *,
    subject: str = "Пекара",
    opened_on: date | None = None,
    **more: Any,
) -> Case:
    """Open a case through the service, entered by the advisor who leads it."""
    lead = advisor or make_advisor()
    return open_case(
        person=person or make_person("Рада Радић"),
        advisor=lead,
        subject=subject,
        opened_on=opened_on,
        by=lead.user,
        **more,
    )


def lead_of(case: Case) -> Advisor:
    return case.assignments.leads().get().advisor


def staff_advisor(make_user: MakeUser, name: str = "") -> Advisor:
    """Make an advisor whose login has the role, as in the office."""
    number = Advisor.objects.count() + 1
    user = make_user(Role.ADVISOR, f"savetnik{number}@example.org", name=name or f"Саветник {number}")
    return make_advisor(user=user, name_sr=name or f"Саветник {number}")


def make_note(
    case: Case, text: str = "Жели да ради са сестром.", by: User | None = None, **more: Any
) -> CaseNote:
    return add_note(case=case, text=text, by=by or lead_of(case).user, **{"submission": uuid.uuid4(), **more})


def make_task(case: Case, title: str = "Позвати општину", **more: Any) -> CaseTask:
    lead = lead_of(case)
    defaults = {
        "due_on": timezone.localdate(),
        "advisor": lead,
        "by": lead.user,
        "submission": uuid.uuid4(),
    }
    return add_task(case=case, title=title, **{**defaults, **more})


def make_document(case: Case, data: bytes = PDF, name: str = "уговор.pdf", **more: Any) -> CaseDocument:
    defaults = {"title": "Уговор", "by": lead_of(case).user, "submission": uuid.uuid4()}
    return add_document(case=case, file=io.BytesIO(data), name=name, **{**defaults, **more})
