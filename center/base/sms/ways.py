"""The way that SMS_URL names."""

from center.base.sms.backends import Backend, Console
from center.base.sms.gateway import Gateway


def read(url: str) -> Backend | None:
    """Return the way that SMS_URL names; None for an empty one. Raises ImproperlyConfigured for what is no way.

    `console:` writes to the terminal; `https+gateway://TOKEN@sms.example.rs/send?from=Center` sends to a gateway.
    """
    if not url:
        return None
    return Console() if url in {"console:", "console://"} else Gateway.named(url)
