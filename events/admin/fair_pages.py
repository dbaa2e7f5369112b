"""Pages of a fair for staff: all its applications, the decisions in one go, what the hall needs, how it was."""

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Avg, Count, Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from center import funding
from center.admin_export import PARAMETER, file_response
from center.base.shown_text import in_script
from events import decision_texts, fair_results, fair_rules
from events.choices import DECISIONS, ApplicationState, EventKind
from events.errors import ChangedMeanwhile, ChangeRefused
from events.models import Event, ExhibitorApplication, ExhibitorNeeds, Review
from events.models.application import DECIDABLE
from events.services import decisions
from events.services.needs import sums

if TYPE_CHECKING:
    from events.admin.applications import ExhibitorApplicationAdmin

_ORDER = {state.value: place for place, state in enumerate(ApplicationState)}


def overview(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """List all applications of a fair with their scores; POST holds the chosen decisions back."""
    event = _fair(request, number)
    user: Any = request.user
    may_decide = user.has_perm("events.decide_application")
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        _hold(request, event)
        return redirect(reverse("admin:events_fair_applications", args=[event.pk]))
    rows = _rows(event, user)
    counts = {state: sum(row["application"].state == state for row in rows) for state in ApplicationState}
    held = sum(bool(row["application"].decision) for row in rows)
    context = {
        **_context(model_admin, request, event, _("Applications for stands")),
        "rows": rows,
        "counts": [(state.label, counts[state]) for state in ApplicationState if counts[state]],
        "accepted": counts[ApplicationState.ACCEPTED],
        "held": held,
        "may_decide": may_decide,
        "may_enter": user.has_perm("events.add_exhibitorapplication") and event.starts_at > timezone.now(),
        "is_open": fair_rules.applications_are_open(event, timezone.now()),
    }
    return TemplateResponse(request, "admin/events/fair_applications.html", context)


def batch(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """Show the decisions that are held back and what is written about each; send them in one go."""
    event = _fair(request, number)
    if not request.user.has_perm("events.decide_application"):
        raise PermissionDenied
    address = reverse("admin:events_fair_decisions", args=[event.pk])
    typed: dict[str, dict[str, Any]] = {}
    errors: dict[str, list[str]] = {}
    status = HTTPStatus.OK
    if request.method == "POST" and "send" in request.POST:
        try:
            sent = decisions.send_decisions(event=event, seen=request.POST.get("seen", ""))
        except ChangedMeanwhile:
            messages.error(
                request, _("A colleague changed decisions or texts meanwhile. Read them again, then send.")
            )
        else:
            text = ngettext("%(count)d decision is sent.", "%(count)d decisions are sent.", sent)
            messages.success(request, text % {"count": sent})
        return redirect(address)
    if request.method == "POST":
        typed = _typed(request)
        try:
            decisions.save_letters(event=event, texts=typed)
            messages.success(request, _("The texts are saved."))
            return redirect(address)
        except ValidationError as error:
            errors = error.message_dict
        except ChangedMeanwhile:
            _follow(event, typed)
            errors = {
                "": [
                    _(
                        "A colleague saved other texts after you opened this page. What you typed is still here, and"
                        " what you left alone shows theirs. Where both of you wrote, theirs stands below. Look"
                        " through it and save again."
                    )
                ]
            }
        status = HTTPStatus.CONFLICT
    held = decisions.held_back(event)
    context = {
        **_context(model_admin, request, event, _("Send the decisions")),
        "held": held,
        "letters": [_letter(event, decision, held, typed, errors) for decision in DECISIONS],
        "problems": errors.get("", []),
        "has_errors": bool(errors),
        "seen": decisions.fingerprint(event),
        "to_call": [application for application in held if not application.contact_email],
        "words": [(f"{{{serbian}}}", f"{{{english}}}") for serbian, english in decision_texts.WORDS.values()],
    }
    return TemplateResponse(request, "admin/events/fair_decisions.html", context, status=status)


def needs(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """Sum up what the exhibitors need, and list it; also as a workbook."""
    event = _fair(request, number)
    rows = list(
        event.applications.accepted()
        .select_related("enterprise", "needs")
        .order_by("enterprise__name_sr", "pk")
    )
    if request.GET.get(PARAMETER) == "xlsx":
        return _needs_file(event, rows)
    context = {
        **_context(model_admin, request, event, _("What the exhibitors need")),
        "rows": [(application, getattr(application, "needs", None)) for application in rows],
        "sums": sums(event),
        "may_change": request.user.has_perm("events.change_exhibitorapplication"),
    }
    return TemplateResponse(request, "admin/events/fair_needs.html", context)


def reports(model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, number: int) -> HttpResponse:
    """Show how the fair was for its exhibitors, in sums that tell of no single one."""
    event = _fair(request, number)
    context = {
        **_context(model_admin, request, event, _("How it was for the exhibitors")),
        "results": fair_results.results(Event.objects.filter(pk=event.pk)),
        "words": fair_results.words(event),
    }
    return TemplateResponse(request, "admin/events/fair_reports.html", context)


def _fair(request: HttpRequest, number: int) -> Event:
    if not request.user.has_perm("events.view_exhibitorapplication"):
        raise PermissionDenied
    return get_object_or_404(Event.objects.with_details(), pk=number, kind=EventKind.FAIR)


def _context(
    model_admin: "ExhibitorApplicationAdmin", request: HttpRequest, event: Event, title: str
) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": event.title,
        "opts": model_admin.opts,
        "event": event,
    }


def _rows(event: Event, user: Any) -> list[dict[str, Any]]:
    """Return the applications, those to be decided first, with the scores that this colleague may know; two queries."""
    mine = Review.objects.filter(application=OuterRef("pk"), reviewer=user)
    found: Any = (
        event.applications.exclude(state=ApplicationState.DRAFT)
        .with_past()
        .select_related("enterprise", "beside", "decided_by")
        .annotate(reviewed=Count("reviews"), average=Avg("reviews__score"), is_mine=Exists(mine))
        .order_by("sent_at", "pk")
    )
    rows = [
        {
            "application": application,
            "score": application.average if application.is_mine else None,
            "reviewed": application.reviewed,
            "is_mine": application.is_mine,
            "is_first": not application.past_fairs,
            "choices": _choices(application) if event.starts_at > timezone.now() else [],
        }
        for application in found
    ]
    return sorted(rows, key=lambda row: (_ORDER[row["application"].state], -(row["score"] or 0)))


def _choices(application: ExhibitorApplication) -> list[tuple[str, str]]:
    if application.state not in DECIDABLE:
        return []
    return [
        (state.value, str(state.label))
        for state in DECISIONS
        if fair_rules.may_become(application.state, state)
    ]


def _hold(request: HttpRequest, event: Event) -> None:
    """Hold back what was chosen in the rows; what cannot be is told, the rest is done."""
    done = 0
    for application in (
        event.applications.filter(state__in=DECIDABLE).select_related("enterprise").order_by("pk")
    ):
        wanted = request.POST.get(f"decision_{application.pk}")
        was = request.POST.get(f"was_{application.pk}", "")
        if wanted is None or wanted in {was, application.decision} or wanted not in {"", *DECISIONS}:
            continue
        # Somebody else decided since the page was opened: theirs stays.
        if was != application.decision:
            text = _("%(name)s: a colleague decided meanwhile. Please look again.")
            messages.error(request, text % {"name": application.enterprise})
            continue
        application.event = event
        try:
            decisions.hold_decision(application=application, decision=wanted, by=request.user)  # type: ignore[arg-type]  # signed in
            done += 1
        except ChangeRefused as refused:
            messages.error(request, f"{application.enterprise}: {refused.message}")
    text = ngettext("%(count)d decision is noted.", "%(count)d decisions are noted.", done)
    messages.success(request, text % {"count": done})


def _typed(request: HttpRequest) -> dict[str, dict[str, Any]]:
    typed = {}
    for decision in DECISIONS:
        seen = request.POST.get(f"{decision}_seen", "")
        typed[decision.value] = {
            "text_sr": request.POST.get(f"{decision}_sr", "").replace("\r\n", "\n"),
            "text_en": request.POST.get(f"{decision}_en", "").replace("\r\n", "\n"),
            "text_sr_was": request.POST.get(f"{decision}_sr_was", ""),
            "text_en_was": request.POST.get(f"{decision}_en_was", ""),
            "seen": int(seen) if seen.isdecimal() else -1,
        }
    return typed


def _follow(event: Event, typed: dict[str, dict[str, Any]]) -> None:
    """Let texts that this person left alone follow a colleague's, so that saving again takes nothing of theirs back."""
    for decision, mine in typed.items():
        letter = decision_texts.letter_of(event, ApplicationState(decision))
        for name in ("text_sr", "text_en"):
            if _mark(mine[name]) == mine[f"{name}_was"]:
                mine[name] = getattr(letter, name)


def _mark(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def _letter(
    event: Event,
    decision: ApplicationState,
    held: list[ExhibitorApplication],
    typed: dict[str, dict[str, Any]],
    errors: dict[str, list[str]],
) -> dict[str, Any]:
    """Return one text with what was typed, and how it reads for the first of those who get it."""
    letter = decision_texts.letter_of(event, decision)
    mine = typed.get(decision.value)
    getting = [application for application in held if application.decision == decision]
    return {
        "name": decision.value,
        "label": decision.label,
        "letter": letter,
        "was_sr": _mark(letter.text_sr),
        "was_en": _mark(letter.text_en),
        "text_sr": mine["text_sr"] if mine else letter.text_sr,
        "text_en": mine["text_en"] if mine else letter.text_en,
        "is_other": mine is not None
        and (mine["text_sr"], mine["text_en"]) != (letter.text_sr, letter.text_en),
        "errors_sr": errors.get(f"{decision.value}_sr", []),
        "errors_en": errors.get(f"{decision.value}_en", []),
        "getting": getting,
        "example": decision_texts.filled(letter, getting[0]) if getting and not mine else "",
    }


def _needs_file(event: Event, rows: list[ExhibitorApplication]) -> HttpResponse:
    fields = ("tables", "chairs", "sockets", "watts", "meals", "vehicle", "comes_at", "note")
    labels = {field.name: field.verbose_name for field in ExhibitorNeeds._meta.concrete_fields}
    names = [capfirst(str(labels[name])) for name in fields]
    headers = [_("Enterprise"), _("Answers for the stand"), _("Phone"), _("People at the stand"), *names]

    def line(application: ExhibitorApplication) -> list[Any]:
        said = getattr(application, "needs", None)
        values = [getattr(said, name) if said else None for name in fields]
        values[-2] = f"{values[-2]:%H:%M}" if values[-2] else None
        return [
            application.enterprise.name.plain,
            in_script(application.contact_name),
            application.contact_phone,
            application.helpers,
            *values,
        ]

    total = sums(event)
    last: list[Any] = [
        _("Together"),
        "",
        "",
        total["helpers"],
        *(total[name] for name in fields[:5]),
        total["vehicles"],
        "",
        "",
    ]
    more = funding.sheets(funding.behind(event))
    return file_response("xlsx", f"needs-{event.slug}", headers, iter([*map(line, rows), last]), more)
