"""Who keeps the door: a volunteer whose phone carries a pass, or a colleague who is signed in.

The code of a pass stands behind the # of its address. A browser sends that part to no server, so that it comes into
no log, of ours or of a proxy, and no messenger that looks at a link in advance gets it. The page takes it from there,
empties the address bar and posts it; whose browser runs no scripts types it from the paper. The answer is a cookie
with the key of the pass, signed, for the pages of this door alone. A GET changes nothing.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare

from center.models import User
from events.models import DoorPass, Event
from events.services.door_passes import LATE, may_still_send, opens

_SALT: Final = "events.door.cookie"
# Enough of the hash that a pass with a new code does not open by the old cookie.
_PART: Final = 16


@dataclass(frozen=True)
class Keeper:
    """Who notes: by a pass, or without one by name. `is_late`: the pass is over, but what waits may be sent."""

    door: DoorPass | None = None
    by: User | None = None
    is_late: bool = False


def keeper_of(request: HttpRequest, event: Event) -> Keeper | None:
    """Return who keeps the door of the event on this phone, or None for everybody else."""
    now = timezone.now()
    door = cookie_pass(request, event)
    if door is not None and opens(door, now):
        return Keeper(door=door)
    if request.user.has_perm("events.add_checkin") and isinstance(request.user, User):
        return Keeper(by=request.user)
    return Keeper(door=door, is_late=True) if door is not None and may_still_send(door, now) else None


def cookie_pass(request: HttpRequest, event: Event) -> DoorPass | None:
    """Return the pass that this phone was opened with, valid or not."""
    try:
        number, _colon, part = Signer(salt=_SALT).unsign(request.COOKIES.get(_name(), "")).partition(":")
    except BadSignature:
        return None
    door = DoorPass.objects.filter(event=event, pk=int(number)).first()
    return door if door is not None and constant_time_compare(part, door.secret[:_PART]) else None


def give_cookie(response: HttpResponse, door: DoorPass) -> None:
    """Let this phone keep the door until the pass is over, in each language of the page."""
    value = Signer(salt=_SALT).sign(f"{door.pk}:{door.secret[:_PART]}")
    rest = int((door.valid_until + LATE - timezone.now()).total_seconds())
    for language, path in _paths(door.event):
        response.set_cookie(
            _name(language),
            value,
            max_age=rest,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def take_cookie(response: HttpResponse, event: Event) -> None:
    """Let this phone keep the door no longer."""
    for language, path in _paths(event):
        response.delete_cookie(_name(language), path=path, samesite="Lax")


def _name(language: str = "") -> str:
    # One for each language, each with a path of its own, which `__Host-` would not allow.
    prefix = "__Secure-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}door_{language or translation.get_language()}"


def _paths(event: Event) -> list[tuple[str, str]]:
    found = []
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            found.append((language, reverse("events:door", args=[event.slug])))
    return found
