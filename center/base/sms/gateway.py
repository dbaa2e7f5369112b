"""A gateway for texts: takes JSON over https, and answers by its status alone.

What is sent is `{"id": …, "to": "+381…", "text": …, "from": …}` with `Authorization: Bearer TOKEN` and the same id as
`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), so that a text that was sent twice, because we were
stopped before we knew, is delivered once. Of the answer nothing but its status is read: nobody can fill this
machine or our logs with words.
"""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

from center.base.fetching import FetchError, Rules, cleaned, post
from center.base.sms.backends import Message, RefusedError, WaitsError

_SCHEME: Final = "https+gateway"
_HELP: Final = "SMS_URL must look like https+gateway://TOKEN@sms.example.rs/send?from=Center, or console:."
_AGENT: Final = "Center-Portal"
# A wrong token is our mistake and will be put right; the others say themselves that a later try may do.
_NOT_FOR_GOOD: Final = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}


@dataclass(frozen=True)
class Gateway:
    """Sends by one gateway; see the module for what it is sent."""

    address: str
    token: str = field(repr=False)
    sender: str = ""
    rules: Rules = field(default=Rules(seconds=10), repr=False)

    @classmethod
    def named(cls, url: str) -> "Gateway":
        """Return the gateway of SMS_URL; raise ImproperlyConfigured, with nothing of its token in the words."""
        try:
            parts = urlsplit(url)
            token = unquote(parts.password or parts.username or "")
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            sender = query.pop("from", "")
            place = parts.netloc.rpartition("@")[2]
            if parts.scheme != _SCHEME or not _is_token(token):
                raise ImproperlyConfigured(_HELP)
            address = cleaned(urlunsplit(("https", place, parts.path, urlencode(query), "")))
        except (FetchError, ValueError):
            # Its chain would quote the address.
            raise ImproperlyConfigured(_HELP) from None
        return cls(address, token, sender)

    def send(self, message: Message) -> None:
        """Hand the text over; within 10 seconds, to no other place than the gateway's, whose certificate is checked."""
        words = {"id": str(message.key), "to": message.to, "text": message.text}
        if self.sender:
            words["from"] = self.sender
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(message.key),
            "User-Agent": _AGENT,
        }
        try:
            status = post(self.address, body=json.dumps(words).encode(), headers=headers, rules=self.rules)
        except FetchError as error:
            raise WaitsError(error.trouble.value) from None
        _judge(status)


def _judge(status: int) -> None:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    answer = f"HTTP {status}"
    is_refusal = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    if is_refusal and status not in _NOT_FOR_GOOD:
        raise RefusedError(answer)
    # Also where we are sent elsewhere: the token is for the gateway alone.
    raise WaitsError(answer)


def _is_token(token: str) -> bool:
    """Say whether it can stand in a header."""
    return bool(token) and token.isascii() and token.isprintable() and " " not in token
