"""What a volunteer's phone sends: the same few fields, from a form of the page or from its queue."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone

from center.base.person_names import PersonNameField
from entrepreneurs.choices import Sex
from entrepreneurs.demographics import AgeBand
from events.choices import HeadKind

ARRIVE, BACK, WALK_IN, COUNT = "arrive", "back", "walk_in", "count"
DEEDS: Final = (ARRIVE, BACK, WALK_IN, COUNT)
_MOST_TOGETHER: Final = 50
# Longer than that no phone waits for a net.
_OLDEST: Final = timedelta(days=15)


class ActionForm(forms.Form):
    """One action; `at` is the moment at which it was done.

    A phone says how many seconds ago that was, since the difference holds also where its clock is wrong.
    """

    id = forms.UUIDField()
    do = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    code = forms.CharField(required=False, max_length=400)
    people = forms.IntegerField(required=False, min_value=1, max_value=_MOST_TOGETHER)
    name = PersonNameField(required=False, max_length=120)
    of = forms.UUIDField(required=False)
    number = forms.TypedChoiceField(
        required=False, choices=[(1, "+1"), (-1, "-1")], coerce=int, empty_value="1"
    )
    kind = forms.ChoiceField(required=False, choices=HeadKind.choices)
    sex = forms.ChoiceField(required=False, choices=Sex.choices)
    age_band = forms.ChoiceField(required=False, choices=AgeBand.choices)
    age = forms.IntegerField(required=False, min_value=0, max_value=int(_OLDEST.total_seconds()))
    ask = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["at"] = timezone.now() - timedelta(seconds=data.get("age") or 0)
        data["number"] = int(data.get("number") or 1)
        data["number"] = int(data.get("number") or 1)
        data["kind"] = data.get("kind") or HeadKind.VISITOR
        data["sex"] = data.get("sex") or Sex.UNKNOWN
        deed = data.get("do")
        if deed == ARRIVE and not data.get("code"):
            self.add_error("code", forms.ValidationError("", code="required"))
        if deed == BACK and not data.get("of"):
            self.add_error("of", forms.ValidationError("", code="required"))
        return data


class OpenForm(forms.Form):
    """The code of a pass, typed from the paper or taken by the page from its own address."""

    code = forms.CharField(max_length=400)


class SearchForm(forms.Form):
    who = forms.CharField(required=False, max_length=120)
