"""Text messages about a visit or a place in a group session; nothing here stores or sends.

None tells what it is about: a text stands on the locked screen of a phone that others see. Each is one message of plain
letters, so a long address is left out before a word is.
"""

from typing import Final

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center import offices
from center.base.letter_kinds import name_kinds
from center.base.phones import display_phone
from center.base.sms import fitting
from center.models import Office
from consultations.choices import Mode
from consultations.models import Consultation, Participation
from entrepreneurs.models import preference_of

Appointment = Consultation | Participation

name_kinds(
    {
        "consultations/text_reminder": gettext_lazy("SMS: reminder"),
        "consultations/text_moved": gettext_lazy("SMS: moved"),
        "consultations/text_cancelled": gettext_lazy("SMS: cancelled"),
        "consultations/text_restored": gettext_lazy("SMS: takes place after all"),
    }
)
# So that a long name of the office leaves room for what it has to say.
_LONGEST_NAME: Final = 34


def thread_of(appointment: Appointment) -> str:
    """Return under which name the texts about it take each other's place."""
    return f"{'visit' if isinstance(appointment, Consultation) else 'place'}-{appointment.pk}"


def write(name: str, appointment: Appointment) -> str:
    """Return the text of a kind (`reminder`, `moved`, `cancelled`, `restored`), in the person's language."""
    times = appointment if isinstance(appointment, Consultation) else appointment.session
    with translation.override(appointment.language):
        is_neutral = preference_of(appointment.entrepreneur).neutral_texts
        office = offices.neutral() if is_neutral else offices.sender()
        starts_at = timezone.localtime(times.starts_at)
        said = {
            "who": str(office.short_name or office.name)[:_LONGEST_NAME].strip(),
            # The weekday first: it is what people remember.
            "when": f"{date_format(starts_at, 'l')}, {date_format(starts_at, 'SHORT_DATETIME_FORMAT')}",
            "phone": display_phone(office.phone),
        }
        template = f"consultations/texts/text_{name}.text"
        places = [_place(times.mode, office), ""]
        return fitting(*(render_to_string(template, {**said, "place": place}) for place in places))


def _place(mode: str, office: Office) -> str:
    if mode == Mode.PHONE:
        return _("We call you")
    return str(office.street) if mode == Mode.OFFICE else ""
