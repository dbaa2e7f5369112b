"""A person's own case: where it stands, what they have to do, the visits to come. No notes, no documents.

Of a closed one the plan stays to be read and saved; nothing is written there any more. Only a login that the office
has connected with the person opens it; for everybody else there is no such case.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from center.models import User
from consultations import links, services
from consultations.choices import OPEN_STAGES, CaseStage
from consultations.errors import ChangeRefused
from consultations.models import Case, CaseTask, PlanComment
from consultations.views.plan_parts import whole_plan

_DONE_SHOWN = 5
# What a stage means for the person.
MEANINGS = {
    CaseStage.INTAKE: gettext_lazy("We get to know you and your idea. Nothing is decided yet."),
    CaseStage.IDEA: gettext_lazy("We look together at what you would make or do, for whom and with whom."),
    CaseStage.PLAN: gettext_lazy("We plan the work: what it costs, what it brings, and who works in it."),
    CaseStage.REGISTRATION: gettext_lazy(
        "You choose the legal form and register the enterprise. We help you with the papers."
    ),
    CaseStage.OPERATING: gettext_lazy("Your enterprise is at work. We stay at hand."),
}


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


@require_safe
@never_cache
@login_required
def case(request: SignedInRequest, number: str) -> HttpResponse:
    """Show a case of a person behind this login; of a closed one, what is left of it."""
    found = own_case(request, number, closed=True)
    if not found.is_open:
        has_plan = not whole_plan(found).is_empty
        return render(request, "consultations/own/case_closed.html", {"case": found, "has_plan": has_plan})
    tasks = found.tasks.filter(for_person=True)
    waiting = tasks.filter(done_at__isnull=True, dropped_at__isnull=True).order_by("due_on", "pk")
    visits = found.person.consultations.upcoming().with_details()
    context: dict[str, Any] = {
        "case": found,
        "steps": [
            {
                "label": stage.label,
                "is_current": stage == found.stage,
                "is_done": OPEN_STAGES.index(stage) < OPEN_STAGES.index(CaseStage(found.stage)),
            }
            for stage in OPEN_STAGES
        ],
        "meaning": MEANINGS[CaseStage(found.stage)],
        "waiting": list(waiting),
        "done": list(tasks.filter(done_at__isnull=False).order_by("-done_at")[:_DONE_SHOWN]),
        "visits": [(visit, links.manage_url(visit)) for visit in visits],
        "plan_waiting": PlanComment.objects.waiting_in(found).count(),
        "lead": found.assignments.leads().select_related("advisor").first(),
    }
    return render(request, "consultations/own/case.html", context)


@require_POST
@never_cache
@login_required
def done(request: SignedInRequest, number: str, task: int) -> HttpResponse:
    """Note that the person has done one of their own tasks."""
    found = own_case(request, number)
    mine = get_object_or_404(CaseTask.objects.of_person(request.user), pk=task, case=found)
    try:
        services.mark_task_done(task=mine, by=request.user)
    except ChangeRefused as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("It is noted as done. Thank you."))
    return redirect("cases:case", found.number)


def own_case(request: SignedInRequest, number: str, *, closed: bool = False) -> Case:
    """Return an open case of a person behind this login, with `closed` also one that is closed.

    Raises Http404 for every other one.
    """
    own = Case.objects.of_person(request.user).select_related("person")
    return get_object_or_404(own if closed else own.open(), number=number)
