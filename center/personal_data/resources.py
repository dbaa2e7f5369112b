"""The library is about no person; only who wants to be reminded of a deadline leaves an address."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import Subject, deleted, register
from center.models import (
    CallReminder,
    CallSignUp,
    FormerCallSlug,
    FormerResourceSlug,
    FundingCall,
    Resource,
    ResourceFile,
    ResourceStep,
    Term,
    User,
)

register(
    Term,
    other=[
        "id", "typed_latin", "source_name_sr", "source_name_en", "source_url", "checked_on",
        "checked_by", "check_after_months", "state", "is_demo", "created_by", "created_at",
        "published_by", "published_at", "archived_by", "archived_at", "changed_at", "slug",
        "word_sr", "word_en", "short_sr", "short_en", "definition_sr", "definition_en", "search",
        "see_also",
    ],
)  # fmt: skip
register(
    Resource,
    other=[
        "id", "typed_latin", "source_name_sr", "source_name_en", "source_url", "checked_on",
        "checked_by", "check_after_months", "state", "is_demo", "created_by", "created_at",
        "published_by", "published_at", "archived_by", "archived_at", "changed_at", "kind", "slug",
        "title_sr", "title_en", "summary_sr", "summary_en", "body_sr", "body_en", "search", "terms",
    ],
)  # fmt: skip
register(
    ResourceStep,
    other=[
        "id", "typed_latin", "resource", "title_sr", "title_en", "body_sr", "body_en", "position",
        "search",
    ],
)  # fmt: skip
register(
    FormerResourceSlug,
    other=[
        "id", "slug", "resource",
    ],
)  # fmt: skip
register(
    ResourceFile,
    other=[
        "id", "resource", "language", "version", "kind", "size", "file_name", "stored_as",
        "added_by", "added_at", "replaced_by", "replaced_at",
    ],
)  # fmt: skip
register(
    FundingCall,
    other=[
        "id", "typed_latin", "source_name_sr", "source_name_en", "source_url", "checked_on",
        "checked_by", "check_after_months", "state", "is_demo", "created_by", "created_at",
        "published_by", "published_at", "archived_by", "archived_at", "changed_at", "slug",
        "title_sr", "title_en", "summary_sr", "summary_en", "body_sr", "body_en", "caller_sr",
        "caller_en", "applicants", "for_whom_sr", "for_whom_en", "amount_min", "amount_max",
        "currency", "opens_on", "ends", "deadline_at", "deadline_is_day", "deadline_set_at",
        "closed_by", "closed_at", "reason_sr", "ics_sequence", "search",
    ],
)  # fmt: skip
register(
    FormerCallSlug,
    other=[
        "id", "slug", "call",
    ],
)  # fmt: skip


def _confirmed_address(subject: Subject) -> Q:
    """Whoever confirmed an address reads its mail, and so does whoever signs in by codes sent to it."""
    condition = Q(pk__in=[])
    for email in User.objects.filter(pk__in=subject.logins).values_list("email", flat=True):
        condition |= Q(email__iexact=email)
    return condition & Q(confirmed_at__isnull=False)


register(
    CallSignUp,
    personal={
        "email": _("email address"),
        "language": _("chosen language"),
        "call": _("call for funding"),
        "created_at": _("time"),
        "confirmed_at": _("time of your yes"),
    },
    other=["id", "asked_at"],
    purpose=_("Reminding you of the deadline of a call for funding, as you asked."),
    retention=_(
        "30 days after the deadline, at once when you leave, and 7 days when you did not confirm (office decision, not"
        " law)."
    ),
    owner=_confirmed_address,
    erasure=deleted(),
)
register(CallReminder, other=["id", "sign_up", "kind", "moment", "made_at"])
