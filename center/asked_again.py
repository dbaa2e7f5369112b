"""Before what does most harm in wrong hands, staff prove again who they are: files to take away, roles, erasing.

One proof (password, app, key) holds for ACCOUNT_REAUTHENTICATION_TIMEOUT seconds, and so does signing in; the pages
that ask are those of the account system. What somebody was about to do is kept (`kept_requests`). docs/accounts.md
lists what is asked for.
"""

import time
from typing import Final, TypeVar
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from center import kept_requests
from center.models import User
from center.session_limits import signed_in_at

_FREE: Final = "is_no_export"
_Answer = TypeVar("_Answer", bound=HttpResponseBase)


class ProofNeededError(Exception):
    """The person has to prove again who they are; the admin site answers with the page that asks."""

    def __init__(self, *, for_file: bool) -> None:
        super().__init__()
        self.for_file = for_file


def is_fresh(request: HttpRequest) -> bool:
    """Say whether the person signed in or proved who they are within the last ten minutes."""
    since_sign_in = time.time() - signed_in_at(request)
    return bool(
        since_sign_in <= app_settings.REAUTHENTICATION_TIMEOUT or did_recently_reauthenticate(request)
    )


def require(request: HttpRequest, *, for_file: bool = False) -> None:
    """Raise ProofNeededError unless the person proved lately who they are; call it before anything is done."""
    if not is_fresh(request):
        raise ProofNeededError(for_file=for_file)


def no_export(response: _Answer) -> _Answer:
    """Mark an answer with a file that needs no proof: the view says why, and the meta-test lists it."""
    setattr(response, _FREE, True)
    return response


def is_export(response: HttpResponseBase) -> bool:
    """Say whether an answer is a file to take away that nobody has marked as harmless."""
    disposition = response.get("Content-Disposition", "")
    return disposition.startswith("attachment") and not getattr(response, _FREE, False)


def ask(request: HttpRequest, *, for_file: bool) -> HttpResponse:
    """Lead to the page that asks, and from there back to what the person wanted."""
    if not isinstance(request.user, User):
        return redirect("account_login")
    wanted = request.get_full_path()
    if request.method == "POST" or for_file:
        key = kept_requests.keep(request, request.user)
        if not key:
            messages.warning(
                request, _("This was too long to be kept. Go back with your browser to send it.")
            )
        wanted = reverse("admin:go_on", args=[key]) if key else request.path
    methods = get_adapter().get_reauthentication_methods(request.user)
    return redirect(f"{methods[0]['url']}?{urlencode({'next': wanted})}")
