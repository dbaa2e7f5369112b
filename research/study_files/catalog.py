"""How catalogues of open data (DCAT-AP 3) and search engines (schema.org) meet a release."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.utils.translation import override

from research.study import LANGUAGES, TAGS, Study, Texts, said
from research.study_files.formats import FORMATS, Format

# The absolute address of a file of the study in a language.
AddressOf = Callable[[Format, str], str]

_EU: Final = "http://publications.europa.eu/resource/authority"
_FILE_TYPES: Final = {
    "text/csv": "CSV",
    "application/pdf": "PDF",
    "application/json": "JSON",
    "application/xml": "XML",
    "application/zip": "ZIP",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}


def offered(study: Study) -> tuple[Format, ...]:
    """Return the formats that a study has: without microdata none that holds only them."""
    return tuple(form for form in FORMATS if study.data.rows or not form.has_data)


def dcat_dataset(
    study: Study, address_of: AddressOf, *, publisher: str, forms: Sequence[Format] | None = None
) -> dict[str, Any]:
    """Return the study as a node of the portal's catalogue (`center/open_data_catalog.py`), texts in three ways.

    `publisher` is the identifier of the office there; `forms` what is offered, where that is known already.
    """
    identity, design = study.identity, study.design
    described: dict[str, Any] = {
        "@id": f"{identity.address}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{identity.slug}-v{identity.version}",
        "dct:title": _texts(identity.title),
        "dct:description": _texts(identity.abstract or identity.title),
        "dcat:keyword": [text for word in identity.keywords for text in _texts(word)],
        "dct:publisher": {"@id": publisher},
        "dct:spatial": {"@id": f"{_EU}/country/SRB"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/NEVER"},
        "dct:issued": {"@value": identity.published.isoformat(), "@type": "xsd:date"},
        "dcat:version": str(identity.version),
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dcat:landingPage": {"@id": identity.address},
        "dcat:distribution": [
            _distribution(study, form, language, address_of(form, language))
            for form in (offered(study) if forms is None else forms)
            for language in LANGUAGES
        ],
    }
    ends = {"dcat:startDate": design.collected_from, "dcat:endDate": design.collected_to}
    if any(ends.values()):
        described["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            **{name: {"@value": day.isoformat(), "@type": "xsd:date"} for name, day in ends.items() if day},
        }
    return described


def _distribution(study: Study, form: Format, language: str, address: str) -> dict[str, Any]:
    with override(language):
        title = {"@value": f"{form.title}: {form.about}", "@language": TAGS[language]}
    described = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": [title],
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{form.media_type}"},
        "dct:language": {"@id": f"{_EU}/language/{'ENG' if language == 'en' else 'SRP'}"},
        "dct:license": {"@id": study.identity.licence},
    }
    if name := _FILE_TYPES.get(form.media_type):
        described["dct:format"] = {"@id": f"{_EU}/file-type/{name}"}
    else:
        del described["dcat:mediaType"]  # .sav has no type that IANA knows
    return described


def _texts(texts: Texts) -> Sequence[dict[str, str]]:
    return [
        {"@value": said(texts, language), "@language": TAGS[language]}
        for language in LANGUAGES
        if language != "en" or texts.get("en")
    ]


def schema_org(study: Study, address_of: AddressOf, language: str) -> dict[str, Any]:
    """Return the study for the page's JSON-LD, in the language of the page."""
    identity, design = study.identity, study.design
    days = [day.isoformat() for day in (design.collected_from, design.collected_to) if day]
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{identity.address}#dataset",
        "name": said(identity.title, language),
        "description": said(identity.abstract, language) or said(identity.title, language),
        "identifier": f"{identity.slug}-v{identity.version}",
        "url": identity.address,
        "version": str(identity.version),
        "datePublished": identity.published.isoformat(),
        "temporalCoverage": "/".join(dict.fromkeys(days)),
        "spatialCoverage": said(identity.place, language),
        "inLanguage": TAGS[language],
        "keywords": [said(word, language) for word in identity.keywords],
        "license": identity.licence,
        "isAccessibleForFree": True,
        "citation": said(identity.citation, language),
        "creator": {"@type": "Organization", "name": said(identity.producer, language)},
        "funder": [
            {"@type": "Organization", "name": said(each.funder, language)} for each in identity.funding
        ],
        "measurementTechnique": said(design.mode, language),
        "variableMeasured": [said(variable.label, language) for variable in study.variables],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": form.media_type,
                "contentUrl": address_of(form, language),
            }
            for form in offered(study)
        ],
    }
    return {name: value for name, value in found.items() if value not in ("", [])}
