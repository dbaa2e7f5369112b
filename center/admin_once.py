"""A form that adds a record counts once, however often its button is pressed."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from center import limits
from center.base.guarded_form import new_token

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

_SCOPE: Final = "admin-add"
_ONCE: Final = limits.Limit(1, timedelta(days=1))
# What differs between two sendings of one form without any meaning: which button, and the secret of the session.
_UNSAID: Final = {"csrfmiddlewaretoken", "_save", "_addanother", "_continue"}


class _SentBeforeError(Exception):
    """The same form, with the same words, was saved by another request."""


class OnceMixin(_ModelAdmin):
    """Gives each new form a key; the same key with the same words adds nothing a second time.

    Who goes back and types something else adds another record. Nothing is written to Django's own log: it keeps
    the names of people for ever, and pghistory tells who did what.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is not None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        identity = _identity(request)
        if identity and limits.was_tried(_SCOPE, identity):
            return self._saved_before(request)
        context = {"once": new_token(), **(extra_context or {})}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except _SentBeforeError:
            return self._saved_before(request)

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        """Count the form, in the transaction that saved the record: a second one waits for it, then gives way."""
        identity = _identity(request)
        if identity and not limits.allow(_SCOPE, identity, _ONCE).allowed:
            raise _SentBeforeError

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        """Leave it to the history."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Leave it to the history."""

    def _saved_before(self, request: HttpRequest) -> HttpResponse:
        self.message_user(request, _("This form was sent twice; it is saved once."), messages.INFO)
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))


def _identity(request: HttpRequest) -> str:
    """Return what makes two sendings the same: person, key of the form, and all that was typed; "" without a key."""
    if request.method != "POST" or not request.POST.get("once"):
        return ""
    typed = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in _UNSAID)
    files = sorted(
        (name, f"{file.name} {file.size}") for name in request.FILES for file in request.FILES.getlist(name)
    )
    words = json.dumps([request.user.pk, request.path, typed, files])
    return salted_hmac(_SCOPE, words, algorithm="sha256").hexdigest()
