"""The catalogue of our open data in the words of DCAT-AP 3, as JSON-LD and as Turtle."""

import json
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from center import offices
from center.base.open_data import Dataset, File, datasets, publications
from center.models import Office

_EU: Final = "http://publications.europa.eu/resource/authority"
_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FILE_TYPES: Final = {
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/ld+json": "JSON_LD",
    "application/geo+json": "GEOJSON",
}
# How Serbian and English are named where a text names its language.
_LANGUAGES: Final = (("sr", "sr-Cyrl"), ("sr-latn", "sr-Latn"), ("en", "en"))


def graph() -> dict[str, Any]:
    """Return the catalogue as JSON-LD; texts in both scripts and in English."""
    office = offices.current()
    home = f"{settings.BASE_URL}/"
    publisher = {
        "@id": publisher_id(),
        "@type": "foaf:Agent",
        "foaf:name": _texts(lambda: office.name.plain),
        "foaf:homepage": {"@id": home},
    }
    contact = {
        "@type": "vcard:Organization",
        "vcard:fn": office.name.plain,
        "vcard:hasURL": {"@id": settings.BASE_URL + _page("contact")},
    }
    catalog = settings.BASE_URL + reverse("open_data_catalog", args=["jsonld"])
    behind = _activities(office)
    return {
        "@context": _CONTEXT,
        "@id": f"{catalog}#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _texts(lambda: office.name.plain),
        "dct:description": _texts(lambda: office.tagline.plain or office.name.plain),
        "dct:publisher": publisher,
        "dct:license": {"@id": settings.OPEN_DATA_LICENCE},
        "dct:language": [{"@id": f"{_EU}/language/SRP"}, {"@id": f"{_EU}/language/ENG"}],
        "foaf:homepage": {"@id": settings.BASE_URL + _page("open_data")},
        "dcat:dataset": [
            *({**_dataset(dataset, catalog, contact), **behind} for dataset in datasets()),
            *({**each.node, "dcat:contactPoint": contact} for each in publications(publisher_id())),
        ],
    }


def _activities(office: Office) -> dict[str, Any]:
    """Return the grants whose money keeps the data today, as activities that generated them (DCAT 3, 6.4.17)."""
    found = [
        {
            "@type": "prov:Activity",
            "dct:title": _texts(lambda each=each: each.grant.title.plain),
            "dct:description": _texts(
                lambda each=each: " ".join(filter(None, [each.in_one_line() + ".", each.disclaimer.plain]))
            ),
        }
        for each in offices.funding_of(office)
    ]
    return {"prov:wasGeneratedBy": found} if found else {}


def publisher_id() -> str:
    """Return the identifier of the office in the catalogue."""
    return f"{settings.BASE_URL}/#office"


def _page(name: str) -> str:
    with override("sr"):
        return reverse(name)


def _texts(text: Any) -> list[dict[str, str]]:
    found = []
    for code, name in _LANGUAGES:
        with override(code):
            found.append({"@value": str(text()), "@language": name})
    return found


def _dataset(dataset: Dataset, catalog: str, contact: dict[str, Any]) -> dict[str, Any]:
    version, since = dataset.version(), dataset.since()
    described = {
        "@id": f"{catalog}#{dataset.slug}",
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.slug,
        "dct:title": _texts(lambda: dataset.title),
        "dct:description": _texts(lambda: dataset.about),
        "dcat:keyword": [
            text for word in dataset.keywords for text in _texts(lambda word=word: word) if text["@value"]
        ],
        "dct:publisher": {"@id": publisher_id()},
        "dcat:contactPoint": contact,
        "dct:spatial": {"@id": f"{_EU}/country/SRB"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/UPDATE_CONT"},
        "dct:modified": {"@value": version.modified.isoformat(), "@type": "xsd:dateTime"},
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dcat:landingPage": {"@id": f"{settings.BASE_URL}{_page('open_data')}#{dataset.slug}"},
        "dcat:distribution": [_distribution(file) for file in dataset.files],
    }
    if since is not None:
        described["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": since.isoformat(), "@type": "xsd:date"},
        }
    return described


def _distribution(file: File) -> dict[str, Any]:
    address = settings.BASE_URL + reverse("open_data_file", args=[file.name])
    described = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _texts(lambda: file.about),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"},
        "dct:license": {"@id": settings.OPEN_DATA_LICENCE},
    }
    if name := _FILE_TYPES.get(file.media_type):
        described["dct:format"] = {"@id": f"{_EU}/file-type/{name}"}
    return described


def turtle(data: dict[str, Any]) -> str:
    """Write such a graph as Turtle; nested nodes stand in brackets or, with an identifier, as their own subject."""
    nodes: list[tuple[str, str]] = []
    _node(data, nodes)
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in _CONTEXT.items())
    return head + "".join(f"\n<{subject}> {body} .\n" for subject, body in nodes)


def _node(data: dict[str, Any], nodes: list[tuple[str, str]]) -> str:
    pairs = [
        f"{'a' if key == '@type' else key} {_values(key, value, nodes)}"
        for key, value in data.items()
        if key not in {"@context", "@id"}
    ]
    body = " ;\n    ".join(pairs)
    if "@id" not in data:
        return f"[ {body} ]"
    if pairs:
        nodes.insert(0, (data["@id"], body))
    return f"<{data['@id']}>"


def _values(key: str, value: Any, nodes: list[tuple[str, str]]) -> str:
    if key == "@type":
        return str(value)
    return ", ".join(_value(one, nodes) for one in (value if isinstance(value, list) else [value]))


def _value(value: Any, nodes: list[tuple[str, str]]) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if "@value" not in value:
        return _node(value, nodes)
    text = json.dumps(value["@value"], ensure_ascii=False)
    return f"{text}@{value['@language']}" if "@language" in value else f"{text}^^{value['@type']}"
