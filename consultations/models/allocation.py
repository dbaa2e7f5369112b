import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from consultations.choices import LIVE_SESSION_STATES, LIVE_STATES
from consultations.models.advisor import Resource
from consultations.models.consultation import Consultation
from consultations.models.group_session import GroupSession

_LIVE = ", ".join(f"'{state.value}'" for state in LIVE_STATES)
_LIVE_SESSION = ", ".join(f"'{state.value}'" for state in LIVE_SESSION_STATES)


class Allocation(CheckedModel):
    """The time that a visit or a group session takes: `[start - pause before, end + pause after)` of a resource.

    `live` is never set by Python: a trigger here copies it from the state of the visit or session, another one
    there keeps it in step. While live, two rows of one resource cannot overlap.
    """

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="allocations")
    # One of the two.
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, null=True, blank=True, related_name="allocations"
    )
    group_session = models.ForeignKey(
        GroupSession, on_delete=models.CASCADE, null=True, blank=True, related_name="allocations"
    )
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
            models.UniqueConstraint(fields=["group_session", "resource"], name="allocation_once_per_session"),
            models.CheckConstraint(
                condition=Q(consultation__isnull=False, group_session__isnull=True)
                | Q(consultation__isnull=True, group_session__isnull=False),
                name="allocation_is_of_one_thing",
            ),
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
                    f"NEW.live := CASE WHEN NEW.consultation_id IS NOT NULL THEN (SELECT state IN ({_LIVE})"  # noqa: S608 -- our own
                    " FROM consultations_consultation WHERE id = NEW.consultation_id)"
                    f" ELSE (SELECT state IN ({_LIVE_SESSION}) FROM consultations_groupsession"
                    " WHERE id = NEW.group_session_id) END; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.busy}"
