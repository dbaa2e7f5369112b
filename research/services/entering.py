"""Staff type in what came on paper or is said on the phone: a whole form at once, or a part of it for later."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from research.choices import ENTERED, Mode
from research.errors import AnswerGone, SurveyRefused
from research.interview import pages_of
from research.models import Draft, Invitation, Response, Sample, Survey
from research.services import answering
from research.services.locks import hold_open

if TYPE_CHECKING:
    from center.models import User


@dataclass(frozen=True)
class Sheet:
    """What stands on top of a form: how it came, in which language, its number, and whose code it carries, if any."""

    mode: Mode
    language: str
    form_number: str = ""
    invitation: Invitation | None = None


@transaction.atomic
def enter(
    *, survey: Survey, sheet: Sheet, answers: Mapping[str, Any], by: "User", draft: Draft | None = None
) -> Response:
    """Make an answer of a form. `draft` is the part of it that was typed in before, if any.

    An answer that somebody began online with the same invitation gives way to the paper that they sent. Raises
    SurveyRefused, AlreadyAnswered, AnswerGone and ValidationError.
    """
    try:
        with transaction.atomic():
            return answering.send(draft=keep(survey=survey, sheet=sheet, answers=answers, by=by, draft=draft))
    except IntegrityError as error:
        if "form_number_once" not in str(error):
            raise
        raise SurveyRefused(_("A form with this number was entered already.")) from error


@transaction.atomic
def keep(
    *, survey: Survey, sheet: Sheet, answers: Mapping[str, Any], by: "User", draft: Draft | None = None
) -> Draft:
    """Keep a form that is not finished, encrypted, for the same colleague. Raises as `enter` does."""
    if sheet.mode not in ENTERED:
        msg = "Only what came on paper or by phone is typed in."
        raise ValueError(msg)
    hold_open(survey.pk)
    if sheet.invitation is None and Sample.objects.filter(survey=survey).exists():
        raise SurveyRefused(
            _("A sample was drawn for this survey, so each form needs the code of its invitation.")
        )
    if draft is not None and not own_drafts(survey, by).filter(pk=draft.pk).delete()[0]:
        raise AnswerGone(_("This form was finished already."))
    if sheet.invitation is not None:
        Draft.objects.filter(invitation=sheet.invitation, survey=survey).delete()
    begun = answering.begin(
        survey=survey,
        mode=sheet.mode,
        language=sheet.language,
        invitation=sheet.invitation,
        form_number=sheet.form_number,
        by=by,
    ).draft
    begun.answers = json.dumps(dict(answers), ensure_ascii=False)
    begun.furthest = max(len(pages_of(survey.questionnaire.asks)), 1)
    begun.saved_at = timezone.now()
    begun.save(update_fields=["answers", "furthest", "saved_at"])
    return begun


def own_drafts(survey: Survey, by: "User") -> "Any":
    """Return the forms that this colleague began to type in; nobody else reads them."""
    return survey.drafts.filter(mode__in=ENTERED, entered_by=by).select_related("invitation").order_by("pk")
