"""Personal fields of the people we serve, and of enterprises, which may be one person."""

from typing import Any, Final

from django.apps import apps
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Mod, Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.encryption import EncryptedTextField, decrypt
from center.base.personal_data import (
    Owner,
    Subject,
    belongs,
    deleted,
    emptied,
    kept,
    not_findable,
    of_login,
    of_person,
    register,
)
from center.base.personal_data.spans import Span
from center.models import StoredMail, StoredText
from center.personal_data import BY_CONTACT, LOG
from entrepreneurs import models
from entrepreneurs.choices import ActionState, ClaimState, LegalForm, MemberRole, ProposalState

FIGURES = _(
    "The figures of the Center are counted from it: that there was somebody, when, where from. It names nobody."
)
OF_ENTERPRISE = _(
    "It belongs to the enterprise, which stands in public registers. To take the enterprise itself out, ask for that"
    " apart."
)
# For columns that the database does not allow to be empty.
DASH = "–"
_WHILE_LISTED = _("As long as the enterprise is listed, and three years longer (office decision, not law).")
# How long people are kept: decisions of the office, not of the law. Jobs count with them, the sentence is made of them.
CAME: Final = Span(years=2)
NEVER_CAME: Final = Span(months=6)
_WHILE_PERSON = format_lazy(
    _(
        "After the last visit: {came}; if the person never came: {never} (office decision, not law). As long as there"
        " is a case, an enterprise or a login, longer."
    ),
    came=CAME,
    never=NEVER_CAME,
)
_DIRECTORY = _("Keeping one record of each enterprise, and showing it in the directory with its consent.")


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


def _of_merged(subject: Subject) -> Q:
    of_people = Q(model=models.Entrepreneur._meta.label_lower)
    return of_people & (Q(kept_id__in=subject.persons) | Q(merged_id__in=subject.persons))


def _groups(row: models.Vulnerability) -> list[str]:
    names = {group.code: group.name.plain for group in models.VulnerableGroup.objects.all()}
    return [names.get(code, code) for code in row.groups]


def _moves(merge: models.Merge) -> list[dict[str, Any]]:
    """Give each change of a merge with its encrypted columns readable."""
    return [
        {
            key: _readable(entry["model"], each) if isinstance(each, dict) else each
            for key, each in entry.items()
        }
        for entry in merge.moves
    ]


def _readable(label: str, columns: dict[str, Any]) -> dict[str, Any]:
    sealed = {
        column.column: column.context
        for column in apps.get_model(label)._meta.concrete_fields
        if isinstance(column, EncryptedTextField)
    }
    return {
        name: decrypt(value, sealed[name]) if name in sealed and value else value
        for name, value in columns.items()
    }


register(
    models.Entrepreneur,
    personal={
        "name": _("name"),
        "stage": _("whether you want to start or run an enterprise"),
        "phone": _("phone number"),
        "email": _("email address"),
        "language": _("chosen language"),
        "settlement": _("settlement"),
        "created_at": _("day of the first contact"),
    },
    other=["id", "added_by", "archived_at", "merged_into", "erased_at"],
    purpose=_("Knowing that two visits are of the same person, and reaching that person."),
    retention=_WHILE_PERSON,
    owner=of_person("pk"),
    erasure=emptied(
        FIGURES,
        name="",
        phone="",
        email="",
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(
    models.Consent,
    personal={
        "person": _("who agreed"),
        "purpose": _("to what"),
        "text": _("in which words"),
        "given_at": _("when"),
        "given_how": _("how"),
        "withdrawn_at": _("when it was withdrawn"),
        "enterprise": _("on behalf of which enterprise"),
    },
    other=["id", "recorded_by", "withdrawal_recorded_by"],
    purpose=_("Being able to show to what you agreed, and to stop when you withdraw it."),
    retention=_("As long as we keep what rests on the consent."),
    owner=of_person("person"),
    told={"text": lambda consent: consent.text.text.plain},
    erasure=kept(_("It proves that what we did was allowed. It is withdrawn, and names nobody any more.")),
)
register(
    models.Vulnerability,
    personal={
        "person": _("whose"),
        "groups_json": _("what makes life harder, encrypted"),
        "recorded_at": _("when it was recorded"),
        "consent": _("your own consent to keep it"),
    },
    other=["id", "recorded_by"],
    purpose=_("Advice and support that fit your situation; only if you agree to it apart."),
    retention=_("Until you withdraw your consent, and no longer than the rest of your record."),
    owner=of_person("person"),
    told={"groups_json": _groups},
    erasure=deleted(),
)
register(
    models.Demographics,
    personal={
        "person": _("whose"),
        "sex": _("sex, if you told us"),
        "birth_year": _("year of birth, if you told us"),
        "employment": _("work when you first came, if you told us"),
        "recorded_at": _("when it was recorded"),
        "consent": _("your own consent to be counted"),
    },
    other=["id", "recorded_by"],
    purpose=_("Counting whom the Center reached, in summaries without names; only if you agree to it apart."),
    retention=_("Until you withdraw your consent, and no longer than the rest of your record."),
    owner=of_person("person"),
    # The figures of a year must not change because somebody left.
    erasure=emptied(
        _(
            "You agreed to be counted, and are, without a name; of the year of birth only the five years around it"
            " stay. To be counted no more, withdraw that consent first."
        ),
        birth_year=F("birth_year") - Mod(F("birth_year"), 5),
    ),
)
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
    retention=_WHILE_LISTED,
    owner=of_person("person"),
    erasure=kept(_("It ends. That somebody had this role is part of the records of the enterprise.")),
)
register(
    models.ContactPreference,
    personal={
        "person": _("who"),
        "no_voicemail": _("whether we may leave a message on the answering machine"),
        "call_from": _("from when we may call"),
        "call_until": _("until when we may call"),
        "neutral_texts": _("whether our texts leave the topic unsaid"),
        "no_email_reminders": _("whether we may remind you by email"),
        "advice": _("what else we should know before calling, encrypted"),
        "helper_name": _("name of the person whom we may tell"),
        "helper_phone": _("phone number of the person whom we may tell"),
        "helper_email": _("email address of the person whom we may tell"),
        "helper_relation": _("who that person is to you"),
        "helper_consent": _("your consent to tell that person"),
    },
    other=["id", "updated_at", "updated_by"],
    purpose=_("Reaching you without putting you in danger or difficulty."),
    retention=_(
        "As long as your record; the person whom we may tell until you withdraw your consent (office decision, not"
        " law)."
    ),
    owner=of_person("person"),
    erasure=deleted(),
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
    retention=_WHILE_LISTED,
    owner=of_login("proposed_by"),
    erasure=emptied(
        OF_ENTERPRISE,
        message=Case(When(state=ProposalState.RETURNED, then=Value(DASH)), default=Value("")),
    ),
)
register(
    models.PersonLogin,
    personal={
        "user": _("login"),
        "person": _("person behind it"),
        "connected_at": _("when they were connected"),
    },
    other=["id", "connected_by"],
    purpose=_("Editing the profile of your enterprise."),
    retention=_WHILE_LISTED,
    owner=of_person("person"),
    erasure=deleted(),
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
    retention=_WHILE_LISTED,
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
    purpose=_DIRECTORY,
    retention=_WHILE_LISTED,
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
    purpose=_DIRECTORY,
    retention=_WHILE_LISTED,
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
register(
    models.Merge,
    personal={"moves": _("what two records held before they became one")},
    other=["id", "model", "kept_id", "merged_id", "done_at", "done_by", "undone_at", "undone_by"],
    purpose=_("Undoing a merge of two records that was a mistake."),
    retention=_("Half a year after the merge; after that it cannot be undone (office decision, not law)."),
    owner=_of_merged,
    told={"moves": _moves},
    erasure=emptied(LOG, moves=[]),
)
register(models.DifferentRecords, other=["id", "model", "lower_id", "higher_id", "told_at", "told_by"])
register(
    models.Import,
    personal={
        "rows": _("what a table says about people, until it is imported"),
        "report": _("what became of the rows of a table"),
    },
    other=[
        "id", "kind", "file_name", "digest", "source", "headers", "columns", "add_anyway", "row_count", "state",
        "uploaded_by", "uploaded_at", "confirmed_by", "confirmed_at",
    ],
    purpose=_("Bringing tables of the office into the records, and finding out afterwards what came from where."),
    retention=_(
        "The rows of a table: until it is imported, or one day if nobody confirms it; what was said about a row: half a"
        " year (office decision, not law)."
    ),
    owner=not_findable(
        _(
            "Rows of a table name many people, and none of them by a number of ours. What was imported stands with your"
            " record."
        )
    ),
)  # fmt: skip
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
    models.Settlement,
    other=[
        "id", "typed_latin", "name_sr", "name_en", "municipality_sr", "municipality_en", "cadastral_unit",
        "is_checked", "latitude", "longitude",
    ],
)  # fmt: skip
register(
    models.ActivityCode,
    other=["id", "typed_latin", "scheme", "version", "level", "code", "parent", "name_sr", "name_en"],
)
register(
    models.VulnerableGroup,
    other=[
        "id", "typed_latin", "code", "name_sr", "name_en", "source_sr", "source_en", "valid_from", "valid_until",
        "position",
    ],
)  # fmt: skip
register(models.CheckLetter, other=["id", "enterprise", "kind", "period", "letters", "sent_at"])
register(models.ConsentText, other=["id", "typed_latin", "purpose", "version", "text_sr", "text_en"])
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
    retention=_WHILE_LISTED,
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
    retention=_WHILE_LISTED,
    owner=of_person("person"),
    erasure=emptied(OF_ENTERPRISE, words=""),
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
register(
    models.PersonMail,
    personal={"person": _("to whom an email went"), "mail": _("which email")},
    other=["id"],
    purpose=_("Seeing which emails you got from us, when you ask about one."),
    retention=_("As long as we keep your record; the text of an email is erased after 90 days."),
    owner=of_person("person"),
    erasure=kept(_("It leads from an empty record to an empty email.")),
)
belongs(StoredMail, of_person("person_mail__person"))
register(
    models.PersonText,
    personal={"person": _("to whom a text message went"), "text": _("which text message")},
    other=["id"],
    purpose=_("Stopping what still waits when you withdraw your consent, and telling you what we sent."),
    retention=_("As long as we keep your record; the words of a text message are erased after 90 days."),
    owner=of_person("person"),
    erasure=kept(_("It leads from an empty record to an empty text message.")),
)
belongs(StoredText, of_person("person_text__person"))
register(
    models.DataRequest,
    personal={
        "person": _("who asked"),
        "kind": _("what you asked for about your data"),
        "way": _("how your request came"),
        "words": _("your request in your words, encrypted"),
        "received_on": _("day on which it came"),
        "due_on": _("day by which we owe an answer"),
        "state": _("what became of your request"),
        "answer": _("our answer, encrypted"),
        "decided_at": _("when it was answered"),
    },
    other=["id", "recorded_by", "decided_by"],
    purpose=_("Answering what you ask about your data, within 30 days, and being able to show that we did."),
    retention=_(
        "As long as your record; after an erasure only that there was a request, and when it was answered."
    ),
    owner=of_person("person"),
    erasure=emptied(
        _("It proves that somebody asked and was answered in time. It names nobody any more."),
        words="",
        answer="",
    ),
)
