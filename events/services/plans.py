"""The plan of a fair: drawn, copied from an earlier fair, saved as one table, shown and hidden."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pgtrigger
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from center.models import User
from events.choices import EventKind
from events.errors import ChangeRefused, PlanChangedMeanwhile, PlanRefused
from events.models import Event, FairPlan, PlanThing, Stand
from events.plan_table import Fault, Size, StandRow, ThingRow, faults
from events.services.places import locked_event

_STAND: Final = ("number", "x", "y", "width", "height", "watts", "is_accessible", "is_corner")
_THING: Final = ("kind", "label_sr", "label_en", "x", "y", "width", "height", "is_accessible")
_WORDS: Final = ("note_sr", "note_en")
_PUT_OFF: Final = ("stand_number_unique", "stand_alone_on_its_ground")
_TRIGGERS: Final = (
    "events.Stand:inside_the_plan",
    "events.PlanThing:inside_the_plan",
    "events.FairPlan:holds_everything",
)


@transaction.atomic
def draw_plan(*, event: Event, size: Size, by: User) -> FairPlan:
    """Begin the plan of a fair, an empty ground. Raises PlanRefused, or ChangeRefused where there is one or no fair."""
    locked = _fair_without_plan(event)
    found = faults(size, [], [])
    if found:
        raise PlanRefused(found)
    plan = FairPlan(event=locked, width=size.width, height=size.height, outline=_corners(size))
    plan.full_clean()
    plan.save()
    return plan


@transaction.atomic
def copy_plan(*, event: Event, earlier: FairPlan, by: User) -> FairPlan:
    """Begin the plan of a fair as that of an earlier one: ground, stands and things, nobody at the stands.

    Raises ChangeRefused for what has a plan or is no fair.
    """
    locked = _fair_without_plan(event)
    words = {name: getattr(earlier, name) for name in _WORDS}
    plan = FairPlan(
        event=locked, width=earlier.width, height=earlier.height, outline=earlier.outline, **words
    )
    plan.full_clean()
    plan.save()
    Stand.objects.bulk_create(
        Stand(plan=plan, **{name: getattr(row, name) for name in _STAND}) for row in earlier.stands.all()
    )
    PlanThing.objects.bulk_create(
        PlanThing(plan=plan, **{name: getattr(row, name) for name in _THING})
        for row in earlier.planthings.all()
    )
    return plan


@transaction.atomic
def save_plan(
    *,
    plan: FairPlan,
    version: int,
    size: Size,
    stands: Sequence[StandRow],
    things: Sequence[ThingRow],
    by: User,
    removed_stands: Collection[int] = (),
    removed_things: Collection[int] = (),
    **words: str,
) -> FairPlan:
    """Save the whole table of a plan at once: rows with a key change, those without are new, the removed ones go.

    A row of the plan that is named nowhere stays as it is. `version` is that of the plan when it was opened. All or
    nothing. Raises PlanChangedMeanwhile, and PlanRefused with every fault, a stand that somebody has included.
    """
    locked_event(plan.event)
    current = FairPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if current.version != version:
        raise PlanChangedMeanwhile
    kept_stands = {row.pk: row for row in current.stands.all()}
    kept_things = {row.pk: row for row in current.planthings.all()}
    stands = [row for row in stands if row.pk is None or row.pk in kept_stands]
    things = [row for row in things if row.pk is None or row.pk in kept_things]
    named = {row.pk for row in stands} | set(removed_stands)
    # They count for overlaps too; after the named ones, so that places in the list stay.
    others = [_stand_row(row) for pk, row in kept_stands.items() if pk not in named]
    found = faults(size, [*stands, *others], things)
    if found:
        raise PlanRefused(found)
    for name, value in {**words, "width": size.width, "height": size.height}.items():
        setattr(current, name, value)
    current.outline = _corners(size)
    current.version += 1
    current.full_clean()
    with _all_at_once():
        _remove(current, kept_stands, removed_stands)
        PlanThing.objects.filter(plan=current, pk__in=removed_things).delete()
        current.save()
        _write(stands, kept_stands, _STAND, lambda: Stand(plan=current))
        _write(things, kept_things, _THING, lambda: PlanThing(plan=current))
    return current


@transaction.atomic
def show_plan(*, plan: FairPlan, by: User) -> None:
    """Show the plan to everybody. Raises ChangeRefused while it has no stands."""
    current = _locked(plan)
    if not current.stands.exists():
        raise ChangeRefused(_("There are no stands on this plan yet."))
    current.is_public = True
    current.save(update_fields=["is_public"])


@transaction.atomic
def hide_plan(*, plan: FairPlan, by: User) -> None:
    """Show the list of exhibitors without the plan."""
    current = _locked(plan)
    current.is_public = False
    current.save(update_fields=["is_public"])


def stand_rows(plan: FairPlan) -> list[StandRow]:
    """Return the stands of a plan as rows of its table (one query)."""
    return [_stand_row(row) for row in plan.stands.all()]


def thing_rows(plan: FairPlan) -> list[ThingRow]:
    """Return the other things of a plan as rows of its table (one query)."""
    return [
        ThingRow(pk=row.pk, **{name: getattr(row, name) for name in _THING}) for row in plan.planthings.all()
    ]


def size_of(plan: FairPlan) -> Size:
    """Return the ground of a plan."""
    return Size(plan.width, plan.height, tuple((x, y) for x, y in plan.outline))


def _stand_row(row: Stand) -> StandRow:
    return StandRow(pk=row.pk, **{name: getattr(row, name) for name in _STAND})


def _corners(size: Size) -> list[list[int]]:
    return [list(corner) for corner in size.outline]


def _locked(plan: FairPlan) -> FairPlan:
    locked_event(plan.event)
    return FairPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _fair_without_plan(event: Event) -> Event:
    locked = locked_event(event)
    if locked.kind != EventKind.FAIR:
        raise ChangeRefused(_("Only a fair has a plan with stands."))
    if FairPlan.objects.filter(event=locked).exists():
        raise ChangeRefused(_("This fair has a plan already."))
    return locked


@contextmanager
def _all_at_once() -> Iterator[None]:
    """Let rows swap numbers and places: the rules of the plan are asked at the end."""
    names = ", ".join(_PUT_OFF)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {names} DEFERRED")
            pgtrigger.constraints(pgtrigger.Deferred, *_TRIGGERS, databases=[connection.alias])
            yield
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")
            pgtrigger.constraints(pgtrigger.Immediate, *_TRIGGERS, databases=[connection.alias])
    except IntegrityError as error:
        # Found above, unless both went wrong at once somewhere.
        raise PlanRefused(
            [Fault("plan", 0, "", _("Stands overlap, share a number or lie outside of the plan."))]
        ) from error


def _remove(plan: FairPlan, kept: dict[int, Stand], removed: Collection[int]) -> None:
    """Take stands off the plan; one that somebody has stays, and so does everything else."""
    held = []
    for pk in sorted(set(removed) & kept.keys()):
        try:
            kept[pk].delete()
        except ProtectedError:
            held.append(kept[pk].number)
    if held:
        text = _("Somebody has this stand. Give them another one first: %(stands)s.")
        raise PlanRefused([Fault("plan", 0, "", text % {"stands": ", ".join(held)})])


def _write(rows: Sequence[Any], kept: Any, names: Sequence[str], new: Callable[[], models.Model]) -> None:
    for row in rows:
        record = kept[row.pk] if row.pk is not None else new()
        before = [getattr(record, name) for name in names]
        for name in names:
            setattr(record, name, getattr(row, name))
        if row.pk is None or before != [getattr(row, name) for name in names]:
            record.clean_fields()
            record.save()
