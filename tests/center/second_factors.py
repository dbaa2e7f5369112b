"""A second factor for made-up people."""

import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

from center.models import User

_PERIOD, _TO_TYPE = 30, 3  # seconds


def give_totp(user: User) -> str:
    """Set up an authenticator app for the user; return its secret."""
    secret = str(auth.generate_totp_secret())
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )
    return secret


def totp_code(secret: str) -> str:
    """Return the code that the app shows now; when it is about to run out, wait for the next as people do."""
    left = _PERIOD - time.time() % _PERIOD
    if left < _TO_TYPE:
        time.sleep(left)
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))
