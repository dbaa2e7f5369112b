"""Applications for stands: begun, saved, sent, taken back and withdrawn by editors; entered by staff for who phones.

Each verb locks the fair, then the application, and may come twice.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from entrepreneurs.models import Enterprise, Entrepreneur, Product
from events import fair_rules, rules, snapshots
from events.choices import ApplicationState, EventState
from events.errors import ApplicationsClosed, ChangedMeanwhile, ChangeRefused
from events.models import ApplicationProduct, Event, ExhibitorApplication
from events.services import exhibitor_letters
from events.services.places import locked_event

# What an exhibitor says; everything else follows from the verbs.
WISHES: Final = (
    "contact_name",
    "contact_phone",
    "contact_email",
    "language",
    "offer_sr",
    "offer_en",
    "wishes",
    "helpers",
    "needs_power",
    "devices",
    "watts",
    "beside",
    "needs_step_free",
)


@transaction.atomic
def save_draft(
    *,
    event: Event,
    enterprise: Enterprise,
    by: User,
    seen: int,
    products: Iterable[Product],
    **wishes: Any,
) -> ExhibitorApplication:
    """Save what an editor wrote (`WISHES`), also after the deadline: nothing typed is lost.

    `seen` is the version that the form was made from, 0 for a new one. The same answers twice change nothing; other
    answers on an old version, or when it was sent meanwhile, raise ChangedMeanwhile. Raises ValidationError,
    ChangeRefused for what is decided or withdrawn, and PermissionDenied for who is no editor.
    """
    current_event = locked_event(event)
    _refuse_stranger(enterprise, by)
    chosen = _own(enterprise, products)
    current = _locked(current_event, enterprise)
    if current is None:
        return _begin(current_event, enterprise, chosen, _known(wishes))
    if not _differs(current, chosen, _known(wishes)):
        return current
    if current.state not in {ApplicationState.DRAFT, ApplicationState.SENT}:
        raise _not_now(current)
    if current.state == ApplicationState.SENT or current.version != seen:
        raise ChangedMeanwhile(current)
    return _save(current, chosen, wishes)


@transaction.atomic
def send_application(*, application: ExhibitorApplication, by: User, seen: int) -> ExhibitorApplication:
    """Hand a draft in; the office and the exhibitor have it in writing. What is sent already stays so.

    `seen` is the version that is meant to be sent. Raises ApplicationsClosed outside of the window, ChangedMeanwhile,
    ValidationError for what is missing, ChangeRefused, and PermissionDenied for who is no editor.
    """
    event, current = locked_application(application)
    _refuse_stranger(current.enterprise, by)
    if current.state == ApplicationState.SENT:
        return current
    if current.state != ApplicationState.DRAFT:
        raise _not_now(current)
    now = timezone.now()
    refuse_closed(event, now)
    if current.version != seen:
        raise ChangedMeanwhile(current)
    current.applicant = _person_of(current.enterprise, by)
    _send(current, now)
    return current


@transaction.atomic
def take_back(*, application: ExhibitorApplication, by: User) -> ExhibitorApplication:
    """Make a draft of what was sent, to change it; possible until the deadline. A draft stays one.

    Raises ApplicationsClosed, ChangeRefused, and PermissionDenied for who is no editor.
    """
    event, current = locked_application(application)
    _refuse_stranger(current.enterprise, by)
    if current.state == ApplicationState.DRAFT:
        return current
    if current.state != ApplicationState.SENT:
        raise _not_now(current)
    refuse_closed(event, timezone.now())
    move(current, ApplicationState.DRAFT)
    return current


@transaction.atomic
def withdraw(*, application: ExhibitorApplication, by: User, by_staff: bool = False) -> ExhibitorApplication:
    """Note that the enterprise does not want a stand any more; possible until the fair is over. Twice changes nothing.

    Who had sent it gets it in writing. Raises ChangeRefused, and PermissionDenied for who is no editor.
    """
    event, current = locked_application(application)
    if not by_staff:
        _refuse_stranger(current.enterprise, by)
    if current.state == ApplicationState.WITHDRAWN:
        return current
    now = timezone.now()
    if rules.is_over(event, now):
        raise ChangeRefused(_("The fair is over."))
    was_sent = current.is_live
    current.withdrawn_at = now
    move(current, ApplicationState.WITHDRAWN)
    if was_sent:
        exhibitor_letters.about_withdrawal(current)
    return current


@transaction.atomic
def begin_again(*, application: ExhibitorApplication, by: User) -> ExhibitorApplication:
    """Make a draft of what was withdrawn, with all that was written; possible until the deadline.

    Raises ApplicationsClosed, ChangeRefused, and PermissionDenied for who is no editor.
    """
    event, current = locked_application(application)
    _refuse_stranger(current.enterprise, by)
    if current.state == ApplicationState.DRAFT:
        return current
    if current.state != ApplicationState.WITHDRAWN:
        raise _not_now(current)
    refuse_closed(event, timezone.now())
    current.withdrawn_at = None
    move(current, ApplicationState.DRAFT)
    return current


@transaction.atomic
def enter_application(
    *, event: Event, enterprise: Enterprise, by: User, products: Iterable[Product], **wishes: Any
) -> ExhibitorApplication:
    """Enter an application for somebody who phoned or wrote, also after the deadline; it counts as sent.

    A draft of the enterprise, or one that it withdrew, is sent with these answers. Raises ChangeRefused when it has
    applied already or the fair has begun, and ValidationError.
    """
    current_event, now = locked_event(event), timezone.now()
    if current_event.state == EventState.CANCELLED or current_event.starts_at <= now:
        raise ApplicationsClosed(_("This fair takes no more applications."))
    chosen = _own(enterprise, products)
    current = _locked(current_event, enterprise)
    if current is None:
        current = _begin(current_event, enterprise, chosen, _known(wishes))
    elif current.state not in {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}:
        raise ChangeRefused(_("This enterprise has applied already."))
    else:
        if current.state == ApplicationState.WITHDRAWN:
            current.withdrawn_at = None
            move(current, ApplicationState.DRAFT)
        _save(current, chosen, _known(wishes))
    current.entered_by = by
    _send(current, now)
    return current


@transaction.atomic
def change_by_staff(
    *, application: ExhibitorApplication, seen: int, products: Iterable[Product], **wishes: Any
) -> ExhibitorApplication:
    """Change what an exhibitor said who phones again; of who is accepted the public list follows.

    `seen` is the version that the form was made from. Raises ChangedMeanwhile for an old one, ChangeRefused for what
    is over, and ValidationError.
    """
    event, current = locked_application(application)
    if rules.is_over(event, timezone.now()) or current.state == ApplicationState.WITHDRAWN:
        raise ChangeRefused(_("This application is changed no more."))
    chosen = _own(current.enterprise, products)
    if not _differs(current, chosen, _known(wishes)):
        return current
    if current.version != seen:
        raise ChangedMeanwhile(current)
    _save(current, chosen, wishes)
    if current.state == ApplicationState.ACCEPTED:
        snapshots.take(current)
        current.save(update_fields=["snapshot", "found_by"])
    return current


def locked_application(application: ExhibitorApplication) -> tuple[Event, ExhibitorApplication]:
    """Return fair and application as they are now, the fair locked first, both held until the transaction ends."""
    event = locked_event(application.event)
    found = (
        ExhibitorApplication.objects.select_related("enterprise", "applicant")
        .select_for_update(of=("self",))
        .get(pk=application.pk)
    )
    found.event = event
    return event, found


def move(application: ExhibitorApplication, wanted: ApplicationState) -> None:
    """Save another state by the one table; a decision that was held back falls away. Raises ChangeRefused."""
    if not fair_rules.may_become(application.state, wanted):
        raise _not_now(application)
    application.state = wanted
    application.decision = ""
    application.version += 1
    application.full_clean()
    application.save()


def refuse_closed(event: Event, now: datetime) -> None:
    """Raise ApplicationsClosed outside of the window."""
    if fair_rules.applications_are_open(event, now):
        return
    if fair_rules.applications_are_over(event, now):
        raise ApplicationsClosed(_("The time to apply is over. Call us: the office can still help."))
    raise ApplicationsClosed(_("Applications are not open now."))


def _send(application: ExhibitorApplication, now: datetime) -> None:
    application.sent_at = now
    move(application, ApplicationState.SENT)
    exhibitor_letters.about_application(application)


def _begin(
    event: Event, enterprise: Enterprise, chosen: list[Product], wishes: dict[str, Any]
) -> ExhibitorApplication:
    application = ExhibitorApplication(event=event, enterprise=enterprise, **wishes)
    application.full_clean()
    application.save()
    _choose(application, chosen)
    return application


def _save(
    application: ExhibitorApplication, chosen: list[Product], wishes: dict[str, Any]
) -> ExhibitorApplication:
    for name, value in wishes.items():
        setattr(application, name, value)
    application.version += 1
    application.full_clean()
    application.save()
    _choose(application, chosen)
    return application


def _choose(application: ExhibitorApplication, chosen: list[Product]) -> None:
    wanted = {product.pk for product in chosen}
    application.shown.exclude(product__in=wanted).delete()
    have = set(application.shown.values_list("product", flat=True))
    ApplicationProduct.objects.bulk_create(
        ApplicationProduct(application=application, product=product)
        for product in chosen
        if product.pk not in have
    )


def _differs(application: ExhibitorApplication, chosen: list[Product], wishes: dict[str, Any]) -> bool:
    """Say whether these answers are others than the saved ones, once they are written as we store them."""
    wanted = ExhibitorApplication(event=application.event, enterprise=application.enterprise, **wishes)
    wanted.clean_fields(exclude={field.name for field in wanted._meta.fields} - wishes.keys())
    # It brings the other Serbian fields into Cyrillic.
    ExhibitorApplication._meta.get_field("typed_latin").pre_save(wanted, add=True)
    names = ["beside_id" if name == "beside" else name for name in wishes]
    if any(getattr(wanted, name) != getattr(application, name) for name in names):
        return True
    have = set(application.shown.values_list("product", flat=True))
    return have != {product.pk for product in chosen}


def _locked(event: Event, enterprise: Enterprise) -> ExhibitorApplication | None:
    rows = ExhibitorApplication.objects.select_related("enterprise").select_for_update(of=("self",))
    found = rows.filter(event=event, enterprise=enterprise).first()
    if found is not None:
        found.event = event
    return found


def _own(enterprise: Enterprise, products: Iterable[Product]) -> list[Product]:
    """Return the products, the enterprise's own only; raises ValidationError for those of others."""
    wanted = [product.pk for product in products]
    found = list(Product.objects.filter(enterprise=enterprise, pk__in=wanted))
    if len(found) != len(set(wanted)):
        raise ValidationError({"products": _("Choose from your own products.")})
    return found


def _known(wishes: dict[str, Any]) -> dict[str, Any]:
    unknown = wishes.keys() - set(WISHES)
    if unknown:
        msg = f"No exhibitor says the {', '.join(sorted(unknown))} of an application."
        raise TypeError(msg)
    return wishes


def _refuse_stranger(enterprise: Enterprise, by: User) -> None:
    if not Enterprise.objects.editable_by(by).filter(pk=enterprise.pk).exists():
        raise PermissionDenied


def _person_of(enterprise: Enterprise, by: User) -> Entrepreneur | None:
    members = enterprise.memberships.current().filter(may_edit=True, person__logins__user=by)
    member = members.select_related("person").order_by("pk").first()
    return member.person if member else None


def _not_now(application: ExhibitorApplication) -> ChangeRefused:
    return ChangeRefused(
        _("This is not possible. State of the application: %(state)s.")
        % {"state": application.get_state_display()}
    )
