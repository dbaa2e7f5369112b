"""Pictures of the library: who took them is named where the author wants it."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import not_findable, register
from center.models import Picture

register(
    Picture,
    personal={
        "credit": _("name of the author of a picture"),
        "caption_sr": _("caption, which may name who is in the picture"),
        "caption_en": _("caption, which may name who is in the picture"),
    },
    other=[
        "id",
        "typed_latin",
        "alt_sr",
        "alt_en",
        "focus_x",
        "focus_y",
        "state",
        "stem",
        "original",
        "digest",
        "width",
        "height",
        "widths",
        "added_by",
        "added_at",
        "is_demo",
    ],
    purpose=_("Showing the work of the Center in pictures, and naming their authors."),
    retention=_("As long as the picture is shown; it is removed at once when somebody in it asks for that."),
    owner=not_findable(
        _("A picture is not kept under a person's name. Tell the office which one it is, and it is removed.")
    ),
)
