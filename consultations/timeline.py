"""What the consultations know of a person: visits, cases and all that stands in them."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from center.base.shown_text import in_script, quoted
from center.base.timeline import Badge, Entry, register
from center.models import User
from consultations.choices import STATE_BADGES, AccessState, CaseStage, PlaceState, State
from consultations.models import (
    AccessRequest,
    BusinessPlan,
    CanvasBlock,
    CanvasEarlier,
    Case,
    CaseDocument,
    CaseNote,
    CaseTask,
    Consultation,
    PlanComment,
    StageChange,
)
from consultations.spans import instant, local_day
from entrepreneurs.models import Entrepreneur

_PLACES = {
    PlaceState.SIGNED_UP: ("info", "calendar"),
    PlaceState.ATTENDED: ("success", "check"),
    PlaceState.MISSED: ("neutral", "person"),
    PlaceState.CANCELLED: ("neutral", "error"),
}


def _visits(person: Entrepreneur, user: User) -> Iterator[Entry]:
    rows = Consultation.objects.visible_to(user).filter(entrepreneur=person).with_details()
    for visit in rows:
        kind, icon = STATE_BADGES[State(visit.state)]
        yield Entry(
            when=visit.starts_at,
            title=visit.topic.name,
            url=reverse("admin:consultations_consultation_change", args=[visit.pk]),
            who=visit.advisor.name,
            badge=Badge(kind, icon, visit.get_state_display()),
        )


def _notes(person: Entrepreneur, user: User) -> Iterator[Entry]:
    rows = CaseNote.objects.visible_to(user).filter(case__person=person)
    for note in rows.select_related("written_by", "corrected_by", "visit"):
        yield Entry(
            when=note.written_at,
            title=_note_title(note),
            url=reverse("admin:consultations_casenote_change", args=[note.pk]),
            who=in_script(str(note.written_by)),
            text=quoted(note.text),
            badge=Badge("neutral", "info", _corrected(note)) if note.corrected_at else None,
            reads=note,
        )


def _note_title(note: CaseNote) -> str:
    if note.visit is None:
        return pgettext("of an advisor", "Note")
    day = date_format(timezone.localtime(note.visit.starts_at), "SHORT_DATE_FORMAT")
    return _("Note about the visit on %(day)s") % {"day": day}


def _corrected(note: CaseNote) -> str:
    assert note.corrected_at is not None
    day = date_format(timezone.localtime(note.corrected_at), "SHORT_DATE_FORMAT")
    return _("Corrected on %(day)s by: %(who)s") % {"day": day, "who": in_script(str(note.corrected_by))}


def _tasks(person: Entrepreneur, user: User) -> Iterator[Entry]:
    """Tell of tasks that are over; what is still to be done stands in lists by its day."""
    rows = CaseTask.objects.visible_to(user).filter(case__person=person)
    for task in rows.select_related("done_by", "dropped_by"):
        address = reverse("admin:consultations_casetask_change", args=[task.pk])
        if task.done_at is not None:
            badge = Badge("success", "check", _("Done"))
            yield Entry(task.done_at, task.title, address, in_script(str(task.done_by)), badge=badge)
        elif task.dropped_at is not None:
            badge = Badge("neutral", "info", _("No longer needed"))
            yield Entry(task.dropped_at, task.title, address, in_script(str(task.dropped_by)), badge=badge)


def _documents(person: Entrepreneur, user: User) -> Iterator[Entry]:
    rows = CaseDocument.objects.visible_to(user).filter(case__person=person)
    for document in rows.select_related("uploaded_by"):
        removed = Badge("neutral", "info", _("Removed")) if document.is_removed else None
        yield Entry(
            when=document.uploaded_at,
            title=in_script(document.title or document.file_name),
            url=reverse("admin:consultations_casedocument_change", args=[document.pk]),
            who=in_script(str(document.uploaded_by)),
            badge=removed or Badge("neutral", "document", document.get_kind_display()),
        )


def _stages(person: Entrepreneur, user: User) -> Iterator[Entry]:
    readable = set(Case.objects.readable_by(user).filter(person=person).values_list("pk", flat=True))
    rows = StageChange.objects.filter(case__in=Case.objects.visible_to(user).filter(person=person))
    for change in rows.select_related("case", "recorded_by"):
        title = (_("Case %(number)s opened") if change.place == 1 else _("Case %(number)s: %(stage)s")) % {
            "number": change.case.number,
            "stage": change.get_stage_display(),
        }
        reads = bool(change.reason) and change.case_id in readable
        yield Entry(
            when=_moment(change),
            title=title,
            url=reverse("admin:consultations_case_change", args=[change.case_id]),
            who=in_script(str(change.recorded_by)) if change.recorded_by else "",
            text=quoted(change.reason) if reads else "",
            badge=Badge("success", "check", change.get_outcome_display())
            if change.stage == CaseStage.CLOSED
            else None,
            whole_day=True,
        )


def _moment(change: StageChange) -> datetime:
    """Return when it was entered, if that was on its day, so that things of one day stand in their order."""
    same_day = timezone.localdate(change.recorded_at) == change.day
    return change.recorded_at if same_day else _noon(change.day)


def _plans(person: Entrepreneur, user: User) -> Iterator[Entry]:
    """Tell once for each day and writer that the plan was saved, and every first comment with its words."""
    cases = Case.objects.readable_by(user).filter(person=person)
    saved: list[Any] = [
        *CanvasBlock.objects.filter(plan__case__in=cases).values_list(
            "plan__case", "saved_at", "saved_by__name"
        ),
        *CanvasEarlier.objects.filter(block__plan__case__in=cases).values_list(
            "block__plan__case", "saved_at", "saved_by__name"
        ),
        *BusinessPlan.objects.filter(case__in=cases, budget_version__gt=0).values_list(
            "case", "budget_saved_at", "budget_saved_by__name"
        ),
    ]
    # Of several on one day the last moment stands.
    days = {(case, local_day(moment), who): (moment, case, who) for case, moment, who in sorted(saved)}
    for moment, case, who in days.values():
        yield Entry(moment, _("Plan saved"), _plan_address(case), in_script(who), whole_day=True)
    comments = PlanComment.objects.filter(plan__case__in=cases, answer_to__isnull=True)
    for comment in comments.select_related("plan", "written_by"):
        yield Entry(
            when=comment.written_at,
            title=_("Comment on the plan: %(part)s") % {"part": comment.get_part_display()}
            if comment.part
            else _("Comment on the budget"),
            url=f"{_plan_address(comment.plan.case_id)}#{comment.part or 'talks'}",
            who=in_script(str(comment.written_by)),
            text=quoted(comment.text),
            badge=Badge("success", "check", _("Settled")) if comment.settled_at else None,
            reads=comment,
        )


def _plan_address(case: int) -> str:
    return reverse("admin:consultations_case_plan", args=[case])


def _noon(day: date) -> datetime:
    return instant(day, time(12))


def _groups(person: Entrepreneur, user: User) -> Iterator[Entry]:
    if not user.has_perm("consultations.view_participation"):
        return
    for place in person.participations.select_related("session__topic"):
        kind, icon = _PLACES.get(PlaceState(place.state), ("info", "clock"))
        yield Entry(
            when=place.session.starts_at,
            title=str(place.session),
            url=reverse("admin:consultations_participation_change", args=[place.pk]),
            badge=Badge(kind, icon, place.get_state_display()),
        )


def _self_checks(person: Entrepreneur, user: User) -> Iterator[Entry]:
    visits = Consultation.objects.visible_to(user).filter(entrepreneur=person, self_check__isnull=False)
    for pk, moment in visits.values_list("pk", "created_at"):
        yield Entry(
            when=moment,
            title=_("Self-check, taken along to a visit"),
            url=reverse("admin:consultations_consultation_change", args=[pk]),
        )


def _access(person: Entrepreneur, user: User) -> Iterator[Entry]:
    badges = {
        AccessState.WAITING: ("warning", "clock"),
        AccessState.GRANTED: ("success", "check"),
        AccessState.REFUSED: ("neutral", "error"),
        AccessState.REVOKED: ("neutral", "lock"),
    }
    rows = AccessRequest.objects.visible_to(user).filter(case__person=person)
    for request in rows.select_related("asked_by"):
        kind, icon = badges[AccessState(request.state)]
        until: Any = request.until and date_format(request.until, "SHORT_DATE_FORMAT")
        yield Entry(
            when=request.asked_at,
            title=_("Asked to read the case, until %(day)s") % {"day": until}
            if until
            else _("Asked to read the case"),
            url=reverse("admin:consultations_accessrequest_change", args=[request.pk]),
            who=in_script(str(request.asked_by)),
            badge=Badge(kind, icon, request.get_state_display()),
        )


register("visit", gettext_lazy("Visits"), "talk", _visits)
register("group", gettext_lazy("Group sessions"), "people", _groups)
register("note", gettext_lazy("Notes"), "letter", _notes)
register("task", gettext_lazy("Tasks"), "tick", _tasks)
register("document", gettext_lazy("Documents"), "document", _documents)
register("plan", gettext_lazy("Plan of the business"), "chart", _plans)
register("stage", gettext_lazy("Stages"), "arrow-right", _stages)
register("self-check", gettext_lazy("Self-checks"), "question", _self_checks)
register("access", gettext_lazy("Access"), "lock", _access)
