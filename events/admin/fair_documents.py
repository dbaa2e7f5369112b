"""What is printed for the people at the stands and for the organisers: badges, signs, the list of exhibitors."""

import re
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center.audit import record_accesses
from center.base.downloads import to_save
from center.base.person_names import shown_name
from center.base.phones import display_phone
from center.base.shown_text import in_script
from center.documents import portal_document
from entrepreneurs.models import DirectoryEntry
from events import qr
from events.ground import number_key
from events.models import ExhibitorApplication, FairPlan
from events.stand_holders import as_exhibitor, name_of, offer_of, wish_of
from events.views.fair_papers import when_and_where

if TYPE_CHECKING:
    from events.admin.plans import FairPlanAdmin

# Where a long word may be broken on paper.
_LONG_WORD: Final = re.compile(r"\S{25,}")
_PIECE: Final = re.compile(r".{12}(?=.)")
Needs = list[tuple[str, int]]


def badges(model_admin: "FairPlanAdmin", request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Give badges for everybody at the stands: as many as an exhibitor named people."""
    plan = _plan(model_admin, request, object_id)
    rows = [
        {"name": breakable(name_of(each)), "stand": _number(each)}
        for each in _exhibitors(plan)
        for _person in range(each.helpers)
    ]
    words = {
        "role": _("Exhibitor"),
        "stand": _("Stand"),
        "name": _("Name:"),
        "nobody": _("Nobody is accepted yet."),
    }
    return _paper(plan, "badges", {"badges": rows, "words": words})


def signs(model_admin: "FairPlanAdmin", request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Give a sign for each stand that somebody has, with a square code that leads to the profile."""
    plan = _plan(model_admin, request, object_id)
    found = [each for each in _exhibitors(plan) if _number(each)]
    visible = set(
        DirectoryEntry.objects.filter(enterprise__in=[each.enterprise_id for each in found]).values_list(
            "enterprise", flat=True
        )
    )
    rows = []
    for each in found:
        address = as_exhibitor(each, visible).address
        whole = f"{settings.BASE_URL}{address}" if address else ""
        rows.append(
            {
                "number": _number(each),
                "name": breakable(name_of(each)),
                "offer": breakable(offer_of(each)),
                "address": whole,
                "qr": qr.svg(whole) if whole else "",
            }
        )
    words = {
        "stand": _("Stand"),
        "qr": _("More about us"),
        "nobody": _("Nobody has a stand yet."),
    }
    return _paper(plan, "signs", {"signs": rows, "words": words})


def exhibitors(model_admin: "FairPlanAdmin", request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Give the organisers' list: stand, contact and needs. Each look is written down."""
    plan = _plan(model_admin, request, object_id)
    if not request.user.has_perm("events.view_exhibitorapplication"):
        raise PermissionDenied
    found = _exhibitors(plan)
    record_accesses(
        user=request.user,  # type: ignore[arg-type]  # admin_view: signed in
        objects=found,
        purpose=gettext_noop("printed the list of exhibitors"),
    )
    rows = [
        {
            "stand": _number(each) or "–",
            "name": breakable(name_of(each)),
            "offer": breakable(offer_of(each)),
            "contact": shown_name(each.contact_name),
            "reach": list(filter(None, [display_phone(each.contact_phone), each.contact_email])),
            "people": str(each.helpers),
            "needs": "\n".join(_in_words(each)),
        }
        for each in found
    ]
    head = [_("Stand"), _("Exhibitor"), _("Contact"), _("People"), _("Needs")]
    words = {
        "staff": _("For the organisers only: this list holds personal data."),
        "sums": _("Together"),
    }
    return _paper(plan, "exhibitors", {"rows": rows, "head": head, "sums": _sums(found), "words": words})


def breakable(text: str) -> str:
    """Let very long words be broken, so that they do not run into their neighbours on paper."""
    return _LONG_WORD.sub(lambda match: _PIECE.sub(lambda part: f"{part[0]}\N{SOFT HYPHEN}", match[0]), text)


def _plan(model_admin: "FairPlanAdmin", request: HttpRequest, object_id: int) -> FairPlan:
    plan: FairPlan | None = model_admin.get_object(request, str(object_id))
    if plan is None:
        raise Http404
    if not model_admin.has_view_permission(request, plan):
        raise PermissionDenied
    return plan


def _exhibitors(plan: FairPlan) -> list[ExhibitorApplication]:
    """Return who is accepted, by the number of the stand (one query)."""
    rows = plan.event.applications.accepted().select_related(
        "enterprise", "beside", "needs", "assignment__stand"
    )
    return sorted(rows, key=lambda each: (not _number(each), number_key(_number(each)), each.pk))


def _number(application: ExhibitorApplication) -> str:
    assignment = getattr(application, "assignment", None)
    return str(assignment.stand.number) if assignment is not None else ""


def _in_words(application: ExhibitorApplication) -> list[str]:
    needs: Any = getattr(application, "needs", None)
    watts = wish_of(application).watts
    lines = []
    if needs is not None:
        counts = (
            (_("tables"), needs.tables),
            (_("chairs"), needs.chairs),
            (_("sockets"), needs.sockets),
            (_("meals"), needs.meals),
        )
        lines.append(", ".join(f"{word}: {count}" for word, count in counts if count))
    if application.needs_power:
        electricity = _("electricity")
        lines.append(f"{electricity}: {watts} W" if watts > 1 else electricity)
    if needs is not None:
        said = (
            (_("vehicle"), needs.vehicle),
            (_("comes at"), needs.comes_at and time_format(needs.comes_at)),
        )
        lines += [*(f"{word}: {fact}" for word, fact in said if fact), in_script(needs.note)]
    return [line for line in lines if line]


def _sums(found: list[ExhibitorApplication]) -> list[str]:
    all_needs = [needs for each in found if (needs := getattr(each, "needs", None)) is not None]
    watts = sum(wish.watts for wish in map(wish_of, found) if wish.watts > 1)
    sums: Needs = [
        (_("exhibitors"), len(found)),
        (_("people"), sum(each.helpers for each in found)),
        (_("tables"), sum(needs.tables for needs in all_needs)),
        (_("chairs"), sum(needs.chairs for needs in all_needs)),
        (_("sockets"), sum(needs.sockets for needs in all_needs)),
        (_("meals"), sum(needs.meals for needs in all_needs)),
    ]
    lines = [f"{word}: {count}" for word, count in sums if count]
    return [*lines, f"{_('electricity')}: {watts} W"] if watts else lines


def _paper(plan: FairPlan, name: str, data: dict[str, Any]) -> HttpResponseBase:
    event = plan.event
    body = portal_document(
        f"events/fair_{name}.typ",
        title=event.title.plain,
        records=[event],
        data={"subtitle": when_and_where(event), **data},
    )
    return to_save(body, name=f"{event.slug}-{name}.pdf", content_type="application/pdf")
