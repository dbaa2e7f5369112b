"""The form of an event, and those of its buttons."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _

from center.admin_versions import VersionedForm
from entrepreneurs.choices import SpokenLanguage
from events.models import Event, Venue

MOST_REPEATS = 26


class EventForm(VersionedForm):
    """What staff plan."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=SpokenLanguage,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which people speak there, interpreters included."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "venue" in self.fields:
            event: Any = self.instance
            # A venue that is offered no more stays a choice where it was chosen.
            field: Any = self.fields["venue"]
            field.queryset = Venue.objects.filter(is_active=True) | Venue.objects.filter(pk=event.venue_id)
        if not self.instance.pk and "languages" in self.fields:
            self.fields["languages"].initial = Event().languages


class NewDateForm(forms.Form):
    """The new time of a postponed event."""

    starts_at = forms.SplitDateTimeField(label=_("Start"), widget=AdminSplitDateTime())
    ends_at = forms.SplitDateTimeField(label=_("End"), widget=AdminSplitDateTime())

    class Media:
        css: ClassVar = {"all": ["admin/css/forms.css"]}


class RepeatForm(forms.Form):
    """How often the same event is held again."""

    times = forms.IntegerField(label=_("How many more times"), min_value=1, max_value=MOST_REPEATS, initial=3)
    every = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        choices=[
            (1, _("Every week")),
            (2, _("Every second week")),
            (4, _("Every fourth week")),
        ],
        help_text=_(
            "At the same hour. Each becomes a draft of its own, in one series; look at them, then publish them."
        ),
    )
