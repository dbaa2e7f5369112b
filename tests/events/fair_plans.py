"""Fairs and their plans, made up for the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from center.models import User
from events import snapshots
from events.choices import ApplicationState, EventKind
from events.models import Event, ExhibitorApplication, FairPlan
from events.plan_table import Size, StandRow, ThingRow
from events.services import plans
from tests.entrepreneurs.factories import offer, published

START = datetime(2026, 10, 3, 8, tzinfo=UTC)
# Seven stands of 3 × 3 m in a row, half a metre apart, on a square of 30 × 20 m.
ROW = [StandRow(str(number), 100 + 350 * (number - 1), 200, 300, 300) for number in range(1, 8)]
STAGE = ThingRow("stage", 1000, 1500, 600, 400)
SQUARE = Size(3000, 2000)


def make_fair(by: User, *, slug: str = "mini-sajam", **fields: Any) -> Event:
    """Make a fair in preparation."""
    start = fields.pop("starts_at", START)
    return Event.objects.create(
        **{
            "kind": EventKind.FAIR,
            "slug": slug,
            "title_sr": "Мини\u2011сајам",
            "summary_sr": "Сусрет са људима који праве.",
            "starts_at": start,
            "ends_at": start + timedelta(hours=6),
            "created_by": by,
            **fields,
        }
    )


def make_plan(
    by: User,
    *,
    event: Event | None = None,
    size: Size = SQUARE,
    stands: list[StandRow] | None = None,
    things: list[ThingRow] | None = None,
) -> FairPlan:
    """Draw a plan with stands 1 to 7 and a stage, or with what is given."""
    plan = plans.draw_plan(event=event or make_fair(by), size=size, by=by)
    return plans.save_plan(
        plan=plan,
        version=1,
        size=size,
        stands=ROW if stands is None else stands,
        things=[STAGE] if things is None else things,
        by=by,
    )


def numbers(plan: FairPlan) -> list[str]:
    """Return the numbers of the stands of a plan as they are saved."""
    return list(plan.stands.order_by("x", "y").values_list("number", flat=True))


def exhibitor(
    event: Event, by: User, name: str = "", *products: str, state: str = "accepted", **fields: Any
) -> ExhibitorApplication:
    """Write the application of a new enterprise, accepted unless another state is named."""
    enterprise = published(name)
    application = ExhibitorApplication.objects.create(
        event=event,
        enterprise=enterprise,
        entered_by=by,
        **{"contact_name": "Рада Радић", "contact_phone": "+38137123456", "helpers": 2, **fields},
    )
    for product in products:
        application.shown.create(product=offer(enterprise, product))
    now = timezone.now()
    application.state, application.sent_at = ApplicationState.SENT, now
    application.save()
    if state == ApplicationState.ACCEPTED:
        snapshots.take(application)
        application.decided_by, application.decided_at, application.told_at = by, now, now
        application.state = ApplicationState.ACCEPTED
        application.save()
    return application


def withdraw(application: ExhibitorApplication) -> None:
    """Write that an enterprise does not come."""
    ExhibitorApplication.objects.filter(pk=application.pk).update(
        state=ApplicationState.WITHDRAWN, withdrawn_at=timezone.now()
    )
