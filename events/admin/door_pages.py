"""The door on the page of an event: passes, who is here, what was counted, and arrivals put right by hand."""

import uuid
from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center import asked_again, funding
from center.admin_export import file_response
from center.audit import record_accesses
from center.base.shown_text import in_script
from center.private_pages import private
from center.refusals import tell
from events import qr, rules
from events.admin.door_form import PassDaysForm, PassForm, days_of
from events.admin.door_paper import pass_paper
from events.choices import EventState, RegistrationState
from events.door_codes import in_groups, kept_secrets
from events.door_figures import by_hour, day_figures, with_arrivals
from events.door_words import name_of, told
from events.errors import ChangeRefused
from events.models import DoorPass, Event
from events.services import door_passes
from events.services.door_answers import Outcome
from events.services.doors import correct_arrivals

if TYPE_CHECKING:
    from events.admin.events import EventAdmin

_MOST_SHOWN: Final = 300
_KEEP: Final = "events.view_checkin"
_CORRECT: Final = "events.change_checkin"
_PASSES: Final = "events.add_doorpass"


def door(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show passes and figures; make a pass, give it a new code or take it back (POST)."""
    event = _event(model_admin, request, object_id, _KEEP)
    if request.method == "POST":
        if not request.user.has_perm(_PASSES):
            raise PermissionDenied
        if "revoke" in request.POST:
            return _revoke(request, event)
        return (
            _renew(model_admin, request, event)
            if "renew" in request.POST
            else _make(model_admin, request, event)
        )
    return _page(model_admin, request, event, _form(event))


def change(model_admin: "EventAdmin", request: HttpRequest, object_id: int, pass_id: int) -> HttpResponse:
    """Write for whom a pass is and when it is valid; the code in the volunteer's hand stays."""
    event = _event(model_admin, request, object_id, _PASSES)
    found = _pass(event, str(pass_id))
    form = PassDaysForm(request.POST if request.method == "POST" else None, initial=days_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            with pghistory.context(verb="change"):
                door_passes.change_pass(door=found, **form.cleaned_data)
        except (ValidationError, ChangeRefused) as error:
            tell(form, error)
        else:
            messages.success(
                request, _("The pass is saved: %(label)s") % {"label": in_script(form.cleaned_data["label"])}
            )
            return redirect(_address(event))
    context = {
        **_context(model_admin, request, event, _("Change the pass")),
        "pass": found,
        "form": form,
        "is_open": _may_renew(found, timezone.now()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return TemplateResponse(request, "admin/events/door_change.html", context, status=status)


def paper(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Print a pass while its code is on the screen: the code comes from there, since it is kept nowhere."""
    event = _event(model_admin, request, object_id, _PASSES)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    code = request.POST.get("code", "")
    found = event.door_passes.filter(secret__in=kept_secrets(code)).first()
    if found is None:
        messages.error(
            request, _("This code belongs to no pass any more. Give the pass a new code, then print it.")
        )
        return redirect(_address(event))
    response = HttpResponse(pass_paper(found, code), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="door-{found.pk}.pdf"'
    return private(response)


def arrivals(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show who of the list is here on a day, and write by hand how many of a registration were (POST)."""
    event = _event(model_admin, request, object_id, _CORRECT if request.method == "POST" else _KEEP)
    day = _day(event, request)
    if request.method == "POST":
        return _correct(request, event, day)
    rows = _with_places(event, day)
    context = {
        **_context(model_admin, request, event, _("Who came")),
        "day": day,
        "days": _days(event),
        "rows": list(rows.order_by("contact_name", "pk")[:_MOST_SHOWN]),
        "is_cut": rows.count() > _MOST_SHOWN,
        "may_correct": request.user.has_perm(_CORRECT),
        "figures": day_figures(event, day),
    }
    return TemplateResponse(request, "admin/events/arrivals.html", context)


def came(model_admin: "EventAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Give who came as a workbook: a row for each registration and a column for each day; names, no contacts."""
    event = _event(model_admin, request, object_id, _KEEP)
    asked_again.require(request, for_file=True)
    days = _days(event)
    noted: dict[int, dict[date, int]] = {}
    rows = list(_with_places(event, None).order_by("contact_name", "pk"))
    for registration, day in event.registrations.filter(check_ins__undone_at=None).values_list(
        "pk", "check_ins__day"
    ):
        if day is not None:
            noted.setdefault(registration, dict.fromkeys(days, 0)).setdefault(day, 0)
            noted[registration][day] += 1
    record_accesses(user=request.user, objects=rows, purpose=gettext_noop("exported"))  # type: ignore[arg-type]  # signed in
    headers = [_("Name"), _("Organisation"), _("Reference"), _("People"), _("Without registration")]
    return file_response(
        "xlsx",
        "arrivals",
        [*headers, *(f"{day:%Y-%m-%d}" for day in days), _("First arrival")],
        (
            [
                name_of(row),
                in_script(row.organisation),
                row.reference,
                row.size,
                _("Yes") if row.walked_in else _("No"),
                *(noted.get(row.pk, {}).get(day, 0) for day in days),
                timezone.localtime(row.since).strftime("%Y-%m-%d %H:%M") if row.since else "",
            ]
            for row in rows
        ),
        funding.sheets(funding.behind(event)),
    )


def _make(model_admin: "EventAdmin", request: HttpRequest, event: Event) -> HttpResponse:
    form = PassForm(request.POST, event=event)
    if form.is_valid():
        try:
            made, code = door_passes.make_pass(event=event, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
            return _shown_once(model_admin, request, made, code)
        except (ValidationError, ChangeRefused) as error:
            tell(form, error)
    return _page(model_admin, request, event, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _renew(model_admin: "EventAdmin", request: HttpRequest, event: Event) -> HttpResponse:
    found = _pass(event, request.POST["renew"])
    try:
        submission = uuid.UUID(request.POST.get("submission", ""))
        with pghistory.context(verb="renew"):
            made, code = door_passes.renew_pass(door=found, submission=submission, by=request.user)  # type: ignore[arg-type]  # signed in
    except (ChangeRefused, ValueError) as refused:
        text = str(refused.message) if isinstance(refused, ChangeRefused) else _("Please try once more.")
        messages.error(request, text)
        return redirect(_address(event))
    return _shown_once(model_admin, request, made, code)


def _revoke(request: HttpRequest, event: Event) -> HttpResponse:
    found = _pass(event, request.POST["revoke"])
    with pghistory.context(verb="revoke"):
        door_passes.revoke_pass(door=found, by=request.user)  # type: ignore[arg-type]  # signed in
    messages.success(
        request,
        _("The pass is taken back: %(label)s. It opens nothing any more.")
        % {"label": in_script(found.label)},
    )
    return redirect(_address(event))


def _shown_once(model_admin: "EventAdmin", request: HttpRequest, made: DoorPass, code: str) -> HttpResponse:
    """Show the code now, as square code and link; nobody can look it up later."""
    link = qr.door_address(made.event, code)
    context = {
        **_context(model_admin, request, made.event, _("Pass for the door")),
        "pass": made,
        "code": in_groups(code),
        "link": link,
        "page": qr.door_address(made.event),
        "qr": qr.svg(link),
    }
    return private(TemplateResponse(request, "admin/events/door_pass.html", context))


def _correct(request: HttpRequest, event: Event, day: date) -> HttpResponse:
    back = f"{_address(event, 'arrivals')}?day={day:%Y-%m-%d}"
    given, number = request.POST.get("here", ""), request.POST.get("registration", "")
    found = (
        event.registrations.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    )
    if found is None:
        raise Http404
    if not given.isascii() or not given.isdigit() or int(given) > found.size:
        messages.error(request, _("Write how many people were there, 0 to %(most)d.") % {"most": found.size})
        return redirect(back)
    answer = correct_arrivals(registration=found, day=day, here=int(given), by=request.user)  # type: ignore[arg-type]  # signed in
    if answer.outcome == Outcome.NOTED:
        text = _("%(name)s: %(here)d of %(size)d were there.")
        messages.success(request, text % {"name": name_of(found), "here": answer.here, "size": found.size})
    else:
        words = told(answer)
        messages.error(request, f"{words.heading}: {words.text}")
    return redirect(back)


def _page(
    model_admin: "EventAdmin",
    request: HttpRequest,
    event: Event,
    form: PassForm,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    first, last = rules.event_days(event)
    day = min(max(today, first), last)
    is_kept = event.state == EventState.PUBLISHED and now < rules.door_days(event)[1]
    context = {
        **_context(model_admin, request, event, _("Door")),
        "day": day,
        "is_today": day == today,
        "days": _days(event),
        "figures": day_figures(event, day),
        "hours": by_hour(event, day),
        "passes": [
            {"pass": each, "opens": door_passes.opens(each, now), "may_renew": _may_renew(each, now)}
            for each in event.door_passes.select_related("made_by", "revoked_by").order_by("revoked_at", "pk")
        ],
        "form": form,
        "new_key": uuid.uuid4(),
        "may_make": is_kept and request.user.has_perm(_PASSES),
        "is_kept": is_kept,
        "page": qr.door_address(event),
    }
    return TemplateResponse(request, "admin/events/door.html", context, status=status)


def _may_renew(door: DoorPass, now: Any) -> bool:
    return door.revoked_at is None and door.valid_until > now


def _form(event: Event) -> PassForm:
    return PassForm(event=event, initial={"submission": uuid.uuid4()})


def _context(model_admin: "EventAdmin", request: HttpRequest, event: Event, title: str) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": event.title,
        "opts": model_admin.opts,
        "event": event,
    }


def _with_places(event: Event, day: date | None) -> Any:
    return with_arrivals(event.registrations.filter(state=RegistrationState.SIGNED_UP), day)


def _days(event: Event) -> list[date]:
    first, last = rules.event_days(event)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _day(event: Event, request: HttpRequest) -> date:
    """Return the day of the address if it is one of the event, else today or the nearest one."""
    days = _days(event)
    wanted = request.GET.get("day", "")
    named = {f"{day:%Y-%m-%d}": day for day in days}
    return named.get(wanted) or min(max(timezone.localdate(), days[0]), days[-1])


def _pass(event: Event, number: str) -> DoorPass:
    found = (
        event.door_passes.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    )
    if found is None:
        raise Http404
    found.event = event
    return found


def _address(event: Event, part: str = "door") -> str:
    return reverse(f"admin:events_event_{part}", args=[event.pk])


def _event(model_admin: "EventAdmin", request: HttpRequest, object_id: int, needed: str) -> Event:
    if not request.user.has_perm(needed):
        raise PermissionDenied
    event: Event | None = model_admin.get_object(request, str(object_id))
    if event is None:
        raise Http404
    return event
