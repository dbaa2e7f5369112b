"""What belongs to one event and is reached from a page of that event only: added there, and led back there."""

import re
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from center.admin_base import Row, VersionedAdmin
from center.admin_versions import VersionedForm
from events.choices import EventState
from events.errors import ChangeRefused
from events.models import Event

_KEY: Final = re.compile(r"[1-9][0-9]{0,15}")


class OfEventForm(VersionedForm):
    """A form of a row whose event is known; rules that name the event are asked about too."""

    event: Event
    # Of which fields the rules speak besides those of the form.
    also_checked: ClassVar = frozenset({"event"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Any = self.instance
        row.event = self.event

    def _get_validation_exclusions(self) -> set[str]:
        return set(super()._get_validation_exclusions()) - self.also_checked  # type: ignore[misc]  # Django's own


class OfEventAdmin(VersionedAdmin[Row]):
    """Rows of an event. Their list is the page `back_to` (the name of an address that takes the event's key)."""

    form: Any = OfEventForm
    change_form_template = "admin/events/of_event_form.html"
    refusals = (ChangeRefused,)
    back_to = ""
    back_label: Any = ""

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Stand among no lists of the first page."""
        return {}

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let what belongs to a cancelled event be read only."""
        event: Event | None = getattr(obj, "event", None)
        is_off = event is not None and event.state == EventState.CANCELLED
        return not is_off and super().has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Row]:
        return super().get_queryset(request).select_related("event")

    def back(self, event: Event | None) -> str:
        """Return the page of the event on which the rows stand."""
        if event is None:
            return reverse("admin:events_event_changelist")
        return reverse(f"admin:{self.back_to}", args=[event.pk])

    def event_of(self, request: HttpRequest, obj: Row | None) -> Event | None:
        """Return the event of a row, or for a new one that of the address (`?event=7`)."""
        if obj is not None:
            return obj.event  # type: ignore[attr-defined, no-any-return]
        wanted = request.GET.get("event", "")
        return Event.objects.filter(pk=wanted).first() if _KEY.fullmatch(wanted) else None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the events: there is no list of these rows of its own."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return redirect(self.back(None))

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        event = self.event_of(request, obj)
        if event is not None:
            form.event = event
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask for an event first."""
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            event = self.event_of(request, None)
            if event is None or event.state == EventState.CANCELLED:
                messages.error(request, _("Open the event first, and add it there."))
                return redirect(self.back(event))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        event = self.event_of(request, context.get("original"))
        context |= {"event": event, "back_url": self.back(event), "back_label": self.back_label}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Row, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on with the next one of the same event where staff asked for that."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            return redirect(f"{request.path}?{urlencode({'event': obj.event.pk})}")  # type: ignore[attr-defined]
        return response

    def response_post_save_add(self, request: HttpRequest, obj: Row) -> HttpResponseRedirect:
        return redirect(self.back(obj.event))  # type: ignore[attr-defined]

    def response_post_save_change(self, request: HttpRequest, obj: Row) -> HttpResponseRedirect:
        return redirect(self.back(obj.event))  # type: ignore[attr-defined]

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Go back to the page of the event, which the form of the question has in its address."""
        super().response_delete(request, obj_display, obj_id)
        return redirect(self.back(getattr(request, "event_of_deleted", None)))

    def delete_model(self, request: HttpRequest, obj: Row) -> None:
        request.event_of_deleted = obj.event  # type: ignore[attr-defined]
        super().delete_model(request, obj)
