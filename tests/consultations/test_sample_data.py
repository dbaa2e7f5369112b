"""Bulk visits for measuring, as `manage.py load_sample` makes them."""

import pytest
from django.core.management import call_command

from consultations.choices import State
from consultations.models import Allocation, Consultation
from consultations.slots import free_times
from tests.consultations.factories import MONDAY

pytestmark = pytest.mark.usefixtures("monday_morning")


@pytest.mark.long
def test_the_command_fills_up_to_the_number_and_a_second_run_goes_on() -> None:
    for wanted in (30, 30, 45):
        call_command("load_sample", consultations=wanted, verbosity=0)
        assert Consultation.objects.count() == wanted == Allocation.objects.count()
    assert set(Consultation.objects.values_list("state", flat=True)) == {State.CONFIRMED}
    topic = Consultation.objects.latest("pk").topic
    assert len(free_times(topic, first=MONDAY, last=MONDAY)) == 8
