"""Requests from the public pages to add an enterprise or to edit one: asked for, confirmed by a code, tidied up."""

import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from center.models import User
from center.services import queue_letter
from entrepreneurs.choices import ClaimKind, ClaimState, Purpose
from entrepreneurs.emails import claims as letters
from entrepreneurs.models import ClaimRequest, Enterprise
from entrepreneurs.services.consents import newest_text

CODE_DIGITS: Final = 8
CODE_LIVES: Final = timedelta(minutes=30)
MOST_TRIES: Final = 5
MOST_CODES: Final = 3
# Who never confirmed the e-mail is forgotten after a day; who was refused or withdrew, after six months.
UNVERIFIED_KEPT_FOR: Final = timedelta(hours=24)
CLOSED_KEPT_FOR: Final = timedelta(days=182)


class CodeOutcome(models.TextChoices):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    # Too old, tried too often, or of a request that is over: a new code is needed.
    SPENT = "spent"


@dataclass(frozen=True)
class Applicant:
    """Who asks; the phone is E.164 or empty, the e-mail in lower case."""

    name: str
    phone: str
    email: str
    role: str
    language: str


@transaction.atomic
def ask_to_join(
    *,
    who: Applicant,
    submission: uuid.UUID,
    enterprise: Enterprise | None = None,
    proposal: dict[str, Any] | None = None,
    message: str = "",
    agrees_to_publication: bool = False,
    agrees_to_statistics: bool = False,
    invited_by: User | None = None,
) -> ClaimRequest:
    """Keep a request and mail its code; the same form with the same words again returns the first one.

    Without `enterprise` it asks for a new one, described by `proposal` (`name_sr`, `summary_sr`,
    `registration_number`, `form`, `settlement` (its number), `web`). Raises ValidationError for wrong values.
    """
    claim = ClaimRequest(
        kind=ClaimKind.CLAIM if enterprise else ClaimKind.ADD,
        enterprise=enterprise,
        name=who.name,
        phone=who.phone,
        email=who.email.lower(),
        role=who.role,
        language=who.language,
        proposal=proposal or {},
        message=message,
        invited_by=invited_by,
        publication_text=newest_text(Purpose.PUBLICATION) if agrees_to_publication else None,
        statistics_text=newest_text(Purpose.STATISTICS) if agrees_to_statistics else None,
        submission=_key(submission, who, enterprise, proposal, message),
    )
    claim.full_clean(validate_unique=False, validate_constraints=False)
    columns = {
        field.name: getattr(claim, field.name)
        for field in ClaimRequest._meta.fields
        if field.name not in {"id", "submission"}
    }
    kept, created = ClaimRequest.objects.get_or_create(submission=claim.submission, defaults=columns)
    if created:
        _send_code(kept)
    return kept


@transaction.atomic
def send_code_again(*, claim: ClaimRequest) -> bool:
    """Mail another code, which voids the one before; say whether one went out (three codes at most)."""
    locked = locked_claim(claim)
    if locked.state != ClaimState.UNVERIFIED or locked.codes_sent >= MOST_CODES:
        return False
    _send_code(locked)
    return True


@transaction.atomic
def confirm_code(*, claim: ClaimRequest, code: str) -> CodeOutcome:
    """Compare a typed code; the right one puts the request before staff, five wrong ones void it.

    A request whose code was right before answers so again. Every try is counted, also when the page is closed.
    """
    locked = locked_claim(claim)
    if locked.state == ClaimState.WAITING:
        return CodeOutcome.RIGHT
    now = timezone.now()
    is_over = locked.state != ClaimState.UNVERIFIED or locked.code_tries >= MOST_TRIES
    if is_over or locked.code_expires_at is None or locked.code_expires_at <= now:
        return CodeOutcome.SPENT
    if not constant_time_compare(_hash(locked, code), locked.code_hash):
        locked.code_tries += 1
        locked.save(update_fields=["code_tries"])
        return CodeOutcome.SPENT if locked.code_tries >= MOST_TRIES else CodeOutcome.WRONG
    locked.state, locked.verified_at, locked.code_hash = ClaimState.WAITING, now, ""
    locked.save(update_fields=["state", "verified_at", "code_hash"])
    queue_letter(letters.received(locked), kind="entrepreneurs/claim_received", to=locked.email)
    return CodeOutcome.RIGHT


def confirm_by_email(*, email: str, code: str) -> CodeOutcome:
    """Compare a code typed on another device with the requests of this e-mail that wait for one.

    An unknown e-mail is answered as a wrong code is. Limit how often it is asked.
    """
    for claim in ClaimRequest.objects.with_code_for(email)[:MOST_CODES]:
        if confirm_code(claim=claim, code=code) == CodeOutcome.RIGHT:
            return CodeOutcome.RIGHT
    return CodeOutcome.WRONG


def expire_unverified() -> int:
    """Close requests whose e-mail nobody confirmed within a day and erase who asked; return how many."""
    due = ClaimRequest.objects.filter(
        state=ClaimState.UNVERIFIED, created_at__lt=timezone.now() - UNVERIFIED_KEPT_FOR
    )
    return _erase(due, state=ClaimState.EXPIRED)


def erase_closed() -> int:
    """Erase who asked in requests that were refused or withdrawn half a year ago; return how many."""
    due = ClaimRequest.objects.filter(
        state__in=[ClaimState.REFUSED, ClaimState.WITHDRAWN],
        decided_at__lt=timezone.now() - CLOSED_KEPT_FOR,
        erased_at__isnull=True,
    )
    return _erase(due)


def _erase(due: "models.QuerySet[ClaimRequest]", **more: str) -> int:
    return due.update(
        name="", email="", phone="", proposal={}, message="", code_hash="", erased_at=timezone.now(), **more
    )


def locked_claim(claim: ClaimRequest) -> ClaimRequest:
    """Return the request as it is now, locked until the end of the transaction."""
    return ClaimRequest.objects.select_related("enterprise").select_for_update(of=("self",)).get(pk=claim.pk)


def _send_code(claim: ClaimRequest) -> None:
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    claim.code_expires_at = timezone.now() + CODE_LIVES
    claim.code_hash, claim.code_tries, claim.codes_sent = _hash(claim, digits), 0, claim.codes_sent + 1
    claim.save(update_fields=["code_hash", "code_expires_at", "code_tries", "codes_sent"])
    queue_letter(
        letters.code(claim, digits=digits, until=claim.code_expires_at),
        kind="entrepreneurs/claim_code",
        to=claim.email,
        secret=True,
        expires_at=claim.code_expires_at,
    )


def _hash(claim: ClaimRequest, code: str) -> str:
    """Return a keyed hash of the digits in what was typed; it fits this request only."""
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    return salted_hmac("entrepreneurs.claim-code", f"{claim.pk}:{digits}", algorithm="sha256").hexdigest()


def _key(submission: uuid.UUID, *words: object) -> uuid.UUID:
    """Return the key of these words from this form; other words from it are another request."""
    digest = salted_hmac(
        f"entrepreneurs.claim.{submission}", json.dumps([str(each) for each in words]), algorithm="sha256"
    ).digest()
    return uuid.UUID(bytes=digest[:16])
