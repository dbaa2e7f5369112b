"""What media reported."""

from django.db import transaction

from center.base import advisory_locks
from center.base.folded_search import folded
from center.base.scripts import fold
from center.choices.press import KIND_OF_OUTLET, CoverageKind
from center.models import MediaOutlet

# Kinds of advisory locks are numbered by app: the Center's own begin with 1000.
_NAMING = 1010


def known_outlet(name: str) -> MediaOutlet | None:
    """Return the medium of this name, written in either script, or None."""
    found = MediaOutlet.objects.alias(_folded=folded(["name"])).filter(_folded=f"{fold(name)}\n")
    return found.first()


@transaction.atomic
def outlet_named(*, name: str, kind: str) -> MediaOutlet:
    """Return the medium of this name; one that is not in the list is added, of the kind that fits the report.

    Raises ValidationError for a name that is none.
    """
    advisory_locks.lock(_NAMING, [0])
    found = known_outlet(name)
    if found is None:
        found = MediaOutlet(name=name.strip(), kind=KIND_OF_OUTLET[CoverageKind(kind)])
        found.full_clean()
        found.save()
    return found
