"""Taking back what somebody agreed to who registered: name and contact go at once, the count stays."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from center.base.personal_data import declared
from center.base.personal_data.erasing import erase_some
from center.models import StoredMail
from events import rules
from events.choices import Ending
from events.models import QuestionAnswer, Registration
from events.services.calling import void_calls_of
from events.services.places import locked_registration
from events.services.waiting_list import end, settle

_PURPOSE: Final = "erasure"


@transaction.atomic
def withdraw_and_erase(*, registration: Registration) -> Registration:
    """Cancel what is to come and erase name, contact and answers of a registration; twice changes nothing.

    Nobody gets a letter: there is no address any more. Whose places are freed, the next ones are offered.
    """
    event, found = locked_registration(registration)
    now = timezone.now()
    if found.erased_at is not None:
        return found
    # Who was there stays counted, without a name.
    was_here = found.check_ins.filter(undone_at=None).exists()
    if found.is_open and not was_here and not rules.is_over(event, now):
        end(found, Ending.PERSON, now)
    void_calls_of(found)
    erase_contact(found)
    settle(event, now)
    return found


def erase_contact(registration: Registration) -> None:
    """Empty what tells who it is, in the history and in sent letters too; the row stays for the figures.

    The event is locked. Letters go with it unless the address is that of another registration: families share one.
    """
    email = registration.contact_email
    answers = list(registration.answers.values_list("pk", flat=True))
    erase_some(declared()[QuestionAnswer], answers, purpose=_PURPOSE)
    erase_some(declared()[Registration], [registration.pk], purpose=_PURPOSE)
    registration.refresh_from_db()
    if registration.consent_text_id is not None:
        registration.consent_withdrawn_at = registration.erased_at
        registration.save(update_fields=["consent_withdrawn_at"])
    if email and not Registration.objects.filter(contact_email__iexact=email).exists():
        letters = StoredMail.objects.filter(
            recipient__iexact=email, kind__startswith="events/", created_at__gte=registration.created_at
        ).exclude(kind__startswith="events/fair_")
        erase_some(declared()[StoredMail], list(letters.values_list("pk", flat=True)), purpose=_PURPOSE)
