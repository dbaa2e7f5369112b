"""The plan on paper: for everybody once it is shown, before that for staff."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from center.models import User
from events.models import FairPlan
from events.services import plans
from tests.events.factories import make_event
from tests.events.fair_plans import STAGE, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning")]


@pytest.fixture
def plan(coordinator: User) -> FairPlan:
    event = make_event(kind="fair", slug="mini-sajam", title_sr="Мини\u2011сајам")
    return make_plan(coordinator, event=event, things=[STAGE, replace(STAGE, kind="tree", x=0, width=200)])


def paper(language: str) -> str:
    with translation.override(language):
        return reverse("events:plan_paper", args=["mini-sajam"])


def test_a_plan_is_on_paper_for_everybody_once_it_is_shown(
    client: Client, plan: FairPlan, coordinator: User
) -> None:
    assert client.get(paper("sr")).status_code == 404
    plans.show_plan(plan=plan, by=coordinator)
    answer = client.get(paper("sr"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    body = b"".join(answer) if answer.streaming else answer.content
    sheet = PdfReader(BytesIO(body))
    assert (len(sheet.pages), [round(float(side)) for side in sheet.pages[0].mediabox[2:]]) == (
        1,
        [1191, 842],
    )
    assert (str(sheet.root_object["/Lang"]), "/StructTreeRoot" in sheet.root_object) == ("sr", True)


def test_staff_print_a_plan_before_it_is_shown(client: Client, plan: FairPlan, coordinator: User) -> None:
    client.force_login(coordinator, backend="django.contrib.auth.backends.ModelBackend")
    assert [client.get(paper(language)).status_code for language in ("sr", "sr-latn", "en")] == [200] * 3
