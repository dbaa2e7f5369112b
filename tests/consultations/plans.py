"""Plans of cases for tests, in the fewest words."""

import uuid
from typing import Any

from center.models import User
from consultations import services
from consultations.choices import BudgetKind, CanvasPart, MoneySource
from consultations.models import BusinessPlan, CanvasBlock, Case, PlanComment
from consultations.services.business_plans import Row
from entrepreneurs.services import connect_login
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of

BREAD = Row(BudgetKind.SALE, "Хлеб", 100, 1000, 40)
RENT = Row(BudgetKind.MONTHLY, "Закуп", 30_000)
OVEN = Row(BudgetKind.START, "Пећ", 300_000)
GRANT = Row(BudgetKind.MONEY, "Подстицај", 250_000, source=MoneySource.GRANT)
ROWS = (BREAD, RENT, OVEN, GRANT)


def connected(case: Case, make_user: MakeUser, by: User, email: str = "rada@example.org") -> User:
    """Make a login and connect it with the person of the case, as the office does."""
    user = make_user(None, email, name="Рада Радић")
    connect_login(user=user, person=case.person, by=by)
    return user


def write(case: Case, text: str, seen: int = 0, by: User | None = None, **more: Any) -> CanvasBlock:
    return services.save_block(
        case=case, text=text, seen=seen, by=by or lead_of(case).user, **{"part": CanvasPart.PROBLEM, **more}
    )


def make_budget(
    case: Case, *rows: Row, seen: int = 0, by: User | None = None, shares: Any = ()
) -> BusinessPlan:
    return services.save_budget(
        case=case, rows=rows or ROWS, shares=shares, seen=seen, by=by or lead_of(case).user
    )


def say(case: Case, text: str = "Колико их је?", by: User | None = None, **more: Any) -> PlanComment:
    defaults: dict[str, Any] = {"from_person": False, "submission": uuid.uuid4()}
    return services.comment_on_plan(case=case, text=text, by=by or lead_of(case).user, **{**defaults, **more})
