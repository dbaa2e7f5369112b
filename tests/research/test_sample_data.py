"""Bulk answers for measuring, as `manage.py load_sample` makes them."""

import pytest
from django.core.management import call_command

from research.models import Response
from research.sample_data import sample_definition

pytestmark = pytest.mark.django_db


def test_the_command_fills_up_to_the_number_and_a_second_run_goes_on() -> None:
    for wanted in (20, 20, 35):
        call_command("load_sample", responses=wanted, verbosity=0)
        assert Response.objects.count() == wanted
    assert set(Response.objects.latest("day").answers) == set(sample_definition().questions)
