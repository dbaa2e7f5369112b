"""What goes by itself when its time is over; every app says it in its own module `retention`, found at the start.

How long stands in a `Span` of the app's `personal_data`, of which the sentence on /privacy/ is made too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.utils.functional import Promise

from center.base.personal_data.erasing import erase_some
from center.base.personal_data.registry import declared

Text = str | Promise
PURPOSE: Final = "retention"


@dataclass(frozen=True)
class Rule:
    """Rows whose time is over: `due(now)` finds those that were not dealt with yet.

    `parts` are what goes with a row: a model and the path from it. `one_by_one(row, by)` does it instead, for what has
    a verb of its own, and returns False where people have to decide something first.
    """

    name: str
    reason: Text
    due: "Callable[[datetime], models.QuerySet[Any]]"
    parts: tuple[tuple[type[models.Model], str], ...] = field(default=())
    one_by_one: Callable[[Any, Any], bool] | None = None


_rules: Final[dict[str, Rule]] = {}


def register(rule: Rule) -> None:
    """Add a rule; raises ValueError for a name that is taken."""
    if rule.name in _rules:
        msg = f"There is a rule {rule.name} already."
        raise ValueError(msg)
    _rules[rule.name] = rule


def rules() -> list[Rule]:
    return list(_rules.values())


def apply(rule: Rule, now: datetime, by: Any, *, most: int) -> int:
    """Do it for at most so many rows, and return for how many; rows that somebody is at work on wait for tomorrow."""
    if rule.one_by_one is not None:
        return sum(rule.one_by_one(row, by) for row in rule.due(now).order_by("pk")[:most])
    with transaction.atomic():
        due = rule.due(now).order_by("pk").select_for_update(of=("self",), skip_locked=True)
        pks = [row.pk for row in due[:most]]
        if not pks:
            return 0
        model = rule.due(now).model
        for part, path in rule.parts:
            theirs = list(part._base_manager.filter(**{f"{path}__in": pks}).values_list("pk", flat=True))
            if theirs:
                erase_some(declared()[part], theirs, purpose=PURPOSE)
        return erase_some(declared()[model], pks, purpose=PURPOSE)
