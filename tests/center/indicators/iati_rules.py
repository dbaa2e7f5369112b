"""The structure of an activity file of IATI 2.03, as its schema and its rulesets put it, for what we write."""

import re
from datetime import date, timedelta
from typing import Any

# What may follow what inside an element; a star may stand several times, a plus at least once, a question mark not.
ORDER = {
    "iati-activities": ["iati-activity+"],
    "iati-activity": [
        "iati-identifier",
        "reporting-org",
        "title",
        "description+",
        "participating-org+",
        "activity-status",
        "activity-date+",
        "recipient-country+",
        "sector+",
        "budget*",
        "result*",
    ],
    "reporting-org": ["narrative+"],
    "title": ["narrative+"],
    "description": ["narrative+"],
    "participating-org": ["narrative*"],
    "comment": ["narrative+"],
    "sector": ["narrative*"],
    "budget": ["period-start", "period-end", "value"],
    "result": ["title", "description?", "reference*", "indicator+"],
    "indicator": ["title", "description?", "reference*", "baseline*", "period*"],
    "baseline": ["dimension*", "comment?"],
    "period": ["period-start", "period-end", "target*", "actual*"],
    "target": ["dimension*", "comment?"],
    "actual": ["dimension*", "comment?"],
    "iati-identifier": [],
    "narrative": [],
    "activity-status": [],
    "activity-date": [],
    "recipient-country": [],
    "period-start": [],
    "period-end": [],
    "value": [],
    "reference": [],
    "dimension": [],
}
_DAY = r"\d{4}-\d\d-\d\d"
_NUMBER = r"-?\d+(\.\d+)?"
_CURRENCY = r"[A-Z]{3}"
# Attributes that have to be there, with the form of their values (code lists of IATI 2.03 where they have one).
ATTRIBUTES = {
    "iati-activities": {"version": r"2\.03", "generated-datetime": rf"{_DAY}T.+"},
    "iati-activity": {"default-currency": _CURRENCY},
    "reporting-org": {"ref": r"[A-Z]{2,3}-[A-Z0-9_]+-\S+", "type": "10|11|15|2[1-4]|30|40|60|7[0-3]|80|90"},
    "participating-org": {"role": "[1-4]"},
    "activity-status": {"code": "[1-6]"},
    "activity-date": {"type": "[1-4]", "iso-date": _DAY},
    "recipient-country": {"code": "[A-Z]{2}"},
    "sector": {"code": r"\S+", "vocabulary": "99"},
    "budget": {"type": "[12]", "status": "[12]"},
    "value": {"currency": _CURRENCY, "value-date": _DAY},
    "period-start": {"iso-date": _DAY},
    "period-end": {"iso-date": _DAY},
    "result": {"type": "[1239]"},
    "indicator": {"measure": "[1-5]"},
    "reference": {"vocabulary": "99", "code": r"\S+"},
    "baseline": {"year": r"\d{4}"},
    "dimension": {"name": r"\S+", "value": ".+"},
}
# Numbers may be missing where the measure is one of words.
OPTIONAL = {"target": {"value": _NUMBER}, "actual": {"value": _NUMBER}, "baseline": {"value": _NUMBER}}


def faults(element: Any) -> list[str]:
    """Return what breaks the standard in an element and everything below it, in words."""
    name = str(element.tag)
    if name not in ORDER:
        return [f"{name} is unknown"]
    found = [*_children(element, name), *_attributes(element, name)]
    if name == "budget":
        found += _year(element)
    if name == "iati-activity":
        found += _of_activity(element)
    for child in element:
        found += faults(child)
    return found


def _children(element: Any, name: str) -> list[str]:
    pattern = "".join(
        f"(?:{re.escape(each.rstrip('*+?'))},){each[-1] if each[-1] in '*+?' else ''}" for each in ORDER[name]
    )
    tags = "".join(f"{child.tag}," for child in element)
    return [] if re.fullmatch(pattern, tags) else [f"{name} holds {tags}"]


def _attributes(element: Any, name: str) -> list[str]:
    asked = ATTRIBUTES.get(name, {})
    found = [f"{name} has no {key}" for key in asked if element.get(key) is None]
    forms = {**asked, **OPTIONAL.get(name, {})}
    return found + [
        f"{name} says {key}={value}"
        for key, form in forms.items()
        if (value := element.get(key)) is not None and not re.fullmatch(form, value)
    ]


def _year(budget: Any) -> list[str]:
    first, last = (
        date.fromisoformat(budget.find(each).get("iso-date")) for each in ("period-start", "period-end")
    )
    return [] if first <= last <= first + timedelta(days=366) else [f"a budget from {first} to {last}"]


def _of_activity(activity: Any) -> list[str]:
    """Ask for a start, an identifier under that of who reports, and numbers where the measure is none of words."""
    found = []
    if not {"1", "2"} & {each.get("type") for each in activity.findall("activity-date")}:
        found.append("no start")
    if not (activity.findtext("iati-identifier") or "").startswith(
        activity.find("reporting-org").get("ref") + "-"
    ):
        found.append("the identifier does not begin with that of who reports")
    for indicator in activity.iter("indicator"):
        is_words = indicator.get("measure") == "5"
        found += [
            f"{each.tag} of measure {indicator.get('measure')}"
            for each in (*indicator.iter("target"), *indicator.iter("actual"))
            if is_words == (each.get("value") is not None)
        ]
    return found
