"""The form of a survey, and that of opening it again."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _

from center.admin_versions import VersionedForm
from research.choices import Mode, SurveyState
from research.models import Survey


class SurveyForm(VersionedForm):
    """What staff write about a survey."""

    modes = forms.MultipleChoiceField(
        label=_("How people answer"),
        choices=Mode,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An open link can be answered by anybody, so its results get no margin of error."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        survey: Any = self.instance
        if survey.pk and survey.state != SurveyState.DRAFT:
            # It stands there in words: a field that is declared stays even where it is not laid out.
            self.fields.pop("modes", None)
        if "earlier_wave" in self.fields:
            field: Any = self.fields["earlier_wave"]
            field.queryset = Survey.objects.exclude(pk=survey.pk)


class ReopenForm(forms.Form):
    """Until when a closed survey can be answered again."""

    closes_at = forms.SplitDateTimeField(
        label=_("New end"),
        required=False,
        widget=AdminSplitDateTime(),
        help_text=_("Empty: when you close it."),
    )

    class Media:
        css: ClassVar = {"all": ["admin/css/forms.css"]}
