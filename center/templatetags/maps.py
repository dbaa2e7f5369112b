"""Where the office is: a map of tiles if the office chose a tile server, else a plan that we draw."""

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from center.base import mercator, plan

if TYPE_CHECKING:
    from center.models import Office

register = template.Library()
# Streets with their names, and about ten minutes on foot in each direction.
_ZOOM = 16
_COMPASS = (
    _("north"),
    _("north-east"),
    _("east"),
    _("south-east"),
    _("south"),
    _("south-west"),
    _("west"),
    _("north-west"),
)
_KILOMETRE = 1000


@register.inclusion_tag("components/map.html", takes_context=True)
def office_map(context: dict[str, Any]) -> dict[str, Any]:
    """Draw the surroundings of the office; nothing when its point is not known."""
    office: Office = context["office"]
    if office.point is None:
        return {}
    source = settings.MAP_TILES
    shown = {"office": office, "is_town": office.point_is_the_towns}
    if source is None:
        return {**shown, "plan": plan.draw(office.point, office.town_point)}
    window = mercator.window(*office.point, zoom=_ZOOM)
    addresses = [source.address(tile) for row in window.tiles for tile in row]
    return {**shown, "window": window, "addresses": addresses, "source": source, "tile_size": mercator.TILE}


@register.filter
def distance(metres: float) -> str:
    """`{{ other.metres|distance }}`: "450 m" in tens of metres, from a kilometre on "1.2 km"."""
    tens = round(metres / 10) * 10
    if tens < _KILOMETRE:
        return _("%(number)s m") % {"number": tens}
    return _("%(number)s km") % {"number": number_format(metres / _KILOMETRE, 1)}


@register.filter
def compass(bearing: int) -> str:
    """`{{ other.bearing|compass }}`: degrees from north as one of eight words."""
    return str(_COMPASS[round(bearing / 45) % len(_COMPASS)])
