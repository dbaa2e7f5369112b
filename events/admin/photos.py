"""The page with the pictures and files of an event: many photos added at once, the words of all changed in a table."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.admin.photo_forms import MOST_MEGABYTES, AddPhotosForm, PhotoForm, rows_of, words_of_gone
from events.choices import EventState, PictureKind
from events.errors import PhotosChangedMeanwhile, PhotosRefused
from events.models import Event
from events.services import photos
from events.services.pictures import MOST_PICTURES

if TYPE_CHECKING:
    from events.admin.material import EventPictureAdmin

PAGE = "events_eventpicture_material"


def material_view(model_admin: "EventPictureAdmin", request: HttpRequest, event_id: int) -> HttpResponse:
    """Show all pictures and files of an event; POST saves the words and the order of its photos."""
    event = _event(model_admin, request, event_id)
    if request.method != "POST":
        return _page(model_admin, request, event)
    if not _may_change(model_admin, request, event):
        raise PermissionDenied
    rows = rows_of(photos.photos_of(event), request.POST)
    message, typed_of_gone = _saved(request, event, [row for row in rows if row.is_typed])
    if not message:
        return _back(event)
    return _page(
        model_admin,
        request,
        event,
        status=HTTPStatus.CONFLICT,
        rows=rows,
        message=message,
        typed_of_gone=typed_of_gone,
    )


def add_photos_view(model_admin: "EventPictureAdmin", request: HttpRequest, event_id: int) -> HttpResponse:
    """Add many photos and say what became of each file that is none now."""
    event = _event(model_admin, request, event_id)
    if request.method != "POST":
        return _back(event)
    if not _may_add(model_admin, request, event):
        raise PermissionDenied
    form = AddPhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(model_admin, request, event, form=form)
    words = {"alt_sr": form.cleaned_data["alt_sr"], "alt_en": form.cleaned_data["alt_en"]}
    added = photos.add_photos(
        event=event,
        uploads=form.cleaned_data["photos"],
        by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
        **words,
    )
    if not added.here and not added.refused:
        text = ngettext(
            "%(count)d photo was added and is being prepared.",
            "%(count)d photos were added and are being prepared.",
            added.taken,
        )
        messages.success(request, text % {"count": added.taken})
        return _back(event)
    # The names of the files are on this page alone, and nowhere else.
    return _page(model_admin, request, event, form=AddPhotosForm(initial=words), added=added)


def _event(model_admin: "EventPictureAdmin", request: HttpRequest, event_id: int) -> Event:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    event = Event.objects.filter(pk=event_id).first()
    if event is None:
        raise Http404
    return event


def _may_add(model_admin: "EventPictureAdmin", request: HttpRequest, event: Event) -> bool:
    return event.state != EventState.CANCELLED and model_admin.has_add_permission(request)


def _may_change(model_admin: "EventPictureAdmin", request: HttpRequest, event: Event) -> bool:
    return event.state != EventState.CANCELLED and model_admin.has_change_permission(request)


def _back(event: Event) -> HttpResponseRedirect:
    return redirect(f"admin:{PAGE}", event.pk)


def _page(
    model_admin: "EventPictureAdmin",
    request: HttpRequest,
    event: Event,
    *,
    status: int = HTTPStatus.OK,
    rows: list[PhotoForm] | None = None,
    form: AddPhotosForm | None = None,
    **more: Any,
) -> HttpResponse:
    shown = list(photos.photos_of(event)) if rows is None else [row.photo for row in rows]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Pictures and files"),
        "subtitle": event.title,
        "opts": model_admin.opts,
        "event": event,
        "posters": event.pictures.filter(kind=PictureKind.POSTER),
        "photos": shown,
        "rows": rows if rows is not None else rows_of(shown),
        "downloads": event.downloads.all(),
        "form": form or AddPhotosForm(),
        "most_photos": MOST_PICTURES,
        "most_bytes": MOST_MEGABYTES * 1024**2,
        "may_add": _may_add(model_admin, request, event),
        "may_change": _may_change(model_admin, request, event),
        **more,
    }
    return TemplateResponse(request, "admin/events/material.html", context, status=status)


def _saved(request: HttpRequest, event: Event, rows: list[PhotoForm]) -> tuple[str, list[str]]:
    """Save the table; return the sentence of what is refused (the rows hold theirs), and words typed of photos gone."""
    gone = words_of_gone(request.POST, rows)
    if not all([row.is_valid() for row in rows]):  # noqa: C419 -- each row says what is wrong with it
        return str(PhotosRefused({}).message), gone
    if gone:  # shown once; nothing is saved until it was seen
        return str(PhotosChangedMeanwhile().message), gone
    try:
        changed = photos.describe_photos(event=event, wanted={row.photo.pk: row.words for row in rows})
    except PhotosRefused as refused:
        for row in rows:
            for name, faults in refused.faults.get(row.photo.pk, {}).items():
                row.add_error(name if name in row.fields else None, list(faults))
        return str(refused.message), gone
    except PhotosChangedMeanwhile as refused:
        for row in rows:
            row.look_again(words=row.photo.pk in refused.words, order=refused.is_order)
        return str(refused.message), gone
    text = ngettext("Saved: %(count)d photo changed.", "Saved: %(count)d photos changed.", changed)
    messages.success(request, text % {"count": changed})
    return "", []
