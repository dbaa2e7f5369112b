"""What one answer means for its article and what to do next. Sources stand in the questions.

Grounds for losing the status and fees are not known to us, so nothing here follows from them.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepreneurs.eligibility.answers import Answers
from entrepreneurs.eligibility.outcomes import Outcome
from entrepreneurs.eligibility.questions import NO, NONE, OTHER, UNKNOWN, YES


@dataclass(frozen=True)
class Effect:
    """What an answer comes to, in a sentence, and what to do next."""

    outcome: Outcome
    means: Promise
    todo: Promise


def _may(means: Promise, todo: Promise) -> Effect:
    return Effect(Outcome.MAY_MEET, means, todo)


def _gap(means: Promise, todo: Promise) -> Effect:
    return Effect(Outcome.GAP, means, todo)


def _ask(means: Promise, todo: Promise) -> Effect:
    return Effect(Outcome.ASK, means, todo)


_BRING: Final = _("Ask us at a consultation, and bring what you have in writing.")
NOT_KNOWN: Final = _ask(_("“I don’t know yet” was chosen for a question of this article."), _BRING)
NOT_ANSWERED: Final = _ask(
    _("A question of this article has no answer yet."), _("Answer it, or ask us at a consultation.")
)
NO_REASON_TODO: Final = _("You need not do anything about it.")

_NAMED_FORM = _may(
    _("Article 8 names this legal form."),
    _("Keep what is entered about you at APR up to date."),
)
# By question and answer; ANY stands for every answer that has no line of its own.
ANY: Final = "any"
_EFFECTS: Final = {
    (1, ANY): _NAMED_FORM,
    (1, OTHER): _gap(
        _("Article 8 does not name other legal forms."),
        _("Talk with us about a form that fits, or about founding one beside the one you have."),
    ),
    (1, NONE): _gap(
        _("Only those who are registered at APR can have the status."),
        _("Choose a legal form first. We compare them with you."),
    ),
    (2, NO): _may(
        _("You keep business books, as Article 8 asks of entrepreneurs."),
        _("Stay with the books for as long as you want the status."),
    ),
    (2, YES): _gap(
        _("Article 8 leaves out entrepreneurs who are taxed at a flat rate."),
        _(
            "Before you change anything, ask your bookkeeper and us what keeping business books would cost you."
        ),
    ),
    (3, ANY): _may(
        _("What you chose is one of the four ways of Article 5."),
        _("Write down in two or three sentences what you do and for whom. You will need them again."),
    ),
    (3, NONE): _gap(
        _("Article 5 names four ways, and so far none of them is yours."),
        _("Bring your idea to a consultation. Often a small change makes it fit one of the ways."),
    ),
    (4, ANY): _may(
        _("What you chose is an area of Article 7."),
        _("Name the area in your founding act or in the description of your work."),
    ),
    (4, NONE): _gap(
        _("Article 7 names areas, and so far none of them is yours."),
        _(
            "Tell us at a consultation what changes for people through your work. An area is often found that way."
        ),
    ),
    (5, ANY): _may(
        _("You named whom the enterprise serves or engages. Article 6 has no closed list of groups."),
        _("Note which law or rule names the group. We help you to find it."),
    ),
    (5, OTHER): _ask(
        _("The group you have in mind is not on our list, and the law has no closed list either."),
        _("Tell us which group it is. We look with you for the law or rule that names it."),
    ),
    (6, YES): _may(
        _("Your founding act gives at least half of the profit to the purpose, as Article 11 asks."),
        _("Have the page of the founding act at hand where it says so."),
    ),
    (6, NO): _gap(
        _("Article 11 asks for at least half of the profit, and your founding act does not give it."),
        _("Have the founding act amended. Show us the draft before you sign it."),
    ),
    (7, YES): _may(
        _("The use of the profit is settled in writing, as Article 11 asks."),
        _("Keep the programme or the contract with your papers for the register."),
    ),
    (7, NO): _gap(
        _("Article 11 asks for a written programme or contract, and there is none yet."),
        _(
            "Write the programme, or agree on a contract with another holder of the status. We help with both."
        ),
    ),
    (8, YES): _may(
        _("The right group has at least one third of the decisions, as Article 12 asks."),
        _("Check that your founding act says so."),
    ),
    (8, NO): _gap(
        _("Article 12 asks for at least one third of the decisions for the right group."),
        _("Think about who should have a say, and how. We talk it through with you."),
    ),
    (9, YES): _may(
        _("Your acts bar dividing the property and name who receives it, as Article 10 asks."),
        _("Have the pages at hand where they say so."),
    ),
    (9, NO): _gap(
        _("Article 10 says that the property may not be divided, and your acts do not say it fully."),
        _("Have both sentences added to your founding act or statute. Show us the draft before you sign it."),
    ),
    (10, YES): _may(
        _("You could write the report that Article 13 asks for every two years."),
        _("Put the year of the first report into your calendar."),
    ),
    (10, NO): _gap(
        _("Article 13 asks for a report every two years, and you do not note yet what goes into it."),
        _("Begin with a simple table: what you did, for whom, and when. We look at it with you."),
    ),
    (11, YES): _may(
        _("Your papers for the register are together."),
        _("Look at them with us before you send them to APR."),
    ),
    (11, NO): _gap(
        _("Without these papers the status cannot be entered."),
        _("Put them together with us as soon as the rest is settled."),
    ),
}
_NOBODY_NAMED = _gap(
    _("The way you chose is about vulnerable groups, and none is named yet."),
    _("Decide whom the enterprise serves or engages, and write it down."),
)
_NOBODY_NEEDED = _ask(
    _("Your way of working may do without a particular group. Article 6 does not say it of every case."),
    _BRING,
)


def effect(number: int, answers: Answers) -> Effect:
    """Return what the answer to a question that concerns this person comes to."""
    given = answers.to(number)
    if not given:
        return NOT_ANSWERED
    if given == (UNKNOWN,):
        return NOT_KNOWN
    if number == 5 and given == (NONE,):  # noqa: PLR2004 -- the number of the question
        return _NOBODY_NAMED if {"services", "work"} & set(answers.to(3)) else _NOBODY_NEEDED
    if len(given) == 1 and (number, given[0]) in _EFFECTS:
        return _EFFECTS[number, given[0]]
    return _EFFECTS[number, ANY]
