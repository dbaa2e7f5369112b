"""Initiatives name institutions and offices; members of the council are people, named with their consent."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.personal_data import not_findable, register
from center.base.personal_data.spans import Span
from center.models import (
    AdvocacyInitiative,
    CouncilAttendance,
    CouncilDecision,
    CouncilDocument,
    CouncilMeeting,
    CouncilMember,
    FormerInitiativeSlug,
    InitiativeDocument,
    InitiativeStep,
    InitiativeWording,
    Institution,
)

ABOUT_KEPT: Final = Span(years=2)


def _columns(model: type) -> list[str]:
    return [field.name for field in model._meta.get_fields() if field.concrete]  # type: ignore[attr-defined]


for _model in (
    Institution,
    AdvocacyInitiative,
    FormerInitiativeSlug,
    InitiativeDocument,
    InitiativeStep,
    InitiativeWording,
    CouncilMeeting,
    CouncilDocument,
):
    register(_model, other=_columns(_model))
register(
    CouncilMember,
    personal={
        "name": _("name"),
        "role": _("role"),
        "organisation_sr": _("organisation"),
        "organisation_en": _("organisation"),
        "about_sr": _("what was written about you"),
        "about_en": _("what was written about you"),
        "since": pgettext_lazy("day", "from"),
        "until": pgettext_lazy("day", "until"),
        "is_public": _("whether you are named on the public page"),
        "agreed_on": _("day on which you agreed to be named"),
    },
    other=["id", "typed_latin"],
    purpose=_("Showing who advises the Center, who was at a meeting and who sees to a decision."),
    retention=format_lazy(
        _(
            "As long as the minutes of the council are kept. The sentences about a member are erased {kept} after the"
            " end of the term (office decision, not law)."
        ),
        kept=ABOUT_KEPT,
    ),
    owner=not_findable(
        _(
            "Members of the council have no account for it. Ask the office: it knows you and finds the records at once."
        )
    ),
)
register(
    CouncilAttendance,
    other=["id", "meeting", "member"],
)
register(
    CouncilDecision,
    other=_columns(CouncilDecision),
)
