"""The reconciliation service API 0.2 of the W3C community group, as OpenRefine speaks it.

No JSONP (0.1 had it): a script from here would run on a foreign page with its rights. CORS serves browsers.
"""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from center import limits, offices
from center.base.scripts import to_latin
from center.views.open_data import for_every_site
from entrepreneurs import public_data
from entrepreneurs.models import Enterprise
from entrepreneurs.reconciliation import (
    LONGEST_QUERY,
    MOST_QUERIES,
    MOST_RESULTS,
    Query,
    reconcile,
    suggested,
)

_TYPE: Final = {"id": "org:Organization", "name": "Social enterprise"}
_PROPERTIES: Final = {
    "settlement": "Settlement",
    "registration_number": "Registration number",
    "tax_number": "Tax number (PIB)",
}
# What a list may be filled up with; names of fields of the record.
_EXTENSIONS: Final = {
    **_PROPERTIES,
    "name_sr_cyrl": "Name, Cyrillic",
    "name_sr_latn": "Name, Latin",
    "name_en": "Name, English",
    "legal_form": "Legal form",
    "status": "Status under the Law",
    "activity_code": "Activity code",
    "page": "Page in the directory",
}
_LONGEST: Final = 64 * 1024
_MOST_IDS: Final = 200
_PER_ADDRESS: Final = limits.Limit(600, timedelta(minutes=10))


class _BadRequestError(ValueError):
    pass


def _service(view: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer in JSON for every site: 400 for what is no such request, 413 and 429 for too much."""

    @csrf_exempt  # no session is read: whoever asks, the answer is the same public data
    @require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, POST"
            response["Access-Control-Allow-Headers"] = "Content-Type"
            response["Access-Control-Max-Age"] = "86400"
            return for_every_site(response)
        return for_every_site(_answer(request))

    def _answer(request: HttpRequest) -> HttpResponseBase:
        if int(request.headers.get("content-length") or 0) > _LONGEST:
            return _refused(413, f"At most {_LONGEST} bytes in one request.")
        verdict = limits.allow_client(request, "reconcile", _PER_ADDRESS)
        if not verdict.allowed:
            response = _refused(429, "Too many requests; please wait.")
            response["Retry-After"] = str(verdict.seconds)
            return response
        try:
            return JsonResponse(view(request), json_dumps_params={"ensure_ascii": False})
        except _BadRequestError as error:
            return _refused(400, str(error))

    return answered


def _refused(status: int, message: str) -> HttpResponse:
    return JsonResponse({"status": "error", "message": message}, status=status)


@_service
def service(request: HttpRequest) -> Any:
    """Return the manifest; with `queries` the candidates for each, with `extend` values for chosen enterprises."""
    parameters = request.POST if request.method == "POST" else request.GET
    if text := parameters.get("queries"):
        batch = _parsed(text)
        if len(batch) > MOST_QUERIES:
            raise _BadRequestError(f"At most {MOST_QUERIES} queries in one batch.")
        results = reconcile([_query(each) for each in batch.values()])
        return {
            name: {"result": [_candidate(found) for found in candidates]}
            for name, candidates in zip(batch, results, strict=True)
        }
    if text := parameters.get("extend"):
        return _extended(_parsed(text))
    return _manifest()


def _parsed(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
        # Half of a character, as "\\ud800", can neither be looked for nor be sent back.
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise _BadRequestError("This is no JSON.") from error
    if not isinstance(data, dict):
        raise _BadRequestError("An object is wanted.")
    return data


def _query(data: Any) -> Query:
    if not isinstance(data, dict) or not isinstance(data.get("query", ""), str):
        raise _BadRequestError("Each query is an object with a text `query`.")
    limit = data.get("limit", 5)
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise _BadRequestError("`limit` is a whole number.")
    values: dict[str, str] = {}
    properties = data.get("properties") or []
    if not isinstance(properties, list):
        raise _BadRequestError("`properties` is a list.")
    for each in properties:
        if isinstance(each, dict) and str(each.get("pid")) in _PROPERTIES:
            value = each.get("v")
            value = value[0] if isinstance(value, list) and value else value
            value = value.get("name") if isinstance(value, dict) else value
            values[each["pid"]] = str(value if value is not None else "").strip()[:LONGEST_QUERY]
    name = data.get("query", "")[:LONGEST_QUERY]
    return Query(name.replace("\0", ""), min(max(limit, 1), MOST_RESULTS), **values)


def _candidate(found: Any) -> dict[str, Any]:
    return {
        **_entity(found.enterprise),
        "type": [_TYPE],
        "score": found.score,
        "match": found.match,
    }


def _entity(enterprise: Enterprise) -> dict[str, Any]:
    record = public_data.record(enterprise)
    place = record["settlement_sr_latn"]
    return {
        "id": record["uid"],
        "name": record["name_sr_latn"],
        "description": ", ".join(text for text in (record["name_en"], place) if text),
    }


def _extended(data: dict[str, Any]) -> dict[str, Any]:
    ids, properties = data.get("ids"), data.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list) or len(ids) > _MOST_IDS:
        raise _BadRequestError(f"`ids` is a list of at most {_MOST_IDS}, `properties` is a list.")
    wanted = [
        each["id"] for each in properties if isinstance(each, dict) and str(each.get("id")) in _EXTENSIONS
    ]
    rows = public_data.detailed(public_data.visible().filter(uid__in=[each for each in ids if _is_uid(each)]))
    records = {record["uid"]: record for record in map(public_data.record, rows)}
    return {
        "meta": [{"id": name, "name": _EXTENSIONS[name]} for name in wanted],
        "rows": {str(each): {name: _cells(records.get(str(each)), name) for name in wanted} for each in ids},
    }


def _is_uid(text: object) -> bool:
    try:
        return bool(uuid.UUID(str(text)))
    except ValueError:
        return False


def _cells(record: dict[str, Any] | None, name: str) -> list[dict[str, str]]:
    value = record[{"settlement": "settlement_sr_cyrl"}.get(name, name)] if record else ""
    return [{"str": value}] if value else []


def _manifest() -> dict[str, Any]:
    base = settings.BASE_URL
    here = base + reverse("entrepreneurs_data:reconcile")
    preview = base + reverse("entrepreneurs_data:preview", args=["00000000-0000-0000-0000-000000000000"])
    return {
        "versions": ["0.2"],
        "name": f"Social enterprises · {offices.current().name_en or to_latin(offices.current().name_sr)}",
        "identifierSpace": public_data.identifier(""),
        "schemaSpace": "http://www.w3.org/ns/",
        "documentation": f"{base}/data/",
        "defaultTypes": [_TYPE],
        "view": {"url": public_data.identifier("{{id}}")},
        "preview": {
            "url": preview.replace("00000000-0000-0000-0000-000000000000", "{{id}}"),
            "width": 400,
            "height": 220,
        },
        "suggest": {
            "entity": {"service_url": here, "service_path": "/suggest/entity"},
            "property": {"service_url": here, "service_path": "/suggest/property"},
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": MOST_QUERIES,
    }


@_service
def suggest_entity(request: HttpRequest) -> Any:
    """Return enterprises for what somebody begins to type."""
    prefix = request.GET.get("prefix", "")[:LONGEST_QUERY]
    return {"result": [_entity(row) | {"notable": [_TYPE]} for row in suggested(prefix, MOST_RESULTS)]}


@_service
def suggest_property(request: HttpRequest) -> Any:
    """Return the properties by which a query may be narrowed."""
    prefix = request.GET.get("prefix", "").lower()
    return {
        "result": [
            {"id": name, "name": label} for name, label in _PROPERTIES.items() if prefix in label.lower()
        ]
    }


@_service
def properties(request: HttpRequest) -> Any:
    """Propose what a list may be filled up with."""
    return {
        "type": _TYPE["id"],
        "properties": [{"id": name, "name": label} for name, label in _EXTENSIONS.items()],
    }


@require_safe
@xframe_options_exempt
# The types of csp know no view with arguments.
@csp_replace(  # type: ignore[arg-type]
    {"frame-ancestors": ["*"], "form-action": ["'none'"], "script-src": ["'none'"]}
)
def preview(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """Show an enterprise in a small frame of the program that asks."""
    enterprise = get_object_or_404(public_data.detailed(public_data.visible()), uid=uid)
    with override("en"):
        response = render(
            request,
            "entrepreneurs/preview.html",
            {"record": public_data.record(enterprise), "enterprise": enterprise},
        )
    return for_every_site(response)
