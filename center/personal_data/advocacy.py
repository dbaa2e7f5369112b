"""Initiatives name institutions and offices; members of the council are people, named with their consent."""

from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.personal_data import not_findable, register
from center.base.personal_data.spans import Span
from center.models import (
    AdvocacyInitiative,
    AskedInstitution,
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


register(
    Institution,
    other=[
        "id", "typed_latin", "name_sr", "name_en", "level", "website", "is_offered",
    ],
)  # fmt: skip
register(
    AdvocacyInitiative,
    other=[
        "id", "typed_latin", "slug", "title_sr", "title_en", "summary_sr", "summary_en", "why_sr",
        "why_en", "signs_until", "answer_due", "due_source_sr", "due_source_en", "state",
        "signing_opened_at", "signing_closed_at", "published_by", "published_at", "created_by",
        "created_at", "changed_at", "is_demo", "search", "institutions",
    ],
)  # fmt: skip
register(AskedInstitution, other=["id", "advocacyinitiative", "institution"])
register(
    FormerInitiativeSlug,
    other=[
        "id", "slug", "initiative",
    ],
)  # fmt: skip
register(
    InitiativeDocument,
    other=[
        "id", "typed_latin", "label_sr", "label_en", "is_public", "position", "kind", "size",
        "file_name", "stored_as", "added_by", "added_at", "initiative",
    ],
)  # fmt: skip
register(
    InitiativeStep,
    other=[
        "id", "typed_latin", "initiative", "place", "day", "kind", "institution", "text_sr",
        "text_en", "document", "recorded_by", "recorded_at",
    ],
)  # fmt: skip
register(
    InitiativeWording,
    other=[
        "id", "typed_latin", "initiative", "number", "title_sr", "title_en", "summary_sr",
        "summary_en", "why_sr", "why_en", "asked", "reason_sr", "reason_en", "written_by",
        "written_at",
    ],
)  # fmt: skip
register(
    CouncilMeeting,
    other=[
        "id", "typed_latin", "day", "starts", "place_sr", "place_en", "agenda_sr", "agenda_en",
        "minutes_sr", "minutes_en", "minutes_are_public", "state", "is_demo", "attended",
    ],
)  # fmt: skip
register(
    CouncilDocument,
    other=[
        "id", "typed_latin", "label_sr", "label_en", "is_public", "position", "kind", "size",
        "file_name", "stored_as", "added_by", "added_at", "meeting",
    ],
)  # fmt: skip
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
    other=[
        "id",
        "typed_latin",
        "meeting",
        "year",
        "number",
        "text_sr",
        "text_en",
        "is_public",
        "responsible",
        "due_on",
        "state",
        "done_on",
        "outcome_sr",
        "outcome_en",
    ],
)
