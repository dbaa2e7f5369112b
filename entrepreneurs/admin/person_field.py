"""Choosing a person without scripts: type a part of the name, then choose among those found."""

import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from center.audit import record_accesses
from center.base.folded_search import SrFold, has_words
from center.base.phones import display_phone
from center.base.shown_text import in_script
from center.models import User
from entrepreneurs.models import Entrepreneur

if TYPE_CHECKING:
    _ChoiceField = forms.ModelChoiceField[Entrepreneur]
else:
    _ChoiceField = forms.ModelChoiceField

_MOST_FOUND: Final = 10
_FEWEST_DIGITS: Final = 3


class _PersonField(_ChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return ", ".join(filter(None, [in_script(obj.name), display_phone(obj.phone), obj.email]))


class FindPersonForm(forms.Form):
    """The first sending looks people up, the second takes the chosen one; every look is written down."""

    words = forms.CharField(
        label=gettext_lazy("Find the person"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "A part of the name, the phone or the email, in either script. Then choose below."
        ),
    )
    person = _PersonField(
        label=gettext_lazy("Person"),
        queryset=Entrepreneur.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, user: User, data: Any) -> None:
        super().__init__(data)
        found = self._found(str(self["words"].value() or ""))
        field: Any = self.fields["person"]
        if found:
            field.queryset = Entrepreneur.objects.filter(pk__in=[each.pk for each in found]).order_by(
                "name", "pk"
            )
        else:
            del self.fields["person"]
        record_accesses(user=user, objects=found, purpose=gettext_noop("proposed as a member"))

    @staticmethod
    def _found(words: str) -> list[Entrepreneur]:
        """Return the people who are meant by some words, in two queries at most."""
        if not words.strip():
            return []
        people = Entrepreneur.objects.listed()
        by_name = people.alias(_name=SrFold("name")).filter(has_words("_name", words))
        digits = re.sub(r"^(00381|381|0)", "", re.sub(r"\D", "", words))
        more = people.filter(email__iexact=words.strip())
        if len(digits) >= _FEWEST_DIGITS:
            more |= people.filter(phone__contains=digits)
        found = [*by_name.order_by("name", "pk")[:_MOST_FOUND], *more.order_by("name", "pk")[:_MOST_FOUND]]
        return list(dict.fromkeys(found))[:_MOST_FOUND]

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if not self.cleaned_data.get("person"):
            if "person" in self.fields:
                self.add_error("person", _("Choose one of these people, or search anew."))
            elif self.cleaned_data.get("words"):
                self.add_error(
                    "words", _("Nobody was found. Try another part of the name, or add the person first.")
                )
            else:
                self.add_error("words", _("Write a part of the name."))
        return data
