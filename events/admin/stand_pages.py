"""Who stands where: a table of all exhibitors in which numbers of stands are typed, proposed by one button."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from center.base.shown_text import in_script
from events import snapshots
from events.errors import ChangeRefused, StandsChangedMeanwhile, StandsRefused
from events.ground import number_key
from events.models import ExhibitorApplication, FairPlan, Stand
from events.plans import Exhibitor, drawn_rows
from events.services import stands
from events.stand_holders import name_of, offer_of, propose, wish_of

if TYPE_CHECKING:
    from events.admin.plans import FairPlanAdmin


@dataclass
class Row:
    """An exhibitor in the table: what they need, the number that is saved and the one that is typed, and why."""

    application: ExhibitorApplication
    name: str
    offer: str
    facts: list[str]
    saved: str
    typed: str
    # What the page showed as saved when it was opened.
    was: str
    reasons: list[str] = field(default_factory=list)
    error: str = ""
    is_step_free: bool = False

    @property
    def is_proposed(self) -> bool:
        return bool(self.reasons)

    @property
    def is_changed(self) -> bool:
        return self.saved != self.typed


def page(model_admin: "FairPlanAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show who stands where; POST proposes, saves the whole table, or changes one exhibitor at once."""
    plan = model_admin.get_object(request, str(object_id))
    if plan is None:
        raise Http404
    if not model_admin.has_view_permission(request, plan):
        raise PermissionDenied
    may_change = model_admin.has_verb_permission(request)
    table = {row.number: row for row in plan.stands.all()}
    rows = _rows(plan)
    status, message = HTTPStatus.OK, ""
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        _read(rows, request)
        if "_suggest" in request.POST:
            _fill(rows, plan)
        else:
            message = _saved(request, plan, rows, table)
            if not message:
                return redirect("admin:events_fairplan_stands", plan.pk)
            status = HTTPStatus.CONFLICT
    context = {
        **model_admin.frame(request),
        "title": _("Who stands where"),
        "subtitle": plan.event.title,
        "plan": plan,
        "rows": rows,
        "message": message,
        "may_change": may_change,
        "seen": stands.fingerprint(plan.event),
        "numbers": sorted(table.values(), key=lambda stand: number_key(stand.number)),
        "free": _free(rows, table),
        "without": sum(not row.typed for row in rows),
        "drawing": _drawing(plan, rows, table),
    }
    return TemplateResponse(request, "admin/events/stands.html", context, status=status)


def _rows(plan: FairPlan) -> list[Row]:
    """Return all exhibitors, those without a stand first, then by stand."""
    applications = (
        plan.event.applications.accepted()
        .with_past()
        .select_related("enterprise", "beside", "needs", "assignment__stand")
    )
    rows = []
    for application in applications:
        assignment = getattr(application, "assignment", None)
        number = assignment.stand.number if assignment is not None else ""
        rows.append(
            Row(
                application=application,
                name=name_of(application),
                offer=offer_of(application),
                facts=_facts(application),
                saved=number,
                typed=number,
                was=number,
                is_step_free=application.needs_step_free,
            )
        )
    return sorted(rows, key=lambda row: (bool(row.saved), number_key(row.saved), row.application.pk))


def _facts(application: ExhibitorApplication) -> list[str]:
    """Return in words what an exhibitor needs and wishes."""
    wish = wish_of(application)
    facts = []
    if application.needs_power:
        facts.append(f"{wish.watts} W" if wish.watts > 1 else _("electricity"))
    if wish.beside_name:
        facts.append(_("would like to be beside: %(name)s") % {"name": wish.beside_name})
    if wish.is_first_time:
        facts.append(_("for the first time"))
    kinds = {snapshots.text(each, "category").plain for each in application.snapshot.get("products", [])}
    facts.extend(sorted(kinds))
    if application.wishes:
        facts.append(f"„{in_script(application.wishes)}“")
    return facts


def _read(rows: list[Row], request: HttpRequest) -> None:
    """Take what was typed into the rows."""
    for row in rows:
        typed = request.POST.get(f"stand-{row.application.pk}")
        if typed is not None:
            row.typed = typed.strip().upper().replace("А", "A")[:4]
            row.was = request.POST.get(f"was-{row.application.pk}", row.saved)
            row.is_step_free = f"step-free-{row.application.pk}" in request.POST


def _fill(rows: list[Row], plan: FairPlan) -> None:
    """Put a proposal into the rows of those without a stand; saved ones stay, and nothing is saved."""
    with_ticks = {row.application.pk: row.is_step_free for row in rows}
    proposals = {each.wish.pk: each for each in propose(plan, with_ticks)}
    for row in rows:
        row.typed = row.saved
        proposal = proposals.get(row.application.pk)
        if proposal is not None:
            row.typed = proposal.stand.number if proposal.stand is not None else ""
            row.reasons = proposal.reasons


def _saved(request: HttpRequest, plan: FairPlan, rows: list[Row], table: dict[str, Stand]) -> str:
    """Save the whole table; return the sentence of what is refused, the rows then hold theirs."""
    for row in rows:
        if row.typed and row.typed not in table:
            row.error = _("There is no stand with this number: %(number)s.") % {"number": row.typed}
    if any(row.error for row in rows):
        return _("The stands are not saved yet. Please look at the rows below.")
    try:
        with pghistory.context(verb="stands"):
            changed = stands.assign_all(
                event=plan.event,
                wanted={
                    row.application.pk: table[row.typed].pk if row.typed else None
                    for row in rows
                    if f"stand-{row.application.pk}" in request.POST
                },
                step_free={row.application.pk: row.is_step_free for row in rows},
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            )
    except StandsRefused as refused:
        for row in rows:
            row.error = refused.faults.get(row.application.pk, "")
        return str(refused.message)
    except StandsChangedMeanwhile as refused:
        # What this person left alone follows the colleague, so that saving again takes nothing of theirs back.
        for row in rows:
            if row.typed == row.was:
                row.typed = row.saved
        return str(refused.message)
    except ChangeRefused as refused:
        return str(refused.message)
    text = ngettext("Saved: %(count)d stand changed.", "Saved: %(count)d stands changed.", changed)
    messages.success(request, text % {"count": changed})
    return ""


def _free(rows: list[Row], table: dict[str, Stand]) -> list[Stand]:
    taken = {row.typed for row in rows}
    free = [stand for number, stand in table.items() if number not in taken]
    return sorted(free, key=lambda stand: number_key(stand.number))


def _drawing(plan: FairPlan, rows: list[Row], table: dict[str, Stand]) -> Any:
    """Draw who would stand where by what is typed."""
    there = {
        table[row.typed].pk: Exhibitor(row.name, anchor=f"#row-{row.application.pk}")
        for row in rows
        if row.typed in table
    }
    return drawn_rows(plan, list(table.values()), list(plan.planthings.all()), there, plan.outline)
