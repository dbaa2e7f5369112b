"""Which records count for which grant: by their days, but for what somebody chose."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from center.base.carrying import carrier_of, carriers, carrying, grants_of, shared
from center.choices import Role
from center.models import Grant, User
from center.services import set_grants
from consultations.choices import State
from consultations.models import Case, Consultation, GroupSession
from entrepreneurs.models import Entrepreneur
from events.models import Event, EventGrant
from research.models import Survey
from tests.center.grants.making import make_grant
from tests.consultations.cases import make_case
from tests.consultations.factories import make_advisor, make_past_visit, make_topic
from tests.consultations.groups import make_session
from tests.events.factories import make_event
from tests.research.surveys import make_survey
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning")]
START = date(2026, 3, 1)
days = st.integers(min_value=0, max_value=40)
spans = st.tuples(days, st.integers(min_value=0, max_value=15))


def on(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of the office's clock, days after the first of March (the clock changes on the 29th)."""
    return timezone.make_aware(datetime.combine(START + timedelta(days=day), time(hour, minute)))


def counts_naively(first: datetime, last: datetime | None, grant: Grant, chosen: dict[int, bool]) -> bool:
    """Say the rule once more, day by day."""
    if grant.pk in chosen:
        return chosen[grant.pk]
    end = timezone.localdate(last - timedelta(microseconds=1)) if last else grant.last_day
    day, found = timezone.localdate(first), set()
    while day <= max(end, timezone.localdate(first)):
        found.add(day)
        day += timedelta(days=1)
    runs = {grant.first_day + timedelta(days=n) for n in range((grant.last_day - grant.first_day).days + 1)}
    return bool(found & runs)


def move(record: models.Model, **moments: Any) -> None:
    type(record)._base_manager.filter(pk=record.pk).update(**moments)
    record.refresh_from_db()


@pytest.mark.long
@given(
    grants=st.lists(spans, min_size=1, max_size=3),
    event=st.tuples(spans, st.tuples(st.integers(0, 23), st.integers(1, 24))),
    ticks=st.lists(st.booleans(), min_size=3, max_size=3),
    later=st.tuples(days, st.integers(0, 13)),
)
def test_what_is_stored_gives_what_was_chosen_and_follows_a_move(
    grants: list[tuple[int, int]],
    event: tuple[tuple[int, int], tuple[int, int]],
    ticks: list[bool],
    later: tuple[int, int],
    make_user: Callable[..., User],
) -> None:
    with transaction.atomic():
        rows = [
            make_grant(START + timedelta(days=first), START + timedelta(days=first + length))
            for first, length in grants
        ]
        held = make_event()
        (day, length), (opens, closes) = event
        begin = on(day, opens)
        move(held, starts_at=begin, ends_at=begin + timedelta(days=length % 13, hours=closes))
        before = {grant.pk: grant in grants_of(held) for grant in rows}
        assert before == {grant.pk: counts_naively(held.starts_at, held.ends_at, grant, {}) for grant in rows}
        wanted = [grant for grant, tick in zip(rows, ticks, strict=False) if tick]
        by = make_user(Role.COORDINATOR)
        set_grants(record=held, grants=wanted, by=by)
        assert set(grants_of(held)) == set(wanted)
        # Only what differs from the days is stored.
        chosen = dict(EventGrant.objects.values_list("grant", "counts"))
        assert chosen == {
            grant.pk: grant in wanted for grant in rows if before[grant.pk] != (grant in wanted)
        }
        begin = on(later[0], opens)
        move(held, starts_at=begin, ends_at=begin + timedelta(days=later[1] % 13, hours=closes))
        for grant in rows:
            naive = counts_naively(held.starts_at, held.ends_at, grant, chosen)
            in_sql = carrying(Event.objects.all(), grant).filter(pk=held.pk).exists()
            assert (grant in grants_of(held), in_sql) == (naive, naive)
        # Saving the page unchanged changes nothing, so that explicit choices outlast it.
        set_grants(record=held, grants=grants_of(held), by=by)
        assert dict(EventGrant.objects.values_list("grant", "counts")) == chosen
        transaction.set_rollback(True)


def records_on(day: date) -> list[models.Model]:
    """A record of each kind that carries grants, all of one day at half past eleven at night."""
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_past_visit(advisor, topic, timezone.make_aware(datetime.combine(day, time(9))))
    session, event, survey = make_session(), make_event(), make_survey()
    moment = timezone.make_aware(datetime.combine(day, time(23, 30)))
    move(visit, starts_at=moment, ends_at=moment + timedelta(minutes=20))
    move(session, starts_at=moment, ends_at=moment + timedelta(minutes=20))
    move(event, starts_at=moment, ends_at=moment + timedelta(minutes=30))
    move(survey, opens_at=moment, closes_at=moment + timedelta(minutes=30))
    return [visit, session, event, survey, make_case(opened_on=day)]


def test_each_kind_of_record_counts_on_the_first_and_the_last_local_day_of_a_grant() -> None:
    day = date(2026, 3, 10)
    alone, before, after = (
        make_grant(each, each) for each in (day, day - timedelta(days=1), day + timedelta(days=1))
    )
    found = records_on(day)
    assert {type(record) for record in found} == {Consultation, GroupSession, Event, Survey, Case}
    for record in found:
        in_sql = [
            grant
            for grant in (alone, before, after)
            if carrying(type(record)._base_manager.all(), grant).filter(pk=record.pk).exists()
        ]
        assert (list(grants_of(record)), in_sql) == ([alone], [alone])


def test_a_survey_that_nobody_has_closed_counts_for_grants_to_come() -> None:
    survey = make_survey(closes_at=None, opens_at=timezone.now() - timedelta(days=3))
    later = make_grant(date(2030, 1, 1), date(2030, 12, 31))
    earlier = make_grant(date(2020, 1, 1), date(2020, 12, 31))
    assert (list(grants_of(survey)), list(carrying(Survey.objects.all(), earlier))) == ([later], [])
    assert list(carrying(Survey.objects.all(), later.pk)) == [survey]


def test_a_grant_entered_later_or_made_longer_finds_what_it_paid_for() -> None:
    event = make_event()
    grant = make_grant(date(2026, 1, 1), date(2026, 2, 1))
    assert list(grants_of(event)) == []
    grant.last_day = timezone.localdate(event.starts_at)
    grant.save()
    assert list(grants_of(event)) == [grant]


def test_a_choice_that_was_taken_back_stays_in_the_history(make_user: Callable[..., User]) -> None:
    event, grant, by = make_event(), make_grant(), make_user(Role.COORDINATOR)
    assert set_grants(record=event, grants=[], by=by) == [grant]
    assert set_grants(record=event, grants=[grant], by=by) == [grant]
    assert set_grants(record=event, grants=[grant], by=by) == []
    assert not EventGrant.objects.exists()
    rows = apps.get_model("events", "EventGrantEvent").objects.order_by("pgh_id")
    assert list(rows.values_list("pgh_label", "counts")) == [("insert", False), ("delete", False)]


def test_a_record_is_chosen_once_for_a_grant(make_user: Callable[..., User]) -> None:
    event, grant = make_event(), make_grant()
    choice = EventGrant(record=event, grant=grant, counts=False)
    choice.save()
    with pytest.raises(Exception, match="event_grant_once"), transaction.atomic():
        EventGrant.objects.create(record=event, grant=grant, counts=True)


def test_a_record_takes_one_query_to_say_its_grants(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    event = make_event()
    for _each in range(3):
        make_grant()
        with django_assert_num_queries(1):
            list(grants_of(event))


# --- What is counted for two grants


def test_records_counted_for_two_grants_are_told_by_kind() -> None:
    both, only = date(2026, 3, 10), date(2026, 4, 10)
    first = make_grant(date(2026, 3, 1), date(2026, 4, 30))
    second = make_grant(date(2026, 3, 1), date(2026, 3, 31))
    make_grant(date(2025, 1, 1), date(2025, 1, 31))
    for day, number in ((both, 2), (only, 1)):
        for _each in range(number):
            event = make_event()
            moment = timezone.make_aware(datetime.combine(day, time(10)))
            move(event, starts_at=moment, ends_at=moment + timedelta(hours=1))
    topic = make_topic()
    advisor = make_advisor(topic)
    for number in range(12):
        day = both + timedelta(days=number) if number < 6 else only + timedelta(days=number)
        make_past_visit(
            advisor,
            topic,
            timezone.make_aware(datetime.combine(day, time(9))),
            entrepreneur=Entrepreneur.objects.create(name="Ана"),
            state=State.DONE,
            closed_by=advisor.user,
            closed_at=timezone.now(),
        )
    # Whoever missed a visit was not advised.
    make_past_visit(advisor, topic, timezone.make_aware(datetime.combine(both, time(12))))
    told = {each.carrier.model: each for each in shared(first, first.first_day, first.last_day)}
    events, visits = told[Event], told[Consultation]
    assert (events.records, events.shared, events.others) == (3, 2, {second.pk: 2})
    assert (visits.records, visits.shared, visits.others) == (12, 6, {second.pk: 6})
    assert (told[Case].records, told[Case].others) == (0, {})


def test_few_visits_that_are_shared_or_are_not_are_withheld() -> None:
    first = make_grant(date(2026, 3, 1), date(2026, 4, 30))
    second = make_grant(date(2026, 3, 10), date(2026, 3, 10))
    topic = make_topic()
    advisor = make_advisor(topic)
    for number in range(6):
        make_past_visit(
            advisor,
            topic,
            on(9 + number, 9),
            entrepreneur=Entrepreneur.objects.create(name="Ана"),
            state=State.DONE,
            closed_by=advisor.user,
            closed_at=timezone.now(),
        )
    told = {each.carrier.model: each for each in shared(first, first.first_day, first.last_day)}
    visits = told[Consultation]
    assert (visits.records, visits.shared, visits.others) == (6, None, {second.pk: None})


def test_every_kind_of_record_is_asked_in_the_same_number_of_queries(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    grant = make_grant()
    for _each in range(2):
        make_event()
        make_grant()
        with django_assert_num_queries(1 + len(carriers())):
            shared(grant, grant.first_day, grant.last_day)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_choose_at_once_leave_what_one_of_them_chose(make_user: Callable[..., User]) -> None:
    event, first, second = make_event(), make_grant(), make_grant()
    by = make_user(Role.COORDINATOR)
    at_the_same_time(
        [
            lambda: set_grants(record=event, grants=[first], by=by),
            lambda: set_grants(record=event, grants=[second], by=by),
        ]
    )
    assert list(grants_of(event)) in ([first], [second])
    assert carrier_of(Event).choices._base_manager.count() in {1, 2}
