"""Why a booking or a change of a visit is refused; each says it in a sentence for the person."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from center.refusals import ServiceRefused

if TYPE_CHECKING:
    from consultations.models import Consultation


class Reason(models.TextChoices):
    """Why a time cannot be booked although nobody has taken it."""

    TOPIC = "topic", _("This topic cannot be booked at the moment.")
    MODE = "mode", _("This topic is not offered in this way. Please choose another place.")
    ADVISOR = "advisor", _("This advisor does not receive visitors on this topic.")
    PAST = "past", _("This time has already passed.")
    TOO_SOON = (
        "too_soon",
        _("This time is too soon to be booked online. Please choose a later one or call us."),
    )
    TOO_FAR = "too_far", _("This time is too far ahead. Please choose an earlier one.")
    CLOSED = "closed", _("The office does not receive visitors at this time.")


class BookingRefusedError(ServiceRefused):
    """No visit was booked. `message` is for the person, `alternatives` are the nearest free starts (UTC)."""

    def __init__(self, message: str | Promise, alternatives: Sequence[datetime] = ()) -> None:
        super().__init__(message)
        self.alternatives = tuple(alternatives)


class TimeTaken(BookingRefusedError):  # noqa: N818 -- reads as what happened
    """Somebody else holds the time, since before or since this very moment."""

    def __init__(self, alternatives: Sequence[datetime] = ()) -> None:
        super().__init__(_("This time was just taken."), alternatives)


class NotBookable(BookingRefusedError):  # noqa: N818 -- reads as what happened
    """Rules forbid the time, whoever asks; `reason` says which one."""

    def __init__(self, reason: Reason, alternatives: Sequence[datetime] = ()) -> None:
        super().__init__(reason.label, alternatives)
        self.reason = reason

    @property
    def another_time_helps(self) -> bool:
        """Whether the same topic, place and advisor may be had at another time."""
        return self.reason not in {Reason.TOPIC, Reason.MODE, Reason.ADVISOR}


class AlreadyUsed(BookingRefusedError):  # noqa: N818 -- reads as what happened
    """The form has made another `visit` before: another content, or a visit that is no longer live.

    Who sends it need not be who sent it first, so `message` tells nothing of that visit.
    """

    def __init__(self, visit: "Consultation") -> None:
        super().__init__(
            _(
                "A visit with other details was already booked with this form. To book another visit, press the"
                " button again. To change the earlier one, cancel it or call us."
            )
        )
        self.visit = visit


class ChangeRefused(ServiceRefused):
    """The visit is not in a state that allows this; nothing was changed. `message` is for the person."""


class SignUpRefused(ChangeRefused):
    """Nobody was signed up for the group session."""


class NoPlaceLeft(SignUpRefused):
    """All places are taken, and the person did not ask for the waiting list; `ahead` people wait already."""

    def __init__(self, ahead: int) -> None:
        super().__init__(_("The last place was just taken."))
        self.ahead = ahead


class SignedUpBefore(SignUpRefused):
    """Somebody with this name and contact has a place or waits for one; staff hear it of the contact alone."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody with these details is already on the list of this session. If this is another person, say so"
                " below and send the form again."
            )
        )


class FormUsed(SignUpRefused):
    """The form has signed somebody else up before; who sends it need not be who sent it first."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This form has already signed somebody up, with other details. To sign up one more person, press the"
                " button again. To change the earlier one, use its reference or call us."
            )
        )


class PlanChangedMeanwhile(ChangeRefused):
    """Somebody saved the same block, or the budget, after it was read; the page shows both."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has saved this meanwhile."))
