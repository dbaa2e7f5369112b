"""Personal fields of programmes: who speaks is announced to everybody."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import kept, of_person, register
from events.models import ItemSpeaker, ProgrammeItem, ProgrammeRelease, Room, Speaker

ANNOUNCED = _(
    "The programme of an event was published with your agreement and stays as it was. To have your name taken out,"
    " ask for that apart."
)

register(
    Speaker,
    personal={
        "event": _("at which event you spoke"),
        "entrepreneur": _("that you are this person"),
        "name": _("name"),
        "role_sr": _("who you are"),
        "role_en": _("who you are, in English"),
        "about_sr": _("about you"),
        "about_en": _("about you, in English"),
    },
    other=["id", "typed_latin"],
    purpose=_("Announcing who speaks at an event."),
    retention=_("As long as the page of the event stands."),
    owner=of_person("entrepreneur"),
    erasure=kept(ANNOUNCED),
)
register(ItemSpeaker, other=["id", "item", "speaker", "position"])
register(Room, other=["id", "typed_latin", "event", "name_sr", "name_en", "position"])
register(
    ProgrammeItem,
    other=[
        "id",
        "typed_latin",
        "event",
        "kind",
        "title_sr",
        "title_en",
        "about_sr",
        "about_en",
        "starts_at",
        "ends_at",
        "room",
        "capacity",
        "is_dropped",
        "speakers",
    ],
)
register(
    ProgrammeRelease,
    other=["id", "event", "number", "data", "digest", "note_sr", "note_en", "released_at", "released_by"],
)
