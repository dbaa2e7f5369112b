"""The Center's council: who was at a meeting, what was decided there, and what became of it."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.advisory_locks import lock
from center.base.personal_data import history
from center.choices.advocacy import DecisionState, MeetingState
from center.models import CouncilAttendance, CouncilDecision, CouncilMeeting, CouncilMember
from center.personal_data.advocacy import ABOUT_KEPT
from center.refusals import ServiceRefused

_NUMBERS: Final = 1101


class CouncilRefused(ServiceRefused):
    """The meeting or the decision does not allow this; nothing was changed."""


@transaction.atomic
def set_attendance(*, meeting: CouncilMeeting, members: Iterable[CouncilMember]) -> None:
    """Write down who was at a meeting: all of them, and nobody else.

    Raises CouncilRefused for a meeting that was not held, and for who was not in office that day.
    """
    current = _locked(meeting)
    wanted = {member.pk: member for member in members}
    if wanted and current.state != MeetingState.HELD:
        raise CouncilRefused(_("Mark the meeting as held first."))
    known = set(
        CouncilMember.objects.in_office(current.day).filter(pk__in=wanted).values_list("pk", flat=True)
    )
    for pk, member in wanted.items():
        if pk not in known:
            raise CouncilRefused(_("Not in the council on that day: %(name)s.") % {"name": member})
    CouncilAttendance.objects.filter(meeting=current).exclude(member__in=wanted).delete()
    there = set(CouncilAttendance.objects.filter(meeting=current).values_list("member_id", flat=True))
    for pk in wanted.keys() - there:
        CouncilAttendance.objects.create(meeting=current, member_id=pk)


def check_meeting(meeting: CouncilMeeting, *, there: Iterable[CouncilMember] | None = None) -> None:
    """Raise ValidationError for a meeting that says it was held on a day to come, or that lost what hangs on it.

    `there` are those who will be written down as present; None: those who are.
    """
    was_there = meeting.pk and (meeting.attendance.exists() if there is None else bool(list(there)))
    if meeting.state == MeetingState.HELD:
        if meeting.day > timezone.localdate():
            raise ValidationError({"day": _("A meeting was held once its day has come.")})
    elif meeting.pk and (meeting.decisions.exists() or was_there):
        raise ValidationError(
            {"state": _("Decisions or people hang on this meeting, so it stays one that was held.")}
        )
    if meeting.pk and meeting.decisions.exclude(year=meeting.day.year).exists():
        raise ValidationError({"day": _("Its decisions are numbered within another year.")})
    if meeting.pk and there is None:
        in_office = CouncilMember.objects.in_office(meeting.day)
        if meeting.attended.exclude(pk__in=in_office).exists():
            raise ValidationError({"day": _("Somebody who was there was not in the council on that day.")})


def check_term(member: CouncilMember) -> None:
    """Raise CouncilRefused for a term that leaves out a day on which the member was at a meeting."""
    days = CouncilMeeting.objects.filter(attended=member).values_list("day", flat=True)
    if any(day < member.since or (member.until is not None and day > member.until) for day in days):
        raise CouncilRefused(_("The member was at a meeting outside of these days."))


@transaction.atomic
def decide(*, decision: CouncilDecision) -> CouncilDecision:
    """Keep a new decision under the next number of its year.

    Two colleagues at once get two numbers. Raises ValidationError and CouncilRefused.
    """
    meeting = _locked(decision.meeting)
    if meeting.state != MeetingState.HELD:
        raise CouncilRefused(_("Mark the meeting as held first."))
    lock(_NUMBERS, [meeting.day.year])
    decision.meeting, decision.year = meeting, meeting.day.year
    last = CouncilDecision.objects.filter(year=decision.year).aggregate(last=Max("number"))["last"]
    decision.number = (last or 0) + 1
    decision.full_clean()
    decision.save()
    return decision


@transaction.atomic
def settle_decision(
    *,
    decision: CouncilDecision,
    done: bool,
    day: date,
    outcome_sr: str,
    outcome_en: str = "",
) -> CouncilDecision:
    """Say that a decision was carried out, or dropped, and what was done about it. Raises ValidationError."""
    current = CouncilDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if day > timezone.localdate():
        raise ValidationError({"day": _("Write it down once it has happened.")})
    current.state = DecisionState.DONE if done else DecisionState.DROPPED
    current.done_on, current.outcome_sr, current.outcome_en = day, outcome_sr, outcome_en
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def reopen_decision(*, decision: CouncilDecision) -> CouncilDecision:
    """Say that there is something to do again; what was written about it stays."""
    current = CouncilDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    current.state, current.done_on = DecisionState.OPEN, None
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def forget_old_introductions() -> int:
    """Empty the words about members whose term ended years ago, also in the history; return how many rows that were."""
    limit = timezone.localtime(ABOUT_KEPT.before(timezone.now())).date()
    rows = CouncilMember.objects.select_for_update(skip_locked=True).filter(until__lt=limit)
    old = [row for row in rows if row.about_sr or row.about_en or "about_sr" in row.typed_latin]
    for row in old:
        row.about_sr = row.about_en = ""
        # Whole: the history of a column goes only once the column is empty.
        row.typed_latin = {}
        row.save()
    history.forget(
        CouncilMember, [row.pk for row in old], ["about_sr", "about_en", "typed_latin"], purpose="retention"
    )
    return len(old)


def _locked(meeting: CouncilMeeting) -> CouncilMeeting:
    return CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
