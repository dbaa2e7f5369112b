"""Personal fields of enterprises, which may be one person, and of who speaks for them."""

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.personal_data import (
    Owner,
    Subject,
    deleted,
    emptied,
    kept,
    not_findable,
    of_login,
    of_person,
    register,
)
from center.personal_data import BY_CONTACT
from entrepreneurs import models
from entrepreneurs.choices import ActionState, ClaimState, LegalForm, MemberRole, ProposalState
from entrepreneurs.personal_data.reasons import DASH, DIRECTORY, OF_ENTERPRISE, WHILE_LISTED


def _of_sole_trader(path: str) -> Owner:
    """Say that an enterprise is a person's data where it is that person; other forms are bodies of their own."""

    def condition(subject: Subject) -> Q:
        return Q(
            **{
                f"{path}registeredform_facts__form": LegalForm.ENTREPRENEUR,
                f"{path}memberships__person__in": subject.persons,
                f"{path}memberships__role__in": [MemberRole.FOUNDER, MemberRole.REPRESENTATIVE],
            }
        )

    return condition


register(
    models.Membership,
    personal={
        "person": _("who"),
        "enterprise": _("in which enterprise"),
        "role": _("role"),
        "started_on": pgettext_lazy("day", "from"),
        "ended_on": pgettext_lazy("day", "until"),
        "may_edit": _("whether you may edit the profile"),
        "publication_consent": _("your consent to be named"),
    },
    other=["id", "added_by"],
    purpose=_("Knowing whom to ask about an enterprise, and who may edit its profile."),
    retention=WHILE_LISTED,
    owner=of_person("person"),
    erasure=kept(_("It ends. That somebody had this role is part of the records of the enterprise.")),
)
register(
    models.ClaimRequest,
    personal={
        "name": _("name"),
        "email": _("email address"),
        "phone": _("phone number"),
        "role": _("role"),
        "language": _("chosen language"),
        "proposal": _("what you wrote about the enterprise"),
        "message": _("message to the office"),
        "enterprise": _("in which enterprise"),
        "person": _("person behind it"),
        "invited_by": _("who invited you"),
        "publication_text": _("your consent to publication"),
        "statistics_text": _("your consent to statistics"),
        "created_at": _("when you asked"),
        "reason": _("why it was refused"),
    },
    other=[
        "id", "kind", "state", "submission", "code_hash", "code_expires_at", "code_tries", "codes_sent",
        "verified_at", "decided_at", "decided_by", "erased_at",
    ],
    purpose=_("Deciding who may add or edit an enterprise in the directory."),
    retention=_(
        "One day if the email address is not confirmed; half a year if the request is refused or taken back; else as"
        " long as the enterprise is listed (office decision, not law)."
    ),
    owner=of_person("person"),
    erasure=emptied(
        OF_ENTERPRISE,
        name="",
        email="",
        phone="",
        proposal={},
        message="",
        code_hash="",
        reason=Case(When(state=ClaimState.REFUSED, then=Value(DASH)), default=Value("")),
        erased_at=Coalesce("erased_at", Now()),
    ),
)  # fmt: skip
register(
    models.ChangeProposal,
    personal={
        "proposed_by": _("login"),
        "proposed_at": _("when you proposed a change"),
        "changes": _("what you wrote about the enterprise"),
        "message": _("what the office answered"),
    },
    other=["id", "enterprise", "section", "state", "decided_by", "decided_at"],
    purpose=_("Looking at changes of a profile before the public sees them."),
    retention=WHILE_LISTED,
    owner=of_login("proposed_by"),
    erasure=emptied(
        OF_ENTERPRISE,
        message=Case(When(state=ProposalState.RETURNED, then=Value(DASH)), default=Value("")),
    ),
)
register(
    models.Channel,
    personal={
        "person": _("whose"),
        "phone": _("phone number"),
        "email": _("email address"),
        "note_sr": _("note"),
        "note_en": _("note"),
        "typed_latin": _("what was typed in Latin script"),
        "publication_consent": _("your consent to publish it"),
    },
    other=["id", "enterprise", "kind", "receives_messages", "position"],
    purpose=_("Reaching the enterprise, and letting customers reach it."),
    retention=WHILE_LISTED,
    owner=of_person("person"),
    erasure=deleted(),
)
register(
    models.Seat,
    personal={
        "street_sr": _("street and number, which may be a home"),
        "street_en": _("street and number, which may be a home"),
        "typed_latin": _("what was typed in Latin script"),
        "settlement": _("settlement"),
        "street_is_public": _("whether the street is shown"),
    },
    other=["id", "enterprise", "valid", "source", "recorded_at", "recorded_by"],
    purpose=DIRECTORY,
    retention=WHILE_LISTED,
    owner=_of_sole_trader("enterprise__"),
    erasure=kept(OF_ENTERPRISE),
)
register(
    models.Enterprise,
    # A sole trader's enterprise carries the person's name and numbers.
    personal={
        "legal_name": _("legal name, which of a sole trader is a person's name"),
        "name_sr": _("name of the enterprise"),
        "name_en": _("name of the enterprise"),
        "comparable_name": _("name of the enterprise, simplified for finding duplicates"),
        "slug": _("short name in addresses"),
        "registration_number": _("registration number"),
        "tax_number": _("tax number"),
        "typed_latin": _("what was typed in Latin script"),
        "internal_note": _("notes of staff"),
        "latitude": _("where customers come"),
        "longitude": _("where customers come"),
    },
    other=[
        "id", "uid", "founded_on", "summary_sr", "summary_en", "description_sr", "description_en",
        "how_to_buy_sr", "how_to_buy_en", "hours_note_sr", "hours_note_en", "languages", "state",
        "publication_consent", "published_at", "confirmed_on", "confirmed_by", "confirmation_asked_at",
        "created_at", "added_by", "changed_at", "is_demo", "merged_into",
    ],
    purpose=DIRECTORY,
    retention=WHILE_LISTED,
    owner=_of_sole_trader(""),
    to_others=str,
    erasure=emptied(OF_ENTERPRISE, internal_note=""),
)  # fmt: skip
register(
    models.EnterpriseMessage,
    personal={
        "name": _("name"),
        "phone": _("phone number"),
        "email": _("email address"),
        "text": _("what you wrote, encrypted"),
        "language": _("language you wrote in"),
        "created_at": _("time"),
        "enterprise": _("to which enterprise"),
    },
    other=["id", "submission", "state", "mail", "passed_on_by", "passed_on_at"],
    purpose=_("Passing your message on to the enterprise, by email or by phone."),
    retention=_("Six months after it was passed on (office decision, not law)."),
    owner=not_findable(BY_CONTACT),
)
register(
    models.ErrorReport,
    personal={
        "text": _("what you wrote, encrypted"),
        "email": _("email address"),
        "language": _("language you wrote in"),
        "created_at": _("time"),
    },
    other=["id", "enterprise", "kind", "submission", "state", "handled_by", "handled_at"],
    purpose=_(
        "Putting right what is wrong on a page of the directory, and asking you if something is unclear."
    ),
    retention=_("Six months after it was dealt with (office decision, not law)."),
    owner=not_findable(BY_CONTACT),
)
_FACT = ["id", "enterprise", "valid", "source", "recorded_at", "recorded_by"]
register(models.Existence, other=[*_FACT, "end_reason"])
register(models.RegisteredForm, other=[*_FACT, "form", "is_flat_rate"])
register(models.RegisteredActivity, other=[*_FACT, "code"])
register(
    models.LegalStatus,
    other=[
        *_FACT, "status", "decided_on", "decision_number", "ways", "areas", "groups", "end_reason", "checked_on",
        "checked_by",
    ],
)  # fmt: skip
register(models.ServedGroup, other=["id", "status", "group"])
register(models.FormerSlug, other=["id", "slug", "enterprise"])
register(models.WebLink, other=["id", "enterprise", "kind", "url"])
register(models.OpeningTime, other=["id", "enterprise", "weekday", "opens", "closes"])
register(
    models.Picture,
    other=[
        "id", "typed_latin", "enterprise", "kind", "alt_sr", "alt_en", "focus_x", "focus_y", "state", "stem",
        "original", "width", "height", "widths", "position", "is_approved", "submitted_by", "created_at",
    ],
)  # fmt: skip
register(
    models.Product,
    other=[
        "id", "typed_latin", "enterprise", "category", "name_sr", "name_en", "description_sr", "description_en",
        "price_sr", "price_en", "available_from", "available_until", "how_to_order_sr", "how_to_order_en",
        "picture", "is_offered", "position",
    ],
)  # fmt: skip
register(models.ProductCategory, other=["id", "typed_latin", "slug", "name_sr", "name_en", "position"])
register(
    models.AnnualFigures,
    other=[
        "id", "enterprise", "year", "source", "source_note", "confidence", "income_band", "vulnerable_engaged",
        "profit_reinvested", "decision_share", "recorded_at", "recorded_by",
    ],
)  # fmt: skip
register(models.Engagement, other=["id", "figures", "sex", "contract", "people"])
register(
    models.ReportDuty,
    other=["id", "enterprise", "first_year", "last_year", "due_on", "submitted_on", "enterprise_reminded_at"],
)
register(
    models.ActivityCode,
    other=["id", "typed_latin", "scheme", "version", "level", "code", "parent", "name_sr", "name_en"],
)
register(models.CheckLetter, other=["id", "enterprise", "kind", "period", "letters", "sent_at"])
register(
    models.DirectoryRules,
    other=[
        "id", "ask_after_months", "mark_after_months", "hide_after_months", "report_reminder_days",
        "hours_at_once", "contact_at_once", "products_at_once",
    ],
)  # fmt: skip
register(
    models.JointAction,
    personal={
        "author": _("who wrote it"),
        "title": _("what you wrote on the board"),
        "text": _("what you wrote on the board"),
        "message": _("what the Center answered"),
        "created_at": _("when"),
    },
    other=[
        "id", "kind", "enterprise", "last_day", "state", "submission", "decided_by", "decided_at",
    ],
    purpose=_("Letting members find one another for joint orders and actions."),
    retention=WHILE_LISTED,
    owner=of_person("author"),
    erasure=emptied(
        OF_ENTERPRISE,
        title=DASH,
        text=DASH,
        message=Case(When(state=ActionState.RETURNED, then=Value(DASH)), default=Value("")),
    ),
)  # fmt: skip
register(
    models.Joining,
    personal={
        "person": _("who joined"),
        "words": _("what you can bring"),
        "joined_at": _("when"),
        "left_at": _("when you left"),
    },
    other=["id", "action", "enterprise"],
    purpose=_("Letting members find one another for joint orders and actions."),
    retention=WHILE_LISTED,
    owner=of_person("person"),
    erasure=emptied(OF_ENTERPRISE, words=""),
)
register(
    models.InitiativeSignature,
    personal={
        "person": _("person who signed"),
        "signed_for": _("who signed for the enterprise"),
        "way": pgettext_lazy("signature", "how"),
        "signed_on": _("day of the signature"),
        "entered_at": _("time"),
        "withdrawn_at": pgettext_lazy("signature", "when it was withdrawn"),
        "hidden_at": _("when the name of the enterprise was taken off the list"),
    },
    other=["id", "typed_latin", "initiative", "enterprise", "wording", "name_sr", "name_en", "entered_by"],
    purpose=_(
        "Proving to an institution that an enterprise supports an initiative; the public reads its name only."
    ),
    retention=WHILE_LISTED,
    owner=of_person("person"),
    erasure=emptied(OF_ENTERPRISE, signed_for=""),
)
register(
    models.DirectoryEntry,
    other=[
        "enterprise", "slug", "name_sr", "name_en", "summary_sr", "summary_en", "form", "activity", "section",
        "division", "settlement", "status", "groups", "categories", "products", "picture", "latitude", "longitude",
        "confirmed_on", "is_marked", "is_demo", "published_at", "facets", "sort_sr", "sort_latn", "sort_en",
        "words_name", "words_products", "words_summary", "words_rest", "search",
    ],
)  # fmt: skip
register(models.DirectoryTotal, other=["id", "facet", "amount"])
register(models.DirectoryWord, other=["id", "word", "written"])
