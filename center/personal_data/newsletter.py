"""Readers of the newsletter: little is asked of them, and what is kept goes soon after they leave."""

from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import Subject, deleted, emptied, register
from center.base.personal_data.spans import Span
from center.models import NewsletterDelivery, NewsletterIssue, NewsletterItem, Subscriber, User

# A link that confirms works as long as its row is there.
UNCONFIRMED_KEPT: Final = timedelta(days=7)
ADDRESS_KEPT: Final = timedelta(days=30)
PROOF_KEPT: Final = Span(years=3)


def _of_login(subject: Subject) -> Q:
    """Say that the rows of an address are those of the login with it; it proves itself by a code sent there."""
    condition = Q(pk__in=[])
    for email in User.objects.filter(pk__in=subject.logins).values_list("email", flat=True):
        condition |= Q(email__iexact=email)
    return condition


def _sent_to_login(subject: Subject) -> Q:
    return Q(subscriber__in=Subscriber.objects.filter(_of_login(subject)).values("pk"))


register(
    Subscriber,
    personal={
        "email": _("email address"),
        "fingerprint": _("keyed hash of the email address, after that is erased"),
        "language": _("chosen language"),
        "state": _("whether you receive the newsletter"),
        "way": _("how you agreed"),
        "consent_version": _("version of the text that you agreed to"),
        "asked_at": _("time at which you asked for it"),
        "confirmed_at": _("time at which you confirmed"),
        "paper_day": _("day on which you signed the paper"),
        "paper_note": _("where that paper is kept"),
        "left_at": _("time at which you left"),
        "left_how": _("how you left"),
        "refused_at": _("time since which your address does not work"),
    },
    other=["id", "key", "added_by", "left_by", "emptied_at"],
    purpose=_("Sending the newsletter to those who want it."),
    retention=format_lazy(
        _(
            "An address that is not confirmed is deleted after 7 days. After you leave, the address is erased within 30"
            " days; a keyed hash of it and the dates of your consent stay for {kept}, as proof that you had agreed"
            " (office decision, not law)."
        ),
        kept=PROOF_KEPT,
    ),
    owner=_of_login,
    erasure=deleted(),
)
register(
    NewsletterDelivery,
    personal={"subscriber": _("subscriber to whom an issue was sent"), "queued_at": _("time")},
    other=["id", "issue", "mail"],
    purpose=_("Sending each issue of the newsletter once."),
    retention=_("As long as the address; after that only how many were sent is known."),
    owner=_sent_to_login,
    erasure=emptied(_("That an issue was sent to somebody, without a name."), subscriber=None),
)
register(NewsletterItem, other=["id", "issue", "news", "position"])
register(
    NewsletterIssue,
    other=[
        "id",
        "search",
        "typed_latin",
        "subject_sr",
        "subject_en",
        "slug",
        "intro_sr",
        "intro_en",
        "closing_sr",
        "closing_en",
        "state",
        "scheduled_for",
        "began_at",
        "began_by",
        "finished_at",
        "is_demo",
    ],
)
