"""A grant and its results as an activity of IATI 2.03, in the order of elements that the standard prescribes.

Only what everybody may see: public indicators and approved values. Counts that are withheld are left out. Whose file it
is and which country is served stand in the office; without them there is no file, rather than an invented one.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from center import offices
from center.base.bilingual import Bilingual
from center.base.scripts import strip_marks
from center.choices.indicators import IATI_INDICATOR_MEASURES, IATI_RESULT_TYPES, IndicatorKind, ResultKind
from center.models import Indicator, Measurement, Office
from center.refusals import ServiceRefused
from center.services.achievements import GrantStanding, PeriodStanding, ResultStanding, Standing

if TYPE_CHECKING:
    from center.models import Grant

VERSION: Final = "2.03"
CONTENT_TYPE: Final = "application/xml; charset=utf-8"
# Code lists of IATI: Implementation and Finalisation of ActivityStatus.
_RUNS, _OVER, _AHEAD = "2", "4", "1"
_FUNDING, _IMPLEMENTING = "1", "4"
_PLANNED_START, _ACTUAL_START, _PLANNED_END, _ACTUAL_END = "1", "2", "3", "4"
# A budget of the standard covers a year at most.
_YEAR: Final = timedelta(days=365)
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def iati_xml(standing: GrantStanding) -> bytes:
    """Return the file of one grant. Raises ServiceRefused where the office does not say who reports for where."""
    office = offices.current()
    if not office.is_known_to_iati:
        raise ServiceRefused(
            _("Enter the country, the identifier and the kind of the organisation on the page of the office.")
        )
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": _moment()})
    root.append(_activity(standing, office))
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _activity(standing: GrantStanding, office: Office) -> Element:
    grant, today = standing.grant, timezone.localdate()
    made = Element("iati-activity", {"default-currency": grant.currency, _XML_LANG: "sr"})
    _text(made, "iati-identifier", f"{office.organisation_identifier}-{grant.code}")
    who = {"ref": office.organisation_identifier, "type": office.organisation_type}
    reporting = SubElement(made, "reporting-org", who)
    _narratives(reporting, office, "name")
    _narratives(SubElement(made, "title"), grant, "title")
    description = SubElement(made, "description", {"type": "1"})
    _narratives(description, grant, "about" if grant.about_sr or grant.about_en else "title")
    _narratives(SubElement(made, "participating-org", {"role": _FUNDING}), grant, "donor")
    _narratives(SubElement(made, "participating-org", {**who, "role": _IMPLEMENTING}), office, "name")
    state = _AHEAD if today < grant.first_day else _OVER if today > grant.last_day else _RUNS
    SubElement(made, "activity-status", {"code": state})
    for code, day in _dates(grant, today):
        SubElement(made, "activity-date", {"type": code, "iso-date": day.isoformat()})
    SubElement(made, "recipient-country", {"code": office.country})
    _sector(made)
    for first, last, amount in budgets(grant):
        _budget(made, grant.currency, first, last, amount)
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


def budgets(grant: "Grant") -> list[tuple[date, date, Decimal]]:
    """Return the parts of the budget with their days: those that were entered, else the whole of at most a year.

    A longer grant whose years nobody entered has none: how it falls into years is not for us to make up.
    """
    entered = [(each.first, each.last, each.amount) for each in grant.budgets.all()]
    if entered:
        return entered
    if grant.budget is None or grant.last_day - grant.first_day > _YEAR:
        return []
    return [(grant.first_day, grant.last_day, grant.budget)]


def _budget(activity: Element, currency: str, first: date, last: date, amount: Decimal) -> None:
    budget = SubElement(activity, "budget", {"type": "1", "status": "2"})
    SubElement(budget, "period-start", {"iso-date": first.isoformat()})
    SubElement(budget, "period-end", {"iso-date": last.isoformat()})
    value = SubElement(budget, "value", {"currency": currency, "value-date": first.isoformat()})
    value.text = _number(amount)


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
