"""The programme of an event for staff: the draft, what is odd in it, how the public one differs, the release."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from center.choices import Language
from events.choices import EventState
from events.errors import ChangeRefused
from events.models import Event, ProgrammeItem
from events.programmes import Programme, difference, digest_of, remarks, sentences, snapshot, to_data
from events.services import programme_items, programmes
from events.views.programme_parts import rendered

if TYPE_CHECKING:
    from events.admin.programme_items import ProgrammeItemAdmin


class ReleaseForm(forms.Form):
    """What staff say of a new version; `seen` is the mark of the draft that they look at."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("What changed, in a sentence (Serbian)"),
        max_length=programmes.NOTE_LENGTH,
        required=False,
        help_text=gettext_lazy("May stay empty: every single change is listed for the public anyway."),
    )
    note_en = forms.CharField(
        label=gettext_lazy("What changed, in a sentence (English)"),
        max_length=programmes.NOTE_LENGTH,
        required=False,
    )
    tell = forms.BooleanField(
        label=gettext_lazy("Write to the people whom the changes concern"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Untick it for small corrections. Who loses a place is written to in any case."
        ),
    )


def show(model_admin: "ProgrammeItemAdmin", request: HttpRequest, event_id: int) -> HttpResponse:
    """Show the draft (GET), or release it (POST)."""
    event = _event(model_admin, request, event_id)
    draft = snapshot(event)
    data = request.POST if request.method == "POST" else None
    form = ReleaseForm(data, initial={"seen": digest_of(to_data(draft))})
    status = HTTPStatus.OK
    if data is not None:
        if not may_release(request):
            raise PermissionDenied
        if form.is_valid() and _release(request, event, form):
            return redirect(page_address(event))
        status = HTTPStatus.CONFLICT
        # What is shown again is what there is now.
        form.data = dict(form.data.items()) | {"seen": digest_of(to_data(draft))}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Programme"),
        "subtitle": event.title,
        "opts": model_admin.opts,
        "event": event,
        "form": form,
        "may_change": model_admin.has_change_permission(request) and event.state != EventState.CANCELLED,
        "may_release": may_release(request) and event.state != EventState.CANCELLED,
        **_draft(event, draft),
        **_standing(event, draft),
    }
    return TemplateResponse(request, "admin/events/programme.html", context, status=status)


def may_release(request: HttpRequest) -> bool:
    """Say whether the person may decide what the public reads."""
    return request.user.has_perm("events.publish_event")


def page_address(event: Event) -> str:
    return reverse("admin:events_programmeitem_programme", args=[event.pk])


def person_address(key: int) -> str:
    return reverse("admin:entrepreneurs_entrepreneur_change", args=[key])


def _draft(event: Event, draft: Programme) -> dict[str, Any]:
    """Return what is planned, by day, what was taken out, the rooms and the speakers. Four queries."""
    said: dict[int, list[str]] = {}
    for each in remarks(event, draft):
        said.setdefault(each.key, []).append(each.text)
    rows = (
        ProgrammeItem.objects.filter(event=event).select_related("room").annotate(held=Count("held_places"))
    )
    known = {row.pk: row for row in rows.order_by("starts_at", "room__position", "pk")}
    days: dict[Any, list[dict[str, Any]]] = {}
    for item in draft.items:
        day = timezone.localtime(item.starts_at).date()
        row = {"item": item, "held": known[item.key].held, "remarks": said.get(item.key, [])}
        days.setdefault(day, []).append(row)
    speakers = event.speakers.annotate(talks=Count("speaking")).order_by("name", "pk")
    return {
        "days": list(days.items()),
        "dropped": [row for row in known.values() if row.is_dropped],
        "rooms": event.rooms.annotate(used=Count("items")).order_by("position", "pk"),
        "speakers": speakers,
        "remark_count": sum(map(len, said.values())),
        "shift": ShiftForm(initial={"first_at": draft.items[0].starts_at}) if draft.items else None,
        "is_outside": any(
            item.starts_at < event.starts_at or item.ends_at > event.ends_at for item in draft.items
        ),
    }


def _standing(event: Event, draft: Programme) -> dict[str, Any]:
    """Return how the draft differs from what the public reads, and whom that concerns."""
    release = programmes.released(event)
    found = difference(programmes.programme_of(release), draft)
    concerned = programmes.whom_it_concerns(event, found) if release else []
    written_to = sum(bool(each.registration.contact_email) for each in concerned)
    return {
        "release": release,
        "changes": sentences(found) if release else [],
        "differs": bool(found),
        "can_release": bool(found) and (release is not None or bool(draft)),
        "concerned": len(concerned),
        "written_to": written_to,
        "called": len(concerned) - written_to,
    }


def _release(request: HttpRequest, event: Event, form: ReleaseForm) -> bool:
    clean = form.cleaned_data
    try:
        made = programmes.release_programme(
            event=event,
            by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            note=clean["note"],
            note_en=clean["note_en"],
            tell=clean["tell"],
            seen=clean["seen"],
        )
    except ChangeRefused as refused:
        form.add_error(None, str(refused.message))
        return False
    messages.success(request, _("The public reads version %(number)s now.") % {"number": made.number})
    return True


def preview(model_admin: "ProgrammeItemAdmin", request: HttpRequest, event_id: int) -> HttpResponse:
    """Show the draft as the public would read it, in a language (`?language=en`)."""
    event = _event(model_admin, request, event_id)
    wanted = request.GET.get("language", "")
    language = (
        wanted if wanted in Language.values else translation.get_language() or Language.SERBIAN_CYRILLIC
    )
    with translation.override(language):
        part = rendered("events/parts/programme_whole.html", snapshot(event), event.slug)
        context = {
            "event": event,
            "programme": part.html,
            "choices": [each for each in Language if each.value != language],
            "back_url": page_address(event),
        }
        response = TemplateResponse(request, "events/programme_preview.html", context)
        return response.render()


class ShiftForm(forms.Form):
    """When the first item is to begin; all others follow."""

    first_at = forms.SplitDateTimeField(
        label=gettext_lazy("The first item begins"), widget=AdminSplitDateTime()
    )


def shift(model_admin: "ProgrammeItemAdmin", request: HttpRequest, event_id: int) -> HttpResponse:
    """Move the whole draft so that its first item begins at the given moment; a POST, and twice is once."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    event = _event(model_admin, request, event_id)
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    form = ShiftForm(request.POST)
    first = min((item.starts_at for item in snapshot(event).items), default=None)
    if not form.is_valid() or first is None:
        messages.error(request, _("Nothing was moved. Please write a day and a time."))
        return redirect(page_address(event))
    try:
        moved = programme_items.shift_items(event=event, by=form.cleaned_data["first_at"] - first)
    except ChangeRefused as refused:
        messages.error(request, str(refused.message))
    else:
        text = ngettext("%(count)d item moved.", "%(count)d items moved.", moved)
        messages.success(request, text % {"count": moved})
    return redirect(page_address(event))


def _event(model_admin: "ProgrammeItemAdmin", request: HttpRequest, event_id: int) -> Event:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    event = Event.objects.with_details().filter(pk=event_id).first()
    if event is None:
        raise Http404
    return event
