"""Answering a survey: begun, kept page by page, and sent once.

The promise of an anonymous survey (design, Surveys): before sending, the draft is tied to its code; sending, in one
transaction, marks the invitation without time or history and writes the answer under a random key with the day and a
band of minutes only. Who else knows that something was sent (the mark, the deleted draft) loses it by the nightly
mixing of the rows (`shuffling`).
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from research import interview
from research.choices import ENTERED, DurationBand, Mode
from research.errors import AlreadyAnswered, AnswerGone, SurveyRefused
from research.interview import Course, Page, is_faster_than_reading, pages_of, problems
from research.models import Draft, Invitation, PageReach, Response, SpentInvitation, Survey
from research.services.codes import code_of, draw_code, hash_of, read_code
from research.services.locks import hold_open, lock_beginning

if TYPE_CHECKING:
    from center.models import User

_MINUTE: Final = timedelta(minutes=1)
# The end of each band, in its order.
_BANDS: Final = (
    (1 * _MINUTE, DurationBand.UNDER_1),
    (3 * _MINUTE, DurationBand.UNDER_3),
    (5 * _MINUTE, DurationBand.UNDER_5),
    (10 * _MINUTE, DurationBand.UNDER_10),
    (20 * _MINUTE, DurationBand.UNDER_20),
    (60 * _MINUTE, DurationBand.UNDER_60),
)
# Of how long the second of two clicks on "Begin" is the same beginning.
_DOUBLE_CLICK: Final = timedelta(minutes=1)
# A stratum with fewer invitations by the same way would say who answered.
_FEWEST_IN_STRATUM: Final = 5
NOT_RUNNING: Final = _("This survey cannot be answered now.")
_ANSWERED: Final = _("This invitation has been answered already. Each can be answered once.")
_BEING_ENTERED: Final = _(
    "The office is just typing in what you sent on paper or said on the phone. You need not do anything."
)
_GONE: Final = _("This answer was sent already, or its time is over.")


@dataclass(frozen=True)
class Begun:
    """A draft, and the code by which its owner comes back to it; "" where the invitation's own code does that."""

    draft: Draft
    code: str


@transaction.atomic
def begin(
    *,
    survey: Survey,
    mode: Mode,
    language: str,
    invitation: Invitation | None = None,
    form_number: str = "",
    by: "User | None" = None,
    submission: uuid.UUID | None = None,
) -> Begun:
    """Begin an answer, or go on with the one that its invitation has begun.

    `by` is the colleague who types in what came on paper or by phone; `submission` is the key of the form whose button
    was pressed: two clicks begin one answer. Raises SurveyRefused, AlreadyAnswered and ValidationError.
    """
    found = _answerable(survey, mode)
    if begun := _of_invitation(found, mode, invitation) if invitation else _of_first_click(found, submission):
        return begun
    code = "" if invitation else _code_for(found, submission)
    draft = Draft(
        survey=found,
        invitation=invitation,
        mode=mode,
        code_hash=hash_of(code, survey_id=found.pk) if code else None,
        language=language,
        form_number=form_number.strip(),
        entered_by=by if mode in ENTERED else None,
    )
    if draft.form_number and Response.objects.filter(survey=found, form_number=draft.form_number).exists():
        raise SurveyRefused(_("A form with this number was entered already."))
    draft.full_clean()
    draft.save()
    # Who types in from paper goes through no pages.
    if mode not in ENTERED:
        _count(found, 1)
    return Begun(draft, code)


def _of_invitation(survey: Survey, mode: Mode, invitation: Invitation) -> Begun | None:
    """Return what the invitation has begun, if anything, and hold the invitation."""
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    invitation.refresh_from_db()
    if invitation.withdrawn_at or invitation.survey_id != survey.pk:
        raise SurveyRefused(_("This invitation is not valid any more."))
    if SpentInvitation.objects.filter(pk=invitation.pk).exists():
        raise AlreadyAnswered(_ANSWERED)
    draft = Draft.objects.filter(invitation=invitation).first()
    if draft and draft.mode in ENTERED and mode not in ENTERED:
        raise SurveyRefused(_BEING_ENTERED)
    return Begun(draft, "") if draft else None


def _of_first_click(survey: Survey, submission: uuid.UUID | None) -> Begun | None:
    """Return what the first of two clicks on the same button has begun a moment ago."""
    if submission is None:
        return None
    lock_beginning(submission)
    code = code_of(submission.hex, survey_id=survey.pk)
    draft = find_draft(survey=survey, code=code)
    is_new = draft and not draft.answers and draft.started_at > timezone.now() - _DOUBLE_CLICK
    return Begun(draft, code) if draft and is_new else None


def _code_for(survey: Survey, submission: uuid.UUID | None) -> str:
    """Return the code of a new answer: that of its button, so that the second click finds it."""
    if submission is not None:
        code = code_of(submission.hex, survey_id=survey.pk)
        # A page that was left open, and that another person found: theirs is another answer.
        if find_draft(survey=survey, code=code) is None:
            return code
    return draw_code()


def find_invitation(*, survey: Survey, code: str) -> Invitation | None:
    """Return the invitation of a code as it was typed or mailed, None for a wrong one. Limit how often it is asked."""
    wanted = read_code(code)
    return (
        Invitation.objects.filter(survey=survey, code_hash=hash_of(wanted, survey_id=survey.pk)).first()
        if wanted
        else None
    )


def find_draft(*, survey: Survey, code: str) -> Draft | None:
    """Return the draft to which a code leads: its own, or that of its invitation.

    What a colleague is typing in is read by that colleague alone.
    """
    wanted = read_code(code)
    return find_draft_of_hash(survey=survey, hashed=hash_of(wanted, survey_id=survey.pk)) if wanted else None


def find_draft_of_hash(*, survey: Survey, hashed: str) -> Draft | None:
    """Return the draft of a code of which only the hash is at hand, as `find_draft` does."""
    drafts = Draft.objects.select_related("invitation", "survey__questionnaire").exclude(mode__in=ENTERED)
    return (
        drafts.filter(survey=survey, code_hash=hashed).first()
        or drafts.filter(survey=survey, invitation__code_hash=hashed).first()
    )


def answers_of(draft: Draft) -> dict[str, Any]:
    """Return what was answered so far."""
    return dict(json.loads(draft.answers)) if draft.answers else {}


@transaction.atomic
def keep_page(
    *, draft: Draft, page: Page, answers: Mapping[str, Any], go_to: int | None = None, language: str = ""
) -> Draft:
    """Keep the answers of one page beside those of the others, and where somebody goes from there.

    Two tabs with two pages keep both. Raises AnswerGone, SurveyRefused.
    """
    found = _locked(draft)
    kept = answers_of(found)
    names = set(page.names) | {question.other_name for question in page.questions if question.or_other}
    kept = {name: value for name, value in kept.items() if name not in names}
    kept |= {name: value for name, value in answers.items() if name in names}
    # So that once() is worked out once.
    kept |= Course(found.survey.questionnaire.asks, kept, now=timezone.now()).calculated
    found.answers = json.dumps(kept, ensure_ascii=False)
    before = found.furthest
    if go_to is not None:
        found.page = go_to
        found.furthest = max(before, go_to)
    found.language = language or found.language
    found.saved_at = timezone.now()
    found.save(update_fields=["answers", "page", "furthest", "language", "saved_at"])
    for number in range(before + 1, found.furthest + 1):
        _count(found.survey, number)
    return found


def asked_pages(survey: Survey, answers: Mapping[str, Any]) -> set[int]:
    """Return the numbers of the pages on which anything is asked or said, given these answers."""
    return interview.asked_pages(survey.questionnaire.asks, answers, now=timezone.now())


def open_problems(draft: Draft) -> dict[int, list[str]]:
    """Return, by page, the names of questions whose answers have to be mended before sending.

    What somebody left open on paper or on the phone stays open: typing in an answer would invent one.
    """
    definition = draft.survey.questionnaire.asks
    course = Course(definition, answers_of(draft), now=timezone.now())
    may_be_open = draft.mode in ENTERED
    wrong = {
        page.number: [
            problem.name
            for problem in problems(course, [each.name for each in page.questions], may_be_open=may_be_open)
        ]
        for page in pages_of(definition)
    }
    return {number: names for number, names in wrong.items() if names}


@transaction.atomic
def send(*, draft: Draft) -> Response:
    """Make the answer of a draft, once: the second click finds nothing to send.

    Raises AnswerGone, AlreadyAnswered, SurveyRefused (also where answers have to be mended first).
    """
    found = _locked(draft)
    if open_problems(found):
        raise SurveyRefused(_("Some questions are still to be answered."))
    survey, definition = found.survey, found.survey.questionnaire.asks
    course = Course(definition, answers_of(found), now=timezone.now())
    took = timezone.now() - found.started_at
    is_entered = found.mode in ENTERED
    response = Response(
        survey=survey,
        is_anonymous=survey.is_anonymous,
        invitation=None if survey.is_anonymous else found.invitation,
        mode=found.mode,
        language=found.language,
        stratum=_stratum(survey, found.invitation),
        day=timezone.localdate(),
        duration=DurationBand.UNKNOWN if is_entered else _band(took, found),
        is_fast=not is_entered and is_faster_than_reading(definition, course.asked, found.language, took),
        answers=course.settled,
        form_number=found.form_number,
        entered_by=found.entered_by,
    )
    try:
        with transaction.atomic():
            if found.invitation_id:
                SpentInvitation(invitation_id=found.invitation_id).save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyAnswered(_ANSWERED) from error
    # What was offered, answered and asked has just been looked at; the database has the rest of the rules.
    response.save(force_insert=True)
    found.delete()
    return response


def discard(*, draft: Draft) -> None:
    """Throw an unfinished answer away, as its owner wishes."""
    Draft.objects.filter(pk=draft.pk).delete()


def _locked(draft: Draft) -> Draft:
    """Return the draft, locked, of a survey that can be answered; closing it waits for this transaction."""
    hold_open(draft.survey_id)
    found = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("survey__questionnaire", "invitation", "entered_by")
        .filter(pk=draft.pk)
        .first()
    )
    if found is None:
        raise AnswerGone(_GONE)
    _answerable(found.survey, Mode(found.mode))
    return found


def _answerable(survey: Survey, mode: Mode) -> Survey:
    """Return the survey, held open until the transaction ends. Raises SurveyRefused."""
    hold_open(survey.pk)
    found = Survey.objects.select_related("questionnaire").get(pk=survey.pk)
    if mode not in found.modes or not found.is_running(timezone.now()):
        raise SurveyRefused(NOT_RUNNING)
    return found


def _stratum(survey: Survey, invitation: Invitation | None) -> str:
    """Return the stratum of an answer; of an anonymous survey only where enough were invited in it."""
    if invitation is None or not invitation.stratum:
        return ""
    alike = survey.invitations.filter(stratum=invitation.stratum, mode=invitation.mode, withdrawn_at=None)
    if survey.is_anonymous and alike[:_FEWEST_IN_STRATUM].count() < _FEWEST_IN_STRATUM:
        return ""
    return invitation.stratum


def _band(took: timedelta, draft: Draft) -> DurationBand:
    # Somebody who went on the next day did not answer for a day.
    if timezone.localdate(draft.started_at) != timezone.localdate():
        return DurationBand.UNKNOWN
    return next((band for end, band in _BANDS if took < end), DurationBand.LONGER)


def _count(survey: Survey, page: int) -> None:
    made, is_new = PageReach.objects.get_or_create(survey=survey, page=page, defaults={"people": 1})
    if not is_new:
        PageReach.objects.filter(pk=made.pk).update(people=F("people") + 1)
