"""Letters to an address that the office keeps no longer: that one was sent stays, not to whom."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models.functions import Upper

from center.base.personal_data import declared
from center.base.personal_data.erasing import erase_some
from center.models import StoredMail


@transaction.atomic
def forget_recipients(emails: Iterable[str], *, kinds: Collection[str]) -> int:
    """Empty the letters of these kinds to these addresses, and send none that still waits; return how many there were.

    One that a mail server is being given at this moment is passed over.
    """
    wanted = {email.upper() for email in emails if email}
    if not wanted:
        return 0
    rows = StoredMail.objects.alias(_recipient=Upper("recipient")).filter(
        kind__in=kinds, _recipient__in=wanted
    )
    pks = [mail.pk for mail in rows.select_for_update(skip_locked=True, of=("self",)).only("pk")]
    return erase_some(declared()[StoredMail], pks, purpose="recipient")
