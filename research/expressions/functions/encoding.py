"""Functions that digest and decode, and names made by chance."""

import base64
import binascii
import hashlib
import random
import re
import string
import uuid
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.functions.calls import plain, unary
from research.expressions.numbers import to_int
from research.expressions.values import Value, to_number, to_text

# Of a made-up name; JavaRosa has no limit.
_LONGEST_NAME: Final = 200
_DIGESTS: Final[dict[str, Callable[[bytes], "hashlib._Hash"]]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False),
    "SHA1": lambda data: hashlib.sha1(data, usedforsecurity=False),
    "SHA256": hashlib.sha256,
    "SHA384": hashlib.sha384,
    "SHA512": hashlib.sha512,
}
_SIGNS: Final = string.digits + string.ascii_uppercase
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/=]")
_chance: Final = random.SystemRandom()


def _digest(values: list[Value]) -> Value:
    method = to_text(values[1])
    form = to_text(values[2]) if len(values) > 2 else "base64"  # noqa: PLR2004 -- text, method, form
    digest = _DIGESTS.get(method.upper().replace("-", ""))
    if digest is None:
        raise ExpressionError(
            _('digest() knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512, and not "%(method)s".'), method=method
        )
    data = digest(to_text(values[0]).encode("utf-8", "replace"))
    match form.upper():
        case "HEX":
            return data.hexdigest()
        case "BASE64":
            return base64.b64encode(data.digest()).decode()
    raise ExpressionError(_('digest() writes "base64" or "hex", and not "%(form)s".'), form=form)


def _decoded(value: Value) -> Value:
    """Return the text of Base64 (RFC 4648); other letters are passed over, and what is cut short is nothing."""
    data = _NOT_BASE64.sub(b"", to_text(value).encode("utf-8", "replace"))
    if len(data) % 4:
        return ""
    try:
        return base64.b64decode(data).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def _name(values: list[Value]) -> Value:
    """Return a random UUID (RFC 9562, version 4), or signs of a number that is asked for."""
    if not values:
        return str(uuid.uuid4())
    length = to_int(to_number(values[0]))
    if length > _LONGEST_NAME:
        raise ExpressionError(_("uuid() makes at most %(most)s signs."), most=_LONGEST_NAME)
    return "".join(_chance.choice(_SIGNS) for _place in range(length))


FUNCTIONS: Final = {
    "digest": plain(2, _digest, most=3),
    "base64-decode": unary(_decoded),
    "uuid": plain(0, _name, most=1),
}
