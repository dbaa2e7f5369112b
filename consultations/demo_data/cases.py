"""Made-up cases at several stages, with what stands in them, so that the demo shows a way from idea to enterprise."""

import io
import uuid
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from center.demo_data import demo_member
from center.services.retention import run_retention
from consultations import services
from consultations.choices import CaseOutcome, CaseStage, State
from consultations.demo_data import plans
from consultations.models import Advisor, Case, CaseNote, CaseTask
from consultations.spans import instant
from entrepreneurs.choices import RequestKind, RequestWay
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import ask_about_data, connect_login

# Days ago, stage: how the two open cases went.
_WAY_OF_PLAN: Final = ((64, CaseStage.INTAKE), (50, CaseStage.IDEA), (20, CaseStage.PLAN))
_WAY_OF_IDEA: Final = ((25, CaseStage.INTAKE), (11, CaseStage.IDEA))
_WAY_OF_CLOSED: Final = (
    (300, CaseStage.INTAKE),
    (260, CaseStage.PLAN),
    (200, CaseStage.REGISTRATION),
    (120, CaseStage.OPERATING),
)
_NOTES: Final = (
    (
        63,
        (
            "Први разговор. Хтела би пекару у којој раде мајке деце са сметњама у развоју. Има рецепте и сестру која "
            "ради у пекари, а нема простор. Договорили смо се да за две недеље запише идеју на једној страни."
        ),
    ),
    (
        48,
        (
            "Донела страну са идејом, добра је. Купци: две школе и болница. Не зна шта тражи инспекција за простор; "
            "то проверавам ја."
        ),
    ),
    (
        6,
        (
            "Прошли смо трошкове. Најскупља је пећ. Предложио сам да прву годину изнајми простор са опремом. "
            "Следећи пут рачунамо праг рентабилности."
        ),
    ),
)


_PAGE: Final = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)


def load(advisors: list[Advisor], people: list[Entrepreneur], today: date) -> None:
    """Open three cases: one at the plan, with everything in it; one at the idea; one that became an enterprise.

    The person of the second one has asked for a copy of their data; the report of a first night is there too.
    """
    first, second, third = advisors
    plan = _case(people[2], first, "Пекара удружења родитеља (демо)", _WAY_OF_PLAN, today)
    services.add_colleague(case=plan, advisor=third, by=first.user)
    for number, (ago, text) in enumerate(_NOTES):
        note = services.add_note(case=plan, text=text, by=first.user, submission=_key(f"note-{number}"))
        CaseNote.objects.filter(pk=note.pk).update(written_at=_at(today, ago, 11))
    _tasks(plan, first, today)
    services.add_document(
        case=plan,
        file=io.BytesIO(_pdf("Ponuda za zakup (demo)")),
        name="понуда за закуп.pdf",
        title="Понуда за закуп простора (демо)",
        by=first.user,
        submission=_key("document"),
    )
    # The member of the demo is this person, so that both sides of a case can be seen.
    connect_login(user=demo_member(), person=plan.person, by=first.user)
    plans.load(plan, first)

    idea = _case(people[5], second, "Помоћ у кући за старије (демо)", _WAY_OF_IDEA, today)
    services.add_note(
        case=idea,
        text="Ради по кућама већ годину дана, без папира. Плаши се рачуноводства. Објаснио сам шта је задруга.",
        by=second.user,
        submission=_key("note-idea"),
    )
    services.ask_access(
        case=idea, reason="Замењујем колегу следеће недеље, па бих да прочитам белешке.", by=first.user
    )

    ask_about_data(
        person=idea.person,
        kind=RequestKind.COPY,
        way=RequestWay.PHONE,
        received_on=today - timedelta(days=5),
        by=second.user,
    )
    run_retention(dry=True)

    done = _case(people[4], first, "Зимница из баште (демо)", _WAY_OF_CLOSED, today)
    services.record_jobs(case=done, jobs=4, day=today - timedelta(days=30), by=first.user)
    services.close_case(
        case=done,
        outcome=CaseOutcome.STARTED,
        day=today - timedelta(days=30),
        reason="Предузеће ради, запослене су четири жене. Настављамо само годишњи разговор.",
        by=first.user,
    )


def _case(
    person: Entrepreneur,
    lead: Advisor,
    subject: str,
    way: tuple[tuple[int, CaseStage], ...],
    today: date,
) -> Case:
    (ago, _intake), *others = way
    opened_on = today - timedelta(days=ago)
    case = services.open_case(person=person, advisor=lead, subject=subject, opened_on=opened_on, by=lead.user)
    for ago, stage in others:
        services.change_stage(case=case, stage=stage, day=today - timedelta(days=ago), by=lead.user)
    for visit in person.consultations.exclude(state=State.CANCELLED):
        services.attach_visit(consultation=visit, case=case, by=lead.user)
    case.refresh_from_db()
    # What an earlier stage brought was done in its time.
    for task in CaseTask.objects.filter(case=case).exclude(template__stage=case.stage):
        services.mark_task_done(task=task, by=lead.user)
        CaseTask.objects.filter(pk=task.pk).update(
            due_on=opened_on + timedelta(days=12), done_at=_at(opened_on + timedelta(days=10), 0, 12)
        )
    return case


def _tasks(case: Case, lead: Advisor, today: date) -> None:
    for number, (title, days, advisor) in enumerate(
        (
            ("Питати инспекцију шта тражи за простор", -3, lead),
            ("Послати пример буџета пекаре", 0, lead),
            ("Донети понуду за пећ", 4, None),
        )
    ):
        services.add_task(
            case=case,
            title=title,
            due_on=today + timedelta(days=days),
            advisor=advisor,
            by=lead.user,
            submission=_key(f"task-{number}"),
        )


def _at(day: date, ago: int, hour: int) -> datetime:
    return min(instant(day - timedelta(days=ago), time(hour)), timezone.now())


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"demo-case-{name}")


def _pdf(title: str) -> bytes:
    """Return the smallest page that a reader of PDF opens, with one line of Latin letters."""
    stream = f"BT /F1 20 Tf 60 760 Td ({title}) Tj ET".encode("ascii")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(parts) + 1, rows, len(parts) + 1, len(body))
    )
