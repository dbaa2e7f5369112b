"""Places where events take place."""

from typing import ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import badge, two_lines
from events.choices import Answer
from events.models import Venue

_ANSWERS = {
    Answer.YES: ("success", "check"),
    Answer.NO: ("warning", "error"),
    Answer.UNKNOWN: ("neutral", "question"),
}


@admin.register(Venue)
class VenueAdmin(VersionedAdmin[Venue]):
    list_display = ["name", "place", "entrance", "is_active"]
    list_filter: ClassVar = ["is_active", "step_free"]
    list_select_related: ClassVar = ["settlement"]
    folded_search = ("name_sr", "name_en", "street_sr", "settlement__name_sr")
    add_label = _("Add a venue")
    nothing_yet = _("Halls and squares where your events take place. Each is described once and used again.")
    fieldsets: ClassVar = [
        (
            _("Where it is"),
            {
                "fields": [
                    "name_sr",
                    "name_en",
                    "street_sr",
                    "street_en",
                    "settlement",
                    ("latitude", "longitude"),
                    "directions_sr",
                    "directions_en",
                    "is_active",
                ]
            },
        ),
        (
            _("Who can get in"),
            {
                "fields": [
                    "step_free",
                    "accessible_toilet",
                    "accessible_parking",
                    "hearing_loop",
                    "quiet_room",
                    "access_sr",
                    "access_en",
                ],
                "description": _(
                    "Go and look, and enter what you have seen. What nobody looked at stays “Not known”, and people"
                    " read that."
                ),
            },
        ),
    ]

    @admin.display(description=_("where"), ordering="settlement__name_sr")
    def place(self, venue: Venue) -> SafeString:
        return two_lines(venue.settlement.name, venue.street)

    @admin.display(description=_("entrance without steps"), ordering="step_free")
    def entrance(self, venue: Venue) -> SafeString:
        kind, icon = _ANSWERS[Answer(venue.step_free)]
        return badge(kind, icon, gettext(str(venue.get_step_free_display())))
