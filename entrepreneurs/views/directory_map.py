"""The directory on a map: a plan that we draw, and street maps over it where the office chose a tile server."""

from dataclasses import dataclass
from math import hypot
from typing import Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from center import offices
from center.base import area_plan
from center.base.area_plan import Mark
from center.base.map_tiles import may_load_tiles
from center.base.plan import Point, offset
from center.base.reading import may_lag
from center.costly_pages import costly
from entrepreneurs.models import DirectoryEntry, Settlement
from entrepreneurs.narrowing import as_query, question

PAGE: Final = 24


@dataclass(frozen=True)
class Place:
    """An enterprise with its number on the plan and how far it is from the office in a straight line."""

    number: int
    entry: DirectoryEntry
    mark: Mark
    metres: float | None
    latitude: str
    longitude: str


@may_lag
@require_safe
@costly(asked_only=True)
@may_load_tiles
def directory_map(request: HttpRequest) -> HttpResponse:
    """Show the enterprises that have a public point, numbered, beside a list of the same."""
    asked = question(request.GET)
    found = asked.entries().for_rows()
    placed = found.filter(latitude__isnull=False).in_order(get_language() or "sr")
    page = Paginator(placed, PAGE).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    points = [_point(entry) for entry in entries]
    office = offices.current()
    here = None if office.point_is_the_towns else office.point
    towns = list(Settlement.objects.with_point())
    others = [*([here] if here else []), *(_point(town) for town in towns)]
    plan = area_plan.draw(points, others)
    context = {
        "page_obj": page,
        "plan": plan,
        "places": _places(entries, points, plan.marks if plan else [], here),
        "landmarks": [
            {
                "x": x,
                "y": y,
                "is_office": bool(here) and number == 0,
                "town": None if here and number == 0 else towns[number - bool(here)],
            }
            for number, x, y in (plan.others if plan else [])
        ],
        "without_point": found.filter(latitude__isnull=True).count(),
        "source": settings.MAP_TILES,
        "tiles_after_click": settings.MAP_TILES_AFTER_CLICK,
        "query": as_query(asked.words, asked.chosen),
    }
    return render(request, "entrepreneurs/map.html", context)


def _point(place: DirectoryEntry | Settlement) -> Point:
    return float(place.latitude), float(place.longitude)


def _places(
    entries: list[DirectoryEntry], points: list[Point], marks: list[Mark], here: Point | None
) -> list[Place]:
    return [
        Place(
            number,
            entry,
            mark,
            hypot(*offset(here, point)) if here else None,
            f"{point[0]:.6f}",
            f"{point[1]:.6f}",
        )
        for number, (entry, point, mark) in enumerate(zip(entries, points, marks, strict=True), 1)
    ]
