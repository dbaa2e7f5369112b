"""The plan of the demo's second mini-fair: a town square of 40 × 24 m with 24 stands."""

from typing import Final

from center.models import User
from events.ground import row_of
from events.models import Event, FairPlan
from events.plan_table import Size, StandRow, ThingRow
from events.services import plans, stands
from events.stand_holders import propose

_SQUARE: Final = Size(4000, 2400)


def _stands() -> list[StandRow]:
    """Return two rows along the sides, and one of tables back to back in the middle."""
    top = row_of(count=8, width=300, height=300, x=300, y=150, gap=100, first="1")
    middle = row_of(count=4, width=300, height=300, x=1100, y=850, gap=100, first="9")
    behind = row_of(count=4, width=300, height=300, x=1100, y=1150, gap=100, first="13")
    bottom = row_of(count=8, width=300, height=300, x=300, y=1950, gap=100, first="17")
    # Sockets are along the upper side and in the middle.
    watts = {**{number: 2000 for number, _spot in top[:4]}, **{number: 800 for number, _spot in top[4:]}}
    watts |= {number: 500 for number, _spot in middle}
    corners = {"1", "8", "9", "12", "13", "16", "17", "24"}
    # The kerb is in front of the last two.
    steps = {"23", "24"}
    return [
        StandRow(
            number=number,
            x=spot.x,
            y=spot.y,
            width=spot.width,
            height=spot.height,
            watts=watts.get(number, 0),
            is_accessible=number not in steps,
            is_corner=number in corners,
        )
        for number, spot in (*top, *middle, *behind, *bottom)
    ]


_THINGS: Final = [
    ThingRow("stage", 3150, 800, 700, 700, "Бина", "Stage"),
    ThingRow("entrance", 0, 1050, 100, 400),
    ThingRow("info", 350, 1050, 250, 250),
    ThingRow("first_aid", 350, 1400, 250, 250),
    ThingRow("toilet", 3550, 150, 300, 300),
    ThingRow("food", 3550, 1950, 350, 300, "Кафа и сокови", "Coffee and juice", is_accessible=True),
    ThingRow("tree", 780, 1050, 200, 200),
    ThingRow("tree", 2780, 700, 200, 200),
    ThingRow("tree", 2780, 1450, 200, 200),
]


def seat(fair: Event, by: User) -> None:
    """Give stands to all who are accepted, as the suggestion proposes."""
    found = {each.wish.pk: each.stand.pk for each in propose(fair.plan, {}) if each.stand is not None}
    stands.assign_all(event=fair, wanted=found, seen=stands.fingerprint(fair), by=by)


def draw(fair: Event, by: User) -> FairPlan:
    """Draw the plan of the fair and show it."""
    plan = plans.draw_plan(event=fair, size=_SQUARE, by=by)
    plan = plans.save_plan(
        plan=plan,
        version=plan.version,
        size=_SQUARE,
        stands=_stands(),
        things=_THINGS,
        by=by,
        note_sr="Улаз је из улице, без степеника. Код штандова 23 и 24 је ивичњак.",
        note_en="The entrance is from the street, without steps. There is a kerb at stands 23 and 24.",
    )
    plans.show_plan(plan=plan, by=by)
    return plan
