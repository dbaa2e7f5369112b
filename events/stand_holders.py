"""Who is at which stand, as the public reads it; and what speaks for which stand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.urls import reverse

from entrepreneurs.models import DirectoryEntry
from events import snapshots
from events.models import Event, ExhibitorApplication, FairPlan, StandAssignment
from events.plans import Exhibitor
from events.stand_suggestion import FreeStand, Proposal, Wish, suggest

# A plan and its list have no room for more.
_MOST_PRODUCTS: Final = 4
# Who needs electricity without knowing how much needs at least a socket.
_A_SOCKET: Final = 1


def holders(event: Event, *, list_address: str = "") -> dict[int, Exhibitor]:
    """Return who is at each stand (by its key), in the language and script of the page (two queries).

    Stands lead to the rows of the list of exhibitors, which is on the page itself or at `list_address`.
    """
    rows = StandAssignment.objects.filter(application__event=event).select_related("application__enterprise")
    given = {row.stand_id: row.application for row in rows}
    visible = set(
        DirectoryEntry.objects.filter(
            enterprise__in=[each.enterprise_id for each in given.values()]
        ).values_list("enterprise", flat=True)
    )
    return {stand: as_exhibitor(each, visible, list_address) for stand, each in given.items()}


def as_exhibitor(application: ExhibitorApplication, visible: set[int], list_address: str = "") -> Exhibitor:
    """Return an exhibitor as it was accepted; `visible` are the enterprises with a public profile."""
    is_visible = application.enterprise_id in visible
    return Exhibitor(
        name=name_of(application),
        offer=offer_of(application),
        address=reverse("entrepreneurs:profile", args=[application.enterprise.slug]) if is_visible else "",
        anchor=f"{list_address}#e{application.pk}",
    )


def name_of(application: ExhibitorApplication) -> str:
    """Return the name of an exhibitor as it was accepted, as plain text for the page."""
    return snapshots.text(application.snapshot, "name").plain or str(application.enterprise)


def offer_of(application: ExhibitorApplication) -> str:
    """Return what they bring in a few words: products, else what they wrote, else the sentence of the profile."""
    products = [
        snapshots.text(each, "name").plain
        for each in application.snapshot.get("products", [])[:_MOST_PRODUCTS]
    ]
    own = [snapshots.text(application.snapshot, stem).plain for stem in ("offer", "summary")]
    return ", ".join(products) or next(filter(None, own), "")


def propose(plan: FairPlan, step_free: Mapping[int, bool]) -> list[Proposal]:
    """Return a proposal for each accepted exhibitor without a stand (a handful of queries, however many there are).

    `step_free` says by the key of an application whether it needs a stand without steps, where that is not saved yet.
    """
    event = plan.event
    given = dict(StandAssignment.objects.filter(application__event=event).values_list("application", "stand"))
    stands = [
        FreeStand(
            pk=row.pk,
            number=row.number,
            x=row.x,
            y=row.y,
            width=row.width,
            height=row.height,
            watts=row.watts,
            is_accessible=row.is_accessible,
            is_corner=row.is_corner,
        )
        for row in plan.stands.all()
    ]
    rows = event.applications.accepted().with_past().select_related("enterprise", "beside", "needs")
    wishes = [
        replace(wish, needs_step_free=step_free.get(wish.pk, wish.needs_step_free))
        for wish in map(wish_of, rows)
    ]
    return suggest(stands, wishes, given, entrance=_entrance(plan))


def wish_of(application: ExhibitorApplication) -> Wish:
    """Return what an exhibitor needs and wishes; what they said for the day counts if it is more."""
    needs = getattr(application, "needs", None)
    watts = max(application.watts, needs.watts if needs is not None else 0)
    beside = application.beside
    return Wish(
        pk=application.pk,
        enterprise=application.enterprise_id,
        name=name_of(application),
        watts=watts or (_A_SOCKET if application.needs_power else 0),
        needs_step_free=application.needs_step_free,
        beside=beside.pk if beside is not None else None,
        beside_name=beside.name.plain if beside is not None else "",
        kinds=frozenset(each["category"] for each in application.snapshot.get("products", [])),
        is_first_time=not getattr(application, "past_fairs", 0),
    )


def _entrance(plan: FairPlan) -> tuple[int, int] | None:
    """Return the middle of the first entrance on the plan."""
    found = plan.planthings.filter(kind="entrance").order_by("pk").first()
    return (found.x + found.width // 2, found.y + found.height // 2) if found is not None else None
