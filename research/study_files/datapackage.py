"""A Data Package (datapackage.org, version 2): data and results as CSV with a description that programs read."""

import json
from typing import Any, Final

from center.base.spreadsheets import harmless
from research.study import Column, Measure, Study, Texts, Variable, VariableKind, said
from research.study_files import microdata_csv, tables_csv
from research.study_files.archives import archive
from research.study_files.labels import column_label, value, value_labels

MEDIA_TYPE: Final = "application/zip"
SUFFIX: Final = ".zip"
_PROFILES: Final = "https://datapackage.org/profiles/2.0"
_LICENCES: Final = {"https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0"}
_NUMBERS: Final = frozenset({"n", "base"})
_DECIMALS: Final = frozenset({"percent", "value", "low", "high", "residual"})


def write(study: Study, language: str) -> bytes:
    """Return a zip file with datapackage.json, results.csv and, where there are any, the data in data.csv."""
    results = tables_csv.write(study, language).removeprefix(microdata_csv.BYTE_ORDER_MARK)
    files = {"datapackage.json": _json(descriptor(study, language)), "results.csv": results}
    if study.data.columns:
        files["data.csv"] = microdata_csv.plain(study)
    return archive(files, study.identity.published)


def descriptor(study: Study, language: str) -> dict[str, Any]:
    """Return the description of the package; what nobody knows is left out."""
    identity = study.identity
    name = _LICENCES.get(identity.licence)
    return _without_gaps(
        {
            "$schema": f"{_PROFILES}/datapackage.json",
            "name": f"{identity.slug}-v{identity.version}",
            "title": said(identity.title, language),
            "description": said(identity.abstract, language),
            "version": f"{identity.version}.0.0",
            "created": f"{identity.published.isoformat()}T00:00:00Z",
            "homepage": identity.address,
            "keywords": [said(word, language) for word in identity.keywords],
            "licenses": [_without_gaps({"name": name, "path": identity.licence})],
            "contributors": [
                {"title": said(identity.producer, language), "roles": ["creator"]},
                *({"title": said(each.funder, language), "roles": ["funder"]} for each in identity.funding),
            ],
            "sources": [_source(study, language)],
            "resources": [*([_data(study, language)] if study.data.columns else []), _results()],
        }
    )


def _source(study: Study, language: str) -> dict[str, Any]:
    return _without_gaps(
        {
            "title": said(study.identity.citation or study.identity.title, language),
            "path": study.identity.address,
        }
    )


def _resource(name: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields, "missingValues": [""]},
    }


def _data(study: Study, language: str) -> dict[str, Any]:
    return _resource("data", [_field(study, column, language) for column in study.data.columns])


def _results() -> dict[str, Any]:
    return _resource("results", [_result_field(name) for name in tables_csv.HEADERS])


def _result_field(name: str) -> dict[str, Any]:
    if name == "status":
        return {"name": name, "type": "string", "constraints": {"enum": ["shown", "withheld"]}}
    if name in _NUMBERS | {"outside_base"}:
        # A base may be withheld too; the word then counts as no number.
        kind = "boolean" if name == "outside_base" else "integer"
        return {"name": name, "type": kind, "missingValues": ["", "withheld"]}
    return {"name": name, "type": "number" if name in _DECIMALS else "string"}


def _field(study: Study, column: Column, language: str) -> dict[str, Any]:
    variable = study.by_name[column.variable]
    field: dict[str, Any] = {
        "name": column.name,
        "title": column_label(study, column, language),
        "description": _described(variable.question, variable.asked_of, language),
        "type": _type(variable),
    }
    labels = value_labels(variable, language)
    missing = {value(variable, code) for code in variable.missing}
    valid = [each for each in labels if each not in missing]
    if valid:
        field["categories"] = [{"value": _written(each), "label": labels[each]} for each in valid]
        field["constraints"] = {"enum": [_written(each) for each in valid]}
    if valid and variable.measure == Measure.ORDINAL:
        field["categoriesOrdered"] = True
    if missing:
        field["missingValues"] = ["", *(str(_written(each)) for each in labels if each in missing)]
    return _without_gaps(field)


def _written(value: int | str) -> int | str:
    """Return a value as it stands in the file, where no text begins like a formula."""
    return harmless(value) if isinstance(value, str) else value


def _described(question: Texts, asked_of: Texts, language: str) -> str:
    return "\n".join(filter(None, [said(question, language), said(asked_of, language)]))


def _type(variable: Variable) -> str:
    if variable.kind == VariableKind.DATE:
        return "date"
    if variable.kind == VariableKind.ONE and not variable.has_whole_codes:
        return "string"
    is_decimal = variable.kind == VariableKind.WEIGHT or variable.decimals
    return "number" if is_decimal else "integer"


def _without_gaps(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
