"""Two colleagues at the same moment; these tests commit."""

from collections.abc import Callable

import pytest

from center.base.roles import fill_groups
from center.choices import Role
from center.models import IndicatorPeriod, Measurement, User
from center.refusals import ServiceRefused
from center.services import measurements
from tests.center.frameworks import APRIL, make_approved, make_period, make_value
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("empty_queue"),
    pytest.mark.time_machine(APRIL, tick=True),
]


@pytest.fixture
def three(make_user: Callable[..., User]) -> tuple[User, User, User]:
    fill_groups(using="default")
    return make_user(Role.COORDINATOR), make_user(Role.COORDINATOR), make_user(Role.RESEARCHER)


def outcomes(calls: list[Callable[[], object]]) -> list[str]:
    return sorted(
        "refused"
        if isinstance(each, ServiceRefused)
        else "done"
        if not isinstance(each, Exception)
        else repr(each)
        for each in at_the_same_time(calls)
    )


def test_a_period_is_not_locked_while_a_value_is_proposed(three: tuple[User, User, User]) -> None:
    first, second, third = three
    period = make_period()
    make_approved(period, first, second)
    told = outcomes(
        [
            lambda: make_value(period, first, 15),
            lambda: measurements.lock_period(period=period, by=third),
        ]
    )
    period.refresh_from_db()
    waiting = Measurement.objects.waiting().count()
    assert (told, period.is_locked, waiting) in [
        (["done", "refused"], True, 0),
        (["done", "refused"], False, 1),
    ]


def test_a_value_is_approved_once(three: tuple[User, User, User]) -> None:
    first, second, third = three
    value = make_value(make_period(), first)
    told = outcomes(
        [
            lambda: measurements.approve(measurement=value, by=second),
            lambda: measurements.approve(measurement=value, by=third),
            lambda: measurements.return_value(measurement=value, by=third, reason="Није."),
        ]
    )
    assert told == ["done", "refused", "refused"]


def test_a_period_gets_one_proposal_at_a_time(three: tuple[User, User, User]) -> None:
    period = make_period()
    told = outcomes([lambda user=user: make_value(period, user) for user in three])  # type: ignore[misc]
    assert told == ["done", "refused", "refused"]
    assert IndicatorPeriod.objects.get().measurements.count() == 1
