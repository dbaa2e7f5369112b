"""Personal fields of surveys: whom we invited."""

from typing import Final

from django.db.models.functions import Coalesce, Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import emptied, not_findable, register
from center.base.personal_data.spans import Span
from research.models import Invitation, PageReach, Sample, SpentInvitation, Survey

# A decision of the office: long enough to count what came back and to answer questions about it.
INVITED: Final = Span(months=6)
# Whoever wants to go on with an answer does so soon.
UNFINISHED: Final = Span(months=1)

register(
    Survey,
    other=[
        "id",
        "search",
        "typed_latin",
        "slug",
        "questionnaire",
        "title_sr",
        "title_en",
        "about_sr",
        "about_en",
        "thanks_sr",
        "thanks_en",
        "population",
        "population_size",
        "modes",
        "is_anonymous",
        "state",
        "opens_at",
        "closes_at",
        "earlier_wave",
        "is_listed",
        "added_by",
        "added_at",
        "is_demo",
    ],
)
register(
    Sample,
    other=[
        "id",
        "survey",
        "method",
        "strata_by",
        "seed",
        "frame_on",
        "frame_size",
        "strata",
        "drawn_by",
        "drawn_at",
    ],
)
register(PageReach, other=["id", "survey", "page", "people"])
register(
    Invitation,
    personal={
        "name": _("name in the invitation"),
        "email": _("email address"),
        "language": _("language of the letter"),
        "invited_at": _("when we invited you"),
        "reminded_at": _("when we reminded you"),
        "reminders": _("how often we reminded you"),
    },
    other=[
        "id",
        "survey",
        "mode",
        "enterprise",
        "stratum",
        "number",
        "code_hash",
        "code_salt",
        "invited_by",
        "letter_at",
        "withdrawn_by",
        "withdrawn_at",
        "erased_at",
    ],
    purpose=_("Asking organisations and people for their answers to a survey, each once."),
    retention=format_lazy(
        _("After a survey is closed: {kept} (office decision, not law). After that only the count remains."),
        kept=INVITED,
    ),
    owner=not_findable(
        _(
            "Addresses for invitations belong to organisations or come from lists; they are linked to nobody's record."
        )
    ),
    erasure=emptied(
        _("How many were invited and how many answered is counted from it: it names nobody."),
        name="",
        email="",
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(SpentInvitation, other=["invitation"])
