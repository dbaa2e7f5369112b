"""A period is locked at the moment at which somebody changes its indicator; this test commits."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from center.base.roles import fill_groups
from center.choices import Role
from center.models import Indicator, IndicatorRevision, User
from center.refusals import ServiceRefused
from center.services import measurements
from center.services.frameworks import save_indicator
from tests.center.frameworks import APRIL, make_approved, make_indicator, make_period
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("empty_queue"),
    pytest.mark.time_machine(APRIL, tick=True),
]


def test_no_target_moves_silently_while_a_period_is_locked(make_user: Callable[..., User]) -> None:
    fill_groups(using="default")
    first, second = make_user(Role.COORDINATOR), make_user(Role.COORDINATOR)
    for code in range(5):
        period = make_period() if code == 0 else make_period(_next(code))
        make_approved(period, first, second)
        changed = Indicator.objects.get(pk=period.indicator_id)
        changed.target = Decimal(7)
        told = at_the_same_time(
            [
                lambda period=period: measurements.lock_period(period=period, by=second),  # type: ignore[misc]
                lambda changed=changed: save_indicator(indicator=changed, by=first),  # type: ignore[misc]
            ]
        )
        assert not isinstance(told[0], Exception)
        stands = Indicator.objects.get(pk=changed.pk).target
        # Before the lock it is free; after it, refused for want of a reason.
        assert (stands, isinstance(told[1], ServiceRefused)) in [(Decimal(7), False), (Decimal(40), True)]
        assert IndicatorRevision.objects.count() == 0


def _next(code: int) -> Indicator:
    return make_indicator(Indicator.objects.earliest("pk").result, f"1.{code + 1}")
