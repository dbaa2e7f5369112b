"""What every change of an enterprise has in common."""

from django.db import transaction
from django.utils import timezone

from entrepreneurs.models import Enterprise
from entrepreneurs.services import directory


def lock(enterprise: Enterprise) -> Enterprise:
    """Return the row as it is now, locked until the end of the transaction; every verb on it begins here."""
    return Enterprise.objects.select_for_update().get(pk=enterprise.pk)


def touched(enterprise: Enterprise) -> None:
    """Note that something about the enterprise changed; the last step of every verb, in its transaction.

    The public directory follows in the same transaction. Whoever changes an enterprise, its facts, products or
    pictures without a verb (a form of the admin) calls this too.
    """
    with transaction.atomic():
        Enterprise.objects.filter(pk=enterprise.pk).update(changed_at=timezone.now())
        directory.refresh([enterprise.pk])
