"""Invitations: addresses typed in, codes on paper, letters, and what becomes of an invitation later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base import erasure_notes
from research.choices import Mode, SurveyState
from research.errors import AlreadyAnswered, SurveyRefused
from research.models import Draft, Invitation, Sample, SpentInvitation, Survey
from research.services.codes import code_of, draw_code, draw_salt, hash_of
from research.services.letters import write_at_once
from research.services.surveys import locked

if TYPE_CHECKING:
    from center.models import User

# In the log of erasures.
WITHDRAWN: Final = "invitation_withdrawn"
MOST_CODES: Final = 500
_ANSWERED: Final = _("This invitation has been answered already.")


@dataclass(frozen=True)
class Addressee:
    """Somebody whom a letter is to reach."""

    name: str
    email: str


@dataclass(frozen=True)
class Printed:
    """A code for paper, which nobody can look up later."""

    invitation: Invitation
    code: str


@transaction.atomic
def invite_addresses(
    *, survey: Survey, addressees: Sequence[Addressee], language: str, by: "User | None" = None
) -> list[Invitation]:
    """Make an invitation for each address; the letters are sent later (`letters.queue_letters`).

    Raises SurveyRefused, also where one of them is invited already: then none is made.
    """
    found = _may_invite(survey, Mode.MAIL)
    known = invited_addresses(found)
    if twice := [each.email for each in addressees if each.email.lower() in known]:
        raise SurveyRefused(
            _("These addresses are invited already: %(addresses)s.") % {"addresses": ", ".join(twice)}
        )
    made = []
    for each in addressees:
        salt = draw_salt()
        made.append(
            Invitation(
                survey=found,
                mode=Mode.MAIL,
                name=each.name,
                email=each.email,
                language=language,
                code_salt=salt,
                code_hash=hash_of(code_of(salt, survey_id=found.pk), survey_id=found.pk),
                invited_by=by,
            )
        )
    return Invitation.objects.bulk_create(made)


def invited_addresses(survey: Survey) -> set[str]:
    """Return the addresses that hold an invitation, in small letters."""
    rows = survey.invitations.filter(withdrawn_at=None).exclude(email="").values_list("email", flat=True)
    return {email.lower() for email in rows}


@transaction.atomic
def print_codes(*, survey: Survey, count: int, language: str, by: "User | None" = None) -> list[Printed]:
    """Make codes for paper, which anybody may answer with, each once. They are in what is returned and nowhere else.

    Raises SurveyRefused.
    """
    found = _may_invite(survey, Mode.CODE)
    if not 1 <= count <= MOST_CODES:
        raise SurveyRefused(_("Print 1 to %(most)d codes at a time.") % {"most": MOST_CODES})
    last = found.invitations.aggregate(last=Max("number"))["last"] or 0
    codes = [draw_code() for _each in range(count)]
    made = Invitation.objects.bulk_create(
        Invitation(
            survey=found,
            mode=Mode.CODE,
            number=last + place,
            language=language,
            code_hash=hash_of(code, survey_id=found.pk),
            invited_by=by,
            letter_at=timezone.now(),
        )
        for place, code in enumerate(codes, start=1)
    )
    return [Printed(invitation, code) for invitation, code in zip(made, codes, strict=True)]


@transaction.atomic
def print_letters(*, survey: Survey) -> list[Printed]:
    """Give codes to the drawn enterprises that have no email and no letter yet, for letters on paper.

    As of every code on paper, nobody can print them again; a lost one is made anew (`renew`). Raises SurveyRefused.
    """
    found = locked(survey)
    if found.state == SurveyState.CLOSED:
        raise SurveyRefused(_("This survey is closed."))
    waiting = found.invitations.select_for_update(of=("self",)).filter(
        mode=Mode.CODE, enterprise__isnull=False, letter_at=None, withdrawn_at=None
    )
    return [_printed(invitation) for invitation in waiting.select_related("enterprise").order_by("pk")]


@transaction.atomic
def withdraw(*, invitation: Invitation, by: "User | None" = None) -> Invitation:
    """Take an invitation back: its code opens nothing any more, and what was begun with it goes.

    Whether it was answered is refused only where the survey is not anonymous: a refusal would tell who answered.
    Raises SurveyRefused, AlreadyAnswered.
    """
    found = _locked(invitation)
    erasure_notes.note(WITHDRAWN, Invitation, [found.pk], actor=by.pk if by else None)
    found.withdrawn_at, found.withdrawn_by = timezone.now(), by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    Draft.objects.filter(invitation=found).delete()
    return found


@transaction.atomic
def renew(*, invitation: Invitation) -> Printed:
    """Give an invitation a new code, since the letter was lost; the old one opens nothing any more.

    An address gets a new letter at once; of what is on paper the code is in what is returned and nowhere else.
    Raises SurveyRefused, AlreadyAnswered.
    """
    found = _locked(invitation)
    if found.mode == Mode.CODE:
        return _printed(found)
    if not found.survey.is_running(timezone.now()):
        raise SurveyRefused(_("Letters go out while the survey runs. It does not run now."))
    found.code_salt = draw_salt()
    found.code_hash = hash_of(code_of(found.code_salt, survey_id=found.survey_id), survey_id=found.survey_id)
    found.save(update_fields=["code_salt", "code_hash"])
    write_at_once(found)
    return Printed(found, "")


def _printed(invitation: Invitation) -> Printed:
    code = draw_code()
    invitation.code_salt, invitation.code_hash = "", hash_of(code, survey_id=invitation.survey_id)
    invitation.letter_at = timezone.now()
    invitation.save(update_fields=["code_salt", "code_hash", "letter_at"])
    return Printed(invitation, code)


def _may_invite(survey: Survey, mode: Mode) -> Survey:
    """Return the survey, locked, if people may be invited to it in this way beside those who are."""
    found = locked(survey)
    if found.state == SurveyState.CLOSED:
        raise SurveyRefused(_("This survey is closed."))
    if mode not in found.modes:
        raise SurveyRefused(_("This survey cannot be answered in this way."))
    if Sample.objects.filter(survey=found).exists():
        raise SurveyRefused(
            _(
                "A sample was drawn for this survey. Whoever is invited beside it would spoil the margin of error."
            )
        )
    return found


def _locked(invitation: Invitation) -> Invitation:
    survey = locked(invitation.survey)
    found = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    found.survey = survey
    if survey.state == SurveyState.CLOSED:
        raise SurveyRefused(_("This survey is closed."))
    if found.withdrawn_at or found.erased_at:
        raise SurveyRefused(_("This invitation is not valid any more."))
    if not survey.is_anonymous and SpentInvitation.objects.filter(pk=found.pk).exists():
        raise AlreadyAnswered(_ANSWERED)
    return found
