"""What goes by itself when its time is over; every app says it in its own module `retention`, found at the start.

How long stands in a `Span` of the app's `personal_data`, of which the sentence on /privacy/ is made too. What lives for
days or months only, such as drafts and the words of letters, is a `Sweep`: it goes without anybody's agreement.
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
    a verb of its own, and returns False where people have to decide something first; `all_at_once()`, for what only
    the owner of the database may do, returns how many rows that were.
    """

    name: str
    reason: Text
    due: "Callable[[datetime], models.QuerySet[Any]]"
    parts: tuple[tuple[type[models.Model], str], ...] = field(default=())
    one_by_one: Callable[[Any, Any], bool] | None = None
    all_at_once: Callable[[], int] | None = None


@dataclass(frozen=True)
class Sweep:
    """What is short-lived and goes every night.

    `sweep()` does it, in the database alone, and returns for how many rows.
    """

    name: str
    reason: Text
    sweep: Callable[[], int]


_rules: Final[dict[str, Rule | Sweep]] = {}


def register(rule: Rule | Sweep) -> None:
    """Add a rule; raises ValueError for a name that is taken."""
    if rule.name in _rules:
        msg = f"There is a rule {rule.name} already."
        raise ValueError(msg)
    _rules[rule.name] = rule


def rules() -> list[Rule | Sweep]:
    return list(_rules.values())


def swept(sweep: Sweep, *, dry: bool) -> int:
    """Sweep, or with `dry` find out what would go and leave everything as it is; return for how many rows."""
    with transaction.atomic():
        count = sweep.sweep()
        transaction.set_rollback(dry)
    return count


def apply(rule: Rule, now: datetime, by: Any, *, most: int) -> int:
    """Do it for at most so many rows, and return for how many; rows that somebody is at work on wait for tomorrow."""
    if rule.all_at_once is not None:
        return rule.all_at_once()
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
