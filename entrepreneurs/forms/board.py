"""Forms of the members' board."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.guarded_form import GuardedForm
from entrepreneurs.choices import ActionKind
from entrepreneurs.models import Enterprise

_USUAL = timedelta(days=30)


def _in_a_month() -> date:
    return timezone.localdate() + _USUAL


class EntryForm(GuardedForm):
    """One entry; who belongs to one enterprise is not asked which."""

    enterprise = forms.ModelChoiceField(
        label=_("On behalf of"),
        queryset=Enterprise.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose one of your enterprises.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of entry"),
        choices=ActionKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    title = forms.CharField(
        label=_("In a few words"),
        max_length=100,
        error_messages={"required": _("Write it in a few words.")},
        help_text=_("For example: who orders jars with us in March?"),
    )
    text = forms.CharField(
        label=_("What, how much, when, where"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what the others need to know.")},
        help_text=_("Phone numbers are not needed here: who joins sees yours, and you see theirs."),
    )
    last_day = forms.DateField(
        label=_("Last day on the board"),
        initial=_in_a_month,
        help_text=_("At most half a year from now, for example 7. 7. 2027."),
        error_messages={"required": _("Write the last day.")},
    )

    field_order = ("enterprise", "kind", "title", "text", "last_day")

    def __init__(self, *args: Any, enterprises: "list[Enterprise]", is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            field: Any = self.fields["enterprise"]
            field.queryset = Enterprise.objects.filter(pk__in=[each.pk for each in enterprises])
            if len(enterprises) == 1:
                field.initial = enterprises[0]
                field.widget = forms.HiddenInput()
        else:
            del self.fields["enterprise"], self.fields["kind"]


class JoinForm(forms.Form):
    """What an enterprise can bring; which one is asked only of those who belong to several."""

    enterprise = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Enterprise.objects.none(), empty_label=None
    )
    words = forms.CharField(
        label=_("How much, or what you can bring"),
        max_length=200,
        required=False,
        help_text=_("For example: 200 jars. May stay empty."),
    )

    def __init__(self, *args: Any, enterprises: "list[Enterprise]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["enterprise"]
        field.queryset = Enterprise.objects.filter(pk__in=[each.pk for each in enterprises])
        if len(enterprises) == 1:
            field.initial = enterprises[0]
            field.widget = forms.HiddenInput()
