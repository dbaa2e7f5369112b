"""Pages of an accepted exhibitor: what they need, how it was. Opened by the link of a letter, or by an editor's login.

A GET changes nothing; strangers learn nothing, not even that there is such an exhibitor.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from center.private_pages import private
from events import exhibitor_links, fair_rules
from events.choices import ApplicationState
from events.errors import ChangedMeanwhile, ChangeRefused
from events.exhibitor_forms import NeedsForm, ReportForm, needs_initial
from events.models import ExhibitorApplication, ExhibitorNeeds, ExhibitorReport
from events.services.exhibitor_reports import save_report
from events.services.needs import NEEDS, save_needs


@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show and change what an exhibitor needs on the day."""
    found = _by_key_or_login(request, slug, number)
    said = ExhibitorNeeds.objects.filter(application=found).first()
    initial = needs_initial(found, said)
    if request.method != "POST":
        return _page(request, "needs", found, NeedsForm(initial=initial), needs=said)
    form = NeedsForm(request.POST, initial=initial)
    if not form.is_valid():
        return _page(request, "needs", found, form, needs=said, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        save_needs(application=found, seen=form.cleaned_data["seen"], **form.wanted)
    except ChangedMeanwhile as meanwhile:
        form.look_again(meanwhile.now.version)
        conflicts = _conflicts(form, meanwhile.now)
        return _page(
            request, "needs", found, form, needs=said, conflicts=conflicts, status=HTTPStatus.CONFLICT
        )
    except ChangeRefused as refused:
        return _page(
            request, "needs", found, form, needs=said, problem=refused.message, status=HTTPStatus.CONFLICT
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, "needs", found, form, needs=said, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(_address(request, "exhibitor_needs", found))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask how the fair was, and thank for the answer; it can be put right."""
    found = _by_key_or_login(request, slug, number)
    told = ExhibitorReport.objects.filter(application=found).first()
    names = ("sales", "contacts", "comes_again", "words")
    initial = {name: getattr(told, name) for name in names} if told else {}
    if request.method != "POST":
        return _page(request, "report", found, ReportForm(initial=initial), told=told)
    form = ReportForm(request.POST, initial=initial)
    if not form.is_valid():
        return _page(request, "report", found, form, told=told, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        save_report(application=found, **form.cleaned_data)
    except ChangeRefused as refused:
        return _page(
            request, "report", found, form, told=told, problem=refused.message, status=HTTPStatus.CONFLICT
        )
    return redirect(_address(request, "exhibitor_report", found))


def _by_key_or_login(request: HttpRequest, slug: str, number: int) -> ExhibitorApplication:
    """Return the application whose key fits, or that the person behind the login may edit; else 404."""
    key = request.GET.get("key", "")
    found = exhibitor_links.read_key(slug, number, key) if key else None
    if found is None and request.user.is_authenticated:
        rows = ExhibitorApplication.objects.editable_by(request.user).with_details()
        found = rows.filter(pk=number, event__slug=slug).first()
    if found is None:
        raise Http404
    return found


def _address(request: HttpRequest, name: str, found: ExhibitorApplication) -> str:
    """Return where to go on, with the key if the page was opened by one."""
    query = f"?key={exhibitor_links.make_key(found)}&done=1" if "key" in request.GET else "?done=1"
    return reverse(f"events:{name}", args=[found.event.slug, found.pk]) + query


def _conflicts(form: NeedsForm, now: ExhibitorNeeds) -> list[tuple[str, Any]]:
    return [
        (str(form.fields[name].label), getattr(now, name) or "–")
        for name in NEEDS
        if getattr(now, name) != form.wanted[name]
    ]


def _page(
    request: HttpRequest,
    name: str,
    found: ExhibitorApplication,
    form: Any,
    *,
    problem: str | Promise = "",
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    is_open = fair_rules.needs_are_open if name == "needs" else fair_rules.reports_are_open
    context = {
        "event": found.event,
        "enterprise": found.enterprise,
        "application": found,
        "form": form,
        "problem": problem,
        "is_accepted": found.state == ApplicationState.ACCEPTED,
        "is_open": is_open(found.event, now),
        "is_done": "done" in request.GET and request.method != "POST",
        **more,
    }
    return private(render(request, f"events/exhibitor_{name}.html", context, status=status))
