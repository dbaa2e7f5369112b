"""How long registrations are kept: decisions of the office, not of the law. The sentences are made of them too."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from entrepreneurs.personal_data.reasons import CAME, NEVER_CAME, or_as_evidence

REGISTRATION: Final = NEVER_CAME
OF_CLIENT: Final = CAME

OF_EVENT = or_as_evidence(
    format_lazy(
        _(
            "After an event: {kept}; of people who also come for advice: {client} (office decision, not law)."
            " After that only the count remains."
        ),
        kept=REGISTRATION,
        client=OF_CLIENT,
    )
)
