"""Forms on which editors change the profile of their enterprise, one for each part of it.

A form is filled from the flat values of `services.profile_values` and gives such values back (`wanted`).
"""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import EnglishCharField, EnglishTextField
from center.base.phones import display_phone, normalise_phone
from center.base.serbian_fields import SerbianField, tidy
from center.base.web_addresses import WebAddressField
from center.choices import Weekday
from entrepreneurs.choices import ProfileSection, SpokenLanguage, WebKind
from entrepreneurs.hours import parse_spans, write_spans
from entrepreneurs.models import Channel, Enterprise, Product, ProductCategory
from entrepreneurs.services import profile_values
from entrepreneurs.services.profile_values import Values

_SALT = "entrepreneurs.profile-seen"
_MORE_ROWS = 2
_MOST_ROWS = 12
_HOSTS = {
    "facebook.com": WebKind.FACEBOOK,
    "instagram.com": WebKind.INSTAGRAM,
    "linkedin.com": WebKind.LINKEDIN,
    "youtube.com": WebKind.YOUTUBE,
    "tiktok.com": WebKind.TIKTOK,
}


class ProfileForm(forms.Form):
    """Base of the forms; `seen` carries, signed, the values that were shown when the page was opened."""

    section: ClassVar[ProfileSection]
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200_000)

    def __init__(self, *args: Any, values: Values, **kwargs: Any) -> None:
        self.values = self.now = values
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = signing.dumps(values, salt=_SALT, compress=True)
        self.build()

    def build(self) -> None:
        """Make the fields that depend on the values."""

    def look_at(self, now: Values) -> None:
        """Say what the profile holds while the fields may show what already waits for the office."""
        self.now = now
        self.fields["seen"].initial = signing.dumps(now, salt=_SALT, compress=True)

    def seen_values(self) -> Values:
        """Return what was shown when the page was opened; of a page that is not ours, what is there now."""
        try:
            return dict(signing.loads(str(self.data.get("seen", "")), salt=_SALT))
        except signing.BadSignature:
            return self.now

    def look_again(self, now: Values) -> None:
        """Let the next save count from the values that the page shows now."""
        self.values = self.now = now
        posted: Any = self.data
        # A copy that can be changed and keeps several values of a name.
        renewed = posted.copy()
        renewed["seen"] = signing.dumps(now, salt=_SALT, compress=True)
        self.data = renewed

    def wanted(self) -> Values:
        """Return the typed values in stored form, once the form is valid."""
        raise NotImplementedError

    def converted(self) -> bool:
        """Say whether a Serbian text was typed in Latin, so that its Cyrillic wants a look."""
        serbian = [name for name, column in self.columns().items() if isinstance(column, SerbianField)]
        typed = {name: tidy(self.cleaned_data[name]) for name in serbian}
        return profile_values.stored(typed, fields=self.columns()) != typed

    def columns(self) -> Mapping[str, "models.Field[Any, Any]"]:
        """Return the columns behind the fields, by their names."""
        return {}


def column_field(column: "models.Field[Any, Any]", initial: Any) -> forms.Field:
    """Return the form field of a column with its words, and the language of what stands in it."""
    field = column.formfield(initial=initial)
    assert field is not None
    if isinstance(column, SerbianField):
        field.widget.attrs["lang"] = "sr-Cyrl"
    elif isinstance(column, EnglishCharField | EnglishTextField):
        field.widget.attrs["lang"] = "en"
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 6
    return field


class ColumnsForm(ProfileForm):
    """Base of the forms that hold columns of one record as they are."""

    model: ClassVar[type[models.Model]] = Enterprise
    names: ClassVar[tuple[str, ...]] = ()

    def columns(self) -> Mapping[str, "models.Field[Any, Any]"]:
        return {name: profile_values.column(self.model, name) for name in self.names}

    def build(self) -> None:
        for name, column in self.columns().items():
            self.fields[name] = column_field(column, self.values.get(name))

    def wanted(self) -> Values:
        typed = {name: self.cleaned_data[name] for name in self.names}
        return profile_values.stored(typed, fields=self.columns())


class AboutForm(ColumnsForm):
    section = ProfileSection.ABOUT
    names = profile_values.COLUMNS[ProfileSection.ABOUT]

    def build(self) -> None:
        super().build()
        self.fields["summary_sr"].required = True


class HoursForm(ColumnsForm):
    section = ProfileSection.HOURS
    names = profile_values.COLUMNS[ProfileSection.HOURS]

    def build(self) -> None:
        for day in Weekday:
            spans = [(opens, closes) for number, opens, closes in self.values["hours"] if number == day]
            self.fields[f"day_{day.value}"] = forms.CharField(
                label=capfirst(str(day.label)),
                required=False,
                max_length=60,
                initial=write_spans(spans),
                widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "9–13, 17–20"}),
            )
        super().build()

    def clean(self) -> dict[str, Any] | None:
        for day in Weekday:
            name = f"day_{day.value}"
            try:
                self.cleaned_data[name] = parse_spans(self.cleaned_data.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        return self.cleaned_data

    def wanted(self) -> Values:
        hours = [[day.value, *span] for day in Weekday for span in self.cleaned_data[f"day_{day.value}"]]
        return {**super().wanted(), "hours": hours}


class ContactForm(ProfileForm):
    section = ProfileSection.CONTACT

    def build(self) -> None:
        rows = self.values["channels"]
        for number in range(min(len(rows) + _MORE_ROWS, _MOST_ROWS)):
            row: list[Any] = rows[number] if number < len(rows) else ["", "", "", False, False]
            address, note_sr, note_en, is_public, receives = row
            shown = address if "@" in address else display_phone(address)
            add = self.fields.__setitem__
            label = _("Phone or email no. %(number)s") % {"number": number + 1}
            add(
                f"address_{number}",
                forms.CharField(label=label, required=False, max_length=254, initial=shown),
            )
            add(f"note_sr_{number}", _note(_("note (Serbian)"), note_sr, "sr-Cyrl"))
            add(f"note_en_{number}", _note(_("note (English)"), note_en, "en"))
            add(
                f"public_{number}",
                forms.BooleanField(
                    label=_("Customers may use it"),
                    required=False,
                    initial=is_public,
                    help_text=_(
                        "A phone is shown; an email address is never shown, but messages can reach it."
                    ),
                ),
            )
            add(
                f"receives_{number}",
                forms.BooleanField(
                    label=_("Messages from the profile go here (one email address)"),
                    required=False,
                    initial=receives,
                ),
            )
        self.fields["links"] = forms.CharField(
            label=_("Pages on the internet"),
            required=False,
            max_length=3000,
            initial="\n".join(url for _kind, url in self.values["links"]),
            widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
            help_text=_("Website, shop, social networks: one address in each line."),
        )
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages in which you serve customers"),
            required=False,
            choices=SpokenLanguage.choices,
            initial=self.values["languages"],
            widget=forms.CheckboxSelectMultiple,
        )

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the fields of each phone or email, for the page."""
        numbers = [name.removeprefix("address_") for name in self.fields if name.startswith("address_")]
        parts = ("address", "note_sr", "note_en", "public", "receives")
        return [[self[f"{part}_{number}"] for part in parts] for number in numbers]

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        seen: set[str] = set()
        receives = False
        for number in [name.removeprefix("address_") for name in self.fields if name.startswith("address_")]:
            name = f"address_{number}"
            try:
                data[name] = _address(data.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
                continue
            if data[name] and data[name] in seen:
                self.add_error(name, _("This is already in the list."))
            seen.add(data[name])
            if data.get(f"receives_{number}") and data[name]:
                if "@" not in data[name]:
                    self.add_error(f"receives_{number}", _("Only an email address receives messages."))
                elif receives:
                    self.add_error(f"receives_{number}", _("One address receives the messages."))
                receives = True
        try:
            data["links"] = _links(data.get("links", ""), self.values["links"])
        except ValidationError as error:
            self.add_error("links", error)
        return data

    def wanted(self) -> Values:
        data = self.cleaned_data
        rows = []
        for number in [name.removeprefix("address_") for name in self.fields if name.startswith("address_")]:
            if not data[f"address_{number}"]:
                continue
            notes = profile_values.stored(
                {"note_sr": data[f"note_sr_{number}"], "note_en": data[f"note_en_{number}"]},
                fields={"note_sr": profile_values.column(Channel, "note_sr")},
            )
            rows.append(
                [
                    data[f"address_{number}"],
                    notes["note_sr"],
                    notes["note_en"],
                    data[f"public_{number}"],
                    data[f"receives_{number}"],
                ]
            )
        return {"languages": data["languages"], "channels": rows, "links": data["links"]}


class ProductForm(ColumnsForm):
    """One product; its values have keys with its number, or with "new-…" while it is only proposed."""

    section = ProfileSection.PRODUCTS
    model = Product
    names = profile_values.PRODUCT_COLUMNS

    def __init__(self, *args: Any, values: Values, number: str, **kwargs: Any) -> None:
        self.number = number
        prefix = f"product.{number}."
        own = {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}
        super().__init__(*args, values=values, **kwargs)
        for name, value in own.items():
            self.fields[name].initial = value
        if not own:
            self.fields["is_offered"].initial = True

    def build(self) -> None:
        super().build()
        self.fields["category"] = forms.ModelChoiceField(
            label=_("Category"), queryset=ProductCategory.objects.all(), empty_label="–"
        )
        for name in ("available_from", "available_until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        first, last = data.get("available_from"), data.get("available_until")
        if first and last and last < first:
            self.add_error("available_until", _("The last day must not be before the first."))
        return data

    def wanted(self) -> Values:
        data = self.cleaned_data
        typed = {name: data[name] for name in self.names}
        typed["category"] = data["category"].pk
        for name in ("available_from", "available_until"):
            typed[name] = data[name].isoformat() if data[name] else None
        kept = profile_values.stored(typed, fields=self.columns())
        return {f"product.{self.number}.{name}": value for name, value in kept.items()}


def _note(label: Any, initial: str, lang: str) -> forms.CharField:
    return forms.CharField(
        label=capfirst(str(label)),
        required=False,
        max_length=80,
        initial=initial,
        widget=forms.TextInput(attrs={"lang": lang}),
    )


def _address(typed: str) -> str:
    """Return an e-mail in lower case or a phone as E.164; nothing stays nothing."""
    text = typed.strip()
    if "@" in text:
        validate_email(text)
        return text.lower()
    return normalise_phone(text) if text else ""


def _links(typed: str, before: list[list[str]]) -> list[list[str]]:
    """Return the typed addresses with their kinds; one that was there keeps its kind."""
    known = {url: kind for kind, url in before}
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        url = WebAddressField().clean(line)
        host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
        found[url] = known.get(url) or _HOSTS.get(host, WebKind.WEB).value
    return [[kind, url] for url, kind in found.items()]
