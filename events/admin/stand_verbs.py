"""Buttons by which one exhibitor gets a stand, another one, or none; the table of all is `stand_pages`."""

from typing import Any, Final

from django import forms
from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_verbs import Verb
from center.models import User
from events import rules
from events.choices import ApplicationState
from events.ground import number_key
from events.models import ExhibitorApplication, Stand
from events.services import stands
from events.stand_holders import name_of

_GIVES: Final = "events.change_fairplan"


class StandForm(forms.Form):
    """Which stand; of one that somebody has also who, so that a change meanwhile is noticed."""

    stand = forms.ChoiceField(
        label=gettext_lazy("Stand"),
        error_messages={"required": gettext_lazy("Choose a stand.")},
    )

    def __init__(self, application: ExhibitorApplication, data: Any, *, may_swap: bool) -> None:
        super().__init__(data)
        found = Stand.objects.filter(plan__event=application.event_id)
        rows = list(found.select_related("assignment__application__enterprise"))
        rows.sort(key=lambda stand: number_key(stand.number))
        self._stands = {stand.pk: stand for stand in rows}
        self._holders: dict[int, ExhibitorApplication] = {
            stand.pk: stand.assignment.application for stand in rows if hasattr(stand, "assignment")
        }
        free = [(str(stand.pk), _words(stand)) for stand in rows if stand.pk not in self._holders]
        taken = [
            (f"{stand}-{holder.pk}", f"{_words(self._stands[stand])} – {name_of(holder)}")
            for stand, holder in self._holders.items()
            if holder.pk != application.pk and may_swap
        ]
        groups = [(_("Free"), free), (_("Change places with"), taken)]
        field: Any = self.fields["stand"]
        field.choices = [("", "–"), *((label, choices) for label, choices in groups if choices)]

    def clean_stand(self) -> tuple[Stand, ExhibitorApplication | None]:
        """Return the stand, and who has it where places are changed."""
        key = int(self.cleaned_data["stand"].split("-")[0])
        return self._stands[key], self._holders.get(key)


def _words(stand: Stand) -> str:
    """Return a stand with what matters for the choice, in one line."""
    facts = [
        stand.number,
        f"{floatformat(stand.width / 100, -2)} × {floatformat(stand.height / 100, -2)} m",
        f"{stand.watts} W" if stand.watts else "",
        _("at a corner") if stand.is_corner else "",
        "" if stand.is_accessible else _("with steps"),
    ]
    return ", ".join(filter(None, facts))


def _give(application: ExhibitorApplication, user: User, clean: dict[str, Any]) -> object:
    stand, _holder = clean["stand"]
    return stands.assign(application=application, stand=stand, by=user)


def _move(application: ExhibitorApplication, user: User, clean: dict[str, Any]) -> object:
    stand, holder = clean["stand"]
    return stands.move(application=application, stand=stand, instead_of=holder, by=user)


def _free(application: ExhibitorApplication, user: User, _reason: Any) -> object:
    return stands.free(application=application, by=user)


def _has_stand(application: ExhibitorApplication) -> bool:
    return getattr(application, "assignment", None) is not None


def _may_get(application: ExhibitorApplication) -> bool:
    is_over = rules.is_over(application.event, timezone.now())
    return application.state == ApplicationState.ACCEPTED and not is_over


STAND_VERBS: Final = (
    Verb(
        "give_stand",
        gettext_lazy("Give a stand"),
        _give,
        lambda application: _may_get(application) and not _has_stand(application),
        kind="primary",
        told=gettext_lazy("Has a stand now"),
        form=lambda application, _user, data: StandForm(application, data, may_swap=False),
        needs=_GIVES,
    ),
    Verb(
        "other_stand",
        gettext_lazy("Another stand"),
        _move,
        lambda application: _may_get(application) and _has_stand(application),
        told=gettext_lazy("Has another stand now"),
        form=lambda application, _user, data: StandForm(application, data, may_swap=True),
        needs=_GIVES,
    ),
    Verb(
        "no_stand",
        gettext_lazy("Take the stand away"),
        _free,
        lambda application: _may_get(application) and _has_stand(application),
        told=gettext_lazy("Has no stand any more"),
        warning=gettext_lazy("The exhibitor stays accepted and waits for another stand."),
        needs=_GIVES,
    ),
)
