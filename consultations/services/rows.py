"""What every change of a visit or a case begins with: its row, locked, and the words of a refusal."""

from django.utils.translation import gettext_lazy as _

from center.base.scripts import typed_to_cyrillic
from center.choices import Language
from consultations.errors import ChangeRefused
from consultations.models import Case, Consultation


def locked(consultation: Consultation) -> Consultation:
    """Return the row as it is now, held until the transaction ends; take it before the locks of resources."""
    return Consultation.objects.with_details().select_for_update(of=("self",)).get(pk=consultation.pk)


def locked_case(case: Case) -> Case:
    """Return the row of a case as it is now; whoever changes anything of it waits until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def refusal(visit: Consultation) -> ChangeRefused:
    """Return the refusal that names the visit's state."""
    return ChangeRefused(
        _("This is not possible. State of the visit: %(state)s.") % {"state": visit.get_state_display()}
    )


def reason_as_stored(reason: str, language: str) -> str:
    """Return a Serbian reason in Cyrillic, from which the letter makes the visitor's script; English stays."""
    typed = reason.strip()
    return typed if language == Language.ENGLISH else typed_to_cyrillic(typed)
