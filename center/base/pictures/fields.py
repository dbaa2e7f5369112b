"""A field of a form for one picture, for public pages and the admin."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from center.base.pictures import reading

if TYPE_CHECKING:
    from collections.abc import Callable

# Less than MAX_BODY_BYTES, so that the other answers of the form and a word about the size fit beside it.
MOST_BYTES: Final = 7 * reading.MEGABYTE


class UploadedPictureField(forms.FileField):
    """A PNG, JPEG or WebP up to 7 MB and 24 million pixels, refused with a sentence before anything is kept.

    Its value is the upload as it came: hand it to a service that makes pictures of ours of it. Django's own
    ImageField would decode it before our limits.
    """

    widget: "type[forms.Widget] | Callable[[], forms.Widget]" = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("PNG, JPEG or WebP up to 7 MB. Where it was taken is not kept."))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": "image/png,image/jpeg,image/webp"}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the upload; ValidationError when it is too large or no picture."""
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile) and upload.file is not None:
            reading.check(upload.file, most_bytes=MOST_BYTES)
            upload.seek(0)
        return upload
