"""The door in the demo: a finished fair with people counted, and a pass of which nobody has the code."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from events import attendance, rules
from events.choices import HeadKind
from events.door_figures import by_hour, day_figures
from events.models import DoorPass, Event

pytestmark = pytest.mark.django_db


@pytest.mark.long
def test_the_demo_has_a_door_with_figures_and_one_to_come() -> None:
    call_command("load_demo")
    call_command("load_demo")
    fair = Event.objects.get(slug="mini-fair-1")
    day, last = rules.event_days(fair)
    figures = day_figures(fair, day)
    assert figures.arrived > 20
    assert figures.arrived < figures.registered
    assert (figures.visitors, figures.exhibitors, figures.guests) == (171, 24, 6)
    assert len(by_hour(fair, day)) >= 6
    assert attendance.counted(day, last)[fair.pk][HeadKind.VISITOR] == 171
    assert sum(row.people for row in attendance.counted_by_sex(day, last)) == 171
    coming = DoorPass.objects.filter(valid_until__gt=timezone.now())
    assert list(coming.values_list("event__slug", flat=True)) == ["how-to-price"]
    assert DoorPass.objects.count() == 2
