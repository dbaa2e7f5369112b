"""Forms of the group sessions in the admin: the session itself, and somebody who calls or stands at the door."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from center.admin_versions import VersionedForm
from center.base.folded_search import folded, has_words
from center.base.person_names import shown_name
from center.base.phone_field import PhoneField
from center.base.phones import display_phone
from center.choices import Language
from consultations.admin.agreed_fields import AgreedFields
from consultations.models import Advisor
from entrepreneurs.models import Entrepreneur

_MOST_PEOPLE = 8


class GroupSessionForm(VersionedForm):
    """What staff plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "advisor" in self.fields:
            session: Any = self.instance
            # Whoever holds a session that is planned stays a choice.
            choices = Advisor.objects.bookable() | Advisor.objects.filter(pk=session.advisor_id)
            self.fields["advisor"].queryset = choices  # type: ignore[attr-defined]


class CallerForm(AgreedFields):
    """Who takes part. When the contact or the name is known, the first sending asks whether it is that person."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = PhoneField(
        label=_("Phone"), required=False, help_text=_("A phone number or an email address is enough.")
    )
    email = forms.EmailField(label=_("Email"), required=False, max_length=254)
    language = forms.ChoiceField(label=_("Language of the emails"), choices=Language)
    person = forms.ChoiceField(
        label=_("Has this person been here before?"),
        widget=forms.RadioSelect,
        help_text=_("Choose only after asking: families share phones."),
        error_messages={"required": _("Say whether it is one of these people.")},
    )
    another_person = forms.BooleanField(
        label=_("This is another person than the one on the list"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any], may_see_people: bool) -> None:
        super().__init__(data, initial={"submission": str(uuid.uuid4()), **initial})
        self.people = self._find() if data is not None and may_see_people else []
        if self.people:
            choices = [("", _("A new person")), *((str(one.pk), _in_words(one)) for one in self.people)]
            self.fields["person"].choices = choices  # type: ignore[attr-defined]
            self.fields["person"].required = "person" not in self.data
        else:
            del self.fields["person"]
        if data is None or "another_person" not in data:
            self._another = self.fields.pop("another_person")

    def ask_whether_another(self) -> None:
        """Show the box by which staff say that this is not the person who is on the list already."""
        if "another_person" not in self.fields:
            self.fields["another_person"] = self._another

    def _typed(self, name: str) -> str:
        try:
            return str(self.fields[name].clean(self[name].value()) or "")
        except ValidationError:
            return ""

    def _find(self) -> list[Entrepreneur]:
        """Return people with this phone, e-mail or whole name."""
        name = self._typed("name")
        found = Entrepreneur.objects.reached_by(phone=self._typed("phone"), email=self._typed("email"))
        if len(name.split()) > 1:
            same_name = Entrepreneur.objects.alias(_name=folded(["name"])).filter(has_words("_name", name))
            found |= Entrepreneur.objects.filter(pk__in=same_name.values("pk")[:_MOST_PEOPLE])
        return list(found.order_by("name", "pk")[:_MOST_PEOPLE])

    def clean(self) -> dict[str, Any]:
        """Name everything that is missing at once; the service would stop before it comes to the contact."""
        clean = super().clean() or {}
        if self.chosen_person is None:
            if not clean.get("name") and "name" not in self.errors:
                self.add_error("name", _("Enter the name of the person."))
            if (
                not clean.get("phone")
                and not clean.get("email")
                and not {"phone", "email"} & self.errors.keys()
            ):
                self.add_error("phone", _("Give a phone number or an email address."))
        self.refuse_sms_without_a_mobile(self.chosen_person)
        return clean

    @property
    def chosen_person(self) -> Entrepreneur | None:
        chosen = self.cleaned_data.get("person", "")
        return next((one for one in self.people if str(one.pk) == chosen), None)


def _in_words(person: Entrepreneur) -> str:
    return ", ".join(filter(None, [shown_name(person.name), display_phone(person.phone), person.email]))
