"""How often somebody may try to sign in, so that nobody guesses a password and nobody keeps another out.

Tries for an account are counted in one of two ways. In a browser where its owner signed in before, by that browser:
what strangers do elsewhere does not count. Everywhere else by the client, by client and account, and last by account,
with a number that is far beyond what people need and far below what guessing needs. An address without an account is
counted the same way, so nobody learns which exist. docs/accounts.md has the figures and their reasons.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import HttpRequest

from center import known_browsers, limits
from center.base.network import client_address
from center.limits import Limit, Verdict

_QUARTER: Final = timedelta(minutes=15)
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Door:
    """One way in and its limits: in a known browser, for one client, for client and account, for the account."""

    name: str
    known: Limit
    client: Limit
    client_and_account: Limit
    account: Limit


PASSWORD: Final = Door(
    "password", Limit(10, _QUARTER), Limit(60, _QUARTER), Limit(10, _QUARTER), Limit(100, _HOUR)
)
LOGIN_CODE: Final = Door(
    "login-code", Limit(10, _HOUR), Limit(60, _HOUR), Limit(5, _QUARTER), Limit(20, _HOUR)
)
NEW_PASSWORD: Final = Door(
    "new-password", Limit(5, _HOUR), Limit(60, _HOUR), Limit(3, _QUARTER), Limit(10, _HOUR)
)
# Only who knows the password, or reads the person's mail, stands before this one.
SECOND_FACTOR: Final = Door(
    "second-factor", Limit(10, _QUARTER), Limit(60, _QUARTER), Limit(5, _QUARTER), Limit(20, _HOUR)
)


@dataclass(frozen=True)
class Try:
    """One counted try: the verdict, and what was counted for it."""

    verdict: Verdict
    counted: tuple[tuple[str, str], ...]

    def give_back(self) -> None:
        """Count it no longer, since it was the right password or code."""
        for scope, identity in self.counted:
            limits.give_back(scope, identity)


def count(request: HttpRequest, door: Door, email: str) -> Try:
    """Count one try at a door for the account of an address; the first limit that is passed decides."""
    account = email.strip().lower()
    counted: list[tuple[str, str]] = []
    verdict = Verdict(allowed=True, retry_after=timedelta(0))
    for name, identity, limit in _counters(request, door, account):
        scope = f"sign-in-{door.name}-{name}"
        counted.append((scope, identity))
        verdict = limits.allow(scope, identity, limit)
        if not verdict.allowed:
            break
    return Try(verdict, tuple(counted))


def _counters(request: HttpRequest, door: Door, account: str) -> list[tuple[str, str, Limit]]:
    browser = known_browsers.name_for(request, account)
    if browser:
        return [("known", f"{browser} {account}", door.known)]
    client = client_address(request)
    return [
        ("client", client, door.client),
        ("client-account", f"{client} {account}", door.client_and_account),
        ("account", account, door.account),
    ]
