"""Square codes: of an address, of somebody's place, of a volunteer's pass. Black on white, also in the dark."""

import io

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from events.door_codes import pass_code
from events.models import Event, Registration

# A scratch or a finger on the screen may hide 15 % of it.
_ERROR = "m"
_QUIET = 4


def door_address(event: Event, code: str = "", *, language: str = "") -> str:
    """Return the address of the door with a code behind its #, which a browser sends to no server."""
    with translation.override(language or translation.get_language()):
        path = reverse("events:door", args=[event.slug])
    return f"{settings.BASE_URL}{path}{f'#{code}' if code else ''}"


def place_address(registration: Registration) -> str:
    """Return what the square code of a place holds: so the camera of any phone opens the door with it."""
    return door_address(registration.event, pass_code(registration), language=registration.language)


def svg(address: str) -> SafeString:
    """Return the square code as SVG for a page or a document, without a size of its own."""
    drawn = segno.make(address, error=_ERROR, micro=False).svg_inline(
        border=_QUIET, dark="#000", light="#fff", omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 -- drawn by segno from nothing but squares


def png(address: str) -> bytes:
    """Return the square code as a picture of about 700 pixels, to be kept on a phone."""
    out = io.BytesIO()
    code = segno.make(address, error=_ERROR, micro=False)
    side = code.symbol_size(border=_QUIET)[0]
    code.save(out, kind="png", border=_QUIET, dark="#000", light="#fff", scale=max(1, 700 // side))
    return out.getvalue()
