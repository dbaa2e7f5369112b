"""Pictures and files of an event in the admin: one page with all of them, and a form for each."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_versions import VersionedForm
from center.base.body_limits import takes_up_to
from center.base.pictures.fields import UploadedPictureField
from events.admin import photos
from events.admin.of_event import OfEventAdmin, OfEventForm
from events.admin.photo_forms import MOST_MEGABYTES
from events.models import EventDownload, EventPicture
from events.services import downloads, pictures


class _UploadForm(OfEventForm):
    """A file is asked for once, while the row is new."""

    upload: Any

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.instance.pk is None and "upload" not in self.errors and not self.cleaned_data.get("upload"):
            self.add_error("upload", _("Choose a file."))
        return data


class PictureForm(_UploadForm):
    upload = UploadedPictureField(label=gettext_lazy("file"), required=False)


class DownloadForm(_UploadForm):
    upload = forms.FileField(
        label=gettext_lazy("file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=gettext_lazy("A PDF or a picture. Where a picture was taken is not kept."),
    )

    def clean_upload(self) -> Any:
        """Judge the file by what is in it, before anything is kept."""
        upload = self.cleaned_data["upload"]
        if upload:
            downloads.download_kind(upload)
        return upload


class _MaterialAdmin(OfEventAdmin[Any]):
    back_to = photos.PAGE
    back_label = gettext_lazy("Pictures and files")
    may_be_deleted = True
    # Of what exists the file cannot be changed: remove it and add another.
    once: ClassVar[set[str]] = {"upload"}
    afterwards: ClassVar[set[str]] = set()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the file once; afterwards show what became of it."""
        hidden = self.once if obj else self.afterwards
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in hidden]})
            for title, options in super().get_fieldsets(request, obj)
        ]


@admin.register(EventPicture)
class EventPictureAdmin(_MaterialAdmin):
    form = PictureForm
    once: ClassVar = {"upload", "kind"}
    afterwards: ClassVar = {"large", "state"}
    readonly_fields: ClassVar = ["large", "state"]
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "large",
                    "upload",
                    "kind",
                    "alt_sr",
                    "alt_en",
                    ("focus_x", "focus_y"),
                    "position",
                    "state",
                ],
                "description": gettext_lazy(
                    "The poster is shown at once and whole. Photos are shown once the event is over; they are cut to"
                    " 4:3, and the focus stays inside: 50 and 50 is the middle. Show nobody who did not agree."
                ),
            },
        )
    ]

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(partial(photos.material_view, self))
        many = takes_up_to(
            self.admin_site.admin_view(partial(photos.add_photos_view, self)),
            # The photos, and the words beside them.
            most_bytes=(MOST_MEGABYTES + 1) * 1024**2,
        )
        return [
            path("of/<int:event_id>/", page, name=photos.PAGE),
            path("of/<int:event_id>/photos/", many, name="events_eventpicture_photos"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: EventPicture, form: VersionedForm, change: Any) -> None:
        """Send a new file through the service, or change the words about it."""
        clean = form.cleaned_data
        words = {"alt_sr": clean["alt_sr"], "alt_en": clean["alt_en"], "position": clean["position"]}
        focus = (clean["focus_x"], clean["focus_y"])
        saved = (
            pictures.describe_picture(picture=obj, focus=focus, **words)
            if change
            else pictures.add_picture(
                event=obj.event,
                upload=clean["upload"],
                kind=clean["kind"],
                focus=focus,
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                **words,
            )
        )
        obj.__dict__.update(saved.__dict__)

    def delete_model(self, request: HttpRequest, obj: EventPicture) -> None:
        request.event_of_deleted = obj.event  # type: ignore[attr-defined]
        pictures.remove_picture(picture=obj)

    @admin.display(description=gettext_lazy("picture"))
    def large(self, picture: EventPicture) -> SafeString:
        place = "poster" if picture.is_poster else "card"
        return render_to_string("admin/center/picture.html", {"shown": picture, "place": place})


@admin.register(EventDownload)
class EventDownloadAdmin(_MaterialAdmin):
    form = DownloadForm
    afterwards: ClassVar = {"file_name"}
    readonly_fields: ClassVar = ["file_name"]
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["file_name", "upload", "label_sr", "label_en", "position"],
                "description": gettext_lazy("Everybody can take it from the public page of the event."),
            },
        )
    ]

    def save_model(self, request: HttpRequest, obj: EventDownload, form: VersionedForm, change: Any) -> None:
        """Send a new file through the service; the words about it are saved as they are."""
        if change:
            super().save_model(request, obj, form, change)
            return
        clean = form.cleaned_data
        saved = downloads.add_download(
            event=obj.event,
            file=clean["upload"],
            name=clean["upload"].name,
            label_sr=clean["label_sr"],
            label_en=clean["label_en"],
            position=clean["position"],
            by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
        )
        obj.__dict__.update(saved.__dict__)

    def delete_model(self, request: HttpRequest, obj: EventDownload) -> None:
        request.event_of_deleted = obj.event  # type: ignore[attr-defined]
        downloads.remove_download(download=obj)
