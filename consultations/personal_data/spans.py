"""How long visits and cases are kept: decisions of the office, not of the law. The sentences are made of them too."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data.spans import Span
from entrepreneurs.personal_data.reasons import CAME, NEVER_CAME, or_as_evidence

DID_NOT_COME: Final = NEVER_CAME
CASE: Final = Span(years=3)
ABSENCE: Final = Span(years=1)

OF_VISIT = or_as_evidence(
    format_lazy(
        _(
            "After a visit: {came}; if you did not come: {missed} (office decision, not law). After that only the count"
            " remains."
        ),
        came=CAME,
        missed=DID_NOT_COME,
    )
)
OF_SESSION = or_as_evidence(
    format_lazy(
        _(
            "After a group session: {came}; if you did not come: {missed} (office decision, not law). After that"
            " only the count remains."
        ),
        came=CAME,
        missed=DID_NOT_COME,
    )
)
OF_CASE = or_as_evidence(
    format_lazy(
        _(
            "After a case was closed: {closed} (office decision, not law). After that only the figures remain."
        ),
        closed=CASE,
    )
)
OF_ABSENCE = format_lazy(_("After the absence: {kept} (office decision, not law)."), kept=ABSENCE)

__all__ = ["ABSENCE", "CAME", "CASE", "DID_NOT_COME", "OF_ABSENCE", "OF_CASE", "OF_SESSION", "OF_VISIT"]
