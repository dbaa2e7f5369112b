"""The office: one form for everything that pages, mails and calendars say about it."""

import re
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin.indicators import indicators_view
from center.admin_base import PortalTabularInline, SingletonAdmin
from center.admin_versions import VersionedForm
from center.base import brand
from center.base.pictures.fields import LogoField
from center.models import Office, OfficeHours, OfficeLink

# Twice the largest size at which a logo is shown.
_LOGO_BOX = (480, 240)
_HEX = re.compile("#[0-9A-Fa-f]{6}")
_SHORT_HEX = re.compile("#[0-9A-Fa-f]{3}")


# Four times the height at which the band is shown, for fine screens and print.
_BAND_BOX = (480, 48)


class OfficeForm(VersionedForm):
    logo = LogoField(
        box=_LOGO_BOX,
        stem="logo",
        required=False,
        label=gettext_lazy("Logo"),
        help_text=Office._meta.get_field("logo").help_text,
    )
    band = LogoField(
        box=_BAND_BOX,
        stem="band",
        required=False,
        label=gettext_lazy("Band under the head of pages"),
        help_text=Office._meta.get_field("band").help_text,
    )

    def clean_brand_colour(self) -> str:
        """Refuse a colour that cannot be read as text on paper or under white text (WCAG 2.2, 1.4.3)."""
        colour: str = self.cleaned_data["brand_colour"].strip()
        if _HEX.fullmatch(f"#{colour}"):
            colour = f"#{colour}"
        elif _SHORT_HEX.fullmatch(colour):
            # As in CSS: each digit stands for two.
            colour = "#" + "".join(2 * digit for digit in colour[1:])
        # Another form of text is the model's to refuse, which runs after this.
        if _HEX.fullmatch(colour) and not brand.is_readable(colour):
            least = min(brand.contrast(colour, brand.PAPER), brand.contrast(colour, brand.WHITE))
            raise forms.ValidationError(
                _(
                    "This colour is too light to be read: its contrast is %(contrast)s and must be at least %(least)s."
                )
                # Cut, not rounded: 4.46 is not enough and must not read as 4.5.
                % {"contrast": number_format(least, 1), "least": number_format(brand.ENOUGH, 1)},
                code="contrast",
            )
        return colour


class HoursInline(PortalTabularInline[OfficeHours]):
    model = OfficeHours
    description = gettext_lazy(
        "When the door is open to everyone. Two rows for one day make a break. Hours in which advisors receive"
        " visitors are set with each advisor."
    )


class LinksInline(PortalTabularInline[OfficeLink]):
    model = OfficeLink
    extra = 0
    description = gettext_lazy("Shown in the footer of every public page.")


@admin.register(Office)
class OfficeAdmin(SingletonAdmin[Office]):
    form: Any = OfficeForm
    inlines = [HoursInline, LinksInline]
    fieldsets = [
        (
            gettext_lazy("Name of the office"),
            {
                "fields": [
                    "name_sr",
                    "name_en",
                    "short_name_sr",
                    "short_name_en",
                    "neutral_name_sr",
                    "neutral_name_en",
                ]
            },
        ),
        (
            gettext_lazy("What the office does"),
            {"fields": ["tagline_sr", "tagline_en", "about_sr", "about_en"]},
        ),
        (
            gettext_lazy("Address"),
            {
                "fields": [
                    "street_sr",
                    "street_en",
                    "postcode",
                    "town_sr",
                    "town_en",
                    "directions_sr",
                    "directions_en",
                    ("latitude", "longitude"),
                    ("town_latitude", "town_longitude"),
                ]
            },
        ),
        (
            gettext_lazy("Reporting to donors (IATI)"),
            {
                "fields": ["country", "organisation_identifier", "organisation_type"],
                "description": gettext_lazy(
                    "Files of grants by the international standard name who reports and which country is served. They"
                    " are offered once all three are entered."
                ),
            },
        ),
        (gettext_lazy("Contact"), {"fields": ["phone", "email", "contact_is_placeholder"]}),
        (gettext_lazy("Look"), {"fields": ["logo", "band", "brand_colour"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        """Put the indicators beside the office: they are about all of it."""
        view = self.admin_site.admin_view(partial(indicators_view, self))
        return [path("indicators/", view, name="center_office_indicators"), *super().get_urls()]
