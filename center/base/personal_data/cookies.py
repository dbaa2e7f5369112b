"""The cookies that there are, as the privacy notice lists them: what each is for and how long a browser keeps it.

Each app declares its own. The name is that of production without `__Host-` or `__Secure-`, or its beginning.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

Text = str | Promise
_PREFIXES: Final = ("__Host-", "__Secure-")


@dataclass(frozen=True)
class Cookie:
    """A cookie in words."""

    name: str
    label: Text
    purpose: Text
    kept: Text


_cookies: Final[list[Cookie]] = []


def cookie(name: str, label: Text, *, purpose: Text, kept: Text) -> None:
    """Declare a cookie, or all whose names begin so."""
    _cookies.append(Cookie(name, label, purpose, kept))


def cookies() -> list[Cookie]:
    """Return what all apps declared, those of lower apps first."""
    return list(_cookies)


def declared_as(name: str) -> str | None:
    """Return the declared name of a cookie of production, None for one that nobody declared."""
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return next((each.name for each in _cookies if name.startswith(each.name)), None)
