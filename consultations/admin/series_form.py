"""Further visits to choose: one for each of the coming weeks, with the same advisor."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from consultations import slots
from consultations.models import Consultation
from consultations.services.series import MOST_FURTHER
from consultations.spans import local_day

# Three visits in all are what people book most often.
_PROPOSED = 2


class SeriesForm(forms.Form):
    """A choice for each of five weeks: at the same time where it is free, else at the nearest, or none."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, visit: Consultation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid.uuid4()
        monday = local_day(visit.starts_at) - timedelta(days=local_day(visit.starts_at).weekday())
        free = [
            each.start
            for each in slots.free_times(
                visit.topic,
                first=max(monday + timedelta(days=7), timezone.localdate()),
                last=monday + timedelta(days=7 * (MOST_FURTHER + 1) - 1),
                advisor=visit.advisor,
                by_staff=True,
            )
        ]
        for week in range(1, MOST_FURTHER + 1):
            begins = monday + timedelta(days=7 * week)
            times = [each for each in free if begins <= local_day(each) < begins + timedelta(days=7)]
            self.fields[f"week_{week}"] = forms.TypedChoiceField(
                label=_("%(week)s. week after") % {"week": week},
                required=False,
                empty_value=None,
                coerce=datetime.fromisoformat,
                choices=[("", _("No visit")), *((each.isoformat(), _in_words(each)) for each in times)],
                initial=_nearest(times, visit, week) if week <= _PROPOSED else "",
            )


def _nearest(times: list[datetime], visit: Consultation, week: int) -> str:
    """Return the free time that is nearest to the same weekday and clock, as the value of its choice."""
    day = local_day(visit.starts_at) + timedelta(days=7 * week)
    clock = timezone.localtime(visit.starts_at).time()

    def distance(start: datetime) -> tuple[timedelta, timedelta]:
        local = timezone.localtime(start)
        minutes = timedelta(hours=local.hour - clock.hour, minutes=local.minute - clock.minute)
        return abs(local.date() - day), abs(minutes)

    return min(times, key=distance).isoformat() if times else ""


def _in_words(start: datetime) -> str:
    local = timezone.localtime(start)
    return f"{date_format(local, 'D')} {date_format(local, 'SHORT_DATE_FORMAT')} {local:%H:%M}"
