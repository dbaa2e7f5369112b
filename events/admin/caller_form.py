"""Registering somebody who calls: the same words as on the public page, and the person if staff know whose it is."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from center.base.phone_field import PhoneField
from center.choices import Language
from events.forms import given_answers, question_fields
from events.models import ProgrammeItem, Question
from events.services.answers import Given


class CallerForm(forms.Form):
    """Who comes, with how many people."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = PhoneField(
        label=_("Phone"), required=False, help_text=_("A phone number or an email address is enough.")
    )
    email = forms.EmailField(label=_("Email"), required=False, max_length=254)
    organisation = forms.CharField(label=_("Organisation or school"), required=False, max_length=120)
    size = forms.IntegerField(label=_("People"), min_value=1, max_value=50, initial=1)
    language = forms.ChoiceField(label=_("Language of the emails"), choices=Language)
    items = forms.MultipleChoiceField(
        label=_("Takes part in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(
        label=_("The person agrees that we keep name and contact for this event"),
        error_messages={"required": _("Without it we may not keep the name. Please ask, then tick it.")},
    )
    another_person = forms.BooleanField(
        label=_("This is another person than the one on the list"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        initial: dict[str, Any],
        questions: Sequence[Question],
        items: Sequence[tuple[ProgrammeItem, str]],
    ) -> None:
        super().__init__(data, initial={"submission": str(uuid.uuid4()), **initial})
        self.questions, self.offered_items = questions, [item for item, _words in items]
        agreed = self.fields.pop("agreed")
        self.fields |= question_fields(questions, by_staff=True)
        self.fields["agreed"] = agreed
        choices: Any = self.fields["items"]
        choices.choices = [(str(item.pk), words) for item, words in items]
        if not items:
            del self.fields["items"]
        self._another = self.fields.pop("another_person")
        if data is not None and "another_person" in data:
            self.ask_whether_another()

    def ask_whether_another(self) -> None:
        """Show the box by which staff say that this is not the person who is on the list already."""
        self.fields["another_person"] = self._another

    @property
    def answers(self) -> list[Given]:
        return given_answers(self.questions, self.cleaned_data)

    @property
    def chosen_items(self) -> list[ProgrammeItem]:
        chosen = set(self.cleaned_data.get("items", []))
        return [item for item in self.offered_items if str(item.pk) in chosen]
