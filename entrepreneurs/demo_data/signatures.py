"""Enterprises of the demo sign initiatives of the Center; that of the demo's member has one left to sign."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from center.demo_data import demo_member
from center.demo_data.advocacy import submit_what_was_signed
from center.models import AdvocacyInitiative, User
from center.services.wordings import revise_initiative
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
        if is_open:
            _reword(initiative, by)
    submit_what_was_signed()


def _reword(initiative: AdvocacyInitiative, by: User) -> None:
    """Add a sentence to a signed text, so that one sees how that looks to everybody."""
    revise_initiative(
        initiative=initiative,
        by=by,
        why_sr=f"{initiative.why_sr}\n\nПростор би се делио по распореду који сва предузећа виде унапред.",
        why_en=f"{initiative.why_en}\n\nThe room would be shared by a timetable that all enterprises see in advance.",
        reason_sr="Веће је питало како би се простор делио (пример).",
        reason_en="The council asked how the room would be shared (an example).",
    )
