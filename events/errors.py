"""Refusals of the events' services; each has a sentence for the person (`message`)."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from center.refusals import ServiceRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from events.plan_table import Fault


class ChangeRefused(ServiceRefused):
    """A change that the rules do not allow; nothing of it was done."""


class RegistrationRefused(ChangeRefused):
    """Somebody cannot be registered."""


class NoPlaceLeft(RegistrationRefused):
    """Fewer places are free than people want to come; `free` are, and `ahead` people wait already."""

    def __init__(self, *, free: int, ahead: int) -> None:
        super().__init__(
            ngettext_lazy(
                "Only %(free)d place is free.",
                "Only %(free)d places are free.",
                "free",
            )
            % {"free": free}
            if free
            else _("All places are taken.")
        )
        self.free, self.ahead = free, ahead


class ItemFull(RegistrationRefused):
    """An item of the programme that was chosen has no room for all of them; `items` are those."""

    def __init__(self, items: list[str]) -> None:
        super().__init__(_("No places are left in: %(items)s.") % {"items": ", ".join(items)})
        self.items = items


class ItemsAtOnce(RegistrationRefused):
    """Two items of the programme that were chosen are at the same time."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            _("These are at the same time, so choose one of them: %(one)s, %(other)s.")
            % {"one": one, "other": other}
        )


class RegisteredBefore(RegistrationRefused):
    """The same name with the same contact is on the list: whether it is another person must be said."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody of this name is registered with the same contact. If it is another person, tick it below."
                " If it is you, you need not do anything more."
            )
        )


class FormUsed(RegistrationRefused):
    """The form was sent before, with other words; the page gives it a new key."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This form has already registered somebody, with other details. To register one more person, press the"
                " button again. To change the earlier one, use its reference or call us."
            )
        )


class PlanRefused(ChangeRefused):
    """The plan of a fair cannot be as it was drawn; `faults` say what is wrong in which row."""

    def __init__(self, faults: "Sequence[Fault]") -> None:
        super().__init__(_("The plan is not saved yet. Please look at the rows below."))
        self.faults = list(faults)


class PlanChangedMeanwhile(ChangeRefused):
    """Somebody else saved the plan after it was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody saved this plan after you opened it. What you typed is still here. Compare below, correct"
                " it if needed, and save again."
            )
        )


class ApplicationsClosed(ChangeRefused):
    """The time to apply for a stand is over, or has not begun."""


class ChangedMeanwhile(ChangeRefused):
    """Somebody of the same enterprise saved other answers since the page was opened; `now` is what is saved."""

    def __init__(self, now: Any) -> None:
        super().__init__(
            _(
                "Somebody else saved other answers after you opened this page. What you typed is still here: compare,"
                " and save again."
            )
        )
        self.now = now


class StandsRefused(ChangeRefused):
    """The table of stands cannot be saved; `faults` are sentences by the key of the application."""

    def __init__(self, faults: "Mapping[int, str]") -> None:
        super().__init__(_("The stands are not saved yet. Please look at the rows below."))
        self.faults = dict(faults)


class StandsChangedMeanwhile(ChangeRefused):
    """Somebody else gave stands, or an exhibitor withdrew, after the table was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A colleague gave stands, or an exhibitor withdrew, after you opened this page. Your choice is still"
                " here, what is saved stands beside it. Look through it and save again."
            )
        )


class PhotosRefused(ChangeRefused):
    """Words of photos cannot be saved; `faults` are sentences by the key of the photo and the field."""

    def __init__(self, faults: "Mapping[int, Mapping[str, Sequence[str]]]") -> None:
        super().__init__(_("Nothing is saved yet. Please look at the photos marked below."))
        self.faults = faults


class PhotosChangedMeanwhile(ChangeRefused):
    """Somebody else changed words (`words`: keys of those photos), removed a photo or changed the order meanwhile."""

    def __init__(self, *, words: "Collection[int]" = (), is_order: bool = False) -> None:
        super().__init__(
            _(
                "A colleague changed photos after you opened this page. What you typed is still here, what is saved"
                " stands beside it. Look through it and save again."
            )
        )
        self.words, self.is_order = words, is_order
