"""What accepted exhibitors need: said by them until the last day, by staff for who phones also after it."""

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from events import fair_rules, rules
from events.choices import ApplicationState, EventState
from events.errors import ChangedMeanwhile, ChangeRefused
from events.models import Event, ExhibitorApplication, ExhibitorNeeds
from events.services import exhibitor_letters
from events.services.applications import locked_application

NEEDS: Final = ("tables", "chairs", "sockets", "watts", "meals", "vehicle", "comes_at", "note")
# So long before the last day, who has said nothing is reminded, once.
_REMIND = timedelta(days=3)


@transaction.atomic
def save_needs(
    *, application: ExhibitorApplication, seen: int, by: User | None = None, **values: Any
) -> ExhibitorNeeds:
    """Save what an exhibitor needs (`NEEDS`); `by` is the colleague who enters it for them.

    `seen` is the version that the form was made from, 0 for none. The same answers twice change nothing. Raises
    ChangedMeanwhile for other answers on an old version, ChangeRefused for who is not accepted and after the last day,
    and ValidationError.
    """
    event, current = locked_application(application)
    unknown = values.keys() - set(NEEDS)
    if unknown:
        msg = f"No exhibitor needs {', '.join(sorted(unknown))}."
        raise TypeError(msg)
    if current.state != ApplicationState.ACCEPTED:
        raise ChangeRefused(_("Only exhibitors who are accepted say what they need."))
    now = timezone.now()
    is_open = not rules.is_over(event, now) if by else fair_rules.needs_are_open(event, now)
    if not is_open:
        raise ChangeRefused(_("The last day for this has passed. Call us: the office can still change it."))
    needs = ExhibitorNeeds.objects.select_for_update().filter(application=current).first()
    needs = needs or ExhibitorNeeds(application=current, version=0)
    wanted = ExhibitorNeeds(application=current, **{name: getattr(needs, name) for name in NEEDS} | values)
    wanted.clean_fields(exclude=["application"])
    if needs.pk and all(getattr(needs, name) == getattr(wanted, name) for name in NEEDS):
        return needs
    if needs.version != seen:
        raise ChangedMeanwhile(needs)
    for name in NEEDS:
        setattr(needs, name, getattr(wanted, name))
    needs.version += 1
    needs.changed_at, needs.entered_by = now, by
    needs.full_clean(exclude=["application"])
    needs.save()
    return needs


def send_due_reminders() -> int:
    """Remind who has not said what they need shortly before the last day; return how many. Each once."""
    today, done = timezone.localdate(), 0
    rows = ExhibitorApplication.objects.filter(
        state=ApplicationState.ACCEPTED,
        needs__isnull=True,
        needs_reminded_at__isnull=True,
        event__state__in=[EventState.PUBLISHED, EventState.POSTPONED],
        event__needs_until__range=(today, today + _REMIND),
    ).exclude(contact_email="")
    for application in rows.select_related("event").order_by("event", "pk"):
        done += _remind(application)
    return done


@transaction.atomic
def _remind(application: ExhibitorApplication) -> bool:
    event, current = locked_application(application)
    is_due = (
        current.state == ApplicationState.ACCEPTED
        and current.needs_reminded_at is None
        and bool(current.contact_email)
        and not ExhibitorNeeds.objects.filter(application=current).exists()
        and fair_rules.needs_are_open(event, timezone.now())
    )
    if not is_due:
        return False
    current.needs_reminded_at = timezone.now()
    current.save(update_fields=["needs_reminded_at"])
    exhibitor_letters.about_needs(current)
    return True


def sums(event: Event) -> dict[str, int]:
    """Return what the hall has to provide, over all accepted exhibitors, and how many of them have `said` it."""
    figures = dict.fromkeys(("tables", "chairs", "sockets", "watts", "meals", "vehicles", "helpers"), 0)
    figures |= {"said": 0, "exhibitors": 0}
    for application in event.applications.accepted().select_related("needs"):
        figures["exhibitors"] += 1
        figures["helpers"] += application.helpers
        needs = getattr(application, "needs", None)
        if needs is None:
            continue
        figures["said"] += 1
        figures["vehicles"] += bool(needs.vehicle)
        for name in ("tables", "chairs", "sockets", "watts", "meals"):
            figures[name] += getattr(needs, name)
    return figures
