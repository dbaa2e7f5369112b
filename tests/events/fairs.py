"""Fairs and their exhibitors for tests, in the fewest words."""

from datetime import date, timedelta
from typing import Any

from center.models import User
from entrepreneurs.choices import MemberRole
from entrepreneurs.models import Enterprise, PersonLogin
from entrepreneurs.services import add_member
from events.choices import ApplicationState
from events.models import Event, ExhibitorApplication
from events.services import applications, decisions
from tests.entrepreneurs.factories import make_person, offer, published
from tests.events.factories import MONDAY, local, make_event, make_staff

SATURDAY = date(2026, 9, 19)
# Applications close on Friday noon, a week before the fair; needs are said until the Wednesday after.
FRIDAY, WEDNESDAY = date(2026, 9, 11), date(2026, 9, 16)


def make_fair(**fields: Any) -> Event:
    """Publish a fair on the second Saturday, 10 to 18 h; enterprises can apply until noon of the Friday before."""
    start = fields.pop("starts_at", None) or local(SATURDAY, 10)
    number = Event.objects.count() + 1
    values: dict[str, Any] = {
        "kind": "fair",
        "slug": f"fair-{number}",
        "title_sr": f"Мини‑сајам {number}",
        "title_en": f"Mini-fair {number}",
        "starts_at": start,
        "ends_at": start + timedelta(hours=8),
        "applications_close_at": local(FRIDAY, 12),
        "needs_until": WEDNESDAY,
        "conditions_sr": "Штанд је бесплатан.",
        "conditions_en": "A stand costs nothing.",
    }
    return make_event(None, **{**values, **fields})


def make_past_fair(**fields: Any) -> Event:
    """Publish a fair that took place on the Saturday before the clock of the tests: move its days after publishing."""
    event = make_fair(**fields)
    start = local(MONDAY - timedelta(days=2), 10)
    Event.objects.filter(pk=event.pk).update(
        applications_close_at=start - timedelta(days=8),
        starts_at=start,
        ends_at=start + timedelta(hours=8),
        needs_until=start.date() - timedelta(days=3),
    )
    event.refresh_from_db()
    return event


def make_exhibitor(name: str = "", *products: str) -> Enterprise:
    """Make an enterprise of the directory with products (honey unless others are named) and one editor."""
    enterprise = published(name)
    for product in products or ("Мед",):
        offer(enterprise, product, name_en="Honey" if product == "Мед" else "")
    editor_of(enterprise)
    return enterprise


def editor_of(enterprise: Enterprise, *, another: bool = False) -> User:
    """Return a login that edits the enterprise: always the same, or `another` one."""
    rows = PersonLogin.objects.filter(
        person__memberships__enterprise=enterprise, person__memberships__may_edit=True
    )
    found = rows.select_related("user").order_by("pk").first()
    if found is not None and not another:
        return found.user
    number = User.objects.count() + 1
    user = User.objects.create(email=f"editor{number}@example.org", name="Уредница")
    person = make_person(f"Уредница {number}", email=user.email)
    add_member(person=person, enterprise=enterprise, role=MemberRole.REPRESENTATIVE, may_edit=True)
    PersonLogin.objects.create(user=user, person=person, connected_by=make_staff())
    return user


def wishes(**other: Any) -> dict[str, Any]:
    """Return what an exhibitor says, in English so that letters can be read."""
    return {
        "contact_name": "Рада Радић",
        "contact_phone": "+38137123456",
        "contact_email": "rada@example.org",
        "language": "en",
        "offer_sr": "Дегустација",
        "helpers": 2,
        **other,
    }


def draft(
    event: Event, enterprise: Enterprise, *, seen: int = 0, by: User | None = None, **other: Any
) -> Any:
    """Save a draft with all products of the enterprise."""
    products = other.pop("products", None)
    return applications.save_draft(
        event=event,
        enterprise=enterprise,
        by=by or editor_of(enterprise),
        seen=seen,
        products=list(enterprise.products.all()) if products is None else products,
        **wishes(**other),
    )


def apply(event: Event, enterprise: Enterprise | None = None, **other: Any) -> ExhibitorApplication:
    """Send the application of an enterprise (a new one unless named)."""
    enterprise = enterprise or make_exhibitor()
    by = other.get("by") or editor_of(enterprise)
    saved = draft(event, enterprise, **other)
    return applications.send_application(application=saved, by=by, seen=saved.version)


def decide(
    application: ExhibitorApplication, decision: str = ApplicationState.ACCEPTED
) -> ExhibitorApplication:
    """Hold a decision back and send it."""
    decisions.hold_decision(application=application, decision=decision, by=make_staff())
    decisions.send_decision(application=application)
    application.refresh_from_db()
    return application


def accepted(event: Event, enterprise: Enterprise | None = None, **other: Any) -> ExhibitorApplication:
    return decide(apply(event, enterprise, **other))


def exhibited(event: Event, enterprise: Enterprise | None = None, **fields: Any) -> ExhibitorApplication:
    """Write an accepted application of a fair that is over, for which no verb applies any more."""
    from events import snapshots  # noqa: PLC0415 -- only here

    enterprise = enterprise or make_exhibitor()
    told = event.starts_at - timedelta(days=5)
    staff = make_staff()
    application = ExhibitorApplication(
        event=event,
        enterprise=enterprise,
        sent_at=told,
        told_at=told,
        decided_at=told,
        decided_by=staff,
        **wishes(**fields),
    )
    application.state = ApplicationState.DRAFT
    application.save()
    for product in enterprise.products.all():
        application.shown.create(product=product)
    snapshots.take(application)
    for state in (ApplicationState.SENT, ApplicationState.ACCEPTED):
        application.state = state
        application.save()
    return application
