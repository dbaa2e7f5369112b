"""Journalists and newsrooms: who wants no more releases, and who is forgotten."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import models, transaction
from django.db.models import Exists, Model, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from center.base import erasure_notes
from center.base.personal_data import declared
from center.base.personal_data.erasing import erase_some
from center.models import Journalist, MediaOutlet, MediaRequest, PressDelivery, StoredMail, User
from center.personal_data.press import JOURNALISTS_KEPT
from center.services.press import letters

_PURPOSE = "journalist"
LISTED: Final = (Journalist, MediaOutlet)
# In the log of erasures.
LEFT: Final[dict[type[Model], str]] = {Journalist: "journalist_left", MediaOutlet: "outlet_left"}
BACK: Final[dict[type[Model], str]] = {Journalist: "journalist_back", MediaOutlet: "outlet_back"}


@transaction.atomic
def leave(*, delivery: PressDelivery) -> int:
    """Send no more releases to the address of a delivery; return for how many entries of the list that is new.

    What still waits to be sent there is taken back. Twice changes nothing. An address that was erased meanwhile is in
    the list no more.
    """
    if not delivery.address:
        return 0
    letters.take_back(PressDelivery.objects.filter(address=delivery.address))
    return sum(
        end(model, model._base_manager.filter(email__iexact=delivery.address).values_list("pk", flat=True))
        for model in LISTED
    )


def end(model: type[Journalist] | type[MediaOutlet], pks: Iterable[int]) -> int:
    """Take entries off the list of who gets releases; return for how many that is new. Needs a transaction."""
    rows = model._base_manager.filter(pk__in=list(pks), left_at__isnull=True)
    new = list(rows.values_list("pk", flat=True))
    erasure_notes.note(LEFT[model], model, new)
    return rows.filter(pk__in=new).update(left_at=timezone.now())


@transaction.atomic
def take_back(*, journalist: Journalist) -> Journalist:
    """Send releases again to somebody who asked for it. Twice changes nothing."""
    locked = Journalist.objects.select_for_update(of=("self",)).get(pk=journalist.pk)
    erasure_notes.note(BACK[Journalist], Journalist, [locked.pk])
    locked.left_at = None
    locked.touched_at = timezone.now()
    locked.save(update_fields=["left_at", "touched_at"])
    return locked


@transaction.atomic
def take_outlet_back(*, outlet: MediaOutlet) -> MediaOutlet:
    """Send releases again to a newsroom that asked for it. Twice changes nothing."""
    locked = MediaOutlet.objects.select_for_update(of=("self",)).get(pk=outlet.pk)
    erasure_notes.note(BACK[MediaOutlet], MediaOutlet, [locked.pk])
    locked.left_at = None
    locked.save(update_fields=["left_at"])
    return locked


@transaction.atomic
def erase_journalist(*, journalist: Journalist) -> None:
    """Empty all that is kept about a journalist, history, letters and requests included. Twice changes nothing.

    That a release went to somebody of a medium, and when, stays.
    """
    locked = Journalist.objects.select_for_update(of=("self",)).get(pk=journalist.pk)
    if locked.erased_at is not None:
        return
    deliveries = list(PressDelivery.objects.select_for_update(of=("self",)).filter(journalist=locked))
    mails = [each.mail_id for each in deliveries]
    # Letters that failed and were written anew belong to no delivery any more.
    addresses = {each.address for each in deliveries} | {locked.email.lower()}
    replaced = StoredMail.objects.alias(_to=Lower("recipient"), _is_of_one=Exists(_of_delivery())).filter(
        kind__in=[letters.LETTER, letters.MOVED], _to__in=addresses - {""}, _is_of_one=False
    )
    mails += replaced.values_list("pk", flat=True)
    # Also those that nobody kept as this contact.
    own = Q(journalist=locked) | Q(email__iexact=locked.email, email__gt="")
    requests = list(MediaRequest.objects.filter(own).values_list("pk", flat=True))
    for model, pks in (
        (PressDelivery, [each.pk for each in deliveries]),
        (StoredMail, mails),
        (MediaRequest, requests),
        (Journalist, [locked.pk]),
    ):
        if pks:
            erase_some(declared()[model], pks, purpose=_PURPOSE)


def _of_delivery() -> models.QuerySet[PressDelivery]:
    return PressDelivery.objects.filter(mail=OuterRef("pk"))


def forget(journalist: Journalist, _by: User | None) -> bool:
    """Erase one whose time is over, as the retention asks for it."""
    erase_journalist(journalist=journalist)
    return True


def untouched(now: datetime) -> models.QuerySet[Journalist]:
    """Return those with whom the office had nothing to do for so long that they are forgotten."""
    return Journalist.objects.known().filter(touched_at__lt=JOURNALISTS_KEPT.before(now))
