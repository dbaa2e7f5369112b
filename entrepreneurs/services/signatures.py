"""Enterprises sign initiatives of the Center, from their account or on paper; each verb locks the initiative.

A signature names the wording to which it was given; who signed is told when the words change.
"""

from datetime import date
from typing import Final

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.scripts import fold
from center.base.signers import Signers, register
from center.models import AdvocacyInitiative, InitiativeWording, User
from center.services import queue_letter
from center.services.advocacy import locked_initiative
from center.services.wordings import signed_wording
from entrepreneurs.choices import EnterpriseState, SignatureWay
from entrepreneurs.emails import initiatives as letters
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Enterprise, Entrepreneur, InitiativeSignature
from entrepreneurs.services.yearly_check import receivers

_ENDED: Final = _("Signing has ended. Signatures stay as they were submitted.")


@transaction.atomic
def sign(
    *, initiative: AdvocacyInitiative, enterprise: Enterprise, person: Entrepreneur, by: User
) -> InitiativeSignature:
    """Sign for an enterprise that the person behind the login may edit; signing twice changes nothing.

    Raises ChangeRefused.
    """
    supporter, current = _kept(enterprise), _open(initiative)
    if not Enterprise.objects.editable_by(by).filter(pk=enterprise.pk).exists():
        raise ChangeRefused(_("Only editors of the enterprise can sign for it."))
    return _signed(
        current,
        supporter,
        InitiativeSignature(
            way=SignatureWay.ACCOUNT,
            person=person,
            signed_for=person.name,
            signed_on=timezone.localdate(),
        ),
    )


@transaction.atomic
def sign_on_paper(
    *,
    initiative: AdvocacyInitiative,
    enterprise: Enterprise,
    signed_for: str,
    signed_on: date,
    by: User,
    person: Entrepreneur | None = None,
) -> InitiativeSignature:
    """Enter a signature that was given on paper, while signing is open. Raises ChangeRefused, ValidationError.

    `person` is who signed, if the registry knows them: the only member of that name where none is given. Then the name
    goes with them when they are erased.
    """
    supporter, current = _kept(enterprise), _open(initiative)
    person = _of_enterprise(person, supporter) if person else _named(signed_for, supporter)
    signed_for = signed_for or (person.name if person else "")
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("This day is still to come.")})
    return _signed(
        current,
        supporter,
        InitiativeSignature(
            way=SignatureWay.PAPER,
            person=person,
            signed_for=signed_for,
            signed_on=signed_on,
            entered_by=by,
        ),
    )


@transaction.atomic
def withdraw_signature(*, signature: InitiativeSignature) -> InitiativeSignature:
    """Take a signature back while signing is open; twice changes nothing. Raises ChangeRefused."""
    initiative = locked_initiative(signature.initiative)
    current = _locked(signature)
    if current.withdrawn_at is not None:
        return current
    if not initiative.takes_signatures_on(timezone.localdate()):
        raise ChangeRefused(_ENDED)
    current.withdrawn_at = timezone.now()
    current.save(update_fields=["withdrawn_at"])
    return current


@transaction.atomic
def name_signature(*, signature: InitiativeSignature, shown: bool) -> InitiativeSignature:
    """Take the name of an enterprise off the public list once signing is over, or put it back; it counts either way.

    Raises ChangeRefused while it can still withdraw, and for what was withdrawn.
    """
    initiative = locked_initiative(signature.initiative)
    current = _locked(signature)
    if current.withdrawn_at is not None:
        raise ChangeRefused(_("This signature was withdrawn."))
    if initiative.signing_closed_at is None and not shown:
        raise ChangeRefused(_("Signing is still open: withdraw the signature instead."))
    if (current.hidden_at is None) != shown:
        current.hidden_at = None if shown else timezone.now()
        current.save(update_fields=["hidden_at"])
    return current


@transaction.atomic
def link_signer(*, signature: InitiativeSignature, person: Entrepreneur) -> InitiativeSignature:
    """Say who of the registry signed on paper, so that an erasure finds the name; twice changes nothing.

    Raises ValidationError for somebody who never belonged to the enterprise, and ChangeRefused where it is known.
    """
    current = _locked(signature)
    found = _of_enterprise(person, current.enterprise)
    if current.person_id not in {None, found.pk}:
        raise ChangeRefused(_("It is known already who signed."))
    current.person = found
    current.save(update_fields=["person"])
    return current


def _of_enterprise(person: Entrepreneur, enterprise: Enterprise) -> Entrepreneur:
    """Return a person who belongs or belonged to the enterprise, locked against an erasure at the same time."""
    found = Entrepreneur.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not found.memberships.filter(enterprise=enterprise).exists():
        raise ValidationError(
            {NON_FIELD_ERRORS: _("This person does not belong to the enterprise.")}, code="person"
        )
    return found


def _named(name: str, enterprise: Enterprise) -> Entrepreneur | None:
    """Return the one member of this name, in whichever script; None where there is none, or more than one."""
    members = {member.person for member in enterprise.memberships.select_related("person")}
    same = [person for person in members if name and fold(person.name) == fold(name)]
    return _of_enterprise(same[0], enterprise) if len(same) == 1 else None


def _kept(enterprise: Enterprise) -> Enterprise:
    """Lock the enterprise, always before the initiative.

    A merge that runs at the same time has either moved what hangs on it already, or waits.
    """
    current = Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise.pk)
    if current.merged_into_id is not None or current.state == EnterpriseState.ARCHIVED:
        raise ChangeRefused(_("This enterprise is not kept in the registry any more."))
    return current


def _open(initiative: AdvocacyInitiative) -> AdvocacyInitiative:
    current = locked_initiative(initiative)
    if not current.takes_signatures_on(timezone.localdate()):
        raise ChangeRefused(_("This initiative is not open for signatures."))
    return current


def _signed(
    initiative: AdvocacyInitiative, enterprise: Enterprise, signature: InitiativeSignature
) -> InitiativeSignature:
    found = (
        InitiativeSignature.objects.standing().filter(initiative=initiative, enterprise=enterprise).first()
    )
    if found is not None:
        return found
    signature.initiative, signature.enterprise = initiative, enterprise
    signature.wording = signed_wording(initiative)
    signature.name_sr, signature.name_en = enterprise.name_sr, enterprise.name_en
    # After the locks: signing was open at this moment.
    signature.entered_at = timezone.now()
    signature.full_clean()
    signature.save()
    return signature


def _locked(signature: InitiativeSignature) -> InitiativeSignature:
    return InitiativeSignature.objects.select_for_update(of=("self",)).get(pk=signature.pk)


def _tell(wording: InitiativeWording) -> int:
    """Write to each address of the enterprises that signed an earlier wording, once; return how many that were."""
    rows = (
        InitiativeSignature.objects.standing()
        .filter(initiative=wording.initiative, wording__number__lt=wording.number)
        .select_related("enterprise")
        .order_by("pk")
    )
    told: set[str] = set()
    for signature in rows:
        for name, email, language in receivers(signature.enterprise):
            if email and email.lower() not in told:
                told.add(email.lower())
                letter = letters.initiative_changed(
                    wording=wording, signature=signature, name=name, language=language
                )
                queue_letter(letter, kind="entrepreneurs/initiative_changed", to=email)
    return len(told)


def _number(initiative: AdvocacyInitiative) -> int:
    return InitiativeSignature.objects.standing().filter(initiative=initiative).count()


register(Signers(number=_number, tell=_tell))
