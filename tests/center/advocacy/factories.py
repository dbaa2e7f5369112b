"""Initiatives and the council for tests, in the fewest words."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from center.choices.advocacy import MeetingState, StepKind
from center.models import (
    AdvocacyInitiative,
    CouncilDecision,
    CouncilMeeting,
    CouncilMember,
    InitiativeStep,
    Institution,
    User,
)
from center.services import council
from center.services.advocacy import publish_initiative, record_step, write_initiative


def days_ago(number: int) -> date:
    return timezone.localdate() - timedelta(days=number)


def make_institution(name: str = "Градско веће", **fields: Any) -> Institution:
    return Institution.objects.get_or_create(name_sr=name, defaults={"name_en": "City Council", **fields})[0]


def make_initiative(by: User, title: str = "Тезге на пијаци", **fields: Any) -> AdvocacyInitiative:
    """Write a draft that asks one institution."""
    number = AdvocacyInitiative.objects.count() + 1
    return write_initiative(
        by=by,
        institutions=fields.pop("institutions", None) or [make_institution()],
        **{
            "slug": f"market-stalls-{number}",
            "title_sr": title,
            "title_en": "Market stalls",
            "summary_sr": "Тражимо три тезге без закупа за социјална предузећа.",
            "summary_en": "We ask for three stalls free of rent for social enterprises.",
            **fields,
        },
    )


def published(by: User, *steps: tuple[StepKind, int], **fields: Any) -> AdvocacyInitiative:
    """Publish an initiative and let things happen with it, each so many days ago."""
    initiative = publish_initiative(initiative=make_initiative(by, **fields), by=by)
    for kind, days in steps:
        step(initiative, kind, days, by)
    initiative.refresh_from_db()
    return initiative


def step(
    initiative: AdvocacyInitiative, kind: StepKind, days: int, by: User, **fields: Any
) -> InitiativeStep:
    values = {"text_sr": f"Корак: {kind.value}.", "text_en": f"A step: {kind.value}.", **fields}
    return record_step(initiative=initiative, kind=kind, day=days_ago(days), by=by, **values)


def make_member(name: str = "Олга Олгић", **fields: Any) -> CouncilMember:
    values = {"since": date(2020, 1, 1), "is_public": True, "agreed_on": date(2020, 1, 1), **fields}
    return CouncilMember.objects.create(name=name, **values)


def make_meeting(day: date | None = None, **fields: Any) -> CouncilMeeting:
    """Make a meeting that was held a month ago."""
    values = {"place_sr": "Канцеларија", "place_en": "The office", "state": MeetingState.HELD, **fields}
    return CouncilMeeting.objects.create(day=day or days_ago(30), **values)


def make_decision(meeting: CouncilMeeting | None = None, **fields: Any) -> CouncilDecision:
    values = {"text_sr": "Савет подржава иницијативу.", "text_en": "The council supports it.", **fields}
    return council.decide(decision=CouncilDecision(meeting=meeting or make_meeting(), **values))
