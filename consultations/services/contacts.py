"""Who comes and how to reach them, as people type it: checked in one way for visits, walk-ins and group sessions."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import add_person

_TYPED: Final = frozenset({"contact_name", "contact_phone", "contact_email", "language"})


@dataclass(frozen=True)
class Contact:
    """A contact in stored form: one blank between words, the phone in E.164."""

    name: str
    phone: str
    email: str


def stored_contact(
    *,
    name: str,
    phone: str,
    email: str,
    language: str,
    known: Entrepreneur | None = None,
    must_be_reached: bool = True,
) -> Contact:
    """Return the contact as it is stored; what nobody typed comes from the `known` person.

    Raises ValidationError by field (contact_name, contact_phone, contact_email, language).
    """
    wrong = {
        field: _("Please remove the unreadable characters.")
        for field, text in {"contact_name": name, "contact_email": email}.items()
        if "\0" in text
    }
    if wrong:
        raise ValidationError(wrong)
    phone, email = phone.strip(), email.strip()
    if not phone and not email and known is not None:
        phone, email = known.phone, known.email
    # A place in a group session has the same columns.
    shown = Consultation(
        contact_name=" ".join((name or (known.name if known else "")).split()),
        contact_phone=phone,
        contact_email=email,
        language=language,
    )
    shown.clean_fields(exclude={field.name for field in Consultation._meta.fields} - _TYPED)
    if must_be_reached and not shown.contact_phone and not shown.contact_email:
        raise ValidationError({"contact_phone": _("Give a phone number or an email address.")})
    return Contact(shown.contact_name, shown.contact_phone, shown.contact_email)


def new_person_of(visit: Consultation) -> Entrepreneur:
    """Save the person whom a visit that a colleague writes down names for the first time."""
    return add_person(
        name=visit.contact_name,
        phone=visit.contact_phone,
        email=visit.contact_email,
        language=visit.language,
        by=visit.booked_by,
    )
