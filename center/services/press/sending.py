"""Sending a press release to chosen media: to each address once, whoever presses the button and how often."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.choices import MailState
from center.choices.press import PressState
from center.models import Journalist, MediaOutlet, PressDelivery, PressRelease, User
from center.refusals import ServiceRefused
from center.services.press.embargo import locked_release
from center.services.press.letters import queue_release


@dataclass(frozen=True)
class Addressee:
    """Somebody to whom releases may be sent; `has_it` if this one went there already."""

    record: Journalist | MediaOutlet
    has_it: bool = False

    @property
    def key(self) -> str:
        """How the form names them."""
        return f"{'j' if isinstance(self.record, Journalist) else 'o'}{self.record.pk}"

    @property
    def outlet(self) -> MediaOutlet | None:
        return self.record.outlet if isinstance(self.record, Journalist) else self.record


def addressees(
    release: PressRelease, *, kinds: Collection[str] = (), reaches: Collection[str] = ()
) -> list[Addressee]:
    """Return whom a release can be sent to, of media of these kinds and reaches (all where none is named).

    Newsrooms first, then people by name. Three queries.
    """
    outlets = MediaOutlet.objects.reachable()
    people = Journalist.objects.reachable().select_related("outlet")
    if kinds:
        outlets, people = outlets.filter(kind__in=kinds), people.filter(outlet__kind__in=kinds)
    if reaches:
        outlets, people = outlets.filter(reach__in=reaches), people.filter(outlet__reach__in=reaches)
    had = set(release.deliveries.values_list("address", flat=True))
    records: list[Journalist | MediaOutlet] = [*outlets, *people]
    return [Addressee(each, each.email.lower() in had) for each in records]


@transaction.atomic
def send_release(
    *,
    release: PressRelease,
    by: User,
    outlets: Collection[int] = (),
    journalists: Collection[int] = (),
) -> list[PressDelivery]:
    """Write to the chosen newsrooms and people (by their keys) without this release; return the new deliveries.

    Who asked for no more letters or has no address is passed over. Raises ServiceRefused unless it is approved.
    """
    current = locked_release(release)
    if current.state != PressState.APPROVED:
        raise ServiceRefused(_("Approve the press release first; only then it can be sent."))
    # Locked, so that who leaves at this moment either leaves first or gets this one as the last.
    chosen: list[Journalist | MediaOutlet] = [
        *MediaOutlet.objects.reachable()
        .filter(pk__in=outlets)
        .select_for_update(of=("self",))
        .order_by("pk"),
        *Journalist.objects.reachable()
        .filter(pk__in=journalists)
        .select_for_update(of=("self",))
        .order_by("pk"),
    ]
    # Under the lock of the release nobody else adds to it.
    had = set(current.deliveries.values_list("address", flat=True))
    made = []
    for record in chosen:
        address = record.email.lower()
        if address not in had:
            had.add(address)
            made.append(_deliver(current, record, address, by))
    return made


@transaction.atomic
def send_again(*, delivery: PressDelivery, by: User) -> PressDelivery:
    """Write the letter anew where the first one could not be sent. Twice sends once.

    Raises ServiceRefused where the first one was sent or still waits, or where nobody wants it any more.
    """
    current = locked_release(delivery.release)
    locked = PressDelivery.objects.select_for_update(of=("self",)).with_details().get(pk=delivery.pk)
    if current.state != PressState.APPROVED:
        raise ServiceRefused(_("Approve the press release first; only then it can be sent."))
    if locked.mail.state != MailState.FAILED:
        raise ServiceRefused(_("This letter was sent, or it still waits to be sent."))
    record = locked.journalist or locked.outlet
    assert record is not None
    if record.left_at is not None or not record.email:
        raise ServiceRefused(_("Nobody wants press releases at this address any more."))
    # Its links open nothing any more, so nobody may send it again beside the new one.
    locked.mail.erase_body()
    locked.mail.save()
    locked.release = current
    locked.address, locked.language = record.email.lower(), record.language
    locked.sent_by, locked.sent_at = by, timezone.now()
    locked.mail = queue_release(locked)
    locked.full_clean()
    locked.save()
    return locked


def _deliver(
    release: PressRelease, record: Journalist | MediaOutlet, address: str, by: User
) -> PressDelivery:
    delivery = PressDelivery(
        release=release,
        address=address,
        journalist=record if isinstance(record, Journalist) else None,
        outlet=record if isinstance(record, MediaOutlet) else None,
        language=record.language,
        sent_by=by,
    )
    delivery.mail = queue_release(delivery)
    delivery.full_clean()
    delivery.save()
    if isinstance(record, Journalist):
        record.touched_at = delivery.sent_at
        record.save(update_fields=["touched_at"])
    return delivery
