"""Each rule of the tables, with the sentence that a person reads."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from consultations.choices import CaseOutcome, ResourceKind, State
from consultations.models import (
    Absence,
    AccessRequest,
    Advisor,
    Allocation,
    BookingSettings,
    Call,
    CallAttempt,
    Case,
    CaseAdvisor,
    CaseNote,
    CaseTask,
    Closure,
    Consultation,
    OpeningHours,
    Reminder,
    Resource,
    StageChange,
    TaskTemplate,
    Topic,
)
from consultations.services import close_case
from entrepreneurs.models import Entrepreneur
from tests.center.factories import make_question
from tests.consultations.cases import make_case, make_note, make_task
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic

pytestmark = pytest.mark.django_db
NINE, TEN = local(MONDAY, 9), local(MONDAY, 10)


def person() -> Entrepreneur:
    return Entrepreneur.objects.create(name="Рада", phone="+38137123456")


def visit() -> Consultation:
    topic = make_topic()
    return make_past_visit(make_advisor(topic), topic, NINE)


def absence() -> Absence:
    return Absence.objects.create(advisor=make_advisor(make_topic()), starts_at=NINE, ends_at=TEN)


def hours() -> OpeningHours:
    return make_advisor(make_topic(), days=range(1, 2)).hours.get()


def closure() -> Closure:
    return Closure.objects.create(starts_at=NINE, ends_at=TEN, name_sr="Попис")


def allocation() -> Allocation:
    return visit().allocations.get()


def resource() -> Resource:
    return Resource.objects.create(kind=ResourceKind.ROOM, name="Сала")


def case() -> Case:
    return make_case()


def closed_case() -> Case:
    row = make_case()
    by = row.assignments.get().advisor.user
    return close_case(case=row, outcome=CaseOutcome.WORK, by=by)


def first_stage() -> StageChange:
    return make_case().stage_changes.get()


def note() -> CaseNote:
    return make_note(make_case())


def task() -> CaseTask:
    return make_task(make_case())


def template() -> TaskTemplate:
    return TaskTemplate.objects.create(stage="plan", title_sr="Нацрт буџета")


def request_for_access() -> AccessRequest:
    return AccessRequest.objects.create(case=make_case(), asked_by=make_advisor().user, reason="Замена.")


def lead() -> CaseAdvisor:
    return make_case().assignments.get()


def call() -> Call:
    return Call.objects.create(consultation=visit(), reason="booked", due_at=NINE)


def reminder() -> Reminder:
    return Reminder.objects.create(consultation=visit(), kind="first", starts_at=NINE)


def attempt() -> CallAttempt:
    to_make = call()
    by = Advisor.objects.get().user
    return CallAttempt.objects.create(call=to_make, tried_at=NINE, tried_by=by, result="busy")


RULES: list[tuple[str, Callable[[], models.Model], dict[str, object]]] = [
    ("topic_slug_not_reserved", make_topic, {"slug": "book"}),
    ("topic_minutes_in_range", make_topic, {"length": 9}),
    ("topic_minutes_in_range", make_topic, {"step": 9}),
    ("topic_minutes_in_range", make_topic, {"step": 481}),
    ("topic_minutes_in_range", make_topic, {"buffer_after": 121}),
    ("topic_horizon_in_range", make_topic, {"horizon_days": 0}),
    ("topic_horizon_in_range", make_topic, {"horizon_days": 181}),
    ("topic_modes_are_known", make_topic, {"modes": []}),
    ("topic_modes_are_known", make_topic, {"modes": ["moon"]}),
    ("topic_notice_unit_is_known", make_topic, {"notice_unit": "weeks"}),
    ("topic_confirmation_is_known", make_topic, {"confirmation": "never"}),
    ("resource_kind_is_known", resource, {"kind": "lift"}),
    ("opening_hours_close_after_opening", hours, {"closes": "09:00"}),
    ("opening_hours_day_is_known", hours, {"weekday": 8}),
    (
        "opening_hours_dates_in_order",
        hours,
        {"valid_from": MONDAY, "valid_until": MONDAY - timedelta(days=1)},
    ),
    ("absence_ends_after_start", absence, {"ends_at": NINE}),
    ("closure_ends_after_start", closure, {"ends_at": NINE}),
    ("consultation_reference_form", visit, {"reference": "ABCDEFGH"}),
    ("consultation_ends_after_start", visit, {"ends_at": NINE}),
    ("consultation_can_be_reached", visit, {"contact_phone": ""}),
    (
        "consultation_by_phone_has_phone",
        visit,
        {"mode": "phone", "contact_phone": "", "contact_email": "a@b.rs"},
    ),
    ("consultation_phone_form", visit, {"contact_phone": "037 123456"}),
    ("consultation_mode_is_known", visit, {"mode": "moon"}),
    ("consultation_language_is_known", visit, {"language": "de"}),
    ("consultation_name_is_no_address", visit, {"contact_name": "Ana http://example.org"}),
    ("consultation_name_is_no_address", visit, {"contact_name": "WWW.example.org"}),
    ("entrepreneur_name_is_no_address", person, {"name": "ana@example.org"}),
    ("question_name_is_no_address", make_question, {"name": "ana@example.org"}),
    ("consultation_confirmed_has_time", visit, {"confirmed_at": None}),
    ("call_reason_is_known", call, {"reason": "boredom"}),
    ("call_closed_has_outcome_who_and_when", call, {"outcome": "perhaps", "closed_at": NINE}),
    ("call_is_about_one_appointment", call, {"consultation": None}),
    ("reminder_is_about_one_appointment", reminder, {"consultation": None}),
    ("reminder_kind_is_known", reminder, {"kind": "smoke"}),
    ("booking_settings_first_in_range", BookingSettings.objects.get, {"first_reminder_hours": 0}),
    (
        "booking_settings_second_in_range",
        BookingSettings.objects.get,
        {"first_reminder_hours": None, "second_reminder_hours": 337},
    ),
    ("booking_settings_in_order", BookingSettings.objects.get, {"second_reminder_hours": 48}),
    ("booking_settings_quiet_in_range", BookingSettings.objects.get, {"quiet_hours_after_booking": 337}),
    ("call_closed_has_outcome_who_and_when", call, {"closed_at": NINE}),
    ("call_closed_has_outcome_who_and_when", call, {"outcome": "reached", "closed_at": NINE}),
    ("call_closed_has_outcome_who_and_when", call, {"outcome": "too_late"}),
    ("call_attempt_result_is_known", attempt, {"result": "perhaps"}),
    ("call_attempt_has_who_and_when", attempt, {"tried_by": None}),
    ("call_attempt_again_has_time", attempt, {"again_at": TEN}),
    ("call_attempt_again_has_time", attempt, {"result": "again"}),
    ("call_attempt_again_has_time", attempt, {"result": "again", "again_at": NINE}),
    ("consultation_closed_has_who_and_when", visit, {"closed_at": NINE}),
    ("consultation_closed_has_who_and_when", visit, {"state": State.DONE}),
    ("consultation_cancelled_has_who_and_when", visit, {"cancelled_at": NINE}),
    ("consultation_cancelled_has_who_and_when", visit, {"state": State.CANCELLED, "cancelled_at": NINE}),
    ("allocation_busy_is_half_open", allocation, {"busy": DateTimeTZRange(NINE, None)}),
    ("allocation_busy_is_half_open", allocation, {"busy": DateTimeTZRange(None, NINE)}),
    ("allocation_busy_is_half_open", allocation, {"busy": DateTimeTZRange(NINE, TEN, "[]")}),
    ("allocation_busy_is_half_open", allocation, {"busy": DateTimeTZRange(NINE, NINE)}),
    ("case_number_form", case, {"number": "26-1"}),
    ("case_outcome_is_known", closed_case, {"outcome": "rich"}),
    ("case_closed_has_day_and_outcome", closed_case, {"outcome": ""}),
    ("case_closed_has_day_and_outcome", case, {"closed_on": MONDAY}),
    ("case_closes_after_it_opens", closed_case, {"closed_on": date(2000, 1, 1)}),
    ("case_jobs_have_their_day", case, {"jobs_created": 2}),
    ("stage_change_stage_is_known", first_stage, {"stage": "lost"}),
    ("stage_change_outcome_at_the_end", first_stage, {"outcome": "work"}),
    ("stage_change_outcome_at_the_end", first_stage, {"stage": "closed"}),
    ("stage_change_has_who_and_when", first_stage, {"recorded_by": None}),
    ("case_note_written_has_who_and_when", note, {"written_by": None}),
    ("case_note_corrected_has_who_and_when", note, {"version": 2}),
    ("case_note_corrected_has_who_and_when", note, {"corrected_at": NINE}),
    ("case_task_has_title", task, {"title_sr": ""}),
    ("case_task_is_somebodys", task, {"for_person": True}),
    ("case_task_is_somebodys", task, {"advisor": None}),
    ("case_task_done_has_who_and_when", task, {"done_at": NINE}),
    ("case_task_dropped_has_who_and_when", task, {"dropped_at": NINE}),
    ("case_task_dropped_has_who_and_when", task, {"drop_reason": "Зато."}),
    ("task_template_stage_is_known", template, {"stage": "closed"}),
    ("task_template_has_title", template, {"title_sr": ""}),
    ("task_template_within_two_years", template, {"days": 731}),
    ("access_request_asked_has_who_and_when", request_for_access, {"asked_by": None}),
    ("access_request_decided_has_who_and_when", request_for_access, {"decided_at": NINE}),
    ("access_request_revoked_has_who_and_when", request_for_access, {"revoked_at": NINE}),
    ("access_request_granted_has_an_end", request_for_access, {"until": MONDAY}),
    ("case_advisor_role_is_known", lead, {"role": "chief"}),
    ("case_advisor_ends_after_beginning", lead, {"until": date(2000, 1, 1)}),
]


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "make", "change"), RULES, ids=[f"{name}-{n}" for n, (name, *_) in enumerate(RULES)]
)
def test_the_database_refuses(name: str, make: Callable[[], models.Model], change: dict[str, object]) -> None:
    row = make()
    with pytest.raises((IntegrityError, DataError)) as refused, transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**change)
    assert f'"{name}"' in str(refused.value)


def test_two_live_allocations_of_a_resource_cannot_overlap_but_may_touch() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    make_past_visit(advisor, topic, NINE)
    make_past_visit(advisor, topic, TEN)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make_past_visit(advisor, topic, local(MONDAY, 9, 59))
    assert '"allocation_no_overlap"' in str(refused.value)


def test_a_visit_that_is_over_or_cancelled_holds_no_time() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    gone = {"state": State.CANCELLED, "cancelled_at": NINE, "cancelled_by_visitor": True}
    assert make_past_visit(advisor, topic, NINE, **gone).allocations.get().live is False
    assert make_past_visit(advisor, topic, NINE).allocations.get().live is True


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        (lambda: Topic(slug="book"), "__all__", "This word is an address of the portal."),
        (lambda: Topic(length=9), "length", "greater than or equal to 10"),
        (lambda: Topic(step=9), "step", "greater than or equal to 10"),
        (lambda: Topic(horizon_days=181), "horizon_days", "less than or equal to 180"),
    ],
)
@pytest.mark.usefixtures("english")
def test_the_form_says_so_before_the_database(row: Callable[[], Topic], field: str, sentence: str) -> None:
    topic = row()
    topic.name_sr, topic.summary_sr, topic.slug = "Тема", "О чему", topic.slug or "topic"
    with pytest.raises(ValidationError) as refused:
        topic.full_clean()
    assert sentence in " ".join(refused.value.message_dict[field])


def test_an_advisor_and_a_login_belong_to_each_other() -> None:
    advisor = make_advisor(make_topic())
    with pytest.raises(IntegrityError), transaction.atomic():
        Advisor.objects.create(user=advisor.user, name_sr="Други")


def test_people_topics_and_advisors_with_visits_cannot_be_deleted() -> None:
    booked = visit()
    for row in (booked.topic, booked.advisor, booked.entrepreneur, booked.advisor.user):
        with pytest.raises(models.ProtectedError):
            row.delete()


def test_the_same_hours_twice_are_refused_also_without_dates() -> None:
    first = hours()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(
            advisor=first.advisor, weekday=first.weekday, opens=first.opens, closes=first.closes
        )
    assert OpeningHours.objects.create(
        advisor=first.advisor,
        weekday=first.weekday,
        opens=first.opens,
        closes=first.closes,
        valid_from=date(2027, 1, 1),
    ).pk


@transaction.atomic
def change_now(rows: models.QuerySet[Any], **values: object) -> None:
    """Change rows past the services, and ask the constraints that wait for the end of the transaction."""
    rows.update(**values)
    connection.check_constraints()


def test_a_visit_belongs_to_a_case_of_its_own_person_only() -> None:
    seen, of_another = visit(), case()
    with pytest.raises(IntegrityError, match="visit_and_case_of_one_person"):
        change_now(Consultation.objects.filter(pk=seen.pk), case=of_another)


def test_a_case_keeps_the_person_of_its_visits() -> None:
    seen = visit()
    own = make_case(person=seen.entrepreneur)
    change_now(Consultation.objects.filter(pk=seen.pk), case=own)
    with pytest.raises(IntegrityError, match="visit_and_case_of_one_person"):
        change_now(Case.objects.filter(pk=own.pk), person=person())
