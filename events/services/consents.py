"""Taking back what somebody agreed to who registered: name and contact go at once, the count stays."""

from django.db import transaction
from django.utils import timezone

from events.choices import Ending
from events.models import QuestionAnswer, Registration
from events.services.calling import void_calls_of
from events.services.places import locked_registration
from events.services.waiting_list import end, settle


@transaction.atomic
def withdraw_and_erase(*, registration: Registration) -> Registration:
    """Cancel what is to come and erase name, contact and answers of a registration; twice changes nothing.

    Nobody gets a letter: there is no address any more. Whose places are freed, the next ones are offered.
    """
    event, found = locked_registration(registration)
    now = timezone.now()
    if found.erased_at is not None:
        return found
    if found.is_open and event.ends_at > now:
        end(found, Ending.PERSON, now)
    void_calls_of(found)
    erase_contact(found)
    settle(event, now)
    return found


def erase_contact(registration: Registration) -> None:
    """Empty what tells who it is; the row stays for the figures. The event is locked."""
    now = timezone.now()
    registration.contact_name = registration.contact_phone = registration.contact_email = ""
    registration.organisation = ""
    registration.erased_at = now
    if registration.consent_text_id is not None:
        registration.consent_withdrawn_at = registration.consent_withdrawn_at or now
    registration.save(
        update_fields=[
            "contact_name",
            "contact_phone",
            "contact_email",
            "organisation",
            "erased_at",
            "consent_withdrawn_at",
        ]
    )
    QuestionAnswer.objects.filter(registration=registration).update(text="", chosen=[])
