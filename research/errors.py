"""What the services of the research refuse, in a sentence for the person."""

from center.refusals import ServiceRefused


class SurveyRefused(ServiceRefused):
    """The survey does not allow it as it is now."""


class AnswerGone(ServiceRefused):
    """The unfinished answer is no more: it was sent, or its time is over."""


class AlreadyAnswered(ServiceRefused):
    """The invitation has answered; each answers once."""


class ChangedMeanwhile(SurveyRefused):
    """Somebody else has changed it since the person looked."""
