"""What goes by itself when its time is over: reported first, then done by night, no day too early."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from center.base.personal_data import declared
from center.base.personal_data import retention as kept
from center.base.personal_data.spans import Span
from center.choices import QuestionState, Role
from center.models import AccessRecord, Question, RetentionRun, User
from center.personal_data import LOGS_KEPT
from center.services import retention
from consultations import services
from consultations.choices import CaseOutcome
from consultations.models import Absence, Advisor, Case, CaseDocument, CaseNote, Consultation
from consultations.personal_data.spans import ABSENCE
from entrepreneurs.models import Entrepreneur
from tests.center.factories import make_question
from tests.conftest import MakeUser
from tests.consultations.cases import make_case, make_document, make_note
from tests.consultations.factories import make_advisor, make_past_visit, make_topic
from tests.entrepreneurs.factories import make_person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]
SECOND = timedelta(seconds=1)


@pytest.fixture
def advisor() -> Advisor:
    return make_advisor(make_topic())


@pytest.fixture
def agreed(coordinator: User) -> User:
    """Let a coordinator have read the first report."""
    retention.confirm_report(run=retention.run_retention(), by=coordinator)
    return coordinator


def visit_that_ended(advisor: Advisor, ends_at: datetime, *, came: bool = True, **more: Any) -> Consultation:
    start = ends_at - timedelta(hours=1)
    visit = make_past_visit(advisor, advisor.topics.get(), start, **more)
    end = services.mark_done if came else services.mark_missed
    end(consultation=visit, by=advisor.user)
    return visit


def numbers(run: RetentionRun) -> dict[str, tuple[int, int]]:
    return {line["rule"]: (line["due"], line["done"]) for line in run.report if line["due"]}


def known_person() -> Entrepreneur:
    """Make somebody who is not due: the record is new."""
    return make_person("Рада Радић")


def test_until_somebody_has_agreed_it_is_only_reported(advisor: Advisor) -> None:
    visit = visit_that_ended(
        advisor, Span(years=2).before(timezone.now()) - SECOND, entrepreneur=known_person()
    )
    run = retention.run_retention()
    assert (run.is_dry, numbers(run)) == (True, {"visits_came": (1, 0)})
    visit.refresh_from_db()
    assert visit.contact_name == "Рада Радић"


def test_then_the_visit_is_emptied_and_still_counts(advisor: Advisor, agreed: User) -> None:
    visit = visit_that_ended(
        advisor, Span(years=2).before(timezone.now()) - SECOND, entrepreneur=known_person()
    )
    before = (visit.starts_at, visit.topic_id, visit.advisor_id)
    assert numbers(retention.run_retention()) == {"visits_came": (1, 1)}
    visit.refresh_from_db()
    assert (visit.contact_name, visit.contact_phone, visit.erased_at is None) == ("", "", False)
    assert (visit.starts_at, visit.topic_id, visit.advisor_id) == before
    assert numbers(retention.run_retention()) == {}


@pytest.mark.parametrize(("came", "span"), [(True, Span(years=2)), (False, Span(months=6))])
def test_on_its_last_day_nothing_goes_yet(came: bool, span: Span, advisor: Advisor, agreed: User) -> None:
    visit = visit_that_ended(advisor, span.before(timezone.now()), came=came, entrepreneur=known_person())
    assert numbers(retention.run_retention()) == {}
    Consultation.objects.filter(pk=visit.pk).update(ends_at=visit.ends_at - SECOND)
    assert [each for _due, each in numbers(retention.run_retention()).values()] == [1]


def test_a_dry_run_changes_nothing_even_when_somebody_has_agreed(advisor: Advisor, agreed: User) -> None:
    visit_that_ended(advisor, Span(years=2).before(timezone.now()) - SECOND, entrepreneur=known_person())
    call_command("retention", "--dry-run")
    run = RetentionRun.objects.latest("pk")
    assert (run.is_dry, numbers(run)) == (True, {"visits_came": (1, 0)})


def test_a_case_goes_with_its_notes_and_documents(advisor: Advisor, agreed: User) -> None:
    case = make_case(advisor)
    make_note(case, "Плаши се мужа.")
    make_document(case)
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=advisor.user)
    Case.objects.filter(pk=case.pk).update(closed_on="2023-09-06", opened_on="2023-01-01")
    # The document goes first, and the case, which has none any more, with it in the same night.
    assert numbers(retention.run_retention()) == {"case_documents": (1, 1), "cases": (1, 1)}
    case.refresh_from_db()
    assert (case.subject, case.outcome, CaseNote.objects.get().text) == ("", "work", "")
    assert CaseDocument.objects.get().is_removed


def test_an_open_case_keeps_its_notes_however_old(advisor: Advisor, agreed: User) -> None:
    make_note(make_case(advisor), "Реч")
    CaseNote.objects.update(written_at=timezone.now() - timedelta(days=4000))
    retention.run_retention()
    assert CaseNote.objects.get().text == "Реч"


def test_who_never_came_is_erased_after_half_a_year(agreed: User) -> None:
    person = known_person()
    Entrepreneur.objects.update(created_at=Span(months=6).before(timezone.now()))
    assert numbers(retention.run_retention()) == {}
    Entrepreneur.objects.update(created_at=Span(months=6).before(timezone.now()) - SECOND)
    assert numbers(retention.run_retention()) == {"people": (1, 1)}
    person.refresh_from_db()
    assert (person.name, person.phone) == ("", "")


def test_who_came_once_stays_two_years(advisor: Advisor, agreed: User) -> None:
    person = known_person()
    visit_that_ended(advisor, timezone.now() - timedelta(days=300), entrepreneur=person)
    Entrepreneur.objects.update(created_at=timezone.now() - timedelta(days=4000))
    retention.run_retention()
    person.refresh_from_db()
    assert person.name == "Рада Радић"


def test_somebody_with_a_case_a_visit_to_come_or_without_an_outcome_stays(
    advisor: Advisor, agreed: User
) -> None:
    with_case, waiting = make_case(advisor).person, make_person("Друга Особа")
    make_past_visit(advisor, advisor.topics.get(), timezone.now() - timedelta(days=999), entrepreneur=waiting)
    Entrepreneur.objects.update(created_at=timezone.now() - timedelta(days=4000))
    assert numbers(retention.run_retention()) == {"people": (1, 0)}
    assert [Entrepreneur.objects.get(pk=each.pk).erased_at for each in (with_case, waiting)] == [None, None]


def test_a_night_does_only_so_much(advisor: Advisor, agreed: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "MOST_AT_ONCE", 2)
    person = known_person()
    for hour in range(3):
        end = Span(years=2).before(timezone.now()) - timedelta(days=hour + 1)
        visit_that_ended(advisor, end, entrepreneur=person)
    assert numbers(retention.run_retention()) == {"visits_came": (3, 2)}
    assert numbers(retention.run_retention()) == {"visits_came": (1, 1)}


def test_the_notice_says_what_the_job_counts_with() -> None:
    with translation.override("en"):
        sentence = str(declared()[Consultation].retention)
    assert sentence.startswith("After a visit: 2 years; if you did not come: 6 months (office decision")


def test_an_absence_is_deleted_a_year_after_its_end(advisor: Advisor, agreed: User) -> None:
    for late in (-SECOND, SECOND):
        end = ABSENCE.before(timezone.now()) + late
        Absence.objects.create(
            advisor=advisor, starts_at=end - timedelta(hours=1), ends_at=end, note="Болесна."
        )
    assert numbers(retention.run_retention()) == {"absences": (1, 1)}
    assert Absence.objects.count() == 1


def test_logs_end_after_five_years_and_no_day_sooner(
    coordinator: User, agreed: User, monday_morning: time_machine.Traveller
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        # The database counts by its own clock.
        monday_morning.move_to(cursor.fetchone()[0])
    for late in (-timedelta(minutes=1), timedelta(minutes=1)):
        look = AccessRecord.objects.create(
            user=coordinator, model="center.question", object_id=1, purpose="x"
        )
        seen_at = LOGS_KEPT.before(timezone.now()) + late
        AccessRecord.objects.filter(pk=look.pk).update(seen_at=seen_at)
    assert numbers(retention.run_retention()) == {"access_log": (1, 1)}
    assert AccessRecord.objects.count() == 1


def test_no_other_table_is_shortened_as_a_log() -> None:
    with pytest.raises(ProgrammingError, match="no log"), connection.cursor() as cursor:
        cursor.execute("SELECT center_forget_log('center_user')")


def test_what_is_short_lived_goes_without_anybodys_agreement_but_not_in_a_dry_run(advisor: Advisor) -> None:
    half_a_year_ago = timezone.now() - timedelta(days=183)
    Question.objects.filter(pk=make_question().pk).update(
        state=QuestionState.SPAM, created_at=half_a_year_ago
    )
    assert (numbers(retention.run_retention(dry=True)), Question.objects.count()) == (
        {"questions": (1, 0)},
        1,
    )
    assert (numbers(retention.run_retention()), Question.objects.count()) == ({"questions": (1, 1)}, 0)


def test_a_rule_that_fails_stops_no_other_one_and_is_named(
    advisor: Advisor, agreed: User, monkeypatch: pytest.MonkeyPatch, as_user: AsUser
) -> None:
    visit_that_ended(advisor, Span(years=2).before(timezone.now()) - SECOND)

    def broken() -> int:
        msg = "no space"
        raise OSError(msg)

    real = kept.rules()
    monkeypatch.setattr(kept, "rules", lambda: [kept.Sweep("letters", "", broken), *real[1:]])
    with pytest.raises(ExceptionGroup):
        retention.run_retention()
    report = RetentionRun.objects.latest("pk")
    assert ([line["rule"] for line in report.report if line.get("failed")], numbers(report)) == (
        ["letters"],
        {"visits_came": (1, 1)},
    )
    page = as_user(agreed).get(f"/admin/center/retentionrun/{report.pk}/change/").content.decode()
    assert "није успело" in page


def test_a_coordinator_reads_the_first_report_and_agrees(coordinator: User, as_user: AsUser) -> None:
    run = retention.run_retention()
    client, address = as_user(coordinator), f"/admin/center/retentionrun/{run.pk}/"
    assert client.get(f"{address}change/").status_code == 200
    client.post(f"{address}do/confirm/")
    assert retention.agreed_by() == coordinator
    assert retention.run_retention().is_dry is False


def test_the_list_of_reports_asks_as_often_for_one_as_for_three(coordinator: User, as_user: AsUser) -> None:
    client, asked = as_user(coordinator), []
    for _night in range(3):
        retention.run_retention()
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/center/retentionrun/")
        asked.append(len(queries))
    assert asked == [asked[0]] * 3


def test_an_advisor_neither_reads_reports_nor_agrees(make_user: MakeUser, as_user: AsUser) -> None:
    run = retention.run_retention()
    client = as_user(make_user(Role.ADVISOR, "other@example.org"))
    assert client.post(f"/admin/center/retentionrun/{run.pk}/do/confirm/").status_code == 403
    assert retention.agreed_by() is None


def test_a_report_holds_no_personal_data(advisor: Advisor) -> None:
    visit_that_ended(advisor, Span(years=2).before(timezone.now()) - SECOND, entrepreneur=known_person())
    assert "Рада" not in str(retention.run_retention().report)
