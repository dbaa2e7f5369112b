"""Enterprises sign initiatives of the Center, from their account or on paper; each verb locks the initiative."""

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import AdvocacyInitiative, User
from center.services.advocacy import locked_initiative
from entrepreneurs.choices import EnterpriseState, SignatureWay
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Enterprise, Entrepreneur, InitiativeSignature

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
) -> InitiativeSignature:
    """Enter a signature that was given on paper, while signing is open. Raises ChangeRefused, ValidationError."""
    supporter, current = _kept(enterprise), _open(initiative)
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("This day is still to come.")})
    return _signed(
        current,
        supporter,
        InitiativeSignature(
            way=SignatureWay.PAPER, signed_for=signed_for, signed_on=signed_on, entered_by=by
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
    signature.name_sr, signature.name_en = enterprise.name_sr, enterprise.name_en
    # After the locks: signing was open at this moment.
    signature.entered_at = timezone.now()
    signature.full_clean()
    signature.save()
    return signature


def _locked(signature: InitiativeSignature) -> InitiativeSignature:
    return InitiativeSignature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
