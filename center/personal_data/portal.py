"""Personal fields of the Center's own models."""

from collections.abc import Callable
from typing import Final

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import Subject, emptied, kept, not_findable, of_login, register
from center.base.personal_data.spans import Span
from center.choices import MailState, TextState
from center.models import (
    AccessRecord,
    BackupRun,
    ErasureRecord,
    HistoryRedaction,
    Office,
    OfficeHours,
    OfficeLink,
    Question,
    RateWindow,
    RetentionRun,
    StaffAction,
    StoredMail,
    StoredText,
    User,
)

BY_CONTACT = _(
    "Sent without an account: a name, a phone number or an email address is no proof of who wrote. Tell the office when"
    " you wrote, and it looks for it."
)


LOGS_KEPT: Final = Span(years=5)
OF_LOGS: Final = format_lazy(_("{kept} (office decision, not law)."), kept=LOGS_KEPT)
LOG = _(
    "It proves who did what with protected records. It holds numbers and names of colleagues, and nobody may change"
    " it."
)


def _to_login(subject: Subject) -> Q:
    return Q(recipient__in=User.objects.filter(pk__in=subject.logins).values("email"))


# What still waits is not sent to somebody who wants to be forgotten.
_NOT_SENT_ANY_MORE = Case(When(state=MailState.QUEUED, then=Value(MailState.FAILED)), default=F("state"))
_TEXT_NOT_SENT_ANY_MORE = Case(When(state=TextState.QUEUED, then=Value(TextState.FAILED)), default=F("state"))


def _unless_secret(name: str) -> Callable[[StoredMail], str]:
    """Give the text of a mail, but not the code or the personal link in one: whoever holds it could act with it."""

    def told(mail: StoredMail) -> str:
        text: str = getattr(mail, name)
        return str(_("a code or a personal link, not repeated here")) if mail.is_secret and text else text

    return told


register(
    User,
    personal={
        "email": _("email address"),
        "name": _("name"),
        "password": _("password, only as a hash that cannot be read back"),
        "language": _("chosen language"),
        "last_login": _("time of the last login"),
        "date_joined": _("day the account was opened"),
    },
    other=["id", "is_staff", "is_active", "is_superuser", "groups", "user_permissions"],
    purpose=_("Accounts of staff and of entrepreneurs who sign in."),
    retention=_("While the account is used; after that only as long as records name who made them."),
    owner=of_login("pk"),
    told={"password": lambda user: _("kept only as a hash") if user.has_usable_password() else ""},
    to_others=lambda user: _("a colleague of the office") if user.is_staff else _("somebody else"),
    erasure=kept(
        _(
            "A login that is yours alone is emptied and closed. That of a colleague stays as long as records name who"
            " made them."
        )
    ),
)
register(
    Question,
    personal={
        "name": _("name"),
        "phone": _("phone number"),
        "email": _("email address"),
        "text": _("what you wrote"),
        "language": _("language you wrote in"),
        "created_at": _("time"),
    },
    other=["id", "submission", "state", "answered_by", "answered_at"],
    purpose=_("Answering a question sent from the contact page."),
    retention=_("Six months after the answer (office decision, not law)."),
    owner=not_findable(BY_CONTACT),
)
register(
    StoredMail,
    personal={
        "recipient": _("email address"),
        "reply_to": _("email address to which answers go"),
        "subject": _("subject of the email"),
        "body_text": _("text of the email, encrypted"),
        "body_html": _("text of the email, encrypted"),
        "calendar": _("calendar entry in the email, encrypted"),
        "unsubscribe_url": _("address by which you leave the newsletter, encrypted"),
        "language": _("chosen language"),
    },
    other=[
        "id",
        "kind",
        "calendar_method",
        "is_neutral",
        "is_secret",
        "expires_at",
        "message_id",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "queued_at",
        "sent_at",
        "erased_at",
    ],
    purpose=_("Sending the emails that you asked for, and seeing whether they arrived."),
    retention=_("Personal links and codes are wiped once sent; the text of other emails after 90 days."),
    # Others lead to a person through the registry of people.
    told={name: _unless_secret(name) for name in ("body_text", "body_html", "calendar", "unsubscribe_url")},
    owner=_to_login,
    erasure=emptied(
        _("That an email was sent, of which kind and when: how we find out what does not arrive."),
        recipient="",
        reply_to="",
        subject="",
        body_text="",
        body_html="",
        calendar="",
        calendar_method="",
        unsubscribe_url="",
        last_error="",
        state=_NOT_SENT_ANY_MORE,
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(
    StoredText,
    personal={
        "recipient": _("phone number"),
        "body": _("words of the text message, encrypted"),
        "language": _("chosen language"),
    },
    other=[
        "id",
        "kind",
        "thread",
        "send_from",
        "send_until",
        "expires_at",
        "key",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "queued_at",
        "sent_at",
        "erased_at",
    ],
    purpose=_("Sending the text messages that you agreed to, and seeing whether they left."),
    retention=_("The words are erased after 90 days, and at once when they are not needed any more."),
    erasure=emptied(
        _("That a text message was sent, of which kind and when."),
        recipient="",
        body="",
        last_error="",
        state=_TEXT_NOT_SENT_ANY_MORE,
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(
    AccessRecord,
    personal={"user": _("member of staff who looked at a record"), "seen_at": _("time")},
    other=["id", "model", "object_id", "purpose", "request_id"],
    purpose=_("Showing who of the staff looked at protected records."),
    retention=OF_LOGS,
    owner=of_login("user"),
    erasure=kept(LOG),
)
register(
    StaffAction,
    personal={
        "by": _("coordinator who changed an account"),
        "user": _("member of staff whose account was changed"),
        "roles": _("roles of that account"),
        "reason": _("reason"),
        "done_at": _("time"),
    },
    other=["id", "kind", "request_id"],
    purpose=_("Showing who let whom into the records and who ended it."),
    retention=OF_LOGS,
    owner=of_login("user"),
    erasure=kept(LOG),
)
register(
    Office,
    other=[
        "id", "typed_latin", "name_sr", "name_en", "short_name_sr", "short_name_en",
        "neutral_name_sr", "neutral_name_en", "tagline_sr", "tagline_en", "street_sr", "street_en",
        "postcode", "town_sr", "town_en", "directions_sr", "directions_en", "about_sr", "about_en",
        "phone", "email", "contact_is_placeholder", "latitude", "longitude", "town_latitude",
        "town_longitude", "logo", "band", "country", "organisation_identifier", "organisation_type",
        "brand_colour",
    ],
)  # fmt: skip
register(OfficeHours, other=["id", "office", "weekday", "opens", "closes"])
register(OfficeLink, other=["id", "office", "kind", "url"])
register(RateWindow, other=["key", "started_at", "count"])
register(
    HistoryRedaction,
    other=[
        "id",
        "event_table",
        "columns",
        "record_count",
        "value_count",
        "purpose",
        "request_id",
        "database_role",
        "done_at",
    ],
)
register(BackupRun, other=["id", "made_at", "size", "is_encrypted"])
# Numbers of rows that are empty or gone; they lead to nobody.
register(
    ErasureRecord,
    other=["id", "mark", "kind", "model", "object_ids", "fields", "actor", "deed", "request_id", "done_at"],
)
register(RetentionRun, other=["id", "made_at", "is_dry", "report", "confirmed_at", "confirmed_by"])
