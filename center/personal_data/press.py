"""Personal fields of the work with media."""

from typing import Final

from django.db.models.functions import Coalesce, Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import deleted, emptied, not_findable, register
from center.base.personal_data.spans import Span
from center.models import (
    Coverage,
    EmbargoMove,
    FormerPressSlug,
    Journalist,
    MediaOutlet,
    MediaRequest,
    PressAttachment,
    PressDelivery,
    PressKitPicture,
    PressNotice,
    PressPicture,
    PressRelease,
)

JOURNALISTS_KEPT: Final = Span(years=3)
REQUESTS_KEPT: Final = Span(months=6)
UNANSWERED_KEPT: Final = Span(years=1)
_BY_NAME = _(
    "Contacts of journalists belong to no account. Write to the office from the address that it has of you: it tells"
    " what it keeps, and erases it if you wish."
)

register(
    MediaOutlet,
    other=[
        "id",
        "name",
        "kind",
        "reach",
        "place",
        "website",
        "email",
        "phone",
        "language",
        "is_archived",
        "notes",
        "left_at",
        "is_demo",
    ],
)
register(
    Journalist,
    personal={
        "name": _("name"),
        "outlet": _("medium"),
        "email": _("email address"),
        "phone": _("phone number"),
        "beat": _("what you write about"),
        "language": _("language of our letters"),
        "source": _("where we have the contact from"),
        "notes": _("notes of the office"),
        "left_at": _("when you asked for no more press releases"),
        "touched_at": _("last contact"),
    },
    other=["id", "is_archived", "erased_at", "is_demo"],
    purpose=_("Sending press releases to journalists, and answering them."),
    retention=format_lazy(
        _("{kept} after the last contact, or at once when you ask for it (office decision, not law)."),
        kept=JOURNALISTS_KEPT,
    ),
    owner=not_findable(_BY_NAME),
    erasure=emptied(
        _("Which medium it was and that a press release went there."),
        name="",
        email="",
        phone="",
        beat="",
        notes="",
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(
    MediaRequest,
    personal={
        "outlet_name": _("medium"),
        "name": _("name"),
        "email": _("email address"),
        "phone": _("phone number"),
        "text": _("what you wrote"),
        "deadline": _("when you need it"),
        "wants_releases": _("whether you want our press releases"),
        "language": _("language you wrote in"),
        "created_at": _("time"),
    },
    other=["id", "submission", "state", "handled_by", "handled_at", "outlet", "journalist", "is_demo"],
    purpose=_("Answering what media ask on the page for them."),
    retention=format_lazy(
        _(
            "{kept} after the answer; if nobody dealt with it, {unanswered} after it came (office decision, not law)."
        ),
        kept=REQUESTS_KEPT,
        unanswered=UNANSWERED_KEPT,
    ),
    owner=not_findable(_BY_NAME),
    erasure=deleted(),
)
register(
    PressDelivery,
    personal={
        "address": _("email address"),
        "journalist": _("journalist"),
        "language": _("language of our letters"),
        "sent_at": _("time"),
    },
    other=["id", "reference", "release", "outlet", "mail", "sent_by"],
    purpose=_("Sending each press release to each address once."),
    retention=_("The address goes together with the contact of the journalist."),
    owner=not_findable(_BY_NAME),
    erasure=emptied(_("That a press release went to a medium, and when."), address=""),
)
register(
    PressRelease,
    personal={
        "contact_name": _("colleague who answers media"),
        "contact_phone": _("phone number"),
        "contact_email": _("email address"),
    },
    other=[
        "id",
        "search",
        "typed_latin",
        "title_sr",
        "title_en",
        "slug",
        "subtitle_sr",
        "subtitle_en",
        "place_sr",
        "place_en",
        "dated",
        "body_sr",
        "body_en",
        "notes_sr",
        "notes_en",
        "embargo_until",
        "state",
        "public_from",
        "created_by",
        "created_at",
        "changed_at",
        "approved_by",
        "approved_at",
        "withdrawn_by",
        "withdrawn_at",
        "is_demo",
    ],
    purpose=_("Press releases name a colleague whom media can ask."),
    retention=_("As long as the press release is published; the office takes the name out on request."),
    owner=not_findable(_("Only colleagues who agreed to it are named, in the text that everybody can read.")),
)
register(EmbargoMove, other=["id", "release", "before", "after", "moved_by", "moved_at", "told_at"])
# Whom it went to stands with the delivery.
register(PressNotice, other=["id", "move", "delivery", "mail"])
register(PressPicture, other=["id", "release", "picture", "position"])
register(PressKitPicture, other=["id", "picture", "position"])
register(FormerPressSlug, other=["id", "slug", "release"])
register(
    PressAttachment,
    other=[
        "id",
        "typed_latin",
        "release",
        "label_sr",
        "label_en",
        "position",
        "kind",
        "size",
        "file_name",
        "stored_as",
    ],
)
register(
    Coverage,
    other=[
        "id",
        "day",
        "outlet",
        "kind",
        "title",
        "language",
        "link",
        "release",
        "reach",
        "reach_source",
        "is_public",
        "scan_kind",
        "scan_size",
        "scan_name",
        "scan_stored_as",
        "scan_may_be_shown",
        "notes",
        "added_by",
        "added_at",
        "is_demo",
    ],
)
