"""The open data of the directory: what files there are and what each field means."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from center.base.open_data import Dataset, Field, File, Text, register
from center.offices import town_word
from entrepreneurs import public_data, public_formats
from entrepreneurs.choices import Area, LegalForm, SpokenLanguage, StatusKind, Way
from entrepreneurs.models import ProductCategory, VulnerableGroup


def _codes() -> dict[str, dict[str, str]]:
    lists = {
        "legal_form": LegalForm,
        "status": StatusKind,
        "ways": Way,
        "areas": Area,
        "languages": SpokenLanguage,
    }
    codes = {name: {str(code): str(label) for code, label in of.choices} for name, of in lists.items()}
    codes["groups"] = {group.code: group.name.plain for group in VulnerableGroup.objects.in_use()}
    codes["categories"] = {category.slug: category.name.plain for category in ProductCategory.objects.all()}
    return codes


_OWN: Final = _("list below")
_FIELDS: Final[tuple[tuple[str, Text, Text], ...]] = (
    ("id", _("The identifier of the enterprise, for ever; following it leads to its page or its data."), ""),
    ("uid", _("The same without the address of the portal."), "UUID"),
    ("page", _("Its page in the directory; its address may change."), ""),
    ("name_sr_cyrl, name_sr_latn, name_en", _("Short name, as people call it."), ""),
    (
        "legal_name_sr_cyrl, legal_name_sr_latn",
        _("Name as it is registered; not of sole traders: theirs is the name of a person."),
        "",
    ),
    (
        "registration_number",
        _("Eight digits, from the register in which it is entered."),
        _("Serbian registers"),
    ),
    (
        "tax_number",
        _("Nine digits (PIB); not of sole traders: theirs is the number of a person."),
        _("Tax Administration"),
    ),
    ("founded_on", _("Day on which it was founded."), "ISO 8601"),
    ("legal_form", _("Legal form."), _OWN),
    ("activity_code, activity_scheme", _("Registered main activity: code and classification."), "KD 2010"),
    ("activity_…", _("Its name in the classification."), ""),
    ("settlement_…, municipality_…", _("Where it is seated."), ""),
    ("street_…", _("Street and number, only where the enterprise shows them."), ""),
    ("latitude, longitude", _("Where customers come; empty where nobody should come."), "WGS 84"),
    ("status", _("Standing under the Law on Social Entrepreneurship, as far as we know."), _OWN),
    (
        "status_decided_on, status_checked_on",
        _("Day of the decision, and the day on which we checked it."),
        "ISO 8601",
    ),
    ("ways, areas", _("Basis (Art. 5) and areas (Art. 7 of the Law)."), _OWN),
    ("groups", _("Groups of people whom it serves or engages (Art. 6)."), _OWN),
    ("categories", _("Kinds of goods and services on offer today."), _OWN),
    ("products_sr_cyrl, products_en", _("What is on offer today, by name."), ""),
    ("languages", _("Languages in which customers are served."), "ISO 639"),
    ("web", _("Its own pages on the internet."), ""),
    ("summary_…", _("What it does, in one sentence."), ""),
    ("checked_on", _("Day on which the enterprise or we last found the profile right."), "ISO 8601"),
    ("is_example", _("Made up for the demonstration of this portal; leave such rows out."), "true, false"),
)

register(
    Dataset(
        slug="enterprises",
        title=_("Social enterprises of the directory"),
        about=_(
            "Every enterprise that is shown in the directory now, with its facts from registers and what it says"
            " about itself. It changes the moment the directory does."
        ),
        keywords=(_("social entrepreneurship"), _("social enterprises"), town_word()),
        fields=tuple(Field(*row) for row in _FIELDS),
        files=(
            File("enterprises.csv", "text/csv", _("Table for Excel and LibreOffice"), public_formats.as_csv),
            File("enterprises.json", "application/json", _("JSON for programs"), public_formats.as_json),
            File(
                "enterprises.jsonld",
                "application/ld+json",
                _("Linked data: schema.org and W3C vocabularies"),
                public_formats.as_jsonld,
            ),
            File(
                "enterprises.geojson",
                "application/geo+json",
                _("Points for maps; only enterprises that show theirs"),
                public_formats.as_geojson,
            ),
        ),
        version=public_data.version,
        since=public_data.since,
        codes=_codes,
        selection=public_data.selection,
    )
)
