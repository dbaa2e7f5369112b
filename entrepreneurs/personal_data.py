"""Personal fields of the people we serve."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import register
from entrepreneurs.models import Entrepreneur

register(
    Entrepreneur,
    personal={
        "name": _("name"),
        "phone": _("phone number"),
        "email": _("email address"),
        "language": _("chosen language"),
        "created_at": _("day of the first contact"),
    },
    other=["id", "added_by"],
    purpose=_("Knowing that two visits are of the same person, and reaching that person."),
    retention=_(
        "Two years after the last visit; six months if the person never came (office decision, not law)."
    ),
)
