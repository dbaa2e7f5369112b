"""Where an enterprise is, on its profile: tiles if the office chose a tile server, else a plan that we draw."""

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings

from center.base import mercator, plan

if TYPE_CHECKING:
    from center.models import Office
    from entrepreneurs.models import Enterprise

register = template.Library()
_ZOOM = 16


@register.inclusion_tag("entrepreneurs/parts/map.html", takes_context=True)
def enterprise_map(context: dict[str, Any], enterprise: "Enterprise") -> dict[str, Any]:
    """Draw the surroundings of an enterprise; nothing when it shows no point.

    The view has to be one that `may_load_tiles`.
    """
    if enterprise.latitude is None or enterprise.longitude is None:
        return {}
    point = float(enterprise.latitude), float(enterprise.longitude)
    office: Office = context["office"]
    here = None if office.point_is_the_towns else office.point
    shown = {
        "name": enterprise.name,
        "latitude": f"{enterprise.latitude.normalize():f}",
        "longitude": f"{enterprise.longitude.normalize():f}",
        "plan": plan.draw(point, here),
    }
    source = settings.MAP_TILES
    if source is None:
        return shown
    window = mercator.window(*point, zoom=_ZOOM)
    addresses = [source.address(tile) for row in window.tiles for tile in row]
    return {
        **shown,
        "window": window,
        "addresses": addresses,
        "source": source,
        "tile_size": mercator.TILE,
    }
