"""Forms of exhibitors: the application, what they need, how it was. Their pages and the staff's use the same ones."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from center.base.bilingual import shown
from center.base.guarded_form import ReadableForm
from center.base.person_names import PersonNameField
from center.base.phone_field import PhoneField
from center.base.phones import display_phone
from center.base.scripts import sort_key
from center.base.shown_text import shown_language
from center.choices import Language
from entrepreneurs.models import DirectoryEntry, Enterprise, Product
from events.choices import ComesAgain, SalesBand
from events.models import ExhibitorApplication, ExhibitorNeeds
from events.models.application import MOST_HELPERS, MOST_WATTS
from events.models.exhibitor import MOST_CHAIRS, MOST_CONTACTS, MOST_MEALS, MOST_SOCKETS, MOST_TABLES
from events.services.applications import WISHES
from events.services.needs import NEEDS

_WORDS = 1000


def _text(label: Any, most: int, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _number(label: Any, most: int, help_text: Any = "", least: int = 0, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


class SeenForm(ReadableForm):
    """A form that carries the version of the record that it was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def look_again(self, version: int) -> None:
        """Let the next save count from the version that the page shows now."""
        posted: Any = self.data
        renewed = posted.copy()
        renewed[self.add_prefix("seen")] = str(version)
        self.data = renewed


class ApplicationForm(SeenForm):
    """What an enterprise brings to a fair and what it wishes; filled from its profile or from what it wrote."""

    products = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What would you like to show?"),
        queryset=Product.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("These are the products of your profile. Visitors find you by them."),
    )
    offer_sr = _text(
        gettext_lazy("What else do you bring?"),
        300,
        gettext_lazy(
            "For the list of exhibitors, in a few words: something to taste, a new product, a show."
        ),
        rows=2,
    )
    offer_en = _text(gettext_lazy("The same in English, if you like"), 300, rows=2)
    helpers = _number(gettext_lazy("How many people will be at the stand?"), MOST_HELPERS, least=1, initial=1)
    needs_step_free = forms.BooleanField(
        label=gettext_lazy("We need a stand that is reached without steps"), required=False
    )
    needs_power = forms.BooleanField(label=gettext_lazy("We need electricity"), required=False)
    devices = forms.CharField(
        label=gettext_lazy("For which devices?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example: a fridge and a coffee machine."),
    )
    watts = _number(
        gettext_lazy("How many watts do they take together?"),
        MOST_WATTS,
        gettext_lazy(
            "It stands on each device after the letter W: a lamp has about 10, a small fridge 150, a coffee machine"
            " 1500. If you do not know, leave it empty."
        ),
        required=False,
    )
    beside = forms.ModelChoiceField(
        label=gettext_lazy("Would you like to stand beside somebody?"),
        queryset=Enterprise.objects.none(),
        required=False,
        empty_label=gettext_lazy("It does not matter"),
    )
    wishes = _text(
        gettext_lazy("Other wishes"),
        _WORDS,
        gettext_lazy(
            "A place in the shade, room for a pram, something that you would like to show on the stage."
        ),
    )
    contact_name = PersonNameField(
        label=gettext_lazy("Who answers for the stand?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write the name of the person whom we can reach.")},
    )
    contact_phone = PhoneField(
        label=gettext_lazy("Phone"),
        required=False,
        help_text=gettext_lazy("Under which we reach you on the day of the fair too."),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("Email"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("All letters about the fair go there."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the emails"), choices=Language)

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enterprise = enterprise
        offered = Product.objects.filter(enterprise=enterprise).select_related("category")
        products: Any = self.fields["products"]
        products.queryset = offered.filter(is_offered=True) | offered.filter(
            pk__in=self.initial.get("products", [])
        )
        products.label_from_instance = lambda product: product.name.plain
        if not products.queryset.exists():
            del self.fields["products"]
        beside: Any = self.fields["beside"]
        beside.queryset = Enterprise.objects.listed().exclude(pk=enterprise.pk)
        beside.choices = list(neighbours(enterprise, self.initial.get("beside")))

    def clean(self) -> dict[str, Any]:
        """Ask for a way to reach them, and for what the electricity is."""
        data = super().clean() or {}
        data["watts"] = data.get("watts") or 0
        if not self.errors.keys() & {"contact_phone", "contact_email"} and not (
            data.get("contact_phone") or data.get("contact_email")
        ):
            self.add_error(
                "contact_phone", _("Give a phone number or an email address, so that we can reach you.")
            )
        if not data.get("needs_power"):
            # Whoever wrote a device means that it is plugged in.
            data["needs_power"] = bool(data.get("devices") or data["watts"])
        elif "devices" not in self.errors and not data.get("devices") and not data["watts"]:
            self.add_error("devices", _("Say for which devices you need electricity, or how many watts."))
        return data

    @property
    def wanted(self) -> dict[str, Any]:
        """What the services take, once the form is valid."""
        wishes = {name: self.cleaned_data[name] for name in WISHES}
        return {"products": list(self.cleaned_data.get("products", [])), **wishes}


def neighbours(enterprise: Enterprise, chosen: int | None) -> Iterator[tuple[Any, Any]]:
    """Yield the enterprises of the directory to choose a neighbour from, in the order of the script; two queries.

    One that left the directory stays while it is chosen.
    """
    yield "", _("It does not matter")
    rows = list(
        DirectoryEntry.objects.exclude(enterprise=enterprise.pk).values_list(
            "enterprise", "name_sr", "name_en"
        )
    )
    if chosen and chosen not in {row[0] for row in rows}:
        rows += Enterprise.objects.filter(pk=chosen).values_list("pk", "name_sr", "name_en")
    named = [(pk, shown(serbian, english).plain) for pk, serbian, english in rows]
    yield from sorted(named, key=lambda each: sort_key(each[1], shown_language().lower()))


def initial_of(application: ExhibitorApplication | None, enterprise: Enterprise, user: Any) -> dict[str, Any]:
    """Return with what the form of an application begins: what was written, or what the profile and login know."""
    if application is not None:
        values = {name: getattr(application, name) for name in WISHES if name != "beside"}
        return {
            **values,
            "contact_phone": _readable(application.contact_phone),
            "watts": application.watts or None,
            "beside": application.beside_id,
            "products": list(application.shown.values_list("product", flat=True)),
            "seen": application.version,
        }
    return {
        **_from_profile(enterprise, user),
        "language": get_language() or Language.SERBIAN_CYRILLIC,
        "seen": 0,
    }


def _from_profile(enterprise: Enterprise, user: Any) -> dict[str, Any]:
    products = list(enterprise.products.filter(is_offered=True).values_list("pk", flat=True))
    last = (
        ExhibitorApplication.objects.filter(enterprise=enterprise, erased_at=None)
        .exclude(contact_name="")
        .order_by("-begun_at")
        .first()
    )
    if last is not None:
        names = (
            "contact_name",
            "contact_phone",
            "contact_email",
            "helpers",
            "needs_power",
            "needs_step_free",
            "devices",
        )
        values = {name: getattr(last, name) for name in names}
        phone = _readable(last.contact_phone)
        return values | {"products": products, "watts": last.watts or None, "contact_phone": phone}
    if user is None:
        member = enterprise.memberships.current().select_related("person").order_by("-may_edit", "pk").first()
        person = member.person if member else None
        return {
            "products": products,
            "contact_name": person.name if person else "",
            "contact_phone": _readable(person.phone) if person else "",
            "contact_email": person.email if person else "",
            "helpers": 1,
        }
    member = (
        enterprise.memberships.current()
        .filter(person__logins__user=user)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    return {
        "products": products,
        "contact_name": member.person.name if member else user.name,
        "contact_phone": _readable(member.person.phone) if member else "",
        "contact_email": user.email,
        "helpers": 1,
    }


def _readable(phone: str) -> str:
    return display_phone(phone) if phone else ""


class NeedsForm(SeenForm):
    """What an accepted exhibitor needs on the day."""

    tables = _number(gettext_lazy("Tables"), MOST_TABLES, initial=1)
    chairs = _number(gettext_lazy("Chairs"), MOST_CHAIRS, initial=2)
    sockets = _number(gettext_lazy("Sockets"), MOST_SOCKETS, initial=0)
    watts = _number(
        gettext_lazy("Watts of all devices together"),
        MOST_WATTS,
        gettext_lazy("It stands on each device after the letter W. Empty or 0: none."),
        required=False,
    )
    meals = _number(gettext_lazy("Meals for the people at the stand"), MOST_MEALS, initial=0)
    vehicle = forms.CharField(
        label=gettext_lazy("Vehicle and its plate"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Only if you drive up to unload. We erase it a week after the fair."),
    )
    comes_at = forms.TimeField(
        label=gettext_lazy("When do you come to set up?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H"],
    )
    note = _text(gettext_lazy("Anything else?"), _WORDS)

    def clean(self) -> dict[str, Any]:
        """Read an empty number of watts as none; electricity comes out of a socket."""
        data = super().clean() or {}
        data["watts"] = data.get("watts") or 0
        if data["watts"] and data.get("sockets") == 0:
            self.add_error("sockets", _("Who needs electricity needs at least one socket."))
        return data

    @property
    def wanted(self) -> dict[str, Any]:
        """What the service takes, once the form is valid."""
        return {name: self.cleaned_data[name] for name in NEEDS}


def needs_initial(application: ExhibitorApplication, needs: ExhibitorNeeds | None) -> dict[str, Any]:
    """Return with what the form of the needs begins: what was said, or what follows from the application."""
    if needs is not None:
        return {name: getattr(needs, name) for name in NEEDS} | {
            "watts": needs.watts or None,
            "seen": needs.version,
        }
    return {
        "tables": 1,
        "chairs": application.helpers + 1,
        "sockets": int(application.needs_power),
        "watts": application.watts or None,
        "meals": 0,
        "seen": 0,
    }


class ReportForm(ReadableForm):
    """How a fair was, in a minute."""

    sales = forms.ChoiceField(
        label=gettext_lazy("How much did you sell, roughly?"),
        choices=SalesBand,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the answers.")},
    )
    contacts = _number(
        gettext_lazy("How many new contacts did you make?"),
        MOST_CONTACTS,
        gettext_lazy("Customers, shops or partners with whom you will stay in touch. Roughly is enough."),
        required=False,
    )
    comes_again = forms.ChoiceField(
        label=gettext_lazy("Would you come again?"),
        choices=ComesAgain,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the answers.")},
    )
    words = _text(gettext_lazy("What should be better next time?"), _WORDS)
