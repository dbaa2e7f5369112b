"""Fairs in the admin: all applications, decisions in one go, needs, reports, applications of who phones."""

import io
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from center.choices import Role
from center.demo_data import demo_user
from center.models import StoredMail
from events.choices import ApplicationState
from events.models import DecisionLetter, Event, ExhibitorApplication, Review
from events.services import decisions, needs, reviews
from tests.events.factories import make_event
from tests.events.fairs import accepted, apply, decide, exhibited, make_exhibitor, make_fair, make_past_fair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


@pytest.fixture
def coordinator() -> Client:
    return signed_in(Role.COORDINATOR)


def signed_in(role: Role) -> Client:
    user = demo_user(role)
    user.language = "en"
    user.save()
    client = Client()
    client.force_login(user)
    return client


def page_of(event: Event, name: str = "fair_applications") -> str:
    return reverse(f"admin:events_{name}", args=[event.pk])


def record(application: ExhibitorApplication, name: str = "exhibitorapplication_change") -> str:
    return reverse(f"admin:events_{name}", args=[application.pk])


def test_decisions_are_noted_in_the_list_and_sent_in_one_go(coordinator: Client) -> None:
    event = make_fair()
    first, second = apply(event), apply(event)
    coordinator.post(
        page_of(event),
        {
            f"decision_{first.pk}": "accepted",
            f"was_{first.pk}": "",
            f"decision_{second.pk}": "declined",
            f"was_{second.pk}": "",
        },
    )
    page = coordinator.get(page_of(event, "fair_decisions"))
    assert "Send 2 decisions" in page.content.decode()
    assert not StoredMail.objects.filter(kind="events/fair_accepted").exists()
    sent = coordinator.post(
        page_of(event, "fair_decisions"), {"send": "1", "seen": page.context["seen"]}, follow=True
    )
    assert "2 decisions are sent." in sent.content.decode()
    assert list(event.applications.order_by("pk").values_list("state", flat=True)) == ["accepted", "declined"]


def test_what_a_colleague_decided_since_is_not_overwritten(coordinator: Client) -> None:
    event = make_fair()
    application = apply(event)
    decisions.hold_decision(
        application=application, decision=ApplicationState.DECLINED, by=demo_user(Role.COORDINATOR)
    )
    response = coordinator.post(
        page_of(event), {f"decision_{application.pk}": "accepted", f"was_{application.pk}": ""}, follow=True
    )
    application.refresh_from_db()
    assert application.decision == ApplicationState.DECLINED
    assert "a colleague decided meanwhile" in response.content.decode()


def test_a_batch_that_changed_since_it_was_read_is_read_again(coordinator: Client) -> None:
    event = make_fair()
    decisions.hold_decision(application=apply(event), decision="accepted", by=demo_user(Role.COORDINATOR))
    response = coordinator.post(page_of(event, "fair_decisions"), {"send": "1", "seen": "old"}, follow=True)
    assert "Read them again, then send." in response.content.decode()
    assert not StoredMail.objects.filter(kind="events/fair_accepted").exists()


def letters(client: Client, event: Event, **other: str) -> dict[str, str]:
    page = client.get(page_of(event, "fair_decisions"))
    values: dict[str, str] = {}
    for each in page.context["letters"]:
        values |= {
            f"{each['name']}_sr": each["text_sr"],
            f"{each['name']}_en": each["text_en"],
            f"{each['name']}_seen": str(each["letter"].version),
            f"{each['name']}_sr_was": each["was_sr"],
            f"{each['name']}_en_was": each["was_en"],
        }
    return values | other


def test_a_broken_text_is_told_at_its_field_and_nothing_typed_is_lost(coordinator: Client) -> None:
    event = make_fair()
    typed = letters(coordinator, event, accepted_en="Hello {nobody}", declined_en="Sorry, {name}")
    response = coordinator.post(page_of(event, "fair_decisions"), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "“{nobody}” cannot be filled in. What can: {enterprise}, {name}, {fair}, {day}." in page
    assert "Sorry, {name}" in page
    assert DecisionLetter.objects.count() == 0


def test_the_second_of_two_colleagues_who_write_a_text_sees_the_first_one(coordinator: Client) -> None:
    event = make_fair()
    mine = letters(coordinator, event, reserve_en="Mine")
    coordinator.post(page_of(event, "fair_decisions"), letters(coordinator, event, reserve_en="Theirs"))
    response = coordinator.post(page_of(event, "fair_decisions"), mine)
    page = response.content.decode()
    assert (response.status_code, "Mine" in page, "Theirs" in page) == (409, True, True)
    coordinator.post(page_of(event, "fair_decisions"), mine | {"reserve_seen": "1"})
    assert DecisionLetter.objects.get().text_en == "Mine"


def test_texts_that_the_second_colleague_left_alone_stay_as_the_first_one_wrote_them(
    coordinator: Client,
) -> None:
    event = make_fair()
    mine = letters(coordinator, event, accepted_en="Mine")
    theirs = letters(coordinator, event, accepted_sr="Њихов", reserve_en="Theirs")
    coordinator.post(page_of(event, "fair_decisions"), theirs)
    response = coordinator.post(page_of(event, "fair_decisions"), mine)
    shown = {each["name"]: (each["text_sr"], each["text_en"]) for each in response.context["letters"]}
    assert response.status_code == 409
    assert shown["accepted"] == ("Њихов", "Mine")
    assert shown["reserve"][1] == "Theirs"


def test_of_a_decision_that_only_a_colleague_made_nothing_is_told(coordinator: Client) -> None:
    event = make_fair()
    application = apply(event)
    decisions.hold_decision(application=application, decision="declined", by=demo_user(Role.COORDINATOR))
    typed = {f"decision_{application.pk}": "", f"was_{application.pk}": ""}
    response = coordinator.post(page_of(event), typed, follow=True)
    application.refresh_from_db()
    assert application.decision == ApplicationState.DECLINED
    assert "a colleague decided meanwhile" not in response.content.decode()


def test_a_reviewer_sees_scores_only_after_an_own_one(coordinator: Client) -> None:
    event = make_fair()
    application = apply(event)
    reviews.write_review(
        application=application, by=demo_user(Role.ADVISOR), score=5, comment="Secret so far"
    )
    assert "1 review, not yours" in coordinator.get(page_of(event)).content.decode()
    page = coordinator.get(record(application)).content.decode()
    assert ("Secret so far" in page, "1 colleague has written a review" in page) == (False, True)
    coordinator.post(record(application, "application_review"), {"score": "2", "comment": ""})
    assert "Secret so far" in coordinator.get(record(application)).content.decode()
    assert "<strong>3.5</strong>" in coordinator.get(page_of(event)).content.decode()
    coordinator.post(record(application, "application_review"), {"score": "9"})
    assert sorted(Review.objects.values_list("score", flat=True)) == [2, 5]


def form_of(client: Client, path: str, **other: Any) -> dict[str, Any]:
    form = client.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False} | other


def test_an_application_is_entered_for_who_phones(coordinator: Client) -> None:
    event, enterprise = make_fair(), make_exhibitor("Пчелар")
    assert "Pčelar" in coordinator.get(page_of(event, "fair_enter")).content.decode()
    path = f"{page_of(event, 'fair_enter')}?enterprise={enterprise.pk}"
    coordinator.post(path, form_of(coordinator, path, contact_email="", helpers=3))
    application = ExhibitorApplication.objects.get()
    assert (application.state, application.helpers) == (ApplicationState.SENT, 3)
    assert application.entered_by == demo_user(Role.COORDINATOR)
    response = coordinator.post(path, form_of(coordinator, path))
    assert (response.status_code, "applied already" in response.content.decode()) == (409, True)


def test_answers_and_needs_are_changed_for_who_phones_again(coordinator: Client) -> None:
    application = accepted(make_fair())
    path = record(application, "application_answers")
    stale = form_of(coordinator, path, helpers=9)
    coordinator.post(path, form_of(coordinator, path, helpers=4))
    assert ExhibitorApplication.objects.get().helpers == 4
    response = coordinator.post(path, stale)
    assert (response.status_code, ExhibitorApplication.objects.get().helpers) == (409, 4)
    path = record(application, "application_needs")
    coordinator.post(path, form_of(coordinator, path, tables=3))
    assert "3 tables" in coordinator.get(record(application)).content.decode()


def test_one_of_the_reserve_list_gets_a_stand_with_one_click(coordinator: Client) -> None:
    application = decide(apply(make_fair()), ApplicationState.RESERVE)
    coordinator.post(reverse("admin:events_exhibitorapplication_do", args=[application.pk, "move_up"]))
    application.refresh_from_db()
    assert application.state == ApplicationState.ACCEPTED


def test_who_must_be_called_is_marked_until_somebody_did(coordinator: Client) -> None:
    event = make_fair()
    application = decide(apply(event, contact_email=""), ApplicationState.ACCEPTED)
    assert "Has to be called" in coordinator.get(page_of(event)).content.decode()
    coordinator.post(reverse("admin:events_exhibitorapplication_do", args=[application.pk, "called"]))
    assert "Has to be called" not in coordinator.get(page_of(event)).content.decode()


def test_needs_are_summed_on_the_page_and_in_the_workbook(coordinator: Client) -> None:
    event = make_fair()
    first = accepted(event, make_exhibitor("Пчелар"))
    accepted(event, make_exhibitor("Ткаља"))
    needs.save_needs(application=first, seen=0, tables=3, chairs=4, note="=1+1")
    page = coordinator.get(page_of(event, "fair_needs")).content.decode()
    assert "1 of 2 exhibitors have said what they need." in page
    answer = coordinator.get(page_of(event, "fair_needs"), {"_export": "xlsx"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["Enterprise", "Pčelar", "Tkalja", "Together"]
    assert (rows[1][4], rows[-1][4], rows[1][-1]) == (3, 3, "=1+1")


def test_only_coordinators_decide_and_only_who_may_see_people_looks(coordinator: Client) -> None:
    event = make_fair()
    application = apply(event)
    advisor, editor = signed_in(Role.ADVISOR), signed_in(Role.EDITOR)
    assert advisor.get(page_of(event)).status_code == 200
    assert advisor.post(page_of(event), {f"decision_{application.pk}": "accepted"}).status_code == 403
    assert advisor.get(page_of(event, "fair_decisions")).status_code == 403
    assert editor.get(page_of(event)).status_code == 403
    assert coordinator.get(page_of(make_event())).status_code == 404


@pytest.mark.parametrize("name", ["fair_applications", "fair_needs", "fair_decisions", "changelist"])
def test_the_lists_take_as_many_queries_for_three_as_for_one(coordinator: Client, name: str) -> None:
    event = make_fair()
    path = (
        reverse("admin:events_exhibitorapplication_changelist")
        if name == "changelist"
        else page_of(event, name)
    )
    taken = []
    for count in (1, 3):
        while event.applications.count() < count:
            application = apply(event) if name == "fair_decisions" else accepted(event)
            if name == "fair_decisions":
                decisions.hold_decision(
                    application=application, decision="accepted", by=demo_user(Role.COORDINATOR)
                )
            else:
                needs.save_needs(application=application, seen=0, tables=1, chairs=1)
        with CaptureQueriesContext(connection) as queries:
            assert coordinator.get(path).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_the_page_of_a_past_fair_shows_its_figures(coordinator: Client) -> None:
    event = make_past_fair()
    exhibited(event)
    page = coordinator.get(page_of(event, "fair_reports")).content.decode()
    assert "Fewer than three exhibitors have told how it was." in page
