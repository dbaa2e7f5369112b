"""What is forgotten of whom a survey asked, once it was closed long ago."""

from typing import TYPE_CHECKING, Final

from django.db import transaction

from center.base.personal_data import declared
from center.base.personal_data.erasing import erase_some
from center.base.personal_data.retention import PURPOSE
from center.services.forgotten_mail import forget_recipients
from research.models import Invitation

if TYPE_CHECKING:
    from center.models import User

_LETTERS: Final = ("research/invited", "research/reminded")


@transaction.atomic
def forget(invitation: Invitation, _by: "User | None" = None) -> bool:
    """Empty an invitation, and its letters unless another survey still knows the address.

    Returns False where somebody is at work on the row, which waits for the next night.
    """
    rows = Invitation.objects.select_for_update(of=("self",), skip_locked=True)
    found = rows.filter(pk=invitation.pk, erased_at=None).first()
    if found is None:
        return False
    erase_some(declared()[Invitation], [found.pk], purpose=PURPOSE)
    if found.email and not Invitation.objects.filter(email__iexact=found.email).exists():
        forget_recipients([found.email], kinds=_LETTERS)
    return True
