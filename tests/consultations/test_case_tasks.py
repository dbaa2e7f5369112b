"""Tasks of a case: with the stage once, somebody's, done or dropped."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from center.models import User
from consultations import services
from consultations.choices import CaseOutcome, CaseStage
from consultations.errors import ChangeRefused
from consultations.models import CaseTask, TaskTemplate
from entrepreneurs.services import connect_login
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case, make_task
from tests.consultations.factories import MONDAY, make_advisor
from tests.entrepreneurs.factories import make_person
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english")]


@pytest.fixture(autouse=True)
def _templates(no_tasks_of_stages: None) -> None:
    rows = [
        ("intake", "Објаснити ток", 3, False, True),
        ("plan", "Нацрт буџета", 14, True, True),
        ("plan", "Проверити подстицаје", 21, False, True),
        ("plan", "Више се не ради", 1, False, False),
    ]
    for position, (stage, title, days, for_person, is_active) in enumerate(rows):
        TaskTemplate.objects.create(
            stage=stage,
            title_sr=title,
            days=days,
            for_person=for_person,
            is_active=is_active,
            position=position,
        )


def test_entering_a_stage_brings_its_tasks_with_their_days_once() -> None:
    case = make_case()
    lead = lead_of(case)
    for stage, reason in ((CaseStage.PLAN, ""), (CaseStage.IDEA, "Назад."), (CaseStage.PLAN, "")):
        services.change_stage(case=case, stage=stage, reason=reason, by=lead.user)
    tasks = case.tasks.order_by("pk").values_list("title_sr", "due_on", "advisor", "for_person")
    assert list(tasks) == [
        ("Објаснити ток", MONDAY + timedelta(days=3), lead.pk, False),
        ("Нацрт буџета", MONDAY + timedelta(days=14), None, True),
        ("Проверити подстицаје", MONDAY + timedelta(days=21), lead.pk, False),
    ]


def test_tasks_of_a_stage_entered_late_are_due_today_at_the_earliest() -> None:
    case = make_case(opened_on=MONDAY - timedelta(days=30))
    assert case.tasks.get().due_on == MONDAY


def test_a_later_change_of_the_template_touches_no_task() -> None:
    case = make_case()
    TaskTemplate.objects.update(title_sr="Друго", days=1)
    assert case.tasks.get().title_sr == "Објаснити ток"


def test_an_own_task_is_an_advisors_or_the_persons_and_typed_latin_is_kept_in_cyrillic() -> None:
    case = make_case()
    ours, theirs = make_task(case, "  Pozvati   opštinu "), make_task(case, "Донети рачун", advisor=None)
    assert (ours.title_sr, ours.for_person, ours.advisor) == ("Позвати општину", False, lead_of(case))
    assert (theirs.for_person, theirs.advisor) == (True, None)


def test_a_task_is_only_for_who_works_on_the_case() -> None:
    case = make_case()
    with pytest.raises(ValidationError, match="does not work on the case"):
        make_task(case, advisor=make_advisor())
    with pytest.raises(ValidationError, match="cannot be blank"):
        make_task(case, "  ")


def test_a_form_sent_twice_is_one_task() -> None:
    case, key = make_case(), uuid.uuid4()
    assert make_task(case, submission=key) == make_task(case, submission=key)


def test_done_twice_is_done_once_and_a_wrong_click_is_taken_back() -> None:
    task = make_task(make_case())
    one, two = make_advisor().user, make_advisor().user
    services.mark_task_done(task=task, by=one)
    assert services.mark_task_done(task=task, by=two).done_by == one
    again = services.take_up_task(task=task, by=one)
    assert (again.is_to_do, again.done_by) == (True, None)


def test_a_task_that_is_no_longer_needed_says_why_and_is_not_done() -> None:
    task = make_task(make_case())
    by = lead_of(task.case).user
    with pytest.raises(ValidationError, match="Please say why"):
        services.drop_task(task=task, reason="", by=by)
    dropped = [services.drop_task(task=task, reason="Општина је сама јавила.", by=by) for _time in range(2)][
        1
    ]
    assert (dropped.drop_reason, dropped.is_to_do) == ("Општина је сама јавила.", False)
    with pytest.raises(ChangeRefused, match="no longer to be done"):
        services.mark_task_done(task=task, by=by)
    assert services.take_up_task(task=task, by=by).drop_reason == ""


def test_a_task_gets_another_day_and_another_hand() -> None:
    case = make_case()
    colleague = make_advisor()
    services.add_colleague(case=case, advisor=colleague, by=colleague.user)
    task = make_task(case)
    services.change_task(
        task=task,
        title="Писати општини",
        due_on=MONDAY + timedelta(days=2),
        advisor=colleague,
        by=colleague.user,
    )
    task.refresh_from_db()
    assert (task.title_sr, task.due_on, task.advisor) == (
        "Писати општини",
        MONDAY + timedelta(days=2),
        colleague,
    )


def test_tasks_of_a_closed_case_rest_until_it_is_taken_up_again() -> None:
    case = make_case()
    task, by = make_task(case), lead_of(case).user
    services.close_case(case=case, outcome=CaseOutcome.LOST, by=by)
    assert CaseTask.objects.due().count() == 0
    with pytest.raises(ChangeRefused, match="closed"):
        make_task(case)
    services.reopen_case(case=case, reason="Јавила се.", by=by)
    assert list(CaseTask.objects.due()) == [task]


def test_who_leaves_a_case_leaves_the_tasks_to_its_lead() -> None:
    case, new = make_case(), make_advisor()
    old = lead_of(case)
    task, done = make_task(case), services.mark_task_done(task=make_task(case), by=old.user)
    services.hand_over(case=case, to=new, by=old.user)
    task.refresh_from_db()
    done.refresh_from_db()
    assert (task.advisor, done.advisor) == (new, old)
    row = services.add_colleague(case=case, advisor=old, by=new.user)
    third = make_task(case, advisor=old)
    services.end_colleague(assignment=row, by=new.user)
    third.refresh_from_db()
    assert third.advisor == new


def test_a_login_sees_the_persons_own_tasks_of_open_cases_only(
    make_user: MakeUser, coordinator: User
) -> None:
    user, case = make_user(None), make_case()
    connect_login(user=user, person=case.person, by=coordinator)
    own = make_task(case, "Донети рачун", advisor=None)
    make_task(case), make_task(make_case(person=make_person("Ана")), advisor=None)
    assert list(CaseTask.objects.of_person(user)) == [own]
    services.close_case(case=case, outcome=CaseOutcome.LOST, by=coordinator)
    assert CaseTask.objects.of_person(user).exists() is False


@pytest.mark.django_db(transaction=True)
def test_moved_to_a_stage_by_several_at_once_a_case_has_each_task_once() -> None:
    case = make_case()
    by = lead_of(case).user
    at_the_same_time([lambda: services.change_stage(case=case, stage=CaseStage.PLAN, by=by)] * 5)
    assert sorted(case.tasks.values_list("title_sr", flat=True)) == [
        "Нацрт буџета",
        "Објаснити ток",
        "Проверити подстицаје",
    ]
