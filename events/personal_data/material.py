"""Pictures and files of events; who is on a picture agreed to that, and no field names them."""

from center.base.personal_data import register
from events.models import EventDownload, EventPicture

register(
    EventPicture,
    other=[
        "id",
        "typed_latin",
        "event",
        "kind",
        "alt_sr",
        "alt_en",
        "focus_x",
        "focus_y",
        "position",
        "state",
        "stem",
        "original",
        "digest",
        "width",
        "height",
        "widths",
        "added_by",
        "added_at",
    ],
)
register(
    EventDownload,
    other=[
        "id",
        "typed_latin",
        "event",
        "label_sr",
        "label_en",
        "position",
        "kind",
        "size",
        "file_name",
        "stored_as",
        "added_by",
        "added_at",
    ],
)
