"""The devices on which a person is signed in: look at them, sign out one, the others, or all."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from center.services import accounts
from center.views.account import SignedInRequest


@method_decorator([never_cache, login_required], name="dispatch")
class Devices(View):
    """POST `end` with the number of a device, "others" or "all"; the number of somebody else's device is nobody's."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        """List them, the newest first, this one before all."""
        devices = UserSession.objects.purge_and_list(request.user)
        devices.sort(key=lambda device: (not device.is_current(), -device.created_at.timestamp()))
        return render(request, "usersessions/usersession_list.html", {"sessions": devices})

    def post(self, request: SignedInRequest) -> HttpResponse:
        """Sign out what was asked for, on the server."""
        wanted = request.POST.get("end", "others")
        here = request.session.session_key or ""
        if wanted == "all":
            accounts.sign_out(user=request.user)
            request.session.flush()
            messages.success(request, _("You are signed out on all devices, this one too."))
            return redirect("account_login")
        if wanted == "others":
            accounts.sign_out(user=request.user, but=here)
            messages.success(request, _("You are signed out on all other devices."))
        elif wanted.isascii() and wanted.isdigit():
            device = UserSession.objects.filter(user=request.user, pk=int(wanted[:18])).first()
            if device is None or device.session_key == here:
                messages.info(request, _("You are not signed in on that device any more."))
            else:
                device.end()
                messages.success(request, _("You are signed out on that device."))
        return redirect("usersessions_list")
