"""Made-up initiatives, institutions without real people, and a council with its meetings."""

from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from center.choices import Role
from center.choices.advocacy import CouncilRole, InstitutionLevel, MeetingState, StepKind
from center.demo_data.advocacy_texts import DECISIONS, INITIATIVES, INSTITUTIONS, MEETINGS, MEMBERS
from center.demo_data.portal import demo_user
from center.models import (
    AdvocacyInitiative,
    CouncilDecision,
    CouncilMeeting,
    CouncilMember,
    Institution,
    User,
)
from center.services import advocacy, council

_MARK: Final = "(демо)"


def load() -> None:
    """Make the demo's institutions, initiatives and council unless there are some; enterprises sign later."""
    if AdvocacyInitiative.objects.exists() or CouncilMeeting.objects.exists():
        return
    by, today = demo_user(Role.EDITOR), timezone.localdate()
    asked = {key: _institution(values) for key, values in INSTITUTIONS.items()}
    for values in INITIATIVES:
        _initiative(values, asked, by, today)
    _council(today)


def _institution(values: tuple[str, str, InstitutionLevel]) -> Institution:
    serbian, english, level = values
    return Institution.objects.get_or_create(
        name_sr=f"{serbian} {_MARK}", defaults={"name_en": f"{english} (demo)", "level": level}
    )[0]


def _initiative(values: dict[str, Any], asked: dict[str, Institution], by: User, today: date) -> None:
    text = dict(values)
    steps, names = text.pop("steps"), text.pop("asked")
    due = text.pop("due", None)
    if due is not None:
        text["answer_due"] = today + timedelta(days=due)
    until = text.pop("until", None)
    if until is not None:
        text["signs_until"] = today + timedelta(days=until)
    initiative = advocacy.write_initiative(
        by=by, institutions=[asked[name] for name in names], is_demo=True, **text
    )
    advocacy.publish_initiative(initiative=initiative, by=by)
    for kind, days, who, serbian, english in steps:
        advocacy.record_step(
            initiative=initiative,
            kind=kind,
            day=today - timedelta(days=days),
            institution=asked.get(who),
            text_sr=serbian,
            text_en=english,
            by=by,
        )


def submit_what_was_signed() -> None:
    """Write down the rest of what happened with initiatives for which enterprises signed first; see `TO_SUBMIT`."""
    by, today = demo_user(Role.EDITOR), timezone.localdate()
    for initiative in AdvocacyInitiative.objects.filter(is_demo=True, slug__in=TO_SUBMIT):
        for kind, days, serbian, english in TO_SUBMIT[initiative.slug]:
            advocacy.record_step(
                initiative=initiative,
                kind=kind,
                day=today - timedelta(days=days),
                institution=None if kind == StepKind.PRESS else initiative.institutions.first(),
                text_sr=serbian,
                text_en=english,
                by=by,
            )


# After the enterprises of the demo have signed.
TO_SUBMIT: Final[dict[str, list[tuple[StepKind, int, str, str]]]] = {
    "social-clause-in-procurement": [
        (
            StepKind.SUBMITTED,
            80,
            "Предали смо предлог са потписима предузећа, на писарници.",
            "We submitted the proposal with the signatures of the enterprises at the registry office.",
        ),
        (
            StepKind.REMINDER,
            45,
            "Послали смо подсећање и понудили да на састанку представимо примере из других градова.",
            "We sent a reminder and offered to present examples from other cities at a meeting.",
        ),
        (
            StepKind.PRESS,
            30,
            "Локални радио је емитовао разговор о предлогу.",
            "The local radio broadcast a conversation about the proposal.",
        ),
    ],
}


def _council(today: date) -> None:
    start = date(today.year - 2, 3, 1)
    members = [
        CouncilMember.objects.create(
            name=f"{name} {_MARK}",
            role=role,
            organisation_sr=organisation,
            organisation_en=organisation_en,
            about_sr=about,
            about_en=about_en,
            since=start,
            until=date(today.year - 1, 2, 28) if has_left else None,
            is_public=agreed,
            agreed_on=start if agreed else None,
        )
        for name, role, organisation, organisation_en, about, about_en, agreed, has_left in MEMBERS
    ]
    meetings = []
    for days, values in MEETINGS:
        meeting = CouncilMeeting(day=today - timedelta(days=days), is_demo=True, **values)
        meeting.full_clean()
        meeting.save()
        meetings.append(meeting)
        if meeting.state == MeetingState.HELD:
            there = [member for number, member in enumerate(members) if (number + days) % 7]
            council.set_attendance(
                meeting=meeting,
                members=[member for member in there if member.until is None or member.until >= meeting.day],
            )
    chair = next(member for member in members if member.role == CouncilRole.CHAIR)
    for number, text, text_en, due, done, outcome, outcome_en in DECISIONS:
        decision = council.decide(
            decision=CouncilDecision(
                meeting=meetings[number],
                text_sr=text,
                text_en=text_en,
                responsible=chair,
                due_on=None if due is None else today + timedelta(days=due),
            )
        )
        if done is not None:
            council.settle_decision(
                decision=decision,
                done=True,
                day=today - timedelta(days=done),
                outcome_sr=outcome,
                outcome_en=outcome_en,
            )
