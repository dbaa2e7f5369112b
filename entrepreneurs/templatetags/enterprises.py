"""How enterprises are spoken of wherever a page shows one: status, last check, when a product can be had."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString

from center.admin_columns import badge
from entrepreneurs.choices import StatusKind
from entrepreneurs.wording import availability, last_check

if TYPE_CHECKING:
    from entrepreneurs.models import LegalStatus

register = template.Library()
register.filter("last_check", last_check)
register.filter("availability", availability)
_BADGES = {
    StatusKind.REGISTERED: ("success", "check"),
    StatusKind.PREPARING: ("info", "clock"),
    StatusKind.SELF_DECLARED: ("neutral", "person"),
    StatusKind.ENDED: ("warning", "info"),
    StatusKind.NONE: ("neutral", "info"),
}


@register.filter
def status_badge(status: "LegalStatus | str | None") -> SafeString:
    """Return the badge of a standing under the Law; nothing recorded is "without the status"."""
    value = status if isinstance(status, str) else status.status if status else ""
    kind = StatusKind(value or StatusKind.NONE)
    return badge(*_BADGES[kind], kind.label)


@register.filter
def host(address: str) -> str:
    """Return the host of a web address as people say it, without "www."."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
