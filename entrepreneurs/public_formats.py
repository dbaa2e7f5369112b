"""The files of the open data, written piece by piece from the records of `public_data`."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings

from center.base.spreadsheets import harmless
from entrepreneurs.public_data import Record, plain, records, selected

_LIST_MARK: Final = "; "
CSV_FIELDS: Final = (
    "id", "uid", "page", "name_sr_cyrl", "name_sr_latn", "name_en", "legal_name_sr_cyrl", "legal_name_sr_latn",
    "registration_number", "tax_number", "founded_on", "legal_form", "activity_code", "activity_scheme",
    "activity_sr_cyrl", "activity_sr_latn", "activity_en", "settlement_sr_cyrl", "settlement_sr_latn",
    "settlement_en", "municipality_sr_cyrl", "municipality_sr_latn", "municipality_en", "street_sr_cyrl",
    "street_sr_latn", "street_en", "latitude", "longitude", "status", "status_decided_on", "status_checked_on",
    "ways", "areas", "groups", "categories", "products_sr_cyrl", "products_en", "languages", "web",
    "summary_sr_cyrl", "summary_sr_latn", "summary_en", "checked_on", "is_example",
)  # fmt: skip
CONTEXT: Final[dict[str, Any]] = {
    "@vocab": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "rov": "http://www.w3.org/ns/regorg#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "adms": "http://www.w3.org/ns/adms#",
    "dct": "http://purl.org/dc/terms/",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "foundingDate": {"@type": "Date"},
}
_LANGUAGES: Final = (("sr_cyrl", "sr-Cyrl"), ("sr_latn", "sr-Latn"), ("en", "en"))


def as_csv(selection: str = "") -> Iterator[str]:
    """Write UTF-8 with a byte order mark, by which Excel reads Cyrillic; no cell is a formula.

    Several values in one cell stand behind one another with a semicolon.
    """
    yield "\ufeff" + _line(CSV_FIELDS)
    for row in records(selected(selection)):
        yield _line([_cell(row[name]) for name in CSV_FIELDS])


def _line(cells: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = _LIST_MARK.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else str(plain(value))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def tidy(row: Record) -> Record:
    """Return a record for JSON: null where nothing is known."""
    return {name: None if value == "" else plain(value) for name, value in row.items()}


def as_json(selection: str = "") -> Iterator[str]:
    """Write one object with the licence and the list of enterprises; a part of them says which part it is."""
    head = {"licence": settings.OPEN_DATA_LICENCE, "source": f"{settings.BASE_URL}/data/"}
    if selection:
        head["selection"] = selection
    yield from _listed(
        _dump(head)[:-1] + ',"enterprises":[', (tidy(row) for row in records(selected(selection))), "]}\n"
    )


def as_jsonld(selection: str = "") -> Iterator[str]:
    """Write a graph of schema.org and W3C organization vocabularies."""
    head = {"@context": CONTEXT, "dct:license": {"@id": settings.OPEN_DATA_LICENCE}}
    yield from _listed(
        _dump(head)[:-1] + ',"@graph":[', (node(row) for row in records(selected(selection))), "]}\n"
    )


def as_geojson(selection: str = "") -> Iterator[str]:
    """Write the enterprises that have a public point, longitude first (RFC 7946)."""
    placed = (feature(row) for row in records(selected(selection)) if row["latitude"] is not None)
    yield from _listed('{"type":"FeatureCollection","features":[', placed, "]}\n")


def _listed(head: str, items: Iterator[Any], tail: str) -> Iterator[str]:
    yield head
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + _dump(item)
    yield tail


def feature(row: Record) -> dict[str, Any]:
    """Return one enterprise as a GeoJSON feature."""
    names = (
        "uid", "page", "name_sr_cyrl", "name_sr_latn", "name_en", "settlement_sr_cyrl", "settlement_sr_latn",
        "settlement_en", "legal_form", "status", "summary_sr_cyrl", "summary_sr_latn", "summary_en", "is_example",
    )  # fmt: skip
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [plain(row["longitude"]), plain(row["latitude"])]},
        "properties": {name: row[name] or None for name in names} | {"is_example": row["is_example"]},
    }


def node(row: Record) -> dict[str, Any]:
    """Return one enterprise as a JSON-LD node; what is not known is left out."""
    found: dict[str, Any] = {
        "@id": row["id"],
        "@type": ["Organization", "org:FormalOrganization", "rov:RegisteredOrganization"],
        "identifier": row["uid"],
        "url": row["page"],
        "name": _texts(row, "name"),
        "legalName": _texts(row, "legal_name"),
        "rov:legalName": row["legal_name_sr_cyrl"],
        "description": _texts(row, "summary"),
        "foundingDate": plain(row["founded_on"]),
        "taxID": row["tax_number"],
        "rov:registration": _number(row["registration_number"]),
        "rov:orgType": _code(row["legal_form"], "legal_form"),
        "rov:orgActivity": _activity(row),
        "rov:orgStatus": _code(row["status"], "status"),
        "address": _address(row),
        "location": _place(row),
        "knowsLanguage": row["languages"],
        "sameAs": row["web"],
        "makesOffer": [
            {
                "@type": "Offer",
                "itemOffered": {"@type": "Product", "name": {"@value": name, "@language": "sr-Cyrl"}},
            }
            for name in row["products_sr_cyrl"]
        ],
    }
    if not row["registration_number"]:
        found["@type"] = ["Organization", "org:Organization"]
    return {name: value for name, value in found.items() if value}


def _texts(row: Record, stem: str) -> list[dict[str, str]]:
    found = ((row.get(f"{stem}_{suffix}"), language) for suffix, language in _LANGUAGES)
    return [{"@value": text, "@language": language} for text, language in found if text]


def _number(number: str) -> dict[str, Any] | None:
    # The business register numbers whom it enters; associations get theirs from the same office.
    return {"@type": "adms:Identifier", "skos:notation": number} if number else None


def _code(code: str, scheme: str) -> dict[str, Any] | None:
    if not code:
        return None
    address = f"{settings.BASE_URL}/data/#{scheme}"
    return {"@type": "skos:Concept", "skos:notation": code, "skos:inScheme": {"@id": address}}


def _activity(row: Record) -> dict[str, Any] | None:
    if not row["activity_code"]:
        return None
    return {
        "@type": "skos:Concept",
        "skos:notation": row["activity_code"],
        "skos:prefLabel": _texts(row, "activity"),
        "skos:inScheme": row["activity_scheme"],
    }


def _address(row: Record) -> dict[str, Any] | None:
    if not row["settlement_sr_cyrl"]:
        return None
    found = {
        "@type": "PostalAddress",
        "streetAddress": _texts(row, "street"),
        "addressLocality": _texts(row, "settlement"),
        "addressRegion": _texts(row, "municipality"),
        "addressCountry": "RS",
    }
    return {name: value for name, value in found.items() if value}


def _place(row: Record) -> dict[str, Any] | None:
    if row["latitude"] is None:
        return None
    point = {"latitude": plain(row["latitude"]), "longitude": plain(row["longitude"])}
    return {"@type": "Place", "geo": {"@type": "GeoCoordinates", **point}}
