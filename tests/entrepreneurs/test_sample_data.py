"""Made-up enterprises for measuring: as many as asked for, complete enough to be public, never in the real portal."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from center.models import Office
from entrepreneurs.models import DirectoryEntry, DirectoryTotal, Enterprise

pytestmark = pytest.mark.django_db


def load(number: int) -> str:
    said = io.StringIO()
    call_command("load_sample", enterprises=number, stdout=said)
    return said.getvalue()


def test_the_sample_grows_to_the_number_asked_for_and_is_public(office: Office) -> None:
    assert (load(2), load(3)) == ("enterprises: 2 made\n", "enterprises: 1 made\n")
    assert list(Enterprise.objects.values_list("is_demo", "state")) == [(True, "published")] * 3
    assert DirectoryTotal.objects.as_counts()["all"] == DirectoryEntry.objects.count() == 3
    assert [Client().get(entry.get_absolute_url()).status_code for entry in DirectoryEntry.objects.all()] == [
        200
    ] * 3


def test_the_real_portal_takes_no_made_up_enterprises(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        load(1)
    assert Enterprise.objects.count() == 0
