"""How the registry does again after a restore what was erased or withdrawn since the backup."""

from collections.abc import Sequence
from typing import Any

from center.base.erasure_log.verbs import register
from entrepreneurs.models import Consent, Entrepreneur
from entrepreneurs.services import erase_person
from entrepreneurs.services.consents import WITHDRAWN, withdraw_consent
from entrepreneurs.services.erasure import PERSON


def _erase(ids: Sequence[int], by: Any) -> int:
    """Erase people again; ChangeRefused where people have to decide something first."""
    rows = list(Entrepreneur.objects.filter(pk__in=ids, erased_at=None).order_by("pk"))
    for person in rows:
        erase_person(person=person, by=by)
    return len(rows)


def _withdraw(ids: Sequence[int], _by: Any) -> int:
    """Withdraw consents again. Of the moment the restored history tells the time of the restore."""
    rows = list(Consent.objects.in_force().filter(pk__in=ids).order_by("enterprise", "pk"))
    for consent in rows:
        withdraw_consent(consent=consent)
    return len(rows)


register(PERSON, _erase)
register(WITHDRAWN, _withdraw)
