"""What ends soon, on the desk: of every app, the first first, for those who may see it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from center.base import due
from center.models import User
from events.models import Event
from tests.center.frameworks import make_grant
from tests.center.resources.library import make_call
from tests.events.factories import make_event
from tests.research.surveys import make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def morning() -> Iterator[time_machine.Traveller]:
    """Begin on a Monday at nine, by the clock of the office."""
    with time_machine.travel("2027-03-01T08:00Z", tick=False) as traveller:
        yield traveller


def listed(user: User, days: int = 14) -> list[tuple[str, str, str]]:
    rows = due.coming(user, timezone.localdate() + timedelta(days=days))
    return [
        (f"{row.day:%d.%m.}{f' {row.at:%H:%M}' if row.at else ''}", str(row.what), str(row.of))
        for row in rows
    ]


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


@pytest.mark.usefixtures("morning")
def test_registration_stands_and_surveys_end_in_the_order_of_their_days(coordinator: User) -> None:
    make_event(title_sr="Радионица", starts_at=in_days(9), registration_closes_at=in_days(8))
    make_survey(title_sr="Анкета", closes_at=in_days(3))
    assert listed(coordinator) == [
        ("04.03. 09:00", "Анкета се затвара", "Анкета"),
        ("09.03. 09:00", "Пријављивање се завршава", "Радионица"),
    ]


@pytest.mark.usefixtures("morning")
def test_what_is_over_far_away_or_not_published_is_not_there(coordinator: User) -> None:
    make_event(starts_at=in_days(30), registration_closes_at=in_days(20))
    make_event(starts_at=in_days(9), registration_closes_at=in_days(8), published=False)
    over = make_event(starts_at=in_days(2), registration_closes_at=in_days(1))
    Event.objects.filter(pk=over.pk).update(registration_closes_at=in_days(-1))
    assert listed(coordinator) == []


@pytest.mark.usefixtures("morning")
def test_today_is_named_and_leads_to_the_record(coordinator: User, as_user: Callable[[User], Client]) -> None:
    event = make_event(title_sr="Радионица", starts_at=in_days(1), registration_closes_at=in_days(0.25))
    html = as_user(coordinator).get("/admin/").content.decode()
    block = html[html.index('id="desk-deadlines"') :].partition("</section>")[0]
    assert ("Данас" in block, f'href="/admin/events/event/{event.pk}/change/"' in block) == (True, True)


@pytest.mark.usefixtures("morning")
def test_who_may_not_see_a_record_is_told_no_deadline_of_it(
    make_user: Callable[..., User], coordinator: User
) -> None:
    make_survey(title_sr="Анкета", closes_at=in_days(3))
    nobody = make_user(None, "guest@example.org")
    assert (len(listed(coordinator)), listed(nobody)) == (1, [])


@pytest.mark.usefixtures("morning")
def test_the_centers_own_deadlines_stand_among_them(coordinator: User) -> None:
    today = timezone.localdate()
    make_grant(title_sr="Донација", first_day=today - timedelta(days=300), last_day=today + timedelta(days=5))
    make_call(title_sr="Конкурс", deadline_day=today + timedelta(days=2))
    assert listed(coordinator) == [
        ("03.03. 12:00", "Конкурс за средства се затвара", "Конкурс"),
        ("06.03.", "Донација се завршава", "Донација"),
    ]
