"""Who has which stand."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from events.choices import ApplicationState
from events.models.application import ExhibitorApplication
from events.models.fair import Stand


# Written only by the services (`services.stands`).
@pghistory.track()
class StandAssignment(CheckedModel):
    """An exhibitor at a stand: each stand once, each exhibitor once, of the same fair, and only who is accepted.

    Whoever withdraws gives the stand back (trigger on `ExhibitorApplication`).
    """

    stand = models.OneToOneField(
        Stand,
        on_delete=models.PROTECT,
        related_name="assignment",
        verbose_name=_("stand"),
        error_messages={"unique": _("Somebody has this stand.")},
    )
    application = models.OneToOneField(
        ExhibitorApplication,
        on_delete=models.PROTECT,
        related_name="assignment",
        verbose_name=_("exhibitor"),
        error_messages={"unique": _("This exhibitor has a stand already.")},
    )
    assigned_by = colleague(_("assigned by"))
    assigned_at = models.DateTimeField(_("assigned"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("exhibitor at a stand")
        verbose_name_plural = _("exhibitors at stands")
        constraints = [
            models.CheckConstraint(
                condition=Q(assigned_at__isnull=False, assigned_by__isnull=False),
                name="stand_assignment_has_who_and_when",
            )
        ]
        triggers = [
            # FOR SHARE waits for whoever is withdrawing the application.
            pgtrigger.Trigger(
                name="accepted_of_the_same_fair",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("whose", "BIGINT"), ("standing", "TEXT"), ("of_plan", "BIGINT")],
                func=(
                    "SELECT event_id, state INTO whose, standing FROM events_exhibitorapplication"  # noqa: S608 -- our own
                    " WHERE id = NEW.application_id FOR SHARE;"
                    " SELECT p.event_id INTO of_plan FROM events_stand s JOIN events_fairplan p ON p.id = s.plan_id"
                    " WHERE s.id = NEW.stand_id;"
                    f" IF standing <> '{ApplicationState.ACCEPTED.value}'"
                    " THEN RAISE EXCEPTION 'only who is accepted has a stand'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'stand_assignment_of_the_accepted'; END IF;"
                    " IF whose <> of_plan THEN RAISE EXCEPTION 'a stand of another fair'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'stand_assignment_of_the_same_fair'; END IF;"
                    " RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.stand}: {self.application}"
