"""What search engines read of an initiative (schema.org AskAction)."""

from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from center import offices
from center.choices.advocacy import InitiativeState, StepKind
from center.models import AdvocacyInitiative, InitiativeStep
from center.templatetags.head import json_ld

register = template.Library()
_STATUS: Final = {
    InitiativeState.PREPARED: "PotentialActionStatus",
    InitiativeState.SIGNING: "PotentialActionStatus",
    InitiativeState.SUBMITTED: "ActiveActionStatus",
    InitiativeState.ANSWERED: "ActiveActionStatus",
    InitiativeState.CHANGED: "CompletedActionStatus",
    InitiativeState.REFUSED: "FailedActionStatus",
    InitiativeState.GIVEN_UP: "FailedActionStatus",
}


@register.simple_tag
def initiative_schema(initiative: AdvocacyInitiative, steps: Iterable[InitiativeStep]) -> SafeString:
    """Describe an initiative fetched with its institutions, in the active language."""
    by_kind: dict[str, InitiativeStep] = {}
    for step in steps:
        by_kind.setdefault(step.kind, step)
    submitted, change = by_kind.get(StepKind.SUBMITTED), by_kind.get(StepKind.CHANGE)
    address = settings.BASE_URL + initiative.get_absolute_url()
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AskAction",
        "@id": f"{address}#initiative",
        "url": address,
        "name": initiative.title.plain,
        "description": initiative.summary.plain,
        "actionStatus": f"https://schema.org/{_STATUS[InitiativeState(initiative.state)]}",
        "agent": {
            "@type": "Organization",
            "@id": f"{settings.BASE_URL}/#office",
            "name": offices.current().name.plain,
            "url": f"{settings.BASE_URL}/",
        },
        "recipient": [
            {
                key: value
                for key, value in {
                    "@type": "Organization",
                    "name": each.name.plain,
                    "url": each.website,
                }.items()
                if value
            }
            for each in initiative.institutions.all()
        ],
        "startTime": submitted.day.isoformat() if submitted else "",
        "endTime": change.day.isoformat() if change else "",
        "result": {"@type": "CreativeWork", "text": change.text.plain} if change else "",
    }
    return json_ld({key: value for key, value in facts.items() if value})
