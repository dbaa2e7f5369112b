"""The tile server of the maps, if the office chose one; without one no page loads anything from elsewhere."""

import re
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http.response import HttpResponseBase

from center.base.mercator import Tile

if TYPE_CHECKING:
    from collections.abc import Callable

_View = TypeVar("_View", bound="Callable[..., HttpResponseBase]")
_PLACES = ("{x}", "{y}", "{z}")
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/?&=%@{},+-]+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
_LINK = re.compile(r"(?:^|\s)(https://[^\s<>\"']+)$")


@dataclass(frozen=True)
class TileSource:
    """A tile server: the form of its addresses, and who has to be named under each of its maps."""

    url: str
    attribution: str
    attribution_url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def origin(self) -> str:
        """What the content security policy has to allow."""
        return f"https://{self.host}"

    def address(self, tile: Tile) -> str:
        address = self.url.replace("{z}", str(tile.zoom))
        return address.replace("{x}", str(tile.x)).replace("{y}", str(tile.y))


def read(url: str, attribution: str) -> TileSource | None:
    """Return the tile server that MAP_TILES_URL and MAP_TILES_ATTRIBUTION name; None for an empty address.

    An address at the end of the attribution becomes its link. Raises ImproperlyConfigured for what no browser
    could load or what would weaken the content security policy.
    """
    if not url:
        return None
    # Without its strange characters first: some of them stop `urlsplit` itself.
    parts = urlsplit(url if _ADDRESS.fullmatch(url) else "")
    rest = f"{parts.path}?{parts.query}"
    is_sound = (
        parts.scheme == "https"
        and _HOST.fullmatch(parts.netloc)
        and not parts.fragment
        and sorted(re.findall(r"\{[^{}]*\}", rest)) == list(_PLACES)
        and len(re.findall(r"[{}]", rest)) == 2 * len(_PLACES)
    )
    if not is_sound:
        msg = (
            "MAP_TILES_URL must look like https://tiles.example.org/{z}/{x}/{y}.png: https, the name of one host"
            " in small letters, and {z}, {x} and {y} once each."
        )
        raise ImproperlyConfigured(msg)
    link = _LINK.search(attribution)
    text = (attribution[: link.start()] if link else attribution).strip()
    if not text:
        msg = (
            "MAP_TILES_ATTRIBUTION must name who made the map, as its licence asks, for example"
            " © OpenStreetMap contributors https://www.openstreetmap.org/copyright."
        )
        raise ImproperlyConfigured(msg)
    return TileSource(url=url, attribution=text, attribution_url=link[1] if link else "")


def may_load_tiles(view: _View) -> _View:
    """Let the pages of a view load pictures from the tile server, if there is one; other pages may not."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponseBase:
        source = settings.MAP_TILES
        loads = csp_update({"img-src": [source.origin]})(view) if source else view
        return loads(*args, **kwargs)

    return cast("_View", answer)
