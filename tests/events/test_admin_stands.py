"""The table of who stands where: proposed, changed, saved; and what is printed from it."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from center.choices import Role
from center.models import AccessRecord, User
from events.admin.fair_documents import breakable
from events.models import Event, FairPlan, StandAssignment
from events.plan_table import ThingRow
from events.services import plans, stands
from tests.events.fair_plans import ROW, exhibitor, make_fair, make_plan, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator, backend=BACKEND)
    return client


@pytest.fixture
def plan(coordinator: User) -> FairPlan:
    entrance = ThingRow("entrance", 0, 0, 100, 100)
    fair = make_fair(coordinator)
    return make_plan(coordinator, event=fair, things=[entrance])


def address(plan: FairPlan, part: str = "stands") -> str:
    return reverse(f"admin:events_fairplan_{part}", args=[plan.pk])


def sent(page: Any, button: str = "_save", **typed: str) -> dict[str, str]:
    """Return what a browser would send, with other numbers typed ("s12" for the application 12)."""
    data = {"seen": page.context["seen"], button: "1"}
    data |= {f"stand-{row.application.pk}": row.typed for row in page.context["rows"]}
    data |= {f"was-{row.application.pk}": row.saved for row in page.context["rows"]}
    return data | {f"stand-{name[1:]}": number for name, number in typed.items()}


def given(event: Event) -> dict[int, str]:
    rows = StandAssignment.objects.filter(application__event=event).select_related("stand")
    return {row.application_id: row.stand.number for row in rows}


def test_stands_are_proposed_then_saved(desk: Client, plan: FairPlan, coordinator: User) -> None:
    event = plan.event
    plan.stands.filter(number="5").update(watts=2000)
    first = exhibitor(event, coordinator, "Мед са брда")
    power = exhibitor(event, coordinator, "Кафа", needs_power=True, watts=1500)
    proposal = desk.post(address(plan), sent(desk.get(address(plan)), "_suggest"))
    rows = {row.application.pk: row for row in proposal.context["rows"]}
    assert (rows[power.pk].typed, given(event)) == ("5", {})
    assert rows[power.pk].reasons[0] == "Electricity: 2000 W, needed: 1500 W."
    assert "Not saved yet." in proposal.content.decode()
    assert desk.post(address(plan), sent(proposal)).status_code == 302
    assert given(event) == {first.pk: rows[first.pk].typed, power.pk: "5"}


def test_two_are_swapped_by_typing_their_numbers_crosswise(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    one, other = (exhibitor(plan.event, coordinator, name) for name in ("Мед", "Нит"))
    for number, each in enumerate((one, other), start=1):
        stands.assign(application=each, stand=plan.stands.get(number=number), by=coordinator)
    page = desk.get(address(plan))
    typed = {f"s{one.pk}": "2", f"s{other.pk}": "1"}
    assert desk.post(address(plan), sent(page, **typed)).status_code == 302
    assert given(plan.event) == {one.pk: "2", other.pk: "1"}


def test_one_stand_for_two_is_told_at_both_rows_and_nothing_typed_is_lost(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    one, other = (exhibitor(plan.event, coordinator, name) for name in ("Мед", "Нит"))
    typed = {f"s{one.pk}": "3", f"s{other.pk}": "3"}
    answer = desk.post(address(plan), sent(desk.get(address(plan)), **typed))
    assert answer.status_code == 409
    assert [(row.typed, bool(row.error)) for row in answer.context["rows"]] == [("3", True), ("3", True)]
    typed[f"s{other.pk}"] = "99"
    answer = desk.post(address(plan), sent(desk.get(address(plan)), **typed))
    assert "There is no stand with this number: 99." in answer.content.decode()
    assert given(plan.event) == {}


def test_the_second_of_two_coordinators_is_told_and_who_withdrew_is_gone(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    one, other = (exhibitor(plan.event, coordinator, name) for name in ("Мед", "Нит"))
    page = desk.get(address(plan))
    stands.assign(application=other, stand=plan.stands.get(number="1"), by=coordinator)
    answer = desk.post(address(plan), sent(page, **{f"s{one.pk}": "2"}))
    assert answer.status_code == 409
    assert "A colleague gave stands" in answer.content.decode()
    assert {row.application.pk: (row.saved, row.typed) for row in answer.context["rows"]} == {
        one.pk: ("", "2"),
        other.pk: ("1", "1"),
    }
    # Saving again keeps what the colleague gave.
    assert desk.post(address(plan), sent(answer)).status_code == 302
    assert given(plan.event) == {one.pk: "2", other.pk: "1"}
    withdraw(other)
    assert [row.application.pk for row in desk.get(address(plan)).context["rows"]] == [one.pk]


def test_enter_in_a_number_saves_and_proposes_nothing(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    exhibitor(plan.event, coordinator, "Мед")
    page = desk.get(address(plan)).content.decode()
    form = page.partition('class="plan-editor"')[2]
    # Enter presses the first button of a form.
    assert re.search(r'type="submit"[^>]* name="(\w+)"', form)[1] == "_save"  # type: ignore[index]  # there is one


def test_who_needs_a_stand_without_steps_is_noted_and_heeded(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    plan.stands.exclude(number="7").update(is_accessible=False)
    one = exhibitor(plan.event, coordinator, "Мед")
    tick = {f"step-free-{one.pk}": "on"}
    proposal = desk.post(address(plan), sent(desk.get(address(plan)), "_suggest") | tick)
    assert proposal.context["rows"][0].typed == "7"
    desk.post(address(plan), sent(proposal) | tick)
    one.refresh_from_db()
    assert (one.needs_step_free, given(plan.event)) == (True, {one.pk: "7"})


def do(application: Any, verb: str) -> str:
    return reverse("admin:events_exhibitorapplication_do", args=[application.pk, verb])


def offered(page: Any) -> dict[str, list[str]]:
    """Return the stands that a form offers, by the heading of their group."""
    groups = page.context["form"].fields["stand"].choices[1:]
    return {str(heading): [label for _value, label in choices] for heading, choices in groups}


def test_one_exhibitor_gets_a_stand_another_one_and_none_on_the_page_of_the_application(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    plan.stands.filter(number="2").update(watts=2000, is_corner=True, is_accessible=False)
    one, other = (exhibitor(plan.event, coordinator, name) for name in ("Мед", "Нит"))
    record = reverse("admin:events_exhibitorapplication_change", args=[one.pk])
    assert "no stand yet" in desk.get(record).content.decode()
    stands.assign(application=other, stand=plan.stands.get(number="1"), by=coordinator)
    page = desk.get(do(one, "give_stand"))
    assert list(offered(page)) == ["Free"]
    assert offered(page)["Free"][0] == "2, 3 × 3 m, 2000 W, at a corner, with steps"
    free = plan.stands.get(number="2")
    assert desk.post(do(one, "give_stand"), {"stand": free.pk}).status_code == 302
    assert given(plan.event) == {other.pk: "1", one.pk: "2"}
    swapped = f"{plan.stands.get(number='1').pk}-{other.pk}"
    page = desk.get(do(one, "other_stand"))
    assert len(offered(page)["Change places with"]) == 1
    desk.post(do(one, "other_stand"), {"stand": swapped})
    assert given(plan.event) == {other.pk: "2", one.pk: "1"}
    assert f'href="{address(plan)}">1</a>' in desk.get(record).content.decode()
    desk.post(do(one, "no_stand"), {})
    assert given(plan.event) == {other.pk: "2"}


def test_a_stand_that_was_given_meanwhile_is_told_and_another_one_is_offered(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    one, other, third = (exhibitor(plan.event, coordinator, name) for name in ("Мед", "Нит", "Дрво"))
    first, second = plan.stands.get(number="1"), plan.stands.get(number="2")
    stands.assign(application=other, stand=first, by=coordinator)
    # The page was opened while the first stand was free.
    answer = desk.post(do(one, "give_stand"), {"stand": first.pk})
    assert "is not one of the available choices" in answer.content.decode()
    stands.assign(application=one, stand=second, by=coordinator)
    seen = f"{first.pk}-{other.pk}"
    stands.free(application=other, by=coordinator)
    stands.assign(application=third, stand=first, by=coordinator)
    answer = desk.post(do(one, "other_stand"), {"stand": seen})
    assert "is not one of the available choices" in answer.content.decode()
    assert given(plan.event) == {one.pk: "2", third.pk: "1"}


def test_an_advisor_gives_no_stands(
    client: Client, plan: FairPlan, coordinator: User, make_user: Any
) -> None:
    one = exhibitor(plan.event, coordinator, "Мед")
    client.force_login(make_user(Role.ADVISOR), backend=BACKEND)
    answer = client.post(do(one, "give_stand"), {"stand": plan.stands.get(number="1").pk})
    assert (answer.status_code, given(plan.event)) == (403, {})


def test_an_advisor_reads_the_table_only(client: Client, plan: FairPlan, make_user: Any) -> None:
    client.force_login(make_user(Role.ADVISOR), backend=BACKEND)
    assert client.get(address(plan)).status_code == 200
    assert client.post(address(plan), {"_save": "1"}).status_code == 403


def test_the_table_takes_as_many_queries_for_three_exhibitors_as_for_one(
    desk: Client, plan: FairPlan, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for names in (["А"], ["Б", "В"]):
        for name in names:
            exhibitor(plan.event, coordinator, name, "Мед")
        desk.get(address(plan))
        with django_assert_max_num_queries(30) as queries:
            desk.get(address(plan))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def text_of(answer: Any) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]


def test_badges_signs_and_the_list_are_printed(desk: Client, plan: FairPlan, coordinator: User) -> None:
    one = exhibitor(plan.event, coordinator, "Мед са брда", "Багремов мед", helpers=3)
    exhibitor(plan.event, coordinator, "Нит")
    stands.assign(application=one, stand=plan.stands.get(number="4"), by=coordinator)
    badges = text_of(desk.get(address(plan, "badges")))
    assert badges[0].count("Exhibitor") == 5
    signs = text_of(desk.get(address(plan, "signs")))
    assert len(signs) == 1
    assert "Bagremov med" in signs[0]
    listed = "".join(text_of(desk.get(address(plan, "exhibitors"))))
    assert "037 123456" in listed
    assert AccessRecord.objects.filter(model="events.exhibitorapplication").count() == 2


def test_papers_of_a_fair_without_exhibitors_say_so(desk: Client, plan: FairPlan) -> None:
    for part in ("badges", "signs", "exhibitors"):
        assert desk.get(address(plan, part)).status_code == 200


def test_a_very_long_word_may_be_broken_on_paper() -> None:
    assert breakable("Мед") == "Мед"
    assert breakable("а" * 30) == f"{'а' * 12}\N{SOFT HYPHEN}{'а' * 12}\N{SOFT HYPHEN}{'а' * 6}"


def test_everybody_sees_the_plan_with_who_is_where_once_it_is_shown(
    client: Client, plan: FairPlan, coordinator: User
) -> None:
    one = exhibitor(plan.event, coordinator, "Мед са брда", "Багремов мед")
    stands.assign(application=one, stand=plan.stands.get(number="4"), by=coordinator)
    Event.objects.filter(pk=plan.event_id).update(
        state="published",
        published_at=plan.event.starts_at,
        published_by=coordinator,
        online_link="https://a.example",
    )
    url = reverse("events:event", args=[plan.event.slug])
    assert "fair-plan" not in client.get(url).content.decode().replace("fair-plan.css", "")
    plans.show_plan(plan=plan, by=coordinator)
    html = client.get(url).content.decode()
    everybody = reverse("events:exhibitors", args=[plan.event.slug])
    assert f'href="{everybody}#e{one.pk}"' in html
    there = client.get(everybody).content.decode()
    assert f'href="#e{one.pk}"' in there
    assert f'id="e{one.pk}"' in there
    assert html.count("fair-stand-free") == len(ROW) - 1
