"""What somebody was about to do in the admin when they had to sign in, or to prove who they are: kept until they did.

It rests in the session of the browser, encrypted, for an hour; only the same person gets it back. Files are not kept,
passwords neither.
"""

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from center.base.encryption import UnreadableValueError, decrypt, encrypt
from center.base.own_addresses import own_address
from center.base.sent_form import fields_to_keep
from center.models import User

_PLACE: Final = "kept_requests"
_CONTEXT: Final = "center.kept_requests"
LIFETIME: Final = 3600
_MOST: Final = 3
# Of one request, with the names of its fields: about a hundred pages of text.
_MOST_CHARACTERS: Final = 250_000


@dataclass(frozen=True)
class KeptRequest:
    """An address of the admin, the fields that were sent to it if it was a form, and the page before."""

    path: str
    is_form: bool
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    before: str


def keep(request: HttpRequest, person: User) -> str:
    """Keep the request for the person; return the key that gives it back. Empty: it is too long to be kept."""
    what = json.dumps(
        {
            "person": person.pk,
            "path": request.get_full_path(),
            "is_form": request.method == "POST",
            "fields": fields_to_keep(request),
            "files": [file.name for name in request.FILES for file in request.FILES.getlist(name)],
            "before": _page_before(request),
        }
    )
    if len(what) > _MOST_CHARACTERS:
        return ""
    key = secrets.token_urlsafe(12)
    kept = {name: each for name, each in _kept(request).items() if time.time() - each["at"] <= LIFETIME}
    newest = sorted(kept.items(), key=lambda each: each[1]["at"])[1 - _MOST :]
    request.session[_PLACE] = {
        **dict(newest),
        key: {"at": int(time.time()), "sealed": encrypt(what, _CONTEXT)},
    }
    return key


def give_back(request: HttpRequest, key: str) -> KeptRequest | None:
    """Return what was kept under a key, if it is of the person who is signed in and not an hour old."""
    found = _kept(request).get(key)
    if found is None or time.time() - found["at"] > LIFETIME:
        return None
    try:
        what = json.loads(decrypt(found["sealed"], _CONTEXT))
    except UnreadableValueError:
        return None
    if what["person"] != request.user.pk:
        return None
    return KeptRequest(
        path=what["path"],
        is_form=what["is_form"],
        fields=tuple((name, value) for name, value in what["fields"]),
        files=tuple(what["files"]),
        before=what["before"],
    )


def _kept(request: HttpRequest) -> Mapping[str, Any]:
    found: Mapping[str, Any] = request.session.get(_PLACE, {})
    return found


def _page_before(request: HttpRequest) -> str:
    """Return the page of ours from which somebody came, as a path."""
    before = request.headers.get("referer", "")
    ours = url_has_allowed_host_and_scheme(
        before, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not ours:
        return ""
    # Behind the host, two strokes would lead to another one.
    return own_address(request, "/" + before.split("://", 1)[-1].partition("/")[2])
