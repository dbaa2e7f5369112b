"""What a report says, as a document: every word and number in it, in both languages, at one moment.

Files are made of this document alone (and of the bytes that its digests name), so that the report of a past date stays
what it was, whatever becomes of records, names, logos and texts. Texts are pairs `{"sr": …, "en": …}`; Serbian is in
Cyrillic, English may be empty. Numbers are texts, days are in ISO form.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone, translation

from center import offices
from center.base.carrying import shared
from center.base.indicators import Text
from center.base.measures import Counted, Measure, Scope, measures
from center.base.phones import display_phone
from center.base.pictures import storing
from center.choices.indicators import EvidenceKind, ResultKind
from center.models import Evidence, Grant, GrantReport, Measurement
from center.services import evidence
from center.services.achievements import GrantStanding, PeriodStanding, ResultStanding, Standing, standings
from center.services.counting import in_both
from center.services.frameworks import revisions_of_all

VERSION: Final = 1
Texts = dict[str, str]
Proofs = dict[int, list[dict[str, Any]]]


@dataclass
class Frozen:
    """A document and the bytes of what it names, by digest."""

    document: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def frozen(report: GrantReport, now: datetime) -> Frozen:
    """Return what the report says now."""
    made = Frozen({})
    grant = report.grant
    (standing,) = standings([grant], public=True, until=report.last)
    made.document = {
        "version": VERSION,
        "number": report.number,
        "replaces": report.replaces.number if report.replaces else None,
        "issued": timezone.localdate(now).isoformat(),
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "title": texts(report, "title"),
        "is_demo": report.is_demo,
        "office": _office(made),
        "grant": _grant(grant),
        "sections": [
            {"heading": texts(each, "heading"), "text": texts(each, "text")} for each in report.sections.all()
        ],
        "pictures": _pictures(report, made),
        "objectives": _objectives(standing, report.first, made),
        "measures": _measures(report),
        "shared": _shared(report),
        "visibility": _visibility(grant, made),
    }
    return made


def texts(row: Any, stem: str) -> Texts:
    """Return a text of a record in both languages, as it is stored."""
    return {code: getattr(row, f"{stem}_{code}") or "" for code in ("sr", "en")}


def _office(made: Frozen) -> dict[str, Any]:
    office = offices.current()
    look = offices.look()
    contact = {}
    for code in ("sr", "en"):
        with translation.override(code):
            place = f"{office.street.plain}, {office.postcode} {office.town.plain}" if office.street else ""
            contact[code] = " · ".join(filter(None, (place, display_phone(office.phone), office.real_email)))
    return {
        "name": texts(office, "name"),
        "contact": contact,
        "colour": look.colour,
        "mark": _kept(made, look.mark, "image/*") if look.mark else "",
    }


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "code": grant.code,
        "title": texts(grant, "title"),
        "donor": texts(grant, "donor"),
        "programme": texts(grant, "programme"),
        "agreement": grant.agreement,
        "first": grant.first_day.isoformat(),
        "last": grant.last_day.isoformat(),
        "budget": number(grant.budget),
        "currency": grant.currency,
    }


def _pictures(report: GrantReport, made: Frozen) -> list[dict[str, Any]]:
    found = []
    for each in report.pictures.select_related("picture"):
        picture = each.picture
        entry = {
            "alt": texts(picture, "alt"),
            "caption": texts(picture, "caption"),
            "credit": picture.credit,
            "digest": "",
        }
        if picture.is_ready:
            with storing.open_whole(picture.stem) as file:
                entry["digest"] = _kept(made, file.read(), "image/webp")
        found.append(entry)
    return found


def _objectives(standing: GrantStanding, first: date, made: Frozen) -> list[dict[str, Any]]:
    """Return values of the whole grant until the end of the report, and its periods that end in it or later."""
    proofs = _proofs(standing, made)
    revisions = _revisions(standing)
    return [
        {
            "title": texts(each.objective, "title"),
            "results": [_result(result, proofs, revisions, first) for result in each.results],
        }
        for each in standing.objectives
    ]


def _result(
    standing: ResultStanding, proofs: Proofs, revisions: dict[int, list[dict[str, Any]]], first: date
) -> dict[str, Any]:
    result = standing.result
    return {
        "kind": _both(ResultKind(result.kind).label),
        "title": texts(result, "title"),
        "about": texts(result, "about"),
        "activities": [texts(each, "title") for each in standing.activities],
        "indicators": [
            {**_indicator(each, proofs, first), "revisions": revisions.get(each.indicator.pk, [])}
            for each in standing.indicators
        ],
    }


def _indicator(standing: Standing, proofs: Proofs, first: date) -> dict[str, Any]:
    indicator = standing.indicator
    return {
        "code": indicator.code,
        "title": texts(indicator, "title"),
        "kind": indicator.kind,
        "unit": texts(indicator, "unit"),
        "definition": texts(indicator, "definition"),
        "source": texts(indicator, "source"),
        "baseline": number(indicator.baseline),
        "baseline_year": indicator.baseline_year,
        "target": number(indicator.target),
        "target_text": texts(indicator, "target_text"),
        "value": number(standing.value),
        "is_withheld": standing.is_withheld,
        "is_reached": standing.is_reached,
        "periods": [_period(each, proofs) for each in standing.periods if each.period.last >= first],
    }


def _period(standing: PeriodStanding, proofs: Proofs) -> dict[str, Any]:
    made: dict[str, Any] = {
        "first": standing.period.first.isoformat(),
        "last": standing.period.last.isoformat(),
        "target": number(standing.period.target),
        "value": None,
    }
    value = standing.value
    if value is None:
        return made
    newer = (value, *standing.corrected)
    made["value"] = {
        **_value(value),
        "method": {"sr": value.method_sr, "en": value.method_en},
        "source": value.source,
        "measure": value.measure,
        "scope_first": _iso(value.scope_first),
        "scope_last": _iso(value.scope_last),
        "approved": _iso(timezone.localdate(value.approved_at)) if value.approved_at else "",
        "parts": [
            {
                "dimension": {"sr": part.dimension_sr, "en": part.dimension_en},
                "label": {"sr": part.label_sr, "en": part.label_en},
                "value": number(part.value),
            }
            for part in value.parts.all()
        ],
        "corrections": [
            {
                **_value(was),
                "reason": texts(by, "reason"),
                "day": _iso(timezone.localdate(by.approved_at)) if by.approved_at else "",
            }
            for by, was in zip(newer, standing.corrected, strict=False)
        ],
        "evidence": proofs.get(value.pk, []),
    }
    return made


def _value(value: Measurement) -> dict[str, Any]:
    return {
        "number": number(value.value),
        "numerator": number(value.numerator),
        "denominator": number(value.denominator),
        "is_withheld": value.is_withheld,
        "text": texts(value, "text"),
    }


def _proofs(standing: GrantStanding, made: Frozen) -> Proofs:
    """Return what proves the values, by the keys of these; of photos for everybody with the photo itself."""
    keys = [each.value.pk for row in standing.indicators for each in row.periods if each.value]
    found: Proofs = {}
    rows = Evidence.objects.filter(measurement__in=keys).select_related("measurement")
    for proof in rows.order_by("pk"):
        content = evidence.photo_for_everybody(proof)
        found.setdefault(proof.measurement_id, []).append(
            {
                "kind": _both(EvidenceKind(proof.kind).label),
                "title": texts(proof, "title"),
                "url": proof.url if proof.is_public else "",
                "came_after": _iso(timezone.localdate(proof.added_at)) if proof.came_after else "",
                "alt": texts(proof, "alt") if proof.alt_sr else texts(proof, "title"),
                "digest": _kept(made, content, "image/jpeg") if content else "",
            }
        )
    return found


def _revisions(standing: GrantStanding) -> dict[int, list[dict[str, Any]]]:
    """Return what was changed of indicators since their values were reported, by their keys."""
    return {
        key: [
            {
                "day": _iso(timezone.localdate(revised.day)),
                "reason": dict(zip(("sr", "en"), revised.reasons, strict=True)),
                "changes": [
                    {
                        "what": _both(change.what),
                        "before": dict(zip(("sr", "en"), change.before, strict=True)),
                        "after": dict(zip(("sr", "en"), change.after, strict=True)),
                    }
                    for change in revised.changes
                ],
            }
            for revised in found
        ]
        for key, found in revisions_of_all(each.indicator for each in standing.indicators).items()
    }


def _measures(report: GrantReport) -> list[dict[str, Any]]:
    """Count all that the portal counts of the grant's records in the days of the report."""
    found = []
    for measure in measures().values():
        if not measure.depends_on_grant:
            continue
        with translation.override("sr"):
            counted = measure.count(Scope(report.first, report.last, report.grant_id))
        if counted.value not in {0, None} or counted.denominator:
            found.append(_measured(measure, counted))
    return found


def _measured(measure: Measure, counted: Counted) -> dict[str, Any]:
    words = (measure.title, measure.unit, measure.how)
    title, unit, how = map(_both, words)
    return {
        "code": measure.code,
        "title": title,
        "unit": unit,
        "how": how,
        "value": number(counted.value),
        "is_share": measure.is_share,
    }


def _shared(report: GrantReport) -> list[dict[str, Any]]:
    """Tell which records count for another grant as well."""
    names = {grant.pk: texts(grant, "title") for grant in Grant.objects.exclude(pk=report.grant_id)}
    found = []
    for each in shared(report.grant, report.first, report.last):
        if each.shared == 0:
            continue
        found.append(
            {
                "title": _both(each.carrier.title),
                "records": number(each.records),
                "shared": number(each.shared),
                "others": [
                    {"title": names[key], "number": number(count)}
                    for key, count in sorted(each.others.items())
                ],
            }
        )
    return found


def _visibility(grant: Grant, made: Frozen) -> dict[str, Any]:
    logos = []
    for logo in grant.logos.all():
        with logo.image.open("rb") as file:
            content = file.read()
        logos.append(
            {"name": texts(logo, "name"), "kind": logo.kind, "digest": _kept(made, content, "image/*")}
        )
    return {
        "is_eu": grant.shows_eu_emblem,
        "logos": logos,
        "disclaimer": texts(grant, "disclaimer"),
    }


def _both(text: Text) -> Texts:
    return dict(zip(("sr", "en"), in_both(text), strict=True))


def _kept(made: Frozen, content: bytes, content_type: str) -> str:
    digest = hashlib.sha256(content).hexdigest()
    made.files[digest] = (content_type, content)
    return digest


def number(value: Decimal | int | None) -> str | None:
    """Return a number as text, without needless zeros; None stays."""
    return None if value is None else f"{Decimal(value).normalize():f}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def digests(document: dict[str, Any]) -> Iterable[str]:
    """Return the digests of all bytes that a document names."""
    yield from filter(None, (each["digest"] for each in document["pictures"]))
    yield from (each["digest"] for each in document["visibility"]["logos"])
    for objective in document["objectives"]:
        for result in objective["results"]:
            for indicator in result["indicators"]:
                for period in indicator["periods"]:
                    proofs = period["value"]["evidence"] if period["value"] else []
                    # Reports issued earlier have no photos of evidence.
                    yield from filter(None, (each.get("digest", "") for each in proofs))
    if document["office"]["mark"]:
        yield document["office"]["mark"]
