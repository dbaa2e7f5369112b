"""Under which heading the Center's own records stand on the desk and in the menu: in one list of forty nobody finds."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

_ROOMS: Final = (
    (
        _("News and guides"),
        "newsitem newscategory page picture newsletterissue subscriber resource term fundingcall question",
    ),
    (
        _("Media"),
        "pressrelease pressdelivery mediaoutlet journalist mediarequest coverage presskitpicture",
    ),
    (
        _("Initiatives and council"),
        "advocacyinitiative institution councilmember councilmeeting councildecision",
    ),
    (
        _("Grants and results"),
        "grant grantreport objective result activity indicator indicatorperiod measurement",
    ),
)
# What belongs nowhere else: the office, people's accounts, what was sent, what the portal wrote down about itself.
_REST: Final = _("Office and portal")


def in_rooms(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the list of apps of Django's admin with the Center's records in rooms of their own, by name."""
    found: list[dict[str, Any]] = []
    for app in apps:
        found += _parted(app) if app["app_label"] == "center" else [app]
    return sorted(found, key=lambda each: str(each["name"]).lower())


def _parted(center: dict[str, Any]) -> list[dict[str, Any]]:
    """Part the Center's records; their order stays, and a room without any is left out."""
    room_of = {name: heading for heading, names in _ROOMS for name in names.split()}
    rooms: dict[Any, list[Any]] = {heading: [] for heading, _names in _ROOMS} | {_REST: []}
    for model in center["models"]:
        rooms[room_of.get(model["object_name"].lower(), _REST)].append(model)
    return [{**center, "name": heading, "models": models} for heading, models in rooms.items() if models]
