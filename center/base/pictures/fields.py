"""A field of a form for one picture, for public pages and the admin."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from center.base.pictures import logos, reading

if TYPE_CHECKING:
    from collections.abc import Callable

# Less than MAX_BODY_BYTES, so that the other answers of the form and a word about the size fit beside it.
MOST_BYTES: Final = 7 * reading.MEGABYTE
_ACCEPTED: Final = "image/png,image/jpeg,image/webp"


class _SeveralInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralPicturesField(forms.FileField):
    """Many pictures at once. Its value is a list of the uploads as they came, at least one if the field is required.

    None is judged here, so that one that is wrong does not refuse the others: that is for whoever keeps them.
    """

    widget: "type[forms.Widget] | Callable[[], forms.Widget]" = _SeveralInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": _ACCEPTED}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the uploads; ValidationError when there is none."""
        uploads = [each for each in data or [] if isinstance(each, UploadedFile)]
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        return uploads


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
        return {**super().widget_attrs(widget), "accept": _ACCEPTED}

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the upload; ValidationError when it is too large or no picture."""
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile) and upload.file is not None:
            reading.check(upload.file, most_bytes=MOST_BYTES)
            upload.seek(0)
        return upload


class LogoField(forms.FileField):
    """A mark that becomes a WebP of ours, at most `box` in pixels.

    Django's own field would decode it before our limits.
    """

    def __init__(self, *, box: tuple[int, int], stem: str = "logo", **kwargs: Any) -> None:
        self._box, self._stem = box, stem
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": _ACCEPTED}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file made anew; ValidationError when it is too large or no picture."""
        value = super().clean(data, initial)
        return (
            logos.reencode(value, box=self._box, stem=self._stem)
            if isinstance(value, UploadedFile)
            else value
        )
