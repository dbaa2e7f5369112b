"""The demo shows values in each state, a correction, an issued report and a draft."""

import pytest
from django.test import Client

from center.demo_data import load
from center.models import GrantReport, Measurement

pytestmark = pytest.mark.django_db


@pytest.mark.long
def test_the_demo_has_values_in_each_state_and_is_made_once() -> None:
    load()
    states = set(Measurement.objects.values_list("state", flat=True))
    assert states == {"proposed", "approved", "returned", "superseded"}
    assert set(GrantReport.objects.values_list("state", flat=True)) == {"issued", "draft"}
    assert set(Measurement.objects.values_list("is_demo", flat=True)) == {True}
    before = Measurement.objects.count()
    load()
    assert Measurement.objects.count() == before
    for language, words in (("sr", "Исправљено"), ("en", "Corrected on")):
        text = Client().get(f"/{language}/indicators/reload2/").content.decode()
        assert words in text
