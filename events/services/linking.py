"""Linking a registration to a person of the registry: only staff do it, or the person, never a matching contact."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from center.models import User
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import as_kept
from events.errors import ChangeRefused
from events.models import Registration


@transaction.atomic
def link_person(*, registration: Registration, person: Entrepreneur, by: User) -> Registration:
    """Say whose registration it is; the same person again changes nothing. `by` are staff, or the person's own login.

    Raises ChangeRefused where it is another person's already, or was erased.
    """
    kept = as_kept(person)
    found = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if found.erased_at is not None:
        raise ChangeRefused(_("The person was erased. This registration can be changed no more."))
    if found.entrepreneur_id not in (None, kept.pk):
        raise ChangeRefused(_("This registration belongs to another person. Take that link away first."))
    found.entrepreneur = kept
    found.save(update_fields=["entrepreneur"])
    return found


def persons_of(user: User) -> list[Entrepreneur]:
    """Return the persons behind a login, by name."""
    return list(Entrepreneur.objects.listed().filter(logins__user=user).order_by("name", "pk"))


def keep_own(*, registration: Registration, person: Entrepreneur, user: User) -> Registration:
    """Let somebody who is signed in and holds the registration's key put it with their own records.

    Raises ChangeRefused for a person that is not behind this login, and as `link_person`.
    """
    if person not in persons_of(user):
        raise ChangeRefused(_("This person is not connected with your login."))
    return link_person(registration=registration, person=person, by=user)


@transaction.atomic
def unlink_person(*, registration: Registration, by: User) -> Registration:
    """Take a link away that was wrong; the registration keeps its own name and contact."""
    found = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    found.entrepreneur = None
    found.save(update_fields=["entrepreneur"])
    return found
