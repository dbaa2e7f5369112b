"""What the blocks of the canvas ask, in plain words, each with an example.

The blocks are those that the field uses for social enterprises: the ones of a business model, and beside them the
problem, the change, who gains without paying, what is measured and what becomes of the surplus.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.choices import CanvasPart


@dataclass(frozen=True)
class Question:
    """What a block asks, and how somebody else might answer."""

    question: Promise
    example: Promise


QUESTIONS: Final[dict[CanvasPart, Question]] = {
    CanvasPart.PROBLEM: Question(
        _("What is hard for people around you, for whom, and how do you know it?"),
        _(
            "In our villages forty mothers of children with disabilities look for work. Nobody offers hours that fit"
            " therapy and school. We asked twelve of them."
        ),
    ),
    CanvasPart.CHANGE: Question(
        _(
            "What should be different in three years? Say how many people, and what will have changed for them."
        ),
        _("Six mothers have steady work with hours that they chose, and twenty have learned the trade."),
    ),
    CanvasPart.BENEFICIARIES: Question(
        _("Who has it better because of your work? They need not be those who pay."),
        _(
            "Mothers of children with disabilities from the town and the villages around, from 25 to 50 years."
        ),
    ),
    CanvasPart.BENEFIT: Question(
        _("What do these people get from you: work, a service, knowledge, company?"),
        _("A job for twenty hours a week, training, and colleagues who understand when a child is ill."),
    ),
    CanvasPart.CUSTOMERS: Question(
        _("Who will buy from you, or pay for it? Name a few whom you have asked already."),
        _("Two schools, the hospital, and families who buy at the market on Saturdays."),
    ),
    CanvasPart.OFFER: Question(
        _("What do you sell, and why will they buy it from you rather than from others?"),
        _(
            "Bread and rolls without additives, delivered before seven in the morning; buyers also like that it gives"
            " work to mothers."
        ),
    ),
    CanvasPart.CHANNELS: Question(
        _("How do customers and those whom you help hear of you, and how do they get what you offer?"),
        _("We bring it to schools by van; at the market ourselves; mothers hear of us at the day centre."),
    ),
    CanvasPart.ACTIVITIES: Question(
        _("What has to be done every week so that all of this works, and who does it?"),
        _("Baking at night in two shifts, delivery, orders and bills, training on Thursdays."),
    ),
    CanvasPart.RESOURCES: Question(
        _("What do you need: rooms, tools, people with knowledge, permits? What do you have already?"),
        _(
            "A rented room with an oven, a van, one master baker. We have recipes and a mixer; the permit of the"
            " sanitary inspection is still to be got."
        ),
    ),
    CanvasPart.PARTNERS: Question(
        _("Who helps you, and with what? What do they get from it?"),
        _(
            "The town lends the room for a year, the employment service pays a part of the training, the parents’"
            " association brings people."
        ),
    ),
    CanvasPart.COSTS: Question(
        _("What will cost the most? Words are enough here; the numbers come in the budget."),
        _("Wages and contributions, flour, electricity, rent. At the start the oven."),
    ),
    CanvasPart.INCOME: Question(
        _("What brings money, how regularly, and what is still uncertain?"),
        _("Contracts with two schools bring money every month; the market depends on the season."),
    ),
    CanvasPart.SURPLUS: Question(
        _(
            "What will you do with what is left over? Under the Law on Social Entrepreneurship (Official Gazette"
            " 14/2022, article 11) companies and cooperatives with the status put at least half of their profit back"
            " into their purpose or give it to another holder of the status."
        ),
        _("We put all of it into a second oven and into training for three more mothers a year."),
    ),
    CanvasPart.MEASURE: Question(
        _("What will you count, how often, and who writes it down?"),
        _("Hours of work of each mother every month, people trained, and twice a year five short questions."),
    ),
}
