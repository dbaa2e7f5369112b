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

for model in (Term, Resource, ResourceStep, FormerResourceSlug, ResourceFile, FundingCall, FormerCallSlug):
    register(model, other=[field.name for field in model._meta.get_fields() if field.concrete])


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
