"""Applications for stands on the account pages of those who edit an enterprise. Others learn nothing."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from center.models import User
from center.refusals import tell
from entrepreneurs.models import Enterprise
from events import fair_rules, rules
from events.choices import ApplicationState
from events.errors import ApplicationsClosed, ChangedMeanwhile, ChangeRefused
from events.exhibitor_forms import ApplicationForm, initial_of
from events.exhibitor_words import differences, in_words
from events.models import Event, ExhibitorApplication
from events.own_fairs import fairs_of
from events.services import applications

_SEND = "send"


class FairRequest(HttpRequest):
    """A request of somebody who may edit `enterprise` today, about a fair."""

    user: User
    enterprise: Enterprise
    fair: Event


View = Callable[..., HttpResponse]


def for_editors(view: View) -> View:
    """Find the enterprise among those that the person may edit, and the fair; 404 for everybody else."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: FairRequest, event: str, enterprise: str) -> HttpResponse:
        request.enterprise = get_object_or_404(Enterprise.objects.editable_by(request.user), slug=enterprise)
        request.fair = get_object_or_404(Event.objects.public().with_details(), slug=event, kind="fair")
        return view(request)

    return guarded


@require_safe
@never_cache
@login_required
def fairs(request: FairRequest) -> HttpResponse:
    """List the applications of all enterprises of the person, and the fairs for which they can still apply."""
    return render(request, "events/own/fairs.html", fairs_of(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def application(request: FairRequest) -> HttpResponse:
    """Fill in, save and send the application, or see what became of it."""
    found = _find(request)
    if request.method == "POST":
        return _post(request, found)
    is_form = found is None or found.state == ApplicationState.DRAFT
    if is_form and (found or fair_rules.applications_are_open(request.fair, timezone.now())):
        initial = initial_of(found, request.enterprise, request.user)
        return _form_page(request, found, ApplicationForm(enterprise=request.enterprise, initial=initial))
    return _page(request, found)


@require_POST
@for_editors
def take_back(request: FairRequest) -> HttpResponse:
    """Make a draft of what was sent, to change it."""
    return _do(
        request, applications.take_back, _("You can change your application now. Send it again afterwards.")
    )


@require_POST
@for_editors
def begin_again(request: FairRequest) -> HttpResponse:
    """Make a draft of what was withdrawn."""
    return _do(request, applications.begin_again, _("What you wrote is here again. Look at it, and send it."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def withdraw(request: FairRequest) -> HttpResponse:
    """Ask once more, then withdraw; only the POST changes anything."""
    found = _find(request)
    if found is None or found.state in {ApplicationState.WITHDRAWN, ApplicationState.DECLINED}:
        return _back(request)
    if request.method == "POST":
        return _do(request, applications.withdraw, _("Your application is withdrawn."))
    return render(request, "events/own/withdraw.html", _context(request, found))


def _post(request: FairRequest, found: ExhibitorApplication | None) -> HttpResponse:  # noqa: PLR0911 -- one for each outcome
    form = ApplicationForm(
        request.POST,
        enterprise=request.enterprise,
        initial=initial_of(found, request.enterprise, request.user),
    )
    if not form.is_valid():
        return _form_page(request, found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        saved = applications.save_draft(
            event=request.fair,
            enterprise=request.enterprise,
            by=request.user,
            seen=form.cleaned_data["seen"],
            **form.wanted,
        )
        if _SEND not in request.POST:
            messages.success(request, _("Saved. Nobody sees it before you send it."))
            return _back(request)
        form.look_again(saved.version)
        applications.send_application(application=saved, by=request.user, seen=saved.version)
    except ChangedMeanwhile as meanwhile:
        return _conflict(request, form, meanwhile)
    except ApplicationsClosed as closed:
        # The draft is saved: nothing typed is lost, and the office can still send it.
        problem = _("%(closed)s What you wrote is saved.") % {"closed": closed.message}
        return _form_page(request, _find(request), form, problem=problem, status=HTTPStatus.CONFLICT)
    except ChangeRefused as refused:
        return _page(request, _find(request), problem=refused.message, status=HTTPStatus.CONFLICT)
    except ValidationError as error:
        tell(form, error)
        return _form_page(request, _find(request), form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Your application is sent."))
    return _back(request)


def _conflict(request: FairRequest, form: ApplicationForm, meanwhile: ChangedMeanwhile) -> HttpResponse:
    """Show what somebody else of the enterprise saved or sent, beside what was typed here."""
    now: ExhibitorApplication = meanwhile.now
    form.look_again(now.version)
    return _form_page(
        request,
        _find(request),
        form,
        conflicts=differences(form.wanted, now),
        is_sent=now.state == ApplicationState.SENT,
        status=HTTPStatus.CONFLICT,
    )


def _do(request: FairRequest, verb: Callable[..., object], told: str) -> HttpResponse:
    found = _find(request)
    if found is None:
        return _back(request)
    try:
        verb(application=found, by=request.user)
    except ChangeRefused as refused:
        return _page(request, _find(request), problem=refused.message, status=HTTPStatus.CONFLICT)
    messages.success(request, told)
    return _back(request)


def _back(request: FairRequest) -> HttpResponse:
    return redirect("own_fairs:application", request.fair.slug, request.enterprise.slug)


def _find(request: FairRequest) -> ExhibitorApplication | None:
    rows = ExhibitorApplication.objects.with_details().select_related("needs")
    return rows.filter(event=request.fair, enterprise=request.enterprise).first()


def _form_page(
    request: FairRequest,
    found: ExhibitorApplication | None,
    form: ApplicationForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {**_context(request, found), "form": form, **more}
    return render(request, "events/own/apply.html", context, status=status)


def _page(
    request: FairRequest,
    found: ExhibitorApplication | None,
    *,
    problem: str | Promise = "",
    status: int = 200,
) -> HttpResponse:
    context = {**_context(request, found), "problem": problem, "lines": in_words(found) if found else []}
    return render(request, "events/own/application.html", context, status=status)


def _context(request: FairRequest, found: ExhibitorApplication | None) -> dict[str, Any]:
    event, now = request.fair, timezone.now()
    past = ExhibitorApplication.objects.accepted().filter(
        enterprise=request.enterprise, event__starts_at__lt=event.starts_at
    )
    is_open = fair_rules.applications_are_open(event, now)
    state = found.state if found else ""
    return {
        "event": event,
        "enterprise": request.enterprise,
        "application": found,
        "past": past.select_related("event").order_by("-event__starts_at"),
        "is_open": is_open,
        "is_over": fair_rules.applications_are_over(event, now),
        "can_take_back": is_open and state == ApplicationState.SENT,
        "can_begin_again": is_open and state == ApplicationState.WITHDRAWN,
        "can_withdraw": not rules.is_over(event, now)
        and state in {ApplicationState.SENT, ApplicationState.RESERVE, ApplicationState.ACCEPTED},
        "needs_open": state == ApplicationState.ACCEPTED and fair_rules.needs_are_open(event, now),
        "report_open": state == ApplicationState.ACCEPTED and fair_rules.reports_are_open(event, now),
    }
