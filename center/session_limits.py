"""When a session ends by itself: after a time without a request, and after a time at all (docs/accounts.md).

Both moments stand in the session, so a copied cookie ends with it. They are looked at when a page first asks who the
person is; pages that are the same for all ask nobody and stay as they are.
"""

import time
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from center.models import User

_SIGNED_IN: Final = "signed_in_at"
_SEEN: Final = "seen_at"
# The clocks of two web servers may differ by so many seconds; more means that one of them was wrong.
_CLOCKS_DIFFER: Final = 5 * 60
# To write each request down would be a row for each page.
_WRITTEN_EVERY: Final = 5 * 60


@receiver(user_logged_in, dispatch_uid="center.session_limits")
def note_sign_in(request: HttpRequest, **_more: Any) -> None:
    """Begin the two spans."""
    request.session[_SIGNED_IN] = request.session[_SEEN] = int(time.time())


def signed_in_at(request: HttpRequest) -> int:
    """Return when the person signed in, in seconds since 1970; 0 if that is not known."""
    return int(request.session.get(_SIGNED_IN, 0))


def ended_for(request: HttpRequest) -> User | None:
    """Return whose session ended with this request, because its time was over."""
    # Asking who the person is finds it out.
    if request.user.is_authenticated:
        return None
    return getattr(request, "session_ended_for", None)


class Authentication(AuthenticationMiddleware):
    """Django's own, but nobody is found in a session whose time is over."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        # As Django's own does it.
        request.user = SimpleLazyObject(lambda: _while_it_lasts(request))  # type: ignore[assignment]


def _while_it_lasts(request: HttpRequest) -> User | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, User):
        return user
    now = int(time.time())
    if _is_over(request, user, now):
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        request.session.flush()
        request.session_ended_for = user  # type: ignore[attr-defined]  # read by `ended_for`
        return AnonymousUser()
    if now - request.session[_SEEN] >= _WRITTEN_EVERY:
        request.session[_SEEN] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=timezone.now()
        )
    return user


def _is_over(request: HttpRequest, user: User, now: int) -> bool:
    """Say whether one of the two spans is over; a session from before there were any begins them now.

    A session that was last used in the future was written while a clock ran ahead, and would last too long.
    """
    if _SIGNED_IN not in request.session or _SEEN not in request.session:
        request.session[_SIGNED_IN] = request.session[_SEEN] = now
        return False
    idle, longest = (
        (settings.STAFF_SESSION_IDLE, settings.STAFF_SESSION_LONGEST)
        if user.is_staff
        else (settings.SESSION_COOKIE_AGE, settings.SESSION_LONGEST)
    )
    since_seen, since_sign_in = now - request.session[_SEEN], now - request.session[_SIGNED_IN]
    return bool(since_seen > idle or since_sign_in > longest or since_seen < -_CLOCKS_DIFFER)
