"""Personal fields of the door: who came, and who kept it."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import kept, of_person, register
from center.base.personal_data.cookies import cookie
from entrepreneurs.personal_data.reasons import FIGURES
from events.models import CheckIn, DoorPass, HeadCount
from events.personal_data.spans import OF_EVENT

register(
    CheckIn,
    personal={
        "registration": _("with which registration you came"),
        "day": _("on which day you came"),
        "at": _("when you came"),
        "undone_at": _("when it was noted that you did not come after all"),
    },
    other=["id", "person", "action", "door", "noted_by", "undone_door", "undone_by"],
    purpose=_("Knowing how many people came, and showing it to those who gave money for the event."),
    retention=OF_EVENT,
    owner=of_person("registration__entrepreneur"),
    erasure=kept(FIGURES),
)
register(
    DoorPass,
    other=[
        "id",
        "event",
        # For which door or volunteer, as staff wrote it: it names nobody whom we keep data about.
        "label",
        "secret",
        "valid_from",
        "valid_until",
        "made_by",
        "made_at",
        "revoked_by",
        "revoked_at",
        "last_used_at",
    ],
)
register(
    HeadCount,
    other=["id", "event", "day", "kind", "sex", "age_band", "number", "action", "at", "door", "noted_by"],
)

cookie(
    "door_",
    _("Door of an event"),
    purpose=_("Keeps the door of an event open on the device of a helper who has the pass for it."),
    kept=_("Until the pass is over"),
)
