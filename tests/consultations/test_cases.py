"""A case from its opening to its end: what each verb does, and what it refuses."""

from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from center.models import User
from consultations import services
from consultations.choices import OPEN_STAGES, STAGE_TRANSITIONS, CaseOutcome, CaseRole, CaseStage
from consultations.errors import ChangeRefused
from consultations.models import Advisor, Case, CaseAdvisor, StageChange
from tests.conftest import MakeUser
from tests.consultations.cases import make_case
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic, make_visit
from tests.entrepreneurs.factories import make_enterprise, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english")]
FRIDAY = MONDAY - timedelta(days=3)


def way(case: Case) -> list[tuple[str, date]]:
    return list(case.stage_changes.order_by("place").values_list("stage", "day"))


def team(case: Case) -> list[tuple[Advisor, str]]:
    return [(row.advisor, row.role) for row in case.assignments.current().select_related("advisor")]


def test_a_visit_becomes_a_case_that_its_advisor_leads() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    case = services.open_case(consultation=visit, subject="  Пекара   за село ", by=advisor.user)
    visit.refresh_from_db()
    assert (case.number, case.person, case.subject) == ("2026-0001", visit.entrepreneur, "Пекара за село")
    assert (case.opened_on, way(case)) == (MONDAY, [("intake", MONDAY)])
    assert (team(case), visit.case) == ([(advisor, CaseRole.LEAD)], case)
    assert case.stage_changes.get().recorded_by == advisor.user


def test_a_case_made_of_a_past_visit_begins_on_its_day() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_past_visit(advisor, topic, local(FRIDAY, 9))
    assert services.open_case(consultation=visit, by=advisor.user).opened_on == FRIDAY


def test_opening_a_case_twice_is_one_case_and_the_next_visit_joins_it() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    first = make_visit(topic, local(MONDAY, 9))
    second = make_visit(topic, local(MONDAY, 10), entrepreneur=first.entrepreneur)
    case = services.open_case(consultation=first, by=advisor.user)
    assert services.open_case(consultation=first, by=advisor.user) == case
    assert services.open_case(consultation=second, by=advisor.user) == case
    assert services.open_case(person=first.entrepreneur, by=advisor.user) == case
    assert (list(case.visits.order_by("pk")), Case.objects.count()) == ([first, second], 1)


def test_numbers_run_through_the_year_without_gaps() -> None:
    advisor = make_advisor()
    numbers = [make_case(advisor, make_person(f"Особа {n}")).number for n in range(2)]
    with pytest.raises(ValidationError):
        make_case(advisor, make_person("Ана"), subject="а" * (Case.SUBJECT_LENGTH + 1))
    numbers.append(make_case(advisor, make_person("Ана")).number)
    numbers.append(make_case(advisor, make_person("Вук"), opened_on=date(2025, 12, 30)).number)
    assert numbers == ["2026-0001", "2026-0002", "2026-0003", "2025-0001"]


def test_a_number_goes_on_after_ten_thousand() -> None:
    advisor = make_advisor()
    case = make_case(advisor, make_person("Ана"))
    for given, following in (("2026-9999", "2026-10000"), ("2026-10000", "2026-10001")):
        Case.objects.filter(pk=case.pk).update(number=given)
        case = make_case(advisor, make_person(given))
        assert case.number == following


def test_without_an_advisor_the_colleague_who_opens_it_leads_or_has_to_choose(coordinator: User) -> None:
    advisor, person = make_advisor(), make_person("Ана")
    with pytest.raises(ChangeRefused, match="Choose the advisor who leads this case"):
        services.open_case(person=person, by=coordinator)
    assert team(services.open_case(person=person, by=advisor.user)) == [(advisor, CaseRole.LEAD)]


def test_a_case_goes_forward_with_a_day_for_each_stage_also_over_several() -> None:
    case = make_case(opened_on=FRIDAY)
    by = case.assignments.get().advisor.user
    services.change_stage(case=case, stage=CaseStage.PLAN, day=FRIDAY + timedelta(days=1), by=by)
    case = services.change_stage(case=case, stage=CaseStage.REGISTRATION, by=by)
    assert case.stage == CaseStage.REGISTRATION
    assert way(case) == [
        ("intake", FRIDAY),
        ("plan", FRIDAY + timedelta(days=1)),
        ("registration", MONDAY),
    ]


def test_the_same_stage_again_changes_nothing() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    for _time in range(2):
        services.change_stage(case=case, stage=CaseStage.IDEA, by=by)
    assert way(case) == [("intake", MONDAY), ("idea", MONDAY)]


def test_one_step_back_needs_a_reason_and_two_are_too_many() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    services.change_stage(case=case, stage=CaseStage.PLAN, by=by)
    with pytest.raises(ValidationError, match="Please say why"):
        services.change_stage(case=case, stage=CaseStage.IDEA, by=by, reason="  ")
    with pytest.raises(ChangeRefused, match="Stage of the case: Plan"):
        services.change_stage(case=case, stage=CaseStage.INTAKE, by=by, reason="Погрешно.")
    services.change_stage(case=case, stage=CaseStage.IDEA, by=by, reason="Мења идеју.")
    assert case.stage_changes.last().reason == "Мења идеју."  # type: ignore[union-attr]


def test_a_day_comes_neither_before_the_last_change_nor_after_today() -> None:
    case = make_case(opened_on=FRIDAY)
    by = case.assignments.get().advisor.user
    with pytest.raises(ValidationError, match="already at another stage after this day"):
        services.change_stage(case=case, stage=CaseStage.IDEA, day=FRIDAY - timedelta(days=1), by=by)
    with pytest.raises(ValidationError, match="has not come yet"):
        services.change_stage(case=case, stage=CaseStage.IDEA, day=MONDAY + timedelta(days=1), by=by)
    with pytest.raises(ValidationError, match="has not come yet"):
        make_case(opened_on=MONDAY + timedelta(days=1), person=make_person("Ана"))
    assert way(case) == [("intake", FRIDAY)]


def test_who_saw_an_older_stage_is_told_instead_of_moving_the_case_on() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    services.change_stage(case=case, stage=CaseStage.IDEA, by=by, seen="intake")
    with pytest.raises(ChangeRefused, match="It stands at: Idea"):
        services.change_stage(case=case, stage=CaseStage.PLAN, by=by, seen="intake")


def test_a_case_is_closed_with_its_outcome_and_can_be_taken_up_again_where_it_stood() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    services.change_stage(case=case, stage=CaseStage.PLAN, by=by)
    enterprise = make_enterprise()
    closed = services.close_case(
        case=case, outcome=CaseOutcome.STARTED, reason="Отворена.", enterprise=enterprise, by=by
    )
    assert (closed.is_open, closed.closed_on, closed.outcome) == (False, MONDAY, "started")
    assert (closed.enterprise, closed.stage_changes.last().outcome) == (enterprise, "started")  # type: ignore[union-attr]
    with pytest.raises(ValidationError, match="Please say why"):
        services.reopen_case(case=case, by=by, reason="")
    again = services.reopen_case(case=case, by=by, reason="Тражи други простор.")
    assert (again.stage, again.closed_on, again.outcome) == (CaseStage.PLAN, None, "")
    assert [stage for stage, _day in way(case)] == ["intake", "plan", "closed", "plan"]


def test_closing_and_reopening_twice_change_nothing() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    for _time in range(2):
        services.close_case(case=case, outcome=CaseOutcome.WORK, by=by)
    for _time in range(2):
        services.reopen_case(case=case, by=by, reason="Враћа се.")
    assert [stage for stage, _day in way(case)] == ["intake", "closed", "intake"]


def test_a_closed_case_keeps_its_outcome_and_cannot_be_moved() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=by)
    with pytest.raises(ChangeRefused, match="Stage of the case: Closed"):
        services.close_case(case=case, outcome=CaseOutcome.LOST, by=by)
    with pytest.raises(ChangeRefused, match="Stage of the case: Closed"):
        services.change_stage(case=case, stage=CaseStage.PLAN, by=by)


def test_another_outcome_than_those_of_the_list_needs_words() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    with pytest.raises(ValidationError, match="Please say why"):
        services.close_case(case=case, outcome=CaseOutcome.OTHER, by=by)
    with pytest.raises(ChangeRefused):
        services.close_case(case=case, outcome=CaseOutcome.CONTINUED, by=by)


def test_a_closed_case_stays_closed_while_the_person_has_another_open_one() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    services.close_case(case=case, outcome=CaseOutcome.LOST, by=by)
    new = services.open_case(person=case.person, by=by)
    assert new.number == "2026-0002"
    with pytest.raises(ChangeRefused, match="has an open case already: 2026-0002"):
        services.reopen_case(case=case, by=by, reason="Враћа се.")


def test_a_case_is_handed_over_and_who_stays_works_along() -> None:
    old, new = make_advisor(), make_advisor()
    case = make_case(old)
    services.add_colleague(case=case, advisor=new, by=old.user)
    for _time in range(2):
        services.hand_over(case=case, to=new, stays=True, by=old.user)
    assert team(case) == [(old, CaseRole.COLLEAGUE), (new, CaseRole.LEAD)]
    services.hand_over(case=case, to=old, by=old.user)
    assert team(case) == [(old, CaseRole.LEAD)]


def test_a_colleague_joins_once_and_leaves_but_the_lead_hands_over() -> None:
    lead, colleague = make_advisor(), make_advisor()
    case = make_case(lead)
    rows = [services.add_colleague(case=case, advisor=colleague, by=lead.user) for _time in range(2)]
    assert rows[0] == rows[1]
    with pytest.raises(ChangeRefused, match="hands it over first"):
        services.end_colleague(assignment=case.assignments.leads().get(), by=lead.user)
    for _time in range(2):
        services.end_colleague(assignment=rows[0], by=lead.user)
    assert team(case) == [(lead, CaseRole.LEAD)]
    assert CaseAdvisor.objects.get(pk=rows[0].pk).until == timezone.localdate()


def test_nobody_whose_access_has_ended_gets_a_case() -> None:
    case, gone = make_case(), make_advisor()
    User.objects.filter(pk=gone.user_id).update(is_active=False)
    gone.user.refresh_from_db()
    with pytest.raises(ChangeRefused, match="does not work here any more"):
        services.hand_over(case=case, to=gone, by=gone.user)
    with pytest.raises(ChangeRefused, match="does not work here any more"):
        services.add_colleague(case=case, advisor=gone, by=gone.user)


def test_only_visits_of_the_person_join_a_case() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    case = make_case(advisor)
    own = make_visit(topic, local(MONDAY, 9), entrepreneur=case.person)
    other = make_visit(topic, local(MONDAY, 10))
    for _time in range(2):
        services.attach_visit(consultation=own, case=case, by=advisor.user)
    with pytest.raises(ChangeRefused, match="somebody else’s"):
        services.attach_visit(consultation=other, case=case, by=advisor.user)
    assert list(case.visits.all()) == [own]


def test_a_visit_booked_for_somebody_with_an_open_case_belongs_to_it_and_a_strangers_to_none() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    case = make_case(advisor)
    booked = make_visit(topic, local(MONDAY, 9), entrepreneur=case.person)
    # The same contact proves nothing: a family may share a phone.
    stranger = make_visit(topic, local(MONDAY, 10), name=case.person.name, phone=case.person.phone)
    assert (booked.case, stranger.case) == (case, None)
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=advisor.user)
    assert make_visit(topic, local(MONDAY, 11), entrepreneur=case.person).case is None


def test_jobs_are_counted_on_a_day() -> None:
    case = make_case()
    by = case.assignments.get().advisor.user
    case = services.record_jobs(case=case, jobs=3, day=MONDAY, by=by)
    assert (case.jobs_created, case.jobs_counted_on) == (3, MONDAY)
    with pytest.raises(ValidationError, match="together with the day"):
        services.record_jobs(case=case, jobs=4, day=None, by=by)


def test_the_database_knows_the_same_way_of_a_case() -> None:
    for one in CaseStage:
        for other in CaseStage:
            case = make_case(make_advisor(), make_person(f"{one} {other}"))
            with transaction.atomic():
                _put(case, one)
            allowed = one == other or (one, other) in STAGE_TRANSITIONS
            try:
                with transaction.atomic():
                    _put(case, other)
                moved = True
            except ProgrammingError:
                moved = False
            assert (one, other, moved) == (one, other, allowed)
            _put(case, CaseStage.CLOSED)
    assert len(OPEN_STAGES) == len(CaseStage) - 1


def _put(case: Case, stage: CaseStage) -> None:
    """Write a stage past the services, with what belongs to it."""
    is_end = stage == CaseStage.CLOSED
    Case.objects.filter(pk=case.pk).update(
        stage=stage, closed_on=MONDAY if is_end else None, outcome="lost" if is_end else ""
    )


def test_the_database_refuses_a_change_before_the_last_one() -> None:
    case = make_case()
    row = StageChange(
        case=case, place=2, stage="idea", day=FRIDAY, recorded_by=case.assignments.get().advisor.user
    )
    with pytest.raises(IntegrityError, match="stage_change_days_in_order"), transaction.atomic():
        row.save()


def test_colleagues_know_of_a_case_and_only_its_own_read_it(make_user: MakeUser, coordinator: User) -> None:
    advisors = [make_advisor(user=make_user("advisor", f"a{n}@example.org")) for n in range(3)]
    case = make_case(advisors[0])
    services.add_colleague(case=case, advisor=advisors[1], by=coordinator)
    people = {
        "lead": advisors[0].user,
        "colleague": advisors[1].user,
        "other advisor": advisors[2].user,
        "coordinator": coordinator,
        "editor": make_user("editor"),
        "researcher": make_user("researcher"),
        "superuser": User.objects.create_superuser("root@example.org", "a long password"),
        "stranger": make_user(None),
    }
    found = {
        name: (
            Case.objects.visible_to(user).exists(),
            Case.objects.readable_by(user).exists(),
            Case.objects.of_advisor(user).exists(),
        )
        for name, user in people.items()
    }
    assert found == {
        "lead": (True, True, True),
        "colleague": (True, True, True),
        "other advisor": (True, False, False),
        "coordinator": (True, True, False),
        "editor": (False, False, False),
        "researcher": (False, False, False),
        "superuser": (False, False, False),
        "stranger": (False, False, False),
    }


def test_who_leaves_a_case_or_the_office_reads_it_no_more(make_user: MakeUser) -> None:
    old = make_advisor(user=make_user("advisor", "old@example.org"))
    new = make_advisor(user=make_user("advisor", "new@example.org"))
    case = make_case(old)
    services.hand_over(case=case, to=new, by=old.user)
    new.user.is_active = False
    assert [Case.objects.readable_by(each.user).exists() for each in (old, new)] == [False, False]


def test_what_a_case_is_about_and_why_it_ended_stand_in_no_history() -> None:
    kept = {
        name: {field.name for field in apps.get_model("consultations", name)._meta.fields}
        for name in ("CaseEvent", "StageChangeEvent")
    }
    assert ("subject" in kept["CaseEvent"], "reason" in kept["StageChangeEvent"]) == (False, False)


def test_a_case_opened_late_at_night_has_the_local_day() -> None:
    with time_machine.travel("2026-09-07T22:30:00Z", tick=False):
        assert make_case().opened_on == date(2026, 9, 8)
