"""The form on which editors say where their enterprise is."""

from decimal import Decimal

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from center.base.point_field import PointField
from center.base.points import Coordinates
from center.base.scripts import sort_key
from entrepreneurs.choices import ProfileSection
from entrepreneurs.forms.profile import ColumnsForm
from entrepreneurs.models import Seat, Settlement
from entrepreneurs.services import profile_values
from entrepreneurs.services.profile_values import Values


class PlaceForm(ColumnsForm):
    """Where customers come; a street is shown only when its box is ticked, a point always."""

    section = ProfileSection.PLACE
    model = Seat
    names = ("street_sr", "street_en", "street_is_public")

    def build(self) -> None:
        self.fields["settlement"] = forms.TypedChoiceField(
            label=profile_values.label("settlement"),
            choices=_settlements(),
            coerce=int,
            initial=self.values["settlement"],
        )
        super().build()
        stored = self.values["point"]
        point = PointField(initial=Coordinates(*map(Decimal, stored)) if stored else None)
        point.help_text = format_lazy(
            "{} {}",
            point.help_text,
            _("Everybody sees the point: leave it empty if it would lead to a home that you do not show."),
        )
        self.fields["point"] = point

    def wanted(self) -> Values:
        point = self.cleaned_data["point"]
        return {
            "settlement": self.cleaned_data["settlement"],
            **super().wanted(),
            # As the columns hold it, so that the same point is no difference.
            "point": [f"{number:.6f}" for number in point] if point else None,
        }


def _settlements() -> list[tuple[int | str, str]]:
    """Return all settlements in the alphabet of the page."""
    language = get_language() or "sr"
    named = [(place.pk, str(place)) for place in Settlement.objects.all()]
    return [("", "–"), *sorted(named, key=lambda place: sort_key(place[1], language))]
