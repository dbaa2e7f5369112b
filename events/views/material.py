"""Pictures and files of an event as the public gets them."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.base.pictures.making import PictureState
from center.base.private_storage import private_storage
from events import rules
from events.models import Event, EventDownload, EventPicture


@dataclass(frozen=True)
class Material:
    """What stands on the page of an event: its poster, files to take away, and photos once it is over."""

    poster: EventPicture | None
    downloads: list[EventDownload]
    gallery: list[EventPicture]


def material_of(event: Event, now: datetime) -> Material:
    """Return the pictures that are ready and the files of an event. Two queries."""
    pictures = list(EventPicture.objects.filter(event=event, state=PictureState.READY))
    photos = [each for each in pictures if not each.is_poster]
    return Material(
        next((each for each in pictures if each.is_poster), None),
        list(EventDownload.objects.filter(event=event)),
        photos if rules.is_over(event, now) else [],
    )


@require_safe
def download(request: HttpRequest, slug: str, pk: int) -> HttpResponse | HttpResponseBase:
    """Give a file of a public event to be saved."""
    event = get_object_or_404(Event.objects.public(), slug=slug)
    found = get_object_or_404(EventDownload, event=event, pk=pk)
    try:
        content = private_storage().open(found.stored_as)
    except FileNotFoundError as error:
        raise Http404 from error
    return to_save(content, name=found.file_name, content_type=CONTENT_TYPES[FileKind(found.kind)])
