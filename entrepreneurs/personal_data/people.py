"""Personal fields of the people whom we serve, and of what they told us, asked for and agreed to."""

from typing import Any

from django.apps import apps
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Mod, Now
from django.utils.translation import gettext_lazy as _

from center.base.encryption import EncryptedTextField, decrypt
from center.base.personal_data import (
    Subject,
    belongs,
    deleted,
    emptied,
    kept,
    not_findable,
    of_person,
    register,
)
from center.models import StoredMail, StoredText
from center.personal_data import LOG
from entrepreneurs import models
from entrepreneurs.personal_data.reasons import (
    FIGURES,
    WHILE_LISTED,
    WHILE_PERSON,
)


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
    retention=WHILE_PERSON,
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
    models.PersonLogin,
    personal={
        "user": _("login"),
        "person": _("person behind it"),
        "connected_at": _("when they were connected"),
    },
    other=["id", "connected_by"],
    purpose=_("Editing the profile of your enterprise."),
    retention=WHILE_LISTED,
    owner=of_person("person"),
    erasure=deleted(),
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
register(
    models.Settlement,
    other=[
        "id", "typed_latin", "name_sr", "name_en", "municipality_sr", "municipality_en", "cadastral_unit",
        "is_checked", "latitude", "longitude",
    ],
)  # fmt: skip
register(
    models.VulnerableGroup,
    other=[
        "id", "typed_latin", "code", "name_sr", "name_en", "source_sr", "source_en", "valid_from", "valid_until",
        "position",
    ],
)  # fmt: skip
register(models.ConsentText, other=["id", "typed_latin", "purpose", "version", "text_sr", "text_en"])
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
