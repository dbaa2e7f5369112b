from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.base import points
from center.base.points import Coordinates

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

# Degrees around Serbia, with room for a neighbour's market town; a point outside is a slip much more often.
_LATITUDES: Final = (41, 47.5)
_LONGITUDES: Final = (17.5, 24.5)


def is_near_serbia(point: Coordinates) -> bool:
    south, north = _LATITUDES
    west, east = _LONGITUDES
    return south <= point.latitude <= north and west <= point.longitude <= east


class PointField(forms.CharField):
    """A point as one text; its value is `Coordinates`, or None when it was left empty.

    Takes whatever `points.parse` reads, and shows a stored pair as "43.58, 21.334". A point far from Serbia is
    refused with a question, which offers the numbers the other way round where that lies in Serbia.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("Point on the map"))
        kwargs.setdefault(
            "help_text",
            _(
                "Two numbers, latitude first, for example 43.58, 21.334; or paste the address of a place from any"
                " map on the internet. Leave it empty if you do not know."
            ),
        )
        kwargs.setdefault("max_length", points.LONGEST)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Coordinates) else value

    def clean(self, value: Any) -> Any:
        """Return the point; raises ValidationError with what to do instead."""
        text = super().clean(value)
        if not text:
            return None
        try:
            point = points.parse(text)
        except points.ShortLinkError:
            raise ValidationError(
                _(
                    "This short address does not hold the point itself. Open it, wait for the map, and copy the"
                    " long address from the browser."
                ),
                code="short_link",
            ) from None
        except points.NotAPointError:
            raise ValidationError(
                _(
                    "We found no point in this. Write two numbers, latitude first, for example 43.58, 21.334,"
                    " or paste the address of a place from a map."
                ),
                code="point",
            ) from None
        if is_near_serbia(point):
            return point
        swapped = Coordinates(point.longitude, point.latitude)
        if is_near_serbia(swapped):
            raise ValidationError(
                _("The latitude comes first. Did you mean %(point)s?"),
                code="swapped",
                params={"point": str(swapped)},
            )
        raise ValidationError(
            _("The point %(point)s is far from Serbia. Is it the right one? Please check the numbers."),
            code="far",
            params={"point": str(point)},
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _where(point: Coordinates) -> SafeString:
    """Link to the stored point on a map elsewhere, so that people can look whether it is the right place."""
    address = f"https://www.openstreetmap.org/?mlat={point.latitude}&mlon={point.longitude}"
    return format_html(
        '<a href="{}" rel="noopener noreferrer">{}</a>',
        f"{address}#map=17/{point.latitude}/{point.longitude}",
        gettext("See the saved point on OpenStreetMap (another website)"),
    )


class PointForm(_ModelForm):
    """Base of forms about something with `latitude` and `longitude`: the field `point` stands for both.

    In the admin list "point" among the fields, and neither column.
    """

    point = PointField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.instance
        if place.latitude is not None and place.longitude is not None:
            point = Coordinates(place.latitude, place.longitude)
            self.initial.setdefault("point", point)
            if "point" in self.fields:
                field = self.fields["point"]
                field.help_text = format_html("{} {}", field.help_text, _where(point))

    def _post_clean(self) -> None:
        """Put the two numbers on the record before the model checks it."""
        if "point" in self.cleaned_data:
            point = self.cleaned_data["point"]
            self.instance.latitude, self.instance.longitude = point or (None, None)
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, not in the stubs
