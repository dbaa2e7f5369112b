"""Views that take larger bodies than others, from colleagues who are signed in."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.urls import Resolver404, resolve

_NAME: Final = "most_body_bytes"


def takes_up_to(view: Callable[..., Any], *, most_bytes: int) -> Callable[..., Any]:
    """Let staff send this view a body of so many bytes instead of MAX_BODY_BYTES; return the view."""
    setattr(view, _NAME, most_bytes)
    return view


def most_of(view: Callable[..., Any]) -> int:
    """Return how many bytes the view takes from staff; 0 when it is like any other."""
    return int(getattr(view, _NAME, 0))


def most_at(request: HttpRequest) -> int:
    """Return how many bytes the view at this address takes from staff; 0 when it is like any other, or there is none.

    Only for addresses without a language in front: it asks before the language is known.
    """
    try:
        return most_of(resolve(request.path_info).func)
    except Resolver404:
        return 0
