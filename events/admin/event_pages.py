"""Pages of an event beside its form: its people, a caller, a list to sign."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from center.base.person_names import shown_name
from center.refusals import CONTACT_FIELDS, tell
from entrepreneurs.choices import Purpose
from entrepreneurs.services import newest_text
from events import rules
from events.admin.caller_form import CallerForm
from events.choices import PLACED_STATES, Admission, EventState, RegistrationState
from events.errors import ChangeRefused, RegisteredBefore
from events.models import Event, Registration
from events.offered_items import offered_items
from events.services import registrations

if TYPE_CHECKING:
    from events.admin.events import EventAdmin

_EMPTY_LINES = 12
_MOST_SHOWN = 200


def people_of(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Return what the page of an event shows of its people, and what may be done (one query)."""
    if not request.user.has_perm("events.view_registration"):
        return {"shows_people": False}
    rows = list(event.registrations.order_by("pk"))
    listed = [row for row in rows if row.state != RegistrationState.CANCELLED]
    waiting = [row for row in listed if row.state == RegistrationState.WAITING]
    taken = sum(row.size for row in listed if row.state in PLACED_STATES)
    now = timezone.now()
    may_change = request.user.has_perm("events.change_registration")
    shown = [row for row in listed if row.state != RegistrationState.WAITING] + waiting
    return {
        "shows_people": event.state != EventState.DRAFT and event.admission == Admission.REGISTRATION,
        "people": shown[:_MOST_SHOWN],
        "more_people": max(len(shown) - _MOST_SHOWN, 0),
        "gone": len(rows) - len(listed),
        "registered": sum(row.size for row in listed if row.state == RegistrationState.SIGNED_UP),
        "taken": taken,
        "waiting": sum(row.size for row in waiting),
        "free": None if event.capacity is None else max(event.capacity - taken, 0),
        "may_register": may_change and rules.registration_is_open(event, now, by_staff=True),
        "may_act": may_change and not rules.is_over(event, now),
        "may_import": may_change and rules.has_begun(event, now),
        "may_give": rules.offer_deadline(event, now) is None,
    }


def register(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Register a caller, by the same rules as on the public page."""
    event = event_of(model_admin, request, object_id)
    form = CallerForm(
        request.POST if request.method == "POST" else None,
        initial={"language": get_language()},
        questions=list(event.questions.filter(is_dropped=False)),
        items=offered_items(event),
    )
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        made = _enter(request, event, form)
        if made is not None:
            text = _("%(name)s: %(state)s. Reference: %(reference)s.") % {
                "name": shown_name(made.contact_name),
                "state": made.get_state_display(),
                "reference": made.reference,
            }
            messages.success(request, text)
            return redirect(reverse("admin:events_event_change", args=[event.pk]))
        status = HTTPStatus.CONFLICT
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Register a caller"),
        "subtitle": str(event),
        "opts": model_admin.opts,
        "event": event,
        "form": form,
        **people_of(request, event),
    }
    return TemplateResponse(request, "admin/events/caller.html", context, status=status)


def _enter(request: HttpRequest, event: Event, form: CallerForm) -> Registration | None:
    """Use the service that visitors use; what it refuses becomes an error of the form."""
    clean = form.cleaned_data
    try:
        return registrations.register(
            event=event,
            name=clean["name"],
            phone=clean["phone"],
            email=clean["email"],
            organisation=clean["organisation"],
            size=clean["size"],
            language=clean["language"],
            submission=clean["submission"],
            items=form.chosen_items,
            may_wait=True,
            another_person=clean.get("another_person", False),
            answers=form.answers,
            consent=newest_text(Purpose.EVENT),
            by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
        )
    except ValidationError as error:
        tell(form, error, CONTACT_FIELDS)
    except RegisteredBefore:
        form.ask_whether_another()
        form.add_error(
            None, _("Somebody with this contact is on the list already. Is it really another person?")
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused.message))
    return None


def sheet(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the list of people to print, with room to sign and lines for people at the door."""
    event = event_of(model_admin, request, object_id)
    placed = event.registrations.filter(state=RegistrationState.SIGNED_UP).order_by("contact_name", "pk")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Attendance list"),
        "subtitle": event.title,
        "opts": model_admin.opts,
        "event": event,
        "rows": placed,
        "empty_lines": range(_EMPTY_LINES),
    }
    return TemplateResponse(request, "admin/events/sheet.html", context)


def event_of(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> Event:
    """Return the event of an address, for somebody who may change who comes; 403 and 404 otherwise."""
    if not request.user.has_perm("events.change_registration"):
        raise PermissionDenied
    event: Event | None = model_admin.get_object(request, str(object_id))
    if event is None:
        raise Http404
    return event
