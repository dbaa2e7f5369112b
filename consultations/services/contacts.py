"""The person whom a visit names."""

from consultations.models import Consultation
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import add_person


def new_person_of(visit: Consultation) -> Entrepreneur:
    """Save the person whom a visit that a colleague writes down names for the first time."""
    return add_person(
        name=visit.contact_name,
        phone=visit.contact_phone,
        email=visit.contact_email,
        language=visit.language,
        by=visit.booked_by,
    )
