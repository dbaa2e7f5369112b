"""Who or what joins a visit: a second advisor, an interpreter, a room. Each holds the visit's time."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.choices import Mode, ResourceKind, State
from consultations.errors import ChangeRefused
from consultations.models import Advisor, Allocation, Consultation, Resource
from consultations.services import letters
from consultations.services.guard import guarded
from consultations.services.holding import held_by, hold, refuse_busy
from consultations.services.locks import lock_resources
from consultations.services.rows import locked, refusal


def add_companion(*, consultation: Consultation, resource: Resource) -> Allocation:
    """Let a second advisor, an interpreter or a room join a live visit; twice changes nothing.

    A second advisor is told by e-mail. Raises ChangeRefused when it holds another visit in this time, its own pauses
    included, or cannot be chosen; TimeTaken when somebody was quicker at this very moment.
    """
    return guarded(lambda: _add(consultation, resource))


@transaction.atomic
def _add(consultation: Consultation, resource: Resource) -> Allocation:
    visit = locked(consultation)
    if not visit.is_live:
        raise refusal(visit)
    lock_resources([resource.pk])
    existing = Allocation.objects.filter(consultation=visit, resource=resource).first()
    if existing is not None:
        return existing
    if not Resource.objects.choosable().filter(pk=resource.pk).exists():
        raise ChangeRefused(_("Cannot be chosen at the moment: %(name)s.") % {"name": resource})
    if resource.kind == ResourceKind.ROOM and visit.mode != Mode.OFFICE:
        raise ChangeRefused(_("Only a visit at the office needs a room."))
    busy = held_by(visit)
    refuse_busy([resource.pk], busy, besides=visit)
    held = hold(visit, resource.pk, busy)
    second = Advisor.objects.select_related("user").filter(resource=resource).first()
    if second is not None:
        letters.about_second_advisor(visit, second)
    return held


@transaction.atomic
def remove_companion(*, consultation: Consultation, resource: Resource) -> None:
    """Let it leave a live or cancelled visit, whose advisor stays; twice changes nothing. Raises ChangeRefused.

    A second advisor is told by e-mail. A visit that is over keeps all.
    """
    visit = locked(consultation)
    if not visit.is_live and visit.state != State.CANCELLED:
        raise refusal(visit)
    if resource.pk == visit.advisor.resource_id:
        raise ChangeRefused(_("A visit needs its advisor. Move it to another one instead."))
    gone, _rows = Allocation.objects.filter(consultation=visit, resource=resource).delete()
    second = Advisor.objects.select_related("user").filter(resource=resource).first()
    if gone and visit.is_live and second is not None:
        letters.about_second_advisor_left(visit, second)
