"""Who comes and how to reach them, as people type it: checked in one way wherever somebody books or signs up."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entrepreneurs.models import Entrepreneur

# Columns of a person, and how the places where people give a contact call them.
_COLUMNS: Final = {
    "name": "contact_name",
    "phone": "contact_phone",
    "email": "contact_email",
    "language": "language",
}


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
    shown = Entrepreneur(
        name=" ".join((name or (known.name if known else "")).split()),
        phone=phone,
        email=email,
        language=language,
    )
    try:
        shown.clean_fields(exclude={field.name for field in Entrepreneur._meta.fields} - _COLUMNS.keys())
    except ValidationError as error:
        raise ValidationError(
            {_COLUMNS[field]: errors for field, errors in error.error_dict.items()}
        ) from error
    if must_be_reached and not shown.phone and not shown.email:
        raise ValidationError({"contact_phone": _("Give a phone number or an email address.")})
    return Contact(shown.name, shown.phone, shown.email)
