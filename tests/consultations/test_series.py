"""Further visits after the first: all of them or none, from the visit's own page."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from center.choices import Language
from center.models import Office, StoredMail, User
from consultations import services
from consultations.errors import ChangeRefused
from consultations.models import Advisor, Consultation, Topic
from consultations.views.addresses import visit_address
from entrepreneurs.models import Entrepreneur
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_admin_pages import do

pytestmark = pytest.mark.usefixtures("monday_morning")
FURTHER = [local(MONDAY + timedelta(days=7 * week), 9) for week in (1, 2)]


@pytest.fixture
def topic() -> Topic:
    return make_topic()


@pytest.fixture
def advisor(topic: Topic) -> Advisor:
    return make_advisor(topic)


@pytest.fixture
def first(topic: Topic, advisor: Advisor) -> Consultation:
    return make_visit(topic, local(MONDAY, 9), email="mira@example.org", name="Мира Мирић")


def go_on(
    first: Consultation, by: User, starts: list[datetime], key: uuid.UUID | None = None
) -> list[Consultation]:
    return services.continue_as_series(
        consultation=first, starts=starts, submission=key or uuid.uuid4(), by=by
    )


def test_three_visits_share_the_person_the_advisor_and_the_series(
    first: Consultation, advisor: Advisor, coordinator: User
) -> None:
    visits = go_on(first, coordinator, FURTHER)
    first.refresh_from_db()
    assert [visit.starts_at for visit in visits] == FURTHER
    assert {visit.series for visit in visits} == {first.series}
    assert {(visit.advisor, visit.entrepreneur, visit.contact_email) for visit in visits} == {
        (advisor, first.entrepreneur, "mira@example.org")
    }
    assert (Entrepreneur.objects.count(), len({visit.reference for visit in visits})) == (1, 2)
    assert StoredMail.objects.filter(kind="consultations/booked").count() == 3
    # Each goes its own way afterwards.
    services.cancel(consultation=visits[0])
    assert Consultation.objects.live().count() == 2


def test_one_taken_time_books_nothing_and_is_named(
    first: Consultation, topic: Topic, coordinator: User, english: None
) -> None:
    make_visit(topic, FURTHER[1])
    with pytest.raises(ChangeRefused, match=r"21.*This time was just taken"):
        go_on(first, coordinator, FURTHER)
    first.refresh_from_db()
    assert (Consultation.objects.count(), first.series) == (2, None)


def test_the_same_form_again_is_the_same_series(first: Consultation, coordinator: User) -> None:
    key = uuid.uuid4()
    assert go_on(first, coordinator, FURTHER, key) == go_on(first, coordinator, FURTHER, key)
    assert Consultation.objects.count() == 3


@pytest.mark.parametrize(
    "starts", [[], [FURTHER[0], FURTHER[0]], [FURTHER[0] + timedelta(days=n) for n in range(6)]]
)
def test_one_to_five_different_times_go_on_a_visit(
    starts: list[datetime], first: Consultation, coordinator: User
) -> None:
    with pytest.raises(ValidationError):
        go_on(first, coordinator, starts)
    assert Consultation.objects.count() == 1


def test_a_cancelled_visit_does_not_go_on(first: Consultation, coordinator: User) -> None:
    with pytest.raises(ChangeRefused):
        go_on(services.cancel(consultation=first), coordinator, FURTHER)


def test_staff_are_proposed_the_same_time_of_two_more_weeks_or_the_nearest(
    first: Consultation, topic: Topic, coordinator: User, office: Office, as_user: Callable[[User], Client]
) -> None:
    make_visit(topic, FURTHER[1])
    coordinator.language = Language.ENGLISH
    coordinator.save()
    client = as_user(coordinator)
    form = client.get(do(first, "series")).context["form"]
    proposed = {name: form[name].initial for name in form.fields if name.startswith("week")}
    nearest = local(MONDAY + timedelta(days=14), 10)
    assert proposed == {
        "week_1": FURTHER[0].isoformat(),
        "week_2": nearest.isoformat(),
        "week_3": "",
        "week_4": "",
        "week_5": "",
    }
    client.post(do(first, "series"), {**proposed, "submission": str(uuid.uuid4())})
    first.refresh_from_db()
    series = Consultation.objects.filter(series=first.series).order_by("starts_at")
    assert [visit.starts_at for visit in series] == [first.starts_at, FURTHER[0], nearest]
    # The visitor sees the others on the page of each.
    html = Client().get(visit_address(first)).content.decode()
    assert sum(visit.reference in html for visit in series) == 3


def test_a_choice_that_is_gone_meanwhile_is_refused_on_the_page(
    first: Consultation, topic: Topic, coordinator: User, office: Office, as_user: Callable[[User], Client]
) -> None:
    make_visit(topic, FURTHER[0])
    answer = as_user(coordinator).post(
        do(first, "series"), {"week_1": FURTHER[0].isoformat(), "submission": str(uuid.uuid4())}
    )
    assert list(answer.context["form"].errors) == ["week_1"]
    assert Consultation.objects.filter(series__isnull=False).count() == 0


def test_a_visit_that_took_place_goes_on(
    first: Consultation, coordinator: User, monday_morning: time_machine.Traveller
) -> None:
    monday_morning.move_to(local(MONDAY, 10))
    services.mark_done(consultation=first, by=coordinator)
    assert len(go_on(first, coordinator, FURTHER)) == 2
