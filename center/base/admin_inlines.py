"""What upper apps bring to the record of a lower one in the admin: lists to read, and links to act.

An app registers in its module `admin_inlines`, which is found when the portal starts.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    """A link on top of a record; shown to who has the permission."""

    label: str | Promise
    address: Callable[[Any], str]
    needs: str


_INLINES: Final[dict[type[models.Model], list[Any]]] = defaultdict(list)
_LINKS: Final[dict[type[models.Model], list[Link]]] = defaultdict(list)


def bring(model: type[models.Model], *, inlines: Sequence[Any] = (), links: Sequence[Link] = ()) -> None:
    """Add inlines (classes of the admin, each deciding who sees it) and links to the record of a model."""
    _INLINES[model] += inlines
    _LINKS[model] += links


def inlines_of(model: type[models.Model]) -> list[Any]:
    return list(_INLINES[model])


def links_of(model: type[models.Model], record: Any, user: Any) -> list[tuple[str | Promise, str]]:
    """Return label and address of each link that the person may follow."""
    return [(link.label, link.address(record)) for link in _LINKS[model] if user.has_perm(link.needs)]
