"""The form of a text of the office, and the one that asks from when it is public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_versions import VersionedForm
from center.base.pictures.making import PictureState
from center.models import Picture
from center.services import publications


class PublicationForm(VersionedForm):
    """What staff write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "cover" in self.fields:
            # One that could not be read is offered no more, but stays a choice where it was chosen.
            field: Any = self.fields["cover"]
            chosen: Any = self.instance
            failed = Picture.objects.filter(state=PictureState.FAILED).exclude(pk=chosen.cover_id)
            field.queryset = Picture.objects.exclude(pk__in=failed)

    def clean(self) -> dict[str, Any] | None:
        """Make the short name where nobody chose one, so that it is judged with the rest."""
        data = super().clean()
        typed: Any = self.instance
        values = self.cleaned_data
        if "slug" in self.fields and "slug" not in self.errors and not values.get("slug"):
            if typed.slug:
                values["slug"] = typed.slug
            else:
                fresh: Any = type(typed)(title_sr=values.get("title_sr", ""))
                values["slug"] = publications.free_slug(fresh)
        return data


class ScheduleForm(forms.Form):
    """The moment from which a text is public."""

    at = forms.SplitDateTimeField(
        label=gettext_lazy("Public from"),
        widget=forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": gettext_lazy("Public from, date")},  # type: ignore[dict-item]  # text when drawn
            time_attrs={"type": "time", "aria-label": gettext_lazy("Public from, time")},  # type: ignore[dict-item]  # text when drawn
        ),
        help_text=gettext_lazy(
            "By the office's clock. The text appears by itself; a moment that has passed becomes its date."
        ),
    )

    def clean_at(self) -> Any:
        moment = self.cleaned_data["at"]
        if moment > timezone.now() + publications.FURTHEST:
            raise ValidationError(_("Choose a moment within the next two years."))
        return moment
