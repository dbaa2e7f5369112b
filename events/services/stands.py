"""Who gets which stand of a fair: one by one, or the whole table at once.

Each verb locks the fair first, so that two coordinators come one after the other; the database refuses what nobody
locked (`StandAssignment`).
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from center.models import User
from events.choices import ApplicationState
from events.errors import ChangeRefused, StandsChangedMeanwhile, StandsRefused
from events.models import Event, ExhibitorApplication, Stand, StandAssignment
from events.services.places import locked_event
from events.stand_holders import name_of


@transaction.atomic
def assign(*, application: ExhibitorApplication, stand: Stand, by: User) -> StandAssignment:
    """Give a free stand to an exhibitor who has none. The same twice changes nothing.

    Raises ChangeRefused when somebody else has the stand, the exhibitor another one, or is not accepted, or the stand
    is of another fair.
    """
    current = _locked(application, stand)
    mine, theirs = _stand_of(current), _holder_of(stand)
    if mine is not None and mine.stand_id == stand.pk:
        return mine
    _refuse_taken(theirs)
    if mine is not None:
        raise ChangeRefused(
            _("%(name)s has a stand already: %(number)s.")
            % {"name": name_of(current), "number": mine.stand.number}
        )
    return _give(current, stand, by)


@transaction.atomic
def free(*, application: ExhibitorApplication, by: User) -> None:
    """Take the stand from an exhibitor; who has none keeps none."""
    locked_event(application.event)
    StandAssignment.objects.filter(application=application).delete()


@transaction.atomic
def move(
    *,
    application: ExhibitorApplication,
    stand: Stand,
    by: User,
    instead_of: ExhibitorApplication | None = None,
) -> StandAssignment:
    """Move an exhibitor to another stand, a free one or that of `instead_of`, who gets the stand that they leave.

    The same twice changes nothing. Raises ChangeRefused when the exhibitor has no stand, the stand is no more that of
    `instead_of` (free, where None), or is of another fair.
    """
    current = _locked(application, stand)
    mine, theirs = _stand_of(current), _holder_of(stand)
    if mine is not None and mine.stand_id == stand.pk:
        return mine
    if theirs is None or instead_of is None or theirs.application_id != instead_of.pk:
        _refuse_taken(theirs)
        theirs = None
    if mine is None:
        raise ChangeRefused(_("%(name)s has no stand yet.") % {"name": name_of(current)})
    mine.delete()
    if theirs is not None:
        theirs.delete()
        _give(theirs.application, mine.stand, by)
    return _give(current, stand, by)


@transaction.atomic
def assign_all(
    *,
    event: Event,
    wanted: Mapping[int, int | None],
    seen: str,
    by: User,
    step_free: Mapping[int, bool] | None = None,
) -> int:
    """Save the whole table: the stand (key) of each application (key), None: no stand. Return how many rows changed.

    Who is not named stays where they are; `step_free` notes who needs a stand without steps. `seen` is the
    `fingerprint` of what the table was made from. All or nothing. Raises StandsChangedMeanwhile, and StandsRefused with
    a sentence for each application that cannot have its stand.
    """
    current = locked_event(event)
    if seen != fingerprint(current):
        raise StandsChangedMeanwhile
    accepted = {row.pk: row for row in current.applications.filter(state=ApplicationState.ACCEPTED)}
    stands = {row.pk: row for row in Stand.objects.filter(plan__event=current)}
    before = {row.application_id: row for row in _rows(current)}
    after = {key: row.stand_id for key, row in before.items()} | dict(wanted)
    faults = _faults(after, wanted, accepted, stands)
    if faults:
        raise StandsRefused(faults)
    changed = [key for key, stand in after.items() if stand != getattr(before.get(key), "stand_id", None)]
    for key in changed:
        if key in before:
            before[key].delete()
    for key in changed:
        stand = after[key]
        if stand is not None:
            _give(accepted[key], stands[stand], by)
    for key, needed in (step_free or {}).items():
        row = accepted.get(key)
        if row is not None and row.needs_step_free != needed:
            row.needs_step_free = needed
            row.save(update_fields=["needs_step_free"])
    return len(changed)


def fingerprint(event: Event) -> str:
    """Return a mark of who has which stand just now, and of who may have one."""
    rows = list(_rows(event).order_by("application_id").values_list("application_id", "stand_id"))
    accepted = event.applications.filter(state=ApplicationState.ACCEPTED).order_by("pk")
    return hashlib.sha256(repr((rows, list(accepted.values_list("pk", flat=True)))).encode()).hexdigest()


def _rows(event: Event) -> models.QuerySet[StandAssignment]:
    return StandAssignment.objects.filter(application__event=event).select_related(
        "stand", "application__enterprise"
    )


def _faults(
    after: Mapping[int, int | None],
    wanted: Mapping[int, int | None],
    accepted: Mapping[int, ExhibitorApplication],
    stands: Mapping[int, Stand],
) -> dict[int, str]:
    at: defaultdict[int, list[int]] = defaultdict(list)
    for key, stand in after.items():
        if stand is not None:
            at[stand].append(key)
    faults = {}
    for key, stand in wanted.items():
        if stand is None:
            continue
        if key not in accepted:
            faults[key] = _("This exhibitor is not accepted any more.")
        elif stand not in stands:
            faults[key] = _("This stand is on the plan no more.")
        elif len(at[stand]) > 1:
            others = [name_of(accepted[each]) for each in at[stand] if each != key and each in accepted]
            faults[key] = _("This stand is chosen for somebody else too: %(names)s.") % {
                "names": ", ".join(others)
            }
    return faults


def _locked(application: ExhibitorApplication, stand: Stand) -> ExhibitorApplication:
    event = locked_event(application.event)
    # Its own row too: whoever withdraws it by hand has not locked the event.
    rows = ExhibitorApplication.objects.select_related("enterprise").select_for_update(of=("self",))
    current = rows.get(pk=application.pk)
    if current.state != ApplicationState.ACCEPTED:
        raise ChangeRefused(_("Only who is accepted gets a stand: %(name)s.") % {"name": name_of(current)})
    if not Stand.objects.filter(pk=stand.pk, plan__event=event).exists():
        raise ChangeRefused(_("This stand is on the plan no more."))
    return current


def _stand_of(application: ExhibitorApplication) -> StandAssignment | None:
    return StandAssignment.objects.select_related("stand").filter(application=application).first()


def _holder_of(stand: Stand) -> StandAssignment | None:
    rows = StandAssignment.objects.select_related("stand", "application__enterprise")
    return rows.filter(stand=stand).first()


def _refuse_taken(theirs: StandAssignment | None) -> None:
    if theirs is not None:
        raise ChangeRefused(
            _("Somebody has stand %(number)s: %(name)s.")
            % {"number": theirs.stand.number, "name": name_of(theirs.application)}
        )


def _give(application: ExhibitorApplication, stand: Stand, by: User) -> StandAssignment:
    row = StandAssignment(application=application, stand=stand, assigned_by=by, assigned_at=timezone.now())
    row.full_clean()
    row.save()
    return row
