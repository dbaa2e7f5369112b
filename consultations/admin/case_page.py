"""The page of a case: where it stands, what is to be done, and one timeline of the person."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center.audit import record_accesses
from center.base import timeline
from consultations.admin.case_forms import NoteForm
from consultations.admin.case_verbs import Standing
from consultations.choices import OPEN_STAGES, CaseStage
from consultations.models import AccessRequest, Case, CaseTask, PlanComment
from consultations.wording import due_badge

LINES_PER_PAGE: Final = 20
_DOCUMENTS: Final = 6


@dataclass(frozen=True)
class Step:
    """A stage on the way: `state` is done, current, skipped or later; `since` is the last day it began."""

    label: str
    state: str
    since: date | None


@dataclass(frozen=True)
class ToDo:
    task: CaseTask
    badge: timeline.Badge
    is_mine: bool


def small_page(case: Case) -> dict[str, Any]:
    """Return what every advisor may know of a case."""
    return {
        "steps": _steps(case),
        "team": list(case.assignments.current().select_related("advisor").order_by("-role", "pk")),
        "closing": case.stage_changes.last() if not case.is_open else None,
    }


def full_page(request: HttpRequest, case: Case, mine: Standing) -> dict[str, Any]:
    """Return the rest for those who may read it; words that are shown are written down as read."""
    user: Any = request.user
    lines = timeline.lines_of(case.person, user)
    kinds = timeline.kinds_in(lines)
    chosen = request.GET.get("kind", "")
    if chosen in {kind.name for kind, _count in kinds}:
        shown = [line for line in lines if line.kind.name == chosen]
    else:
        chosen, shown = "", lines
    page = Paginator(shown, LINES_PER_PAGE).get_page(request.GET.get("page"))
    read = [line.entry.reads for line in page.object_list if line.entry.text and line.entry.reads]
    record_accesses(user=user, objects=read, purpose=gettext_noop("read on the page of the case"))
    return {
        "kinds": [(kind, count, kind.name == chosen) for kind, count in kinds],
        "chosen": chosen,
        "total": len(lines),
        "page_obj": page,
        "spans": _spans(page.object_list),
        "to_do": _to_do(case, user),
        "documents": list(case.documents.filter(removed_at__isnull=True)[: _DOCUMENTS + 1]),
        "asked": _asked(case, user) if mine.leads else [],
        "next_visit": case.person.consultations.upcoming().select_related("topic", "advisor").first(),
        "book_url": f"{reverse('admin:consultations_consultation_add')}?person={case.person_id}",
        "note_form": NoteForm(case, None) if mine.writes else None,
        "plan_waiting": PlanComment.objects.waiting_in(case).count(),
        "other_cases": list(case.person.cases.exclude(pk=case.pk)),
    }


def _steps(case: Case) -> list[Step]:
    since: dict[str, date] = {}
    for change in case.stage_changes.order_by("place"):
        since[change.stage] = change.day
    last = next(
        (
            change.stage
            for change in case.stage_changes.order_by("-place")
            if change.stage != CaseStage.CLOSED
        ),
        CaseStage.INTAKE,
    )
    order = [str(stage) for stage in OPEN_STAGES]
    steps = []
    for number, stage in enumerate(OPEN_STAGES):
        begun = since.get(stage)
        if number > order.index(last):
            state = "later"
        elif number == order.index(last):
            state = "current" if case.is_open else "done"
        else:
            state = "done" if begun else "skipped"
        steps.append(Step(str(stage.label), state, begun if state != "later" else None))
    return steps


def _spans(lines: Any) -> list[tuple[str, list[timeline.Line]]]:
    """Part what is still to come from what has been."""
    now = timezone.now()
    parts = groupby(lines, key=lambda line: line.entry.when > now)
    return [(_("To come") if is_coming else _("So far"), list(part)) for is_coming, part in parts]


def _to_do(case: Case, user: Any) -> list[ToDo]:
    today = timezone.localdate()
    tasks = CaseTask.objects.to_do().filter(case=case).select_related("advisor")
    return [
        ToDo(
            task, due_badge(task.due_on, today), task.advisor is not None and task.advisor.user_id == user.pk
        )
        for task in tasks
    ]


def _asked(case: Case, user: Any) -> list[AccessRequest]:
    """Return who asks to read the case, and who was granted it."""
    mine = AccessRequest.objects.decidable_by(user).filter(case=case)
    open_ones = mine.waiting() | mine.in_force().order_by("asked_at", "pk")
    return list(open_ones.select_related("asked_by"))
