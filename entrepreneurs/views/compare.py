"""Up to four enterprises beside one another; which ones stands in the address, so nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center.base.folded_search import folded, has_words
from center.base.phones import display_phone
from center.base.reading import may_lag
from center.base.shown_text import in_script
from center.costly_pages import costly
from entrepreneurs.choices import StatusKind
from entrepreneurs.models import DirectoryRules, Enterprise
from entrepreneurs.views.profile import facts
from entrepreneurs.wording import last_check

MOST: Final = 4
_LOOKED_AT = 20
_LONGEST_SLUG = 80
_FOUND = 8
_PRODUCTS_NAMED = 8


@dataclass(frozen=True)
class Row:
    """One property with a list of words for each enterprise; `differs` unless all say the same."""

    label: str
    cells: list[list[str]]

    @property
    def differs(self) -> bool:
        return any(cell != self.cells[0] for cell in self.cells)


@may_lag
@require_safe
@costly(asked_only=True)
def compare(request: HttpRequest) -> HttpResponse:
    """Show the enterprises named by `e` in the address, with a search for others to add."""
    wanted = [slug for slug in dict.fromkeys(request.GET.getlist("e")) if slug and len(slug) <= _LONGEST_SLUG]
    today, rules = timezone.localdate(), DirectoryRules.objects.current()
    visible = Enterprise.objects.visible(rules, today)
    by_slug = {each.slug: each for each in visible.filter(slug__in=wanted[:_LOOKED_AT]).with_profile(today)}
    known = [by_slug[slug] for slug in wanted if slug in by_slug]
    shown = known[:MOST]
    slugs = [each.slug for each in shown]
    typed = request.GET.get("q", "")[:_LONGEST_SLUG].strip()
    context = {
        "columns": [
            {"enterprise": each, "without": address(slug for slug in slugs if slug != each.slug)}
            for each in shown
        ],
        "rows": _rows(shown) if shown else [],
        "too_many": len(known) > MOST,
        "unknown": len(wanted[:_LOOKED_AT]) - len(known),
        "slugs": slugs,
        "may_add": len(shown) < MOST,
        "typed": typed,
        "found": [(each, address([*slugs, each.slug])) for each in _found(visible, typed, slugs)],
    }
    return render(request, "entrepreneurs/compare.html", context)


def address(slugs: Iterable[str]) -> str:
    """Return the address of a comparison."""
    query = urlencode([("e", slug) for slug in slugs])
    return reverse("entrepreneurs:compare") + (f"?{query}" if query else "")


def _found(visible: Any, typed: str, slugs: list[str]) -> list[Enterprise]:
    if not typed:
        return []
    named = visible.alias(_folded=folded(["name_sr", "name_en", "summary_sr"]))
    return list(
        named.filter(has_words("_folded", typed)).exclude(slug__in=slugs).order_by("name_sr", "pk")[:_FOUND]
    )


def _rows(shown: list[Enterprise]) -> list[Row]:
    columns = [_column(facts(each)) for each in shown]
    rows = [Row(label, [column[label] for column in columns]) for label in columns[0]]
    return [row for row in rows if any(row.cells)]


def _column(known: dict[str, Any]) -> dict[str, list[str]]:
    """Return the properties of one enterprise, each as a list of words; what is not known is empty."""
    enterprise: Enterprise = known["enterprise"]
    seat, status, form, activity = known["seat"], known["status"], known["form"], known["activity"]
    products = [product.name for product in enterprise.shown_products]
    kept: dict[str, list[Any]] = {
        _("In one sentence"): [enterprise.summary],
        _("Status"): [status.get_status_display() if status else StatusKind.NONE.label],
        _("Products and services"): products[:_PRODUCTS_NAMED],
        _("How to buy"): [enterprise.how_to_buy],
        _("Where"): [_place(seat)] if seat else [],
        _("Opening hours"): [*map(_hours, known["hours"]), enterprise.hours_note],
        _("Phone"): [display_phone(channel.phone) for channel in enterprise.shown_phones],
        _("Languages spoken"): known["languages_spoken"],
        _("Whom they serve or engage"): [group.name for group in known["groups"]],
        _("Legal form"): [form.get_form_display()] if form else [],
        _("Main activity"): [activity.name] if activity else [],
        _("Founded"): [date_format(enterprise.founded_on, "DATE_FORMAT")] if enterprise.founded_on else [],
        _("Last checked"): [last_check(enterprise)],
    }
    more = len(products) - _PRODUCTS_NAMED
    if more > 0:
        kept[_("Products and services")].append(_("and %(count)d more") % {"count": more})
    return {label: [word for word in words if word] for label, words in kept.items()}


def _place(seat: Any) -> str:
    street = f"{in_script(seat.street.plain)}, " if seat.street_is_public and seat.street else ""
    return f"{street}{seat.settlement.name.plain}"


def _hours(run: dict[str, Any]) -> str:
    days = str(run["first"]) if run["first"] == run["last"] else f"{run['first']} – {run['last']}"
    times = ", ".join(
        f"{time_format(opens, 'H:i')}–{time_format(closes, 'H:i')}" for opens, closes in run["times"]
    )
    return f"{capfirst(days)} {times}"
