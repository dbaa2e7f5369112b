"""Enterprises of the demo sign initiatives of the Center; that of the demo's member has one left to sign."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from center.demo_data import demo_member
from center.demo_data.advocacy import submit_what_was_signed
from center.models import AdvocacyInitiative, User
from entrepreneurs.models import Enterprise, InitiativeSignature
from entrepreneurs.services.signatures import sign_on_paper

_OPEN: Final = "shared-kitchen"
_SUPPORTERS: Final = 9


def load(by: User) -> None:
    """Sign on paper, as at a meeting of the enterprises, and let the Center submit what was signed; once."""
    if InitiativeSignature.objects.exists():
        return
    own = set(Enterprise.objects.editable_by(demo_member()).values_list("pk", flat=True))
    enterprises = list(Enterprise.objects.published().filter(is_demo=True).order_by("pk"))
    for initiative in AdvocacyInitiative.objects.taking_signatures().filter(is_demo=True):
        is_open = initiative.slug == _OPEN
        wanted = enterprises[2::3] if is_open else enterprises[::2]
        for enterprise in [each for each in wanted if not (is_open and each.pk in own)][:_SUPPORTERS]:
            member = enterprise.memberships.filter(ended_on__isnull=True).select_related("person").first()
            sign_on_paper(
                initiative=initiative,
                enterprise=enterprise,
                signed_for=member.person.name if member else "",
                signed_on=timezone.localdate() - timedelta(days=5 if is_open else 90),
                by=by,
            )
    submit_what_was_signed()
