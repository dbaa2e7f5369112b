"""The council: who was in office when, decisions of held meetings, and their numbers."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.choices.advocacy import CouncilRole, MeetingState
from center.models import CouncilAttendance, CouncilDecision, CouncilMeeting, CouncilMember
from center.services import council
from center.services.council import CouncilRefused
from tests.center.advocacy.factories import days_ago, make_decision, make_meeting, make_member
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_get_two_numbers() -> None:
    meeting = make_meeting()
    at_the_same_time([lambda: make_decision(meeting)] * 3)
    assert sorted(CouncilDecision.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_who_was_not_in_office_that_day_was_not_there() -> None:
    meeting = make_meeting()
    member = make_member()
    left = make_member("Пера Перић", until=days_ago(60))
    council.set_attendance(meeting=meeting, members=[member])
    _settle()
    with pytest.raises(CouncilRefused, match="Тог дана није у савету: Пера Перић"):
        council.set_attendance(meeting=meeting, members=[member, left])
    CouncilAttendance.objects.create(meeting=meeting, member=left)
    with pytest.raises(IntegrityError, match="council_attended_in_office"):
        _settle()


def test_a_term_cannot_be_shortened_to_before_a_meeting() -> None:
    meeting, member = make_meeting(), make_member()
    council.set_attendance(meeting=meeting, members=[member])
    member.until = days_ago(31)
    with pytest.raises(CouncilRefused, match="ван тих дана"):
        council.check_term(member)
    member.save()
    with pytest.raises(IntegrityError, match="council_attended_in_office"):
        _settle()


def test_a_decision_belongs_to_a_meeting_that_was_held() -> None:
    planned = make_meeting(state=MeetingState.PLANNED)
    with pytest.raises(CouncilRefused, match="Најпре означите"):
        make_decision(planned)
    decision = make_decision()
    CouncilMeeting.objects.filter(pk=decision.meeting_id).update(state=MeetingState.CANCELLED)
    with pytest.raises(IntegrityError, match="council_decided_when_held"):
        _settle()


def test_decisions_are_numbered_within_the_year_of_their_meeting() -> None:
    old = make_meeting(date(2024, 12, 30))
    marks = [
        make_decision(old).mark,
        make_decision(make_meeting(date(2025, 1, 9))).mark,
        make_decision(old).mark,
    ]
    assert marks == ["1/2024", "1/2025", "2/2024"]


def test_a_decision_that_is_done_says_when() -> None:
    decision = make_decision()
    with pytest.raises(ValidationError, match="када се догоди"):
        council.settle_decision(decision=decision, done=True, day=days_ago(-1), outcome_sr="Урађено.")
    settled = council.settle_decision(decision=decision, done=True, day=days_ago(2), outcome_sr="Урађено.")
    assert (settled.state, settled.done_on) == ("done", days_ago(2))
    assert council.reopen_decision(decision=decision).done_on is None


def test_one_person_chairs_the_council_at_a_time() -> None:
    make_member(role=CouncilRole.CHAIR, until=date(2023, 5, 1))
    other = CouncilMember(name="Пера Перић", role=CouncilRole.CHAIR, since=date(2023, 5, 1))
    with pytest.raises(ValidationError, match="председава неко други"):
        other.full_clean()
    other.since = date(2023, 5, 2)
    other.full_clean()


def test_nobody_is_named_without_consent() -> None:
    with pytest.raises(ValidationError, match="сагласност"):
        CouncilMember(name="Пера Перић", since=date(2023, 5, 1), is_public=True).full_clean()


def test_sentences_about_a_member_go_two_years_after_the_term() -> None:
    old = make_member(about_sr="Pravi stolice.", organisation_sr="Udruženje", until=days_ago(760))
    recent = make_member("Пера Перић", about_sr="Прави столове.", until=days_ago(700))
    assert council.forget_old_introductions() == 1
    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.about_sr, recent.about_sr) == ("", "Прави столове.")
    told: set[str] = set()
    for event in CouncilMember.pgh_event_models.values():  # type: ignore[attr-defined]  # of the history
        told |= {f"{row.about_sr} {row.typed_latin.get('about_sr', '')}" for row in event.objects.all()}
    assert told == {" ", "Прави столове. "}


def test_the_public_reads_who_agreed_what_was_decided_and_no_private_minutes(
    client: Client, office: Any
) -> None:
    meeting = make_meeting(minutes_sr="Тајни записник.")
    named, quiet = make_member(), make_member("Пера Тихић", is_public=False, agreed_on=None)
    council.set_attendance(meeting=meeting, members=[named, quiet])
    make_decision(meeting, text_sr="Савет подржава тезге.")
    make_decision(meeting, text_sr="Савет расправља у себи.", is_public=False)
    page = client.get("/sr/advocacy/council/").content.decode()
    told = [
        words in page
        for words in ("Олга Олгић", "Савет подржава тезге.", "Тихић", "расправља у себи", "Тајни записник")
    ]
    assert told == [True, True, False, False, False]
    assert "Још 1 члан не жели да буде овде наведен." in page
    assert "Olga Olgić" in client.get("/sr-latn/advocacy/council/").content.decode()


def test_meetings_of_earlier_years_stand_in_the_archive(client: Client, office: Any) -> None:
    make_decision(make_meeting(date(2024, 3, 3)), text_sr="Стара одлука.")
    make_decision(make_meeting(), text_sr="Нова одлука.")
    now, then = client.get("/sr/advocacy/council/"), client.get("/sr/advocacy/council/2024/")
    assert ("Стара одлука." in now.content.decode(), "Стара одлука." in then.content.decode()) == (
        False,
        True,
    )
    assert client.get("/sr/advocacy/council/2019/").status_code == 404


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_the_page_of_the_council_takes_the_same_number_of_queries(
    client: Client, office: Any, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        meeting = make_meeting(timezone.localdate().replace(month=1, day=1 + each))
        council.set_attendance(meeting=meeting, members=[make_member(f"Члан {each}")])
        make_decision(meeting)
    client.get("/sr/advocacy/council/")
    with django_assert_num_queries(10):
        client.get("/sr/advocacy/council/")
