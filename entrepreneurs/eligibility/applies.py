"""Whom each question concerns: what is skipped for a legal form, why, and what that means for the result."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepreneurs.eligibility.answers import Answers
from entrepreneurs.eligibility.outcomes import Outcome
from entrepreneurs.eligibility.questions import NONE, OTHER, QUESTIONS, UNKNOWN, Question


@dataclass(frozen=True)
class Skip:
    """Why a question is not asked, and what takes the place of its answer."""

    reason: Promise
    outcome: Outcome


_ONLY_ENTREPRENEURS = Skip(_("This concerns entrepreneurs only."), Outcome.NOT_FOR_FORM)
_NOT_ENTREPRENEURS = Skip(_("Article 12 does not apply to entrepreneurs."), Outcome.NOT_FOR_FORM)
_COMPANIES = Skip(_("This concerns companies and cooperatives only."), Outcome.NOT_FOR_FORM)
# Whether an entrepreneur, who has no founding act, must promise the same in another way, is not known to us.
_NO_ACT = Skip(_("An entrepreneur has no founding act. Ask the office what takes its place."), Outcome.ASK)
_NO_FORM = Skip(
    _("This depends on the legal form. Ask the office before you choose one or write a founding act."),
    Outcome.ASK,
)
_WITHOUT_FORM: Final = frozenset({NONE, OTHER, UNKNOWN})
_CIVIL: Final = frozenset({"association", "foundation", "sports"})

# Where all questions stand on one page, each says itself whom it concerns.
CONCERNS: Final = {
    2: _ONLY_ENTREPRENEURS.reason,
    6: _COMPANIES.reason,
    7: _COMPANIES.reason,
    8: _COMPANIES.reason,
    9: _("This does not concern entrepreneurs, who have no founding act."),
}


def skip_of(number: int, answers: Answers) -> Skip | None:
    """Return why the question is not asked after these answers, or None for one that is.

    Before the first question is answered nothing is skipped. Sources: Article 8 (flat rate), Articles 11 and 12
    (companies and cooperatives), Article 12 (not for entrepreneurs).
    """
    form = answers.one(1)
    if number == 2:  # noqa: PLR2004 -- the number of the question
        return _ONLY_ENTREPRENEURS if form not in {"", "entrepreneur"} else None
    if number not in {6, 7, 8, 9}:
        return None
    if form in _WITHOUT_FORM:
        return _NO_FORM
    if form == "entrepreneur":
        return _NOT_ENTREPRENEURS if number == 8 else _NO_ACT  # noqa: PLR2004 -- the number of the question
    if form in _CIVIL and number != 9:  # noqa: PLR2004 -- the number of the question
        return _COMPANIES
    return None


def asked(answers: Answers) -> tuple[Question, ...]:
    """Return the questions that concern whoever gave these answers."""
    return tuple(question for question in QUESTIONS if skip_of(question.number, answers) is None)


def relevant(answers: Answers) -> Answers:
    """Leave out answers to questions that do not concern whoever gave the others."""
    return Answers({number: codes for number, codes in answers.given.items() if not skip_of(number, answers)})
