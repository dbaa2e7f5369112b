"""What staff decide about a request from the public pages; each verb locks the request and may be called twice."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.scripts import typed_to_cyrillic
from center.choices import Language
from center.models import User
from center.services import queue_letter
from entrepreneurs.choices import CLAIM_TRANSITIONS, ClaimState, ConsentWay, MemberRole, Purpose, WebKind
from entrepreneurs.emails import claims as letters
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import (
    ClaimRequest,
    Enterprise,
    Entrepreneur,
    RegisteredForm,
    Seat,
    Settlement,
    WebLink,
)
from entrepreneurs.services.changes import one_change
from entrepreneurs.services.claims import locked_claim
from entrepreneurs.services.consents import give_consent
from entrepreneurs.services.enterprises import add_enterprise
from entrepreneurs.services.facts import record_fact
from entrepreneurs.services.merging import as_kept
from entrepreneurs.services.people import add_member, add_person, connect_login


@one_change()
def approve_claim(
    *,
    claim: ClaimRequest,
    by: User,
    person: Entrepreneur | None = None,
    enterprise: Enterprise | None = None,
) -> ClaimRequest:
    """Let the person edit the enterprise: person, membership, login, consents and the letter, all or nothing.

    `person` is the record that staff chose, None for a new one: an equal e-mail proves nothing. `enterprise` is an
    existing record for a request that took it for a new one; without it a new one is made in preparation. An
    approved request stays as it is. Raises ChangeRefused, and ValidationError for what the visitor typed.
    """
    locked = locked_claim(claim)
    if locked.state == ClaimState.APPROVED:
        return locked
    _move(locked, ClaimState.APPROVED)
    user = _login(locked)
    locked.enterprise = locked.enterprise or enterprise or _new_enterprise(locked, by)
    if locked.enterprise.merged_into is not None:
        locked.enterprise = locked.enterprise.merged_into
    if person is not None:
        # Chosen on a page that may be older than a merge.
        person = as_kept(person)
    else:
        person = add_person(
            name=locked.name, phone=locked.phone, email=locked.email, language=locked.language, by=by
        )
    locked.person = person
    add_member(
        person=person, enterprise=locked.enterprise, role=MemberRole(locked.role), may_edit=True, by=by
    )
    connect_login(user=user, person=person, by=by)
    for purpose, text, on_behalf in (
        (Purpose.PUBLICATION, locked.publication_text, locked.enterprise),
        (Purpose.STATISTICS, locked.statistics_text, None),
    ):
        if text is not None:
            give_consent(
                person=person,
                purpose=purpose,
                how=ConsentWay.WEB,
                enterprise=on_behalf,
                given_at=locked.created_at,
                text=text,
                by=by,
            )
    _close(locked, by)
    queue_letter(letters.approved(locked), kind="entrepreneurs/claim_approved", to=locked.email)
    return locked


@transaction.atomic
def refuse_claim(*, claim: ClaimRequest, by: User, reason: str) -> ClaimRequest:
    """Refuse with a reason, which the letter says. Raises ChangeRefused without one, or for a decided request."""
    locked = locked_claim(claim)
    if locked.state == ClaimState.REFUSED:
        return locked
    typed = reason.strip()
    if not typed:
        raise ChangeRefused(_("Write why, in a sentence for the person."))
    _move(locked, ClaimState.REFUSED)
    locked.reason = typed if locked.language == Language.ENGLISH else typed_to_cyrillic(typed)
    _close(locked, by)
    queue_letter(letters.refused(locked), kind="entrepreneurs/claim_refused", to=locked.email)
    return locked


@transaction.atomic
def withdraw_claim(*, claim: ClaimRequest, by: User) -> ClaimRequest:
    """Note that the person took the request back; no letter. Raises ChangeRefused for a decided request."""
    locked = locked_claim(claim)
    if locked.state != ClaimState.WITHDRAWN:
        _move(locked, ClaimState.WITHDRAWN)
        _close(locked, by)
    return locked


def _move(claim: ClaimRequest, wanted: ClaimState) -> None:
    if (claim.state, wanted) not in CLAIM_TRANSITIONS:
        raise ChangeRefused(
            _("This is not possible. State of the request: %(state)s.") % {"state": claim.get_state_display()}
        )
    claim.state = wanted


def _close(claim: ClaimRequest, by: User) -> None:
    claim.decided_at, claim.decided_by = timezone.now(), by
    claim.save(update_fields=["state", "enterprise", "person", "decided_at", "decided_by", "reason"])


def _login(claim: ClaimRequest) -> User:
    """Return the login of the confirmed e-mail, opened if there is none; no password fits it, codes do."""
    try:
        with transaction.atomic():
            user = User.objects.filter(email__iexact=claim.email).first() or User.objects.create_user(
                claim.email, name=claim.name, language=claim.language
            )
    except IntegrityError:
        # Another request of this e-mail was approved at the same moment.
        user = User.objects.get(email__iexact=claim.email)
    if not user.is_active:
        raise ChangeRefused(_("The login with this email address was closed. Ask a coordinator first."))
    if not EmailAddress.objects.filter(user=user, email__iexact=user.email).exists():
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def _new_enterprise(claim: ClaimRequest, by: User) -> Enterprise:
    typed = claim.proposal
    enterprise = add_enterprise(
        name_sr=typed["name_sr"],
        summary_sr=typed.get("summary_sr", ""),
        registration_number=typed.get("registration_number", ""),
        by=by,
    )
    if typed.get("form"):
        record_fact(RegisteredForm, enterprise=enterprise, since=None, form=typed["form"], by=by)
    settlement = Settlement.objects.filter(pk=typed.get("settlement")).first()
    if settlement is not None:
        record_fact(Seat, enterprise=enterprise, since=None, settlement=settlement, by=by)
    if typed.get("web"):
        WebLink.objects.create(enterprise=enterprise, kind=WebKind.WEB, url=typed["web"])
    return enterprise
