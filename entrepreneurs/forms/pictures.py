"""The forms with which editors send a picture of their enterprise and correct what it says of it."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.pictures.fields import UploadedPictureField
from entrepreneurs.choices import PictureKind, ProfileSection
from entrepreneurs.forms.profile import ColumnsForm, column_field
from entrepreneurs.models import Picture
from entrepreneurs.services import profile_values
from entrepreneurs.services.profile_values import Values

# Per cent from left and top, chosen in words: a pointer on a picture would need a script.
FOCUS: Final = (
    ("50-50", _("in the middle")),
    ("50-20", _("at the top")),
    ("50-80", _("at the bottom")),
    ("20-50", _("on the left")),
    ("80-50", _("on the right")),
    ("20-20", _("top left")),
    ("80-20", _("top right")),
    ("20-80", _("bottom left")),
    ("80-80", _("bottom right")),
)


class PictureTextForm(ColumnsForm):
    """What one picture shows, in words; its values have keys with its number."""

    section = ProfileSection.PICTURES
    model = Picture
    names = profile_values.PICTURE_COLUMNS

    def __init__(self, *args: Any, values: Values, number: int, **kwargs: Any) -> None:
        self.number = number
        super().__init__(*args, values=values, **kwargs)

    def build(self) -> None:
        own = {name: self.values.get(f"picture.{self.number}.{name}") for name in self.names}
        for name, column in self.columns().items():
            self.fields[name] = column_field(column, own[name])

    def wanted(self) -> Values:
        return {f"picture.{self.number}.{name}": value for name, value in super().wanted().items()}


class PictureForm(forms.Form):
    """A picture with what it shows, for people who cannot see it, and where its most important part is."""

    upload = UploadedPictureField(label=_("Picture"))
    kind = forms.ChoiceField(label=_("Kind"), choices=PictureKind, initial=PictureKind.PHOTO)
    alt_sr = forms.CharField(
        label=_("What the picture shows"),
        max_length=160,
        help_text=_("For people who cannot see it: jars of honey on a wooden table."),
    )
    alt_en = forms.CharField(label=_("What the picture shows (English)"), max_length=160, required=False)
    focus = forms.ChoiceField(
        label=_("Where the most important part is"),
        choices=FOCUS,
        initial="50-50",
        help_text=_("Pictures are cut to 4:3; this part stays inside."),
    )

    @property
    def focus_point(self) -> tuple[int, int]:
        """Per cent from left and top, once the form is valid."""
        left, top = self.cleaned_data["focus"].split("-")
        return int(left), int(top)
