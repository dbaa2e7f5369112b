"""What the Center does when somebody is erased, and how it does again after a restore what was ended since the backup.

What the history forgets is taken out of the seals as well.
"""

from collections.abc import Callable, Sequence
from typing import Any

from center.base.erasure_log.verbs import register
from center.base.personal_data import history
from center.choices.newsletter import LeavingWay
from center.models import Journalist, MediaOutlet, Subscriber, User
from center.services import accounts
from center.services.audit.amending import forgetting
from center.services.newsletter import leaving
from center.services.press import contacts


def _leave_newsletter(ids: Sequence[int], _by: Any) -> int:
    rows = Subscriber.objects.live().filter(pk__in=ids).order_by("pk")
    return len([leaving.leave(subscriber=row, how=LeavingWay.PAGE) for row in rows])


def _leave_list(model: type[Journalist] | type[MediaOutlet]) -> Callable[[Sequence[int], Any], int]:
    return lambda ids, _by: contacts.end(model, ids)


def _end_access(ids: Sequence[int], _by: Any) -> int:
    """Close the accounts again; without a letter, which went out at the time."""
    users = list(User.objects.select_for_update().filter(pk__in=ids, is_active=True).order_by("pk"))
    for user in users:
        accounts.close(user)
    return len(users)


def _erase_accounts(ids: Sequence[int], _by: Any) -> int:
    users = list(User.objects.filter(pk__in=ids, is_staff=False).exclude(email__endswith="@erased.invalid"))
    for user in users:
        accounts.erase_account(user=user)
    return len(users)


def _nothing(_ids: Sequence[int], _by: Any) -> int:
    """Bring nobody back: what they were given back is not known any more; the record only stops the one before it."""
    return 0


history.watched_by(forgetting)
register(leaving.LEFT, _leave_newsletter)
for each in contacts.LISTED:
    register(contacts.LEFT[each], _leave_list(each))
    register(contacts.BACK[each], _nothing, reverses=contacts.LEFT[each])
register(accounts.ENDED, _end_access)
register(accounts.OPENED, _nothing, reverses=accounts.ENDED)
register(accounts.ERASED, _erase_accounts)
