import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.choices import LIVE_STATES
from consultations.models.advisor import Resource
from consultations.models.consultation import Consultation

_LIVE = ", ".join(f"'{state.value}'" for state in LIVE_STATES)


class Allocation(models.Model):
    """The time that a visit takes from a resource: `[start - pause before, end + pause after)`.

    `live` is never set by Python: a trigger here copies it from the visit's state, another one on the visit
    keeps it in step. While live, two rows of one resource cannot overlap.
    """

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="allocations")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="allocations")
    busy = DateTimeRangeField(_("busy"))
    live = models.BooleanField(_("holds the time"), default=True, editable=False)

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints = [
            ExclusionConstraint(
                name="allocation_no_overlap",
                expressions=[("resource", RangeOperators.EQUAL), ("busy", RangeOperators.OVERLAPS)],
                condition=Q(live=True),
                violation_error_message=_("This time was just taken."),
            ),
            models.UniqueConstraint(fields=["consultation", "resource"], name="allocation_once_per_visit"),
            models.CheckConstraint(
                condition=Q(
                    busy__isempty=False,
                    busy__lower_inf=False,
                    busy__upper_inf=False,
                    busy__lower_inc=True,
                    busy__upper_inc=False,
                ),
                name="allocation_busy_is_half_open",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="live_follows_state",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=(
                    f"NEW.live := (SELECT state IN ({_LIVE}) FROM consultations_consultation"  # noqa: S608 -- our own
                    " WHERE id = NEW.consultation_id); RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.busy}"
