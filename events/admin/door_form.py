"""For whom a pass of the door is, and how long it is valid."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events import rules
from events.models import DoorPass, Event


def _moment(label: Any, help_text: Any = "") -> forms.SplitDateTimeField:
    widget = forms.SplitDateTimeWidget(
        date_attrs={"type": "date", "aria-label": format_lazy("{}, {}", label, _("date"))},  # type: ignore[dict-item]  # text when drawn
        time_attrs={"type": "time", "aria-label": format_lazy("{}, {}", label, _("time"))},  # type: ignore[dict-item]  # text when drawn
        date_format="%Y-%m-%d",
        time_format="%H:%M",
    )
    return forms.SplitDateTimeField(label=label, widget=widget, help_text=help_text)


class PassDaysForm(forms.Form):
    """For whom a pass is and when it opens the door."""

    label = forms.CharField(
        label=_("For whom"),
        max_length=DoorPass._meta.get_field("label").max_length,
        help_text=_("A door or a volunteer, such as: main entrance, Ana."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    valid_from = _moment(_("Valid from"))
    valid_until = _moment(
        _("Valid until"), _("From the first midnight to the last one, unless you change it.")
    )


class PassForm(PassDaysForm):
    """The days of the event stand there already; its key makes one pass of a form that is sent twice."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        first, last = rules.door_days(event)
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"valid_from": _local(first), "valid_until": _local(last), **kwargs["initial"]}
        super().__init__(*args, **kwargs)


def days_of(door: DoorPass) -> dict[str, Any]:
    """Return what the form of an existing pass begins with."""
    return {
        "label": door.label,
        "valid_from": _local(door.valid_from),
        "valid_until": _local(door.valid_until),
    }


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
