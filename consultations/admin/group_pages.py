"""Pages of a group session beside its form: its people, a caller, who was there, a sheet to print."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from center.audit import record_accesses
from center.base.person_names import shown_name
from center.refusals import CONTACT_FIELDS, tell
from consultations import rules
from consultations.admin.group_forms import CallerForm
from consultations.choices import PlaceState
from consultations.errors import ChangeRefused, SignedUpBefore
from consultations.models import GroupSession, Participation
from consultations.services import participations

if TYPE_CHECKING:
    from center.models import User
    from consultations.admin.groups import GroupSessionAdmin

_EMPTY_LINES = 4


def people_of(request: HttpRequest, session: GroupSession) -> dict[str, Any]:
    """Return what the page of a session shows of its people, and what may be done (one query)."""
    places = list(session.participations.select_related("entrepreneur").order_by("pk"))
    listed = [place for place in places if place.state != PlaceState.CANCELLED]
    contacts = [value for place in listed for value in {place.contact_phone, place.contact_email} if value]
    waiting = sum(place.state == PlaceState.WAITING for place in listed)
    now = timezone.now()
    rows = [
        {
            "place": place,
            # Families share phones; people who were not sure sign up twice.
            "shares": any(contacts.count(each) > 1 for each in (place.contact_phone, place.contact_email)),
            "turn": number - len(listed) + waiting if place.state == PlaceState.WAITING else 0,
            "may_be_given": place.state == PlaceState.WAITING and rules.offer_deadline(session, now) is None,
        }
        for number, place in enumerate(
            sorted(listed, key=lambda place: (place.state == PlaceState.WAITING, place.pk)), start=1
        )
    ]
    taken = sum(place.seat is not None for place in places)
    may_change = request.user.has_perm("consultations.change_participation")
    return {
        "people": rows,
        "gone": [place for place in places if place.state == PlaceState.CANCELLED],
        "taken": taken,
        "waiting": waiting,
        "free": max(session.places - taken, 0),
        "may_sign_up": may_change and rules.signup_is_open(session, now, by_staff=True),
        "may_walk_in": may_change and rules.doors_are_open(session, now),
        "may_note": may_change and rules.doors_are_open(session, now),
        "has_begun": session.starts_at <= now,
        "may_act": may_change and session.ends_at > now and session.is_live,
    }


def sign_up(model_admin: "GroupSessionAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Sign a caller up, or with `door` note somebody who stands at the door."""
    session = _session(model_admin, request, object_id)
    at_door = "door" in request.GET
    form = CallerForm(
        request.POST if request.method == "POST" else None,
        initial={"language": get_language()},
        may_see_people=request.user.has_perm("entrepreneurs.view_entrepreneur"),
    )
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        place = _enter(request, session, form, at_door=at_door)
        if place is not None:
            text = _("%(name)s: %(state)s. Reference: %(reference)s.") % {
                "name": shown_name(place.contact_name),
                "state": place.get_state_display(),
                "reference": place.reference,
            }
            messages.success(request, text)
            return redirect(reverse("admin:consultations_groupsession_change", args=[session.pk]))
        status = HTTPStatus.CONFLICT
    user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
    record_accesses(user=user, objects=form.people, purpose=gettext_noop("proposed for a group session"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Somebody at the door") if at_door else _("Sign a caller up"),
        "subtitle": str(session),
        "opts": model_admin.opts,
        "session": session,
        "form": form,
        **people_of(request, session),
        "at_door": at_door,
    }
    return TemplateResponse(request, "admin/consultations/group_caller.html", context, status=status)


def _enter(
    request: HttpRequest, session: GroupSession, form: CallerForm, *, at_door: bool
) -> Participation | None:
    """Use the service that visitors use; what it refuses becomes an error of the form."""
    clean = form.cleaned_data
    wish: dict[str, Any] = {
        "session": session,
        "name": clean["name"],
        "phone": clean["phone"],
        "email": clean["email"],
        "language": clean["language"],
        "submission": clean["submission"],
        "another_person": clean.get("another_person", False),
        "entrepreneur": form.chosen_person,
        "by": request.user,
        "agreed": form.agreed_texts,
    }
    try:
        if at_door:
            return participations.walk_in(**wish)
        return participations.sign_up(**wish, may_wait=True)
    except ValidationError as error:
        tell(form, error, CONTACT_FIELDS)
    except SignedUpBefore:
        form.ask_whether_another()
        form.add_error(
            None, _("Somebody with this contact is on the list already. Is it really another person?")
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused.message))
    return None


def outcomes(model_admin: "GroupSessionAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Note for all ticked people that they came, or that they did not."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    session = _session(model_admin, request, object_id)
    numbers = [int(each) for each in request.POST.getlist("place") if each.isascii() and each.isdigit()]
    chosen = list(session.participations.filter(pk__in=numbers))
    outcome = "missed" if "missed" in request.POST else "came"
    try:
        with pghistory.context(verb=outcome):
            count = participations.enter_outcomes(session=session, by=request.user, **{outcome: chosen})  # type: ignore[arg-type]
    except ChangeRefused as refused:
        messages.error(request, str(refused.message))
    else:
        text = ngettext("Noted for %(count)d person.", "Noted for %(count)d people.", count)
        messages.success(request, text % {"count": count})
    return redirect(reverse("admin:consultations_groupsession_change", args=[session.pk]))


def sheet(model_admin: "GroupSessionAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show the list of participants to print, with room to sign and lines for people at the door."""
    session = _session(model_admin, request, object_id)
    seated = session.participations.seated().order_by("contact_name", "pk")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Attendance list"),
        "subtitle": session.topic.name,
        "opts": model_admin.opts,
        "session": session,
        "when": model_admin.day_and_times(session),
        "places": seated,
        "empty_lines": range(_EMPTY_LINES),
    }
    return TemplateResponse(request, "admin/consultations/group_sheet.html", context)


def _session(model_admin: "GroupSessionAdmin", request: HttpRequest, object_id: int) -> GroupSession:
    if not request.user.has_perm("consultations.change_participation"):
        raise PermissionDenied
    session: GroupSession | None = model_admin.get_object(request, str(object_id))
    if session is None:
        raise Http404
    return session
