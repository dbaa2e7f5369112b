"""What of readers goes by itself, and the hash by which the office can still answer for what it sent."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from center.choices.newsletter import SubscriberState
from center.models import NewsletterDelivery, Subscriber
from center.personal_data.newsletter import ADDRESS_KEPT, PROOF_KEPT, UNCONFIRMED_KEPT
from center.querysets.newsletter import SubscriberQuerySet
from center.services.forgotten_mail import forget_recipients

_LETTERS: Final = tuple(f"center/newsletter_{kind}" for kind in ("confirm", "already", "added", "issue"))


def fingerprints(email: str) -> list[str]:
    """Return the keyed hashes that an erased address may have left, the one of today first.

    Without the key of the portal nobody can tell from a hash which address it was, nor try out many.
    """
    return [
        salted_hmac("center.newsletter.address", email.lower(), secret=key, algorithm="sha256").hexdigest()
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


@transaction.atomic
def forget_unconfirmed() -> int:
    """Delete addresses that nobody confirmed within seven days; return how many that were."""
    rows = Subscriber.objects.select_for_update(skip_locked=True).filter(
        state=SubscriberState.WAITING, asked_at__lt=timezone.now() - UNCONFIRMED_KEPT
    )
    old = list(rows)
    pks = [row.pk for row in old]
    Subscriber.objects.filter(pk__in=pks).delete()
    _forget_letters(row.email for row in old)
    return len(pks)


@transaction.atomic
def empty_old_addresses() -> int:
    """Erase the addresses of who left a month ago or could not be reached since; return how many that were.

    Who had never agreed is deleted: there is nothing to prove. Who got which issue is forgotten with the address.
    """
    limit = timezone.now() - ADDRESS_KEPT
    over = Q(state=SubscriberState.LEFT, left_at__lt=limit) | Q(
        state=SubscriberState.REFUSED, refused_at__lt=limit
    )
    rows = list(Subscriber.objects.select_for_update(skip_locked=True).filter(over, emptied_at__isnull=True))
    emails = [row.email for row in rows]
    NewsletterDelivery.objects.filter(subscriber__in=rows).update(subscriber=None)
    for row in rows:
        if row.confirmed_at is None:
            row.delete()
            continue
        row.fingerprint = fingerprints(row.email)[0]
        row.email = ""
        row.emptied_at = timezone.now()
        row.save(update_fields=["email", "fingerprint", "emptied_at"])
    _forget_letters(emails)
    return len(rows)


def _forget_letters(emails: Iterable[str]) -> None:
    """Let the list of letters forget addresses too, but for those that are on the list of readers again."""
    again = {email.upper() for email in Subscriber.objects.exclude(email="").values_list("email", flat=True)}
    forget_recipients((email for email in emails if email.upper() not in again), kinds=_LETTERS)


def proofs_due(now: datetime) -> SubscriberQuerySet:
    """Return the rows without an address whose time as a proof is over."""
    return Subscriber.objects.filter(emptied_at__lt=PROOF_KEPT.before(now))
