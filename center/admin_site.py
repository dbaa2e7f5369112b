"""The admin site: staff sign in through the account system, with a second factor where it is required."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from center import (
    admin_audit,
    admin_go_on,
    admin_handbook,
    admin_operations,
    admin_processing,
    asked_again,
    kept_requests,
    session_limits,
)
from center.admin_rooms import in_rooms
from center.base.own_addresses import own_address

OWN_APPS = frozenset({"center", "entrepreneurs", "consultations", "events", "research"})
# Doors of Django's that the portal does not have.
_LEFT_OUT = frozenset({"view_on_site", "autocomplete"})


class PortalAdminSite(admin.AdminSite):
    """Django's admin without doors of its own: login, logout and passwords belong to the account system."""

    site_header = gettext_lazy("Portal administration")
    site_title = gettext_lazy("Portal administration")
    index_title = gettext_lazy("Today")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take the portal's own models only.

        Packages bring admin pages for their tables that nobody here needs; some show secrets (second factors,
        jobs).
        """
        models: list[Any] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        )
        ours = [model for model in models if model._meta.app_label in OWN_APPS]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Add the handbook and the page about the work in the background.

        Leave out the door to a record's public page (none of ours has one by its number), and the one that proposes
        records while somebody types (no form of ours asks it, and it answers about records of any kind).
        """
        contents = partial(admin_handbook.contents_view, site=self)
        page = partial(admin_handbook.page_view, site=self)
        go_on = partial(admin_go_on.go_on, site=self)
        return [
            path(
                "operations/",
                self.admin_view(partial(admin_operations.operations_view, site=self)),
                name="operations",
            ),
            path("go-on/<str:key>/", self.admin_view(go_on), name="go_on"),
            path("audit/", self.admin_view(partial(admin_audit.audit_view, site=self)), name="audit"),
            path(
                "processing-record/",
                self.admin_view(partial(admin_processing.record_view, site=self)),
                name="processing_record",
            ),
            path("handbook/", self.admin_view(contents), name="handbook"),
            path("handbook/<slug:slug>/", self.admin_view(page), name="handbook_page"),
            *(each for each in super().get_urls() if getattr(each, "name", "") not in _LEFT_OUT),
        ]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Guard a page: who may come in, what needs a new proof, and what was typed when a session ended.

        Every file to take away needs the proof, whichever view gives it; a view asks earlier (`asked_again.require`)
        where it would write something down first.
        """
        inside = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and (person := session_limits.ended_for(request)) is not None:
                key = kept_requests.keep(request, person)
                after = reverse("admin:go_on", args=[key]) if key else request.get_full_path()
                messages.info(request, _("You were signed out after a while. What you typed is kept."))
                return _redirect_with_next("account_login", after)
            try:
                response: HttpResponseBase = inside(request, *args, **kwargs)
            except asked_again.ProofNeededError as needed:
                return asked_again.ask(request, for_file=needed.for_file)
            if asked_again.is_export(response) and not asked_again.is_fresh(request):
                # Not `close()`, which ends the request: the connection to the database would go with the file.
                for close in getattr(response, "_resource_closers", ()):
                    close()
                return asked_again.ask(request, for_file=True)
            return response

        return update_wrapper(answer, inside)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """List the records that this person may see; the Center's, which are many, under several headings."""
        apps: list[Any] = super().get_app_list(request, app_label)
        return apps if app_label else in_rooms(apps)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active staff; where a second factor is required, only if this session used one."""
        if not super().has_permission(request):
            return False
        return not settings.SECOND_FACTOR_REQUIRED or used_second_factor(request)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send each person to the step that is missing; a signed-in person without rights gets a 403."""
        after = self._after_login(request)
        if self.has_permission(request):
            return HttpResponseRedirect(after)
        if not request.user.is_authenticated:
            return _redirect_with_next("account_login", after)
        if not super().has_permission(request):
            raise PermissionDenied
        if is_mfa_enabled(request.user):
            return _redirect_with_next("mfa_reauthenticate", after)
        messages.info(request, _("To enter the administration, set up a second factor first."))
        return redirect("mfa_index")

    def logout(  # type: ignore[override]  # a redirect, not a page
        self,
        request: HttpRequest,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Sign out by POST; anything else goes to the page that asks first."""
        if request.method != "POST":
            return redirect("account_logout")
        get_adapter().logout(request)
        return redirect("home")

    def password_change(  # type: ignore[override]  # as above
        self,
        request: HttpRequest,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return redirect("account_change_password")

    def _after_login(self, request: HttpRequest) -> str:
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or request.POST.get(REDIRECT_FIELD_NAME) or ""
        return own_address(request, wanted) or reverse("admin:index", current_app=self.name)


def used_second_factor(request: HttpRequest) -> bool:
    """Whether the person still has a second factor and used one in this session."""
    user = request.user
    if not user.is_authenticated:
        return False
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records) and is_mfa_enabled(user)


def _redirect_with_next(name: str, after: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: after})}")
