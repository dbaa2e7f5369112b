"""Visits that no longer fit the plan: found, given another time each, moved or cancelled by one button."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center.choices import Language
from center.models import AccessRecord, Office, StoredMail, User
from consultations import services
from consultations.choices import CallReason, State
from consultations.models import Absence, Advisor, Call, Closure, Consultation, OpeningHours, Topic
from consultations.services.displaced import Why, count_displaced, displaced_visits
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_admin_pages import AsUser
from tests.marks import seldom

pytestmark = pytest.mark.usefixtures("monday_morning")
PAGE = "/admin/consultations/consultation/displaced/"
TUESDAY = MONDAY + timedelta(days=1)


def away(advisor: Advisor, day: Any = MONDAY) -> None:
    Absence.objects.create(
        advisor=advisor, starts_at=local(day, 0), ends_at=local(day + timedelta(days=1), 0)
    )


def seen() -> list[tuple[str, Why, Any, Any]]:
    return [
        (
            each.visit.contact_name,
            each.why,
            each.proposal and each.proposal.start,
            each.proposal and each.proposal.advisor,
        )
        for each in displaced_visits()
    ]


def test_visits_that_fit_are_left_alone() -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, local(MONDAY, 9))
    assert (displaced_visits(), count_displaced()) == ([], 0)


def test_a_colleague_at_the_same_time_comes_first_then_the_own_advisor_then_anybody() -> None:
    topic, rare = make_topic(), make_topic()
    ill, colleague = make_advisor(topic, rare), make_advisor(topic)
    make_visit(topic, local(MONDAY, 9), advisor=ill, name="Ана")
    # The colleague is busy then and does not know the rare topic.
    make_visit(topic, local(MONDAY, 10), advisor=colleague)
    make_visit(topic, local(MONDAY, 10), advisor=ill, name="Бранка")
    make_visit(rare, local(MONDAY, 11), advisor=ill, name="Весна")
    away(ill)
    assert seen() == [
        ("Ана", Why.AWAY, local(MONDAY, 9), colleague),
        ("Бранка", Why.AWAY, local(TUESDAY, 9), ill),
        ("Весна", Why.AWAY, local(TUESDAY, 10), ill),
    ]


def test_two_visits_are_never_proposed_the_same_time() -> None:
    long, short = make_topic(length=120, buffer_after=30, step=120), make_topic()
    ill = make_advisor(long, short)
    make_visit(long, local(MONDAY, 9), advisor=ill)
    make_visit(short, local(MONDAY, 12), advisor=ill)
    away(ill)
    proposals = [each.proposal for each in displaced_visits()]
    starts = sorted(each.start for each in proposals if each)
    assert len(starts) == len(set(starts)) == 2
    for each in displaced_visits():
        assert each.proposal
        services.move(
            consultation=each.visit,
            start=each.proposal.start,
            advisor=each.proposal.advisor,
            by=ill.user,
        )
    assert count_displaced() == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda: OpeningHours.objects.update(closes=time(9, 30)), Why.HOURS),
        (lambda: Advisor.objects.update(is_bookable=False), Why.ADVISOR),
        (lambda: User.objects.update(is_active=False), Why.ADVISOR),
        (
            lambda: Closure.objects.create(
                starts_at=local(MONDAY, 9, 59), ends_at=local(MONDAY, 12), name_sr="Кречење", name_en="x"
            ),
            Why.AWAY,
        ),
    ],
)
def test_whatever_shrinks_is_noticed(change: Any, why: Why) -> None:
    topic = make_topic()
    make_advisor(topic)
    make_visit(topic, local(MONDAY, 9), name="Ана")
    change()
    assert [each[1] for each in seen()] == [why]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_number_of_queries_does_not_grow(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for _each in range(rows):
        advisor = make_advisor(topic)
        make_visit(topic, local(MONDAY, 9), advisor=advisor)
        away(advisor)
    with django_assert_num_queries(8):
        assert len(displaced_visits()) == rows


@pytest.fixture
def plan(office: Office, coordinator: User) -> tuple[Topic, Advisor]:
    topic = make_topic()
    return topic, make_advisor(topic, name_en="Jelena")


def as_english(as_user: AsUser, user: User) -> Client:
    user.language = Language.ENGLISH
    user.save()
    return as_user(user)


def test_one_button_moves_and_cancels_writes_and_fills_the_call_list(
    plan: tuple[Topic, Advisor], coordinator: User, as_user: AsUser
) -> None:
    topic, ill = plan
    writes = make_visit(topic, local(MONDAY, 9), email="ana@example.org", phone="")
    rings = make_visit(topic, local(MONDAY, 10), name="Бранка")
    leaves = make_visit(topic, local(MONDAY, 11))
    away(ill)
    Call.objects.all().delete()
    client = as_english(as_user, coordinator)
    html = client.get(PAGE).content.decode()
    assert "Move to: Tue" in html
    assert AccessRecord.objects.filter(user=coordinator).count() == 3
    proposals = {each.visit.pk: each.proposal for each in displaced_visits()}
    proposal = proposals[writes.pk]
    assert proposal
    answer = client.post(
        PAGE,
        {
            "reason": "Болест у канцеларији",
            f"visit-{writes.pk}": f"{proposal.advisor.pk}@{proposal.start.isoformat()}",
            f"visit-{rings.pk}": "cancel",
            f"visit-{leaves.pk}": "leave",
        },
        follow=True,
    )
    (text,) = [str(message) for message in answer.context["messages"]]
    assert text.startswith(
        "1 visit moved. 1 visit cancelled. Visitors with an email address were written to;"
    )
    states = dict(Consultation.objects.values_list("pk", "state"))
    assert states == {
        writes.pk: State.CONFIRMED,
        rings.pk: State.CANCELLED,
        leaves.pk: State.CONFIRMED,
    }
    writes.refresh_from_db()
    assert writes.starts_at == local(TUESDAY, 9)
    assert StoredMail.objects.filter(kind="consultations/moved", recipient="ana@example.org").count() == 1
    assert list(Call.objects.values_list("consultation", "reason")) == [(rings.pk, CallReason.CANCELLED)]
    # Sent again, it moves nothing twice.
    client.post(PAGE, {f"visit-{rings.pk}": "cancel"})
    assert Call.objects.count() == 1


def test_a_time_that_somebody_took_is_told_and_the_others_are_done(
    plan: tuple[Topic, Advisor], coordinator: User, as_user: AsUser
) -> None:
    topic, ill = plan
    first, second = make_visit(topic, local(MONDAY, 9)), make_visit(topic, local(MONDAY, 10))
    away(ill)
    make_visit(topic, local(TUESDAY, 9))
    answer = as_english(as_user, coordinator).post(
        PAGE,
        {
            f"visit-{first.pk}": f"{ill.pk}@{local(TUESDAY, 9).isoformat()}",
            f"visit-{second.pk}": f"{ill.pk}@{local(TUESDAY, 10).isoformat()}",
            "visit-999999": "cancel",
            f"visit-{ill.pk}x": "cancel",
        },
        follow=True,
    )
    texts = [str(message) for message in answer.context["messages"]]
    assert [("This time was just taken." in text, "1 visit moved." in text) for text in texts] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("junk", ["", "x", "1@2026-99-01T00:00:00+00:00", "999@2026-09-08T07:00:00+00:00"])
def test_what_the_page_never_offered_changes_nothing(
    junk: str, plan: tuple[Topic, Advisor], coordinator: User, as_user: AsUser
) -> None:
    topic, ill = plan
    visit = make_visit(topic, local(MONDAY, 9))
    away(ill)
    assert as_english(as_user, coordinator).post(PAGE, {f"visit-{visit.pk}": junk}).status_code == 302
    assert Consultation.objects.get().starts_at == local(MONDAY, 9)


def test_saving_an_absence_leads_to_the_page(
    plan: tuple[Topic, Advisor], coordinator: User, as_user: AsUser
) -> None:
    topic, ill = plan
    make_visit(topic, local(MONDAY, 9))
    answer = as_english(as_user, coordinator).post(
        "/admin/consultations/absence/add/",
        {
            "advisor": str(ill.pk),
            "starts_at_0": f"{MONDAY:%Y-%m-%d}",
            "starts_at_1": "08:00",
            "ends_at_0": f"{MONDAY:%Y-%m-%d}",
            "ends_at_1": "12:00",
            "note": "",
        },
        follow=True,
    )
    (told,) = [str(each) for each in answer.context["messages"] if each.level_tag == "warning"]
    assert told.startswith("1 booked visit does not fit the plan any more.")
    assert PAGE in told
