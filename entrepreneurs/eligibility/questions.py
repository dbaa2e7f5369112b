"""The eleven questions, in the order in which they are asked, with the article that each follows."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNKNOWN: Final = "unknown"
NONE: Final = "none"
YES: Final = "yes"
NO: Final = "no"
OTHER: Final = "other"


@dataclass(frozen=True)
class Option:
    code: str
    label: Promise


@dataclass(frozen=True)
class Question:
    """One question. With `many` several answers may be given at once, but for those in `alone`.

    `article` is that of the law; the last question is about the way into the register and has none.
    """

    number: int
    article: int | None
    short: Promise
    text: Promise
    meaning: Promise
    options: tuple[Option, ...]
    many: bool = False

    @property
    def alone(self) -> tuple[Option, ...]:
        """The answers that exclude every other one."""
        return tuple(each for each in self.options if not self.many or each.code in {NONE, UNKNOWN})

    @property
    def together(self) -> tuple[Option, ...]:
        return tuple(each for each in self.options if each not in self.alone)

    def labels(self, codes: tuple[str, ...]) -> list[Promise]:
        """Return the words of the answers, in the order of the question."""
        return [each.label for each in self.options if each.code in codes]


_UNKNOWN = Option(UNKNOWN, _("I don’t know yet"))


def _yes_or_no(yes: Promise, no: Promise) -> tuple[Option, ...]:
    return (Option(YES, yes), Option(NO, no), _UNKNOWN)


QUESTIONS: Final = (
    Question(
        1,
        8,
        _("Legal form"),
        _("How is your enterprise registered?"),
        _(
            "Being a social enterprise is a status. Article 8 lists who can have it: somebody who is entered at the"
            " Serbian Business Registers Agency (APR) in one of these forms. If you only have an idea so far, say so;"
            " the form can still be chosen."
        ),
        (
            Option("entrepreneur", _("Entrepreneur (a person who trades under their own name)")),
            Option("company", _("Company")),
            Option("cooperative", _("Cooperative")),
            Option("association", _("Association")),
            Option("foundation", _("Foundation")),
            Option("sports", _("Sports association")),
            Option(OTHER, _("Something else")),
            Option(NONE, _("It is not registered yet")),
            _UNKNOWN,
        ),
    ),
    Question(
        2,
        8,
        _("Flat-rate tax"),
        _("Do you pay tax at a flat rate?"),
        _(
            "Flat rate means that the tax office sets the amount and you keep no full books. Article 8 leaves out"
            " entrepreneurs who are taxed in this way."
        ),
        (
            Option(NO, _("No, I keep business books")),
            Option(YES, _("Yes, at a flat rate")),
            _UNKNOWN,
        ),
    ),
    Question(
        3,
        5,
        _("Way of working"),
        _("In which way does the enterprise do good?"),
        _("Article 5 names four ways. One is enough; choose all that fit."),
        (
            Option("services", _("It offers goods or services to vulnerable groups")),
            Option("work", _("It gives work to people who find it hard to get any")),
            Option("area", _("It helps a neglected area to develop")),
            Option("interest", _("It solves another problem of general interest")),
            Option(NONE, _("None of these")),
            _UNKNOWN,
        ),
        many=True,
    ),
    Question(
        4,
        7,
        _("Area"),
        _("In which area does it work?"),
        _(
            "Article 7 speaks of the areas in which people are to be included in the life of the community. Choose all"
            " that fit."
        ),
        (
            Option("social", _("Social inclusion, such as care, housing or company")),
            Option("cultural", _("Cultural inclusion, such as culture, language or customs")),
            Option("economic", _("Economic inclusion, such as an income or a market for what people make")),
            Option("work", _("Inclusion through work, such as training and jobs")),
            Option("interest", _("Another general interest, such as the environment or education")),
            Option(NONE, _("None of these")),
            _UNKNOWN,
        ),
        many=True,
    ),
    Question(
        5,
        6,
        _("For whom"),
        _("Whom does the enterprise serve or engage?"),
        _(
            "This is about the enterprise, not about you. Article 6 has no closed list: it refers to social protection,"
            " to people who find it hard to get work, and to other laws. The groups below are our own list to start"
            " from. The law sets no smallest share of employees from these groups. Choose all that fit."
        ),
        (
            Option("youth", _("People under 30")),
            Option("senior", _("People over 50")),
            Option("redundant", _("Workers who were made redundant")),
            Option("roma", _("Roma")),
            Option("disability", _("Persons with disabilities")),
            Option("assistance", _("People who receive cash social assistance")),
            Option("unschooled", _("People without secondary school")),
            Option("jobless", _("People who have been out of work for long")),
            Option("violence", _("Victims of family violence")),
            Option(OTHER, _("Another group")),
            Option(NONE, _("No particular group")),
            _UNKNOWN,
        ),
        many=True,
    ),
    Question(
        6,
        11,
        _("Share of the profit"),
        _("Does your founding act give at least half of the profit to the purpose?"),
        _(
            "The founding act is the document with which a company or a cooperative begins: the contract or decision on"
            " founding it. Article 11 asks that at least half of the profit be put back into the enterprise or given to"
            " another holder of the status."
        ),
        _yes_or_no(_("Yes, at least half is written there"), _("No, or less than half")),
    ),
    Question(
        7,
        11,
        _("Use of the profit"),
        _("Is it settled in writing how that part of the profit is used?"),
        _(
            "Article 11 asks for a written programme when the profit is used inside the enterprise, and for a written"
            " contract when it goes to another holder of the status."
        ),
        _yes_or_no(_("Yes, by a written programme or contract"), _("No, nothing is written yet")),
    ),
    Question(
        8,
        12,
        _("Who decides"),
        _("Does the right group have at least one third of the decisions?"),
        _(
            "Article 12 asks that at least one third of the decision-making belong to the right group. Which group that"
            " is depends on your way of working; the office helps you to find out."
        ),
        _yes_or_no(_("Yes, at least one third"), _("No, or less than one third")),
    ),
    Question(
        9,
        10,
        _("What belongs to the enterprise"),
        _("Do your acts bar dividing its property, and name who receives it if the enterprise closes?"),
        _(
            "Article 10 says that the property may not be divided. Your founding act or statute should say both things."
        ),
        _yes_or_no(_("Yes, both"), _("No, or only one of the two")),
    ),
    Question(
        10,
        13,
        _("Report"),
        _("Could you report on your work every two years?"),
        _(
            "Article 13 asks for a report every two years, together with the annual financial statement. It is easier"
            " to write for those who note all along what they did and for whom."
        ),
        _yes_or_no(_("Yes, we write down what is needed"), _("No, we do not write it down yet")),
    ),
    Question(
        11,
        None,
        _("Papers for the register"),
        _("Are the papers for the register ready?"),
        _(
            "The status is entered at APR, since 15 November 2022. You need the founding act, amended where you have"
            " one, the form of APR, and the fee. We do not know the amount of the fee: ask APR."
        ),
        _yes_or_no(_("Yes, all of it"), _("No, not all of it")),
    ),
)
BY_NUMBER: Final = {question.number: question for question in QUESTIONS}
