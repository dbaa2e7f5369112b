"""Verbs about people."""

from center.models import User
from entrepreneurs.models import Entrepreneur


def add_person(
    *, name: str, phone: str = "", email: str = "", language: str, by: User | None = None
) -> Entrepreneur:
    """Save a new person and return the row; `by` is the colleague who typed it, None for a public page.

    The phone may be written in any usual way. Raises ValidationError for an empty name or a wrong contact.
    Nobody is looked up or merged: two people may share a phone and an e-mail.
    """
    person = Entrepreneur(name=name.strip(), phone=phone, email=email, language=language, added_by=by)
    person.full_clean()
    person.save()
    return person
