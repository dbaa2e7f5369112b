"""The same badge with the same words wherever staff see a state or a standing."""

from django.utils.safestring import SafeString

from center.admin_columns import badge
from entrepreneurs.choices import EnterpriseState, StatusKind

_STATES = {
    EnterpriseState.DRAFT: ("neutral", "document"),
    EnterpriseState.PUBLISHED: ("success", "check"),
    EnterpriseState.ARCHIVED: ("neutral", "lock"),
}
_STATUSES = {
    StatusKind.NONE: ("neutral", "office"),
    StatusKind.SELF_DECLARED: ("info", "person"),
    StatusKind.PREPARING: ("warning", "clock"),
    StatusKind.REGISTERED: ("success", "check"),
    StatusKind.ENDED: ("neutral", "error"),
}


def state_badge(state: str) -> SafeString:
    """Return whether the public sees an enterprise."""
    return badge(*_STATES[EnterpriseState(state)], EnterpriseState(state).label)


def status_badge(status: str) -> SafeString:
    """Return the standing under the Law."""
    return badge(*_STATUSES[StatusKind(status)], StatusKind(status).label)
