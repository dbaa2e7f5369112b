"""The library of pictures: upload once, say what it shows, use it in news, pages, guides and press releases."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_base import VersionedAdmin
from center.admin_columns import badge, moment_column, two_lines
from center.admin_versions import VersionedForm
from center.base.pictures import storing
from center.base.pictures.fields import UploadedPictureField
from center.base.pictures.making import PictureState
from center.base.pictures.sizes import WHOLE
from center.models import Picture
from center.services import pictures

_BADGES = {
    PictureState.PROCESSING: ("info", "clock"),
    PictureState.READY: ("success", "check"),
    PictureState.FAILED: ("error", "error"),
}
_WORDS = ("alt_sr", "alt_en", "caption_sr", "caption_en", "credit")


class PictureForm(VersionedForm):
    """The file is asked for once, while the row is new."""

    upload = UploadedPictureField(label=gettext_lazy("file"), required=False)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.instance.pk is None and "upload" not in self.errors and not self.cleaned_data.get("upload"):
            self.add_error("upload", _("Choose a file."))
        return data


@admin.register(Picture)
class PictureAdmin(VersionedAdmin[Picture]):
    form = PictureForm
    change_form_template = "admin/center/pictures/change_form.html"
    may_be_deleted = True
    refusals = (ValidationError,)
    nothing_yet = gettext_lazy(
        "Pictures that you upload here can be shown in news, pages and press releases."
    )
    list_display = (
        "thumbnail",
        "words",
        "state_badge",
        moment_column("added_at", gettext_lazy("added")),
    )
    list_display_links = ("words",)
    list_filter = ("state",)
    date_hierarchy = "added_at"
    folded_search = ("alt_sr", "alt_en", "caption_sr", "caption_en", "credit")
    readonly_fields = ("large", "state", "added_by", "added_at")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["large", "upload", "alt_sr", "alt_en", "caption_sr", "caption_en", "credit"],
                "description": gettext_lazy(
                    "Show nobody who did not agree to it. The file is made anew in several sizes; where it was taken is"
                    " not kept."
                ),
            },
        ),
        (
            gettext_lazy("Cut"),
            {
                "fields": [("focus_x", "focus_y")],
                "description": gettext_lazy(
                    "Pictures are cut to 4:3, and the focus stays inside: 50 and 50 is the middle. Press releases and"
                    " papers get the whole picture."
                ),
            },
        ),
        (gettext_lazy("Origin"), {"fields": ["state", "added_by", "added_at"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        """Ask for the file once; afterwards show what became of it."""
        hidden = {"upload"} if obj else {"large", "state", "added_by", "added_at"}
        found = [
            (title, {**options, "fields": [name for name in options["fields"] if name not in hidden]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        return [(title, options) for title, options in found if options["fields"]]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Tell the page where the uncut picture lies, on which the focus is pressed."""
        shown: Picture | None = context.get("original")
        if shown is not None and shown.is_ready:
            context["whole"] = storing.address(shown.stem, WHOLE, "webp")
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Picture, form: VersionedForm, change: Any) -> None:
        """Send a new file through the service, or change the words about it."""
        clean = form.cleaned_data
        words = {name: clean[name] for name in _WORDS}
        focus = (clean["focus_x"], clean["focus_y"])
        saved = (
            pictures.describe_picture(picture=obj, focus=focus, **words)
            if change
            else pictures.add_picture(
                upload=clean["upload"],
                focus=focus,
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                **words,
            )
        )
        obj.__dict__.update(saved.__dict__)

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        pictures.remove_picture(picture=obj)

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture: Picture) -> SafeString:
        return _shown(picture, "row")

    @admin.display(description=gettext_lazy("picture"))
    def large(self, picture: Picture) -> SafeString:
        return _shown(picture, "card")

    @admin.display(description=gettext_lazy("what the picture shows"), ordering="alt_sr")
    def words(self, picture: Picture) -> SafeString:
        return two_lines(picture.alt, picture.credit)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, picture: Picture) -> SafeString:
        return badge(*_BADGES[PictureState(picture.state)], picture.get_state_display())


def _shown(picture: Picture, place: str) -> SafeString:
    return render_to_string("admin/center/picture.html", {"shown": picture, "place": place})
