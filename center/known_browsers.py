"""By which browsers a person has signed in before: a signed cookie, made when somebody came in completely.

Wrong passwords typed elsewhere must not keep the owner of an account out, so a browser that the owner used has a count
of its own (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). The cookie opens nothing. It holds a random
name of the browser and keyed hashes of the last accounts, no addresses.
"""

import secrets
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

_SALT: Final = "center.known_browsers"
LIFETIME: Final = 180 * 24 * 3600
# A computer that several colleagues share.
_MOST_ACCOUNTS: Final = 8


def name_for(request: HttpRequest, email: str) -> str:
    """Return the name of this browser if the owner of the address signed in here before, else an empty text."""
    known = _read(request)
    return str(known["browser"]) if _mark(email) in known["accounts"] else ""


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Write down, in the browser, that the owner of the address signed in here."""
    known = _read(request)
    mark = _mark(email)
    accounts = [mark, *(each for each in known["accounts"] if each != mark)][:_MOST_ACCOUNTS]
    value = {"browser": known["browser"] or secrets.token_hex(16), "accounts": accounts}
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(value, salt=_SALT),
        max_age=LIFETIME,
        path="/",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    cookie = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        value = signing.loads(cookie, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return {"browser": "", "accounts": []}
    return {"browser": value["browser"], "accounts": list(value["accounts"])}


def _mark(email: str) -> str:
    return salted_hmac(_SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:24]
