"""A grant and its results as an activity of IATI 2.03, in the order of elements that the standard prescribes.

Only what everybody may see: public indicators and approved values. Counts that are withheld are left out.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from center import offices
from center.base.bilingual import Bilingual
from center.base.scripts import strip_marks
from center.choices.indicators import IATI_INDICATOR_MEASURES, IATI_RESULT_TYPES, IndicatorKind, ResultKind
from center.models import Indicator, Measurement
from center.services.achievements import GrantStanding, PeriodStanding, ResultStanding, Standing

if TYPE_CHECKING:
    from center.models import Grant

VERSION: Final = "2.03"
CONTENT_TYPE: Final = "application/xml; charset=utf-8"
# Code lists of IATI: "Other" of OrganisationType; Implementation and Finalisation of ActivityStatus.
_OTHER: Final = "90"
_RUNS, _OVER, _AHEAD = "2", "4", "1"
_FUNDING, _IMPLEMENTING = "1", "4"
_PLANNED_START, _ACTUAL_START, _PLANNED_END, _ACTUAL_END = "1", "2", "3", "4"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def iati_xml(standing: GrantStanding, *, country: str = "RS") -> bytes:
    """Return the file of one grant; `country` is the ISO 3166-1 code of the country it serves."""
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": _moment()})
    root.append(_activity(standing, country))
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _activity(standing: GrantStanding, country: str) -> Element:
    grant, today = standing.grant, timezone.localdate()
    made = Element("iati-activity", {"default-currency": grant.currency, _XML_LANG: "sr"})
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    _text(made, "iati-identifier", f"{host}-{grant.code}")
    office = offices.current()
    reporting = SubElement(made, "reporting-org", {"ref": host, "type": _OTHER})
    _narratives(reporting, office, "name")
    _narratives(SubElement(made, "title"), grant, "title")
    description = SubElement(made, "description", {"type": "1"})
    _narratives(description, grant, "about" if grant.about_sr or grant.about_en else "title")
    for role, row, name in ((_FUNDING, grant, "donor"), (_IMPLEMENTING, office, "name")):
        _narratives(SubElement(made, "participating-org", {"role": role}), row, name)
    state = _AHEAD if today < grant.first_day else _OVER if today > grant.last_day else _RUNS
    SubElement(made, "activity-status", {"code": state})
    for code, day in _dates(grant, today):
        SubElement(made, "activity-date", {"type": code, "iso-date": day.isoformat()})
    SubElement(made, "recipient-country", {"code": country})
    _sector(made)
    if grant.budget is not None:
        _budget(made, grant)
    for objective in standing.objectives:
        for result in objective.results:
            if result.indicators:
                _result(made, result)
    return made


def _sector(activity: Element) -> None:
    """Name the sector, which the rules of IATI ask of each activity, in words of our own (vocabulary 99)."""
    made = SubElement(activity, "sector", {"vocabulary": "99", "code": "social-entrepreneurship"})
    for language in ("sr", "en"):
        with translation.override(language):
            _text(made, "narrative", _("Social entrepreneurship"), language)


def _dates(grant: "Grant", today: date) -> list[tuple[str, date]]:
    found = [(_PLANNED_START, grant.first_day)]
    if grant.first_day <= today:
        found.append((_ACTUAL_START, grant.first_day))
    found.append((_PLANNED_END, grant.last_day))
    if grant.last_day < today:
        found.append((_ACTUAL_END, grant.last_day))
    return found


def _budget(activity: Element, grant: "Grant") -> None:
    budget = SubElement(activity, "budget", {"type": "1", "status": "2"})
    SubElement(budget, "period-start", {"iso-date": grant.first_day.isoformat()})
    SubElement(budget, "period-end", {"iso-date": grant.last_day.isoformat()})
    value = SubElement(
        budget, "value", {"currency": grant.currency, "value-date": grant.first_day.isoformat()}
    )
    value.text = _number(grant.budget)


def _result(activity: Element, standing: ResultStanding) -> None:
    result = standing.result
    made = SubElement(
        activity,
        "result",
        {"type": IATI_RESULT_TYPES[ResultKind(result.kind)], "aggregation-status": "false"},
    )
    _narratives(SubElement(made, "title"), result, "title")
    if result.about_sr or result.about_en:
        _narratives(SubElement(made, "description"), result, "about")
    for each in standing.indicators:
        _indicator(made, each)


def _indicator(result: Element, standing: Standing) -> None:
    indicator = standing.indicator
    made = SubElement(
        result,
        "indicator",
        {
            "measure": IATI_INDICATOR_MEASURES[IndicatorKind(indicator.kind)],
            "ascending": _flag(indicator.is_ascending),
            "aggregation-status": "false",
        },
    )
    _narratives(SubElement(made, "title"), indicator, "title")
    if indicator.definition_sr or indicator.definition_en:
        _narratives(SubElement(made, "description"), indicator, "definition")
    SubElement(made, "reference", {"vocabulary": "99", "code": indicator.code})
    if indicator.baseline_year:
        _baseline(made, indicator)
    # The standard has no target of the indicator: that of the whole grant is said with its only period.
    whole = indicator.target if len(standing.periods) == 1 else None
    for each in standing.periods:
        _period(made, indicator, each, whole)


def _baseline(element: Element, indicator: Indicator) -> None:
    values = {"year": str(indicator.baseline_year)}
    if indicator.baseline is not None:
        values["value"] = _number(indicator.baseline)
    made = SubElement(element, "baseline", values)
    if indicator.baseline_note_sr or indicator.baseline_note_en:
        _narratives(SubElement(made, "comment"), indicator, "baseline_note")


def _period(element: Element, indicator: Indicator, standing: PeriodStanding, whole: Decimal | None) -> None:
    made = SubElement(element, "period")
    SubElement(made, "period-start", {"iso-date": standing.period.first.isoformat()})
    SubElement(made, "period-end", {"iso-date": standing.period.last.isoformat()})
    target = standing.period.target if standing.period.target is not None else whole
    if target is not None:
        SubElement(made, "target", {"value": _number(target)})
    value = standing.value
    if value is None or value.is_withheld:
        return
    if value.kind == IndicatorKind.QUALITATIVE:
        _narratives(SubElement(SubElement(made, "actual"), "comment"), value, "text")
        return
    actual = SubElement(made, "actual", {"value": _number(value.value)})
    _comment(actual, value, standing.corrected)
    for part in value.parts.all():
        if part.value is not None and indicator.kind == IndicatorKind.NUMBER:
            parted = SubElement(made, "actual", {"value": _number(part.value)})
            SubElement(parted, "dimension", {"name": part.dimension, "value": part.key})
            _narratives(SubElement(parted, "comment"), part, "label")


def _comment(actual: Element, value: Measurement, corrected: Iterable[Measurement]) -> None:
    """Say how it was counted, of what a percentage was taken, and what stood there before a correction."""
    was = list(corrected)
    comment = SubElement(actual, "comment")
    for language, code in (("sr", "sr"), ("en", "en")):
        with translation.override(language):
            said = [value.method.plain]
            if value.denominator is not None:
                shares = {"part": _number(value.numerator), "whole": _number(value.denominator)}
                said.append(_("Computed of %(part)s out of %(whole)s.") % shares)
            if was and was[0].value is not None:
                change = {"was": _number(was[0].value), "reason": value.reason.plain}
                said.append(_("Corrected; before: %(was)s. Reason: %(reason)s") % change)
        _text(comment, "narrative", " ".join(filter(None, said)), code)


def _narratives(element: Element, row: object, name: str) -> None:
    """Write a text in both languages; English only where there is one."""
    stem = getattr(type(row), name, None)
    stem = stem.stem if isinstance(stem, Bilingual) else name
    for code in ("sr", "en"):
        text = strip_marks(str(getattr(row, f"{stem}_{code}", "") or ""))
        if text:
            _text(element, "narrative", text, code)


def _text(parent: Element, tag: str, text: str, language: str = "") -> None:
    made = SubElement(parent, tag, {_XML_LANG: language} if language else {})
    # What XML cannot hold.
    made.text = "".join(sign for sign in text if sign in "\t\n" or sign >= " ")


def _number(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value is not None else ""


def _flag(value: object) -> str:
    return "true" if value else "false"


def _moment() -> str:
    return timezone.now().replace(microsecond=0).isoformat()
