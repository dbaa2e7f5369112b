"""Personal fields of advisors, their hours and what is offered."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import kept, of_login, register
from consultations.models import (
    Absence,
    Advisor,
    Allocation,
    BookingSettings,
    Closure,
    ExtraHours,
    OpeningHours,
    Resource,
    Topic,
)
from consultations.personal_data.reasons import OF_COLLEAGUES
from consultations.personal_data.spans import OF_ABSENCE

register(BookingSettings, other=[field.name for field in BookingSettings._meta.concrete_fields])
register(
    Advisor,
    personal={"name_sr": _("name"), "name_en": _("name"), "typed_latin": _("name as typed")},
    other=["id", "user", "resource", "topics", "is_bookable"],
    purpose=_("Showing visitors who receives them."),
    retention=_("While the person works here, and as long as visits name their advisor."),
    owner=of_login("user"),
    to_others=lambda _advisor: _("an advisor of the office"),
    erasure=kept(OF_COLLEAGUES),
)
register(
    Absence,
    personal={
        "advisor": _("advisor"),
        "starts_at": _("beginning"),
        "ends_at": _("end"),
        "note": _("note, encrypted"),
    },
    other=["id"],
    purpose=_("Offering no times when an advisor is away."),
    retention=OF_ABSENCE,
    owner=of_login("advisor__user"),
    erasure=kept(OF_COLLEAGUES),
)
register(
    ExtraHours,
    other=["id", "advisor", "day", "opens", "closes"],
)
register(Resource, other=["id", "kind", "name", "is_active"])
register(OpeningHours, other=["id", "advisor", "weekday", "opens", "closes", "valid_from", "valid_until"])
register(Closure, other=["id", "starts_at", "ends_at", "name_sr", "name_en", "typed_latin"])
register(Allocation, other=["id", "resource", "consultation", "group_session", "busy", "live"])
register(
    Topic,
    other=[
        "id",
        "search",
        "typed_latin",
        "name_sr",
        "name_en",
        "slug",
        "summary_sr",
        "summary_en",
        "what_to_bring_sr",
        "what_to_bring_en",
        "length",
        "buffer_before",
        "buffer_after",
        "step",
        "notice_amount",
        "notice_unit",
        "horizon_days",
        "change_notice_hours",
        "modes",
        "confirmation",
        "is_published",
        "position",
    ],
)
