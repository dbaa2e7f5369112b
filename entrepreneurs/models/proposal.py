import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.choices import OPEN_PROPOSALS, PROPOSAL_TRANSITIONS, ProfileSection, ProposalState
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.querysets import ProposalQuerySet

_OPEN = [state.value for state in OPEN_PROPOSALS]


@pghistory.track(fields=["state", "changes", "message"])
class ChangeProposal(CheckedModel):
    """What an editor wants the public to see, until staff have looked at it.

    `changes` maps a value's key (see `services.profile_values`) to `{"old": …, "new": …}`: what the editor saw and
    what they want. The public profile never reads this table.
    """

    MESSAGE_LENGTH = 600

    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("enterprise")
    )
    section = models.CharField(_("part of the profile"), max_length=10, choices=ProfileSection)
    changes = models.JSONField(_("changes"), default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState, default=ProposalState.WAITING, editable=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="proposals",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    decided_by = colleague(_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    message = models.TextField(_("message to the editor"), max_length=MESSAGE_LENGTH, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-proposed_at"]
        indexes = [models.Index(fields=["state", "proposed_at"], name="proposal_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__in=ProfileSection.values), name="proposal_section_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="proposal_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(changes={}), name="proposal_changes_something"),
            models.UniqueConstraint(
                fields=["enterprise", "section", "proposed_by"],
                condition=Q(state__in=_OPEN),
                name="proposal_one_open_of_an_editor",
                violation_error_message=_("A change of this part waits already; change that one."),
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False, proposed_at__isnull=False),
                name="proposal_proposed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[ProposalState.APPROVED, ProposalState.RETURNED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(state__in=[ProposalState.WAITING], decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    Q(decided_by__isnull=True, decided_at__isnull=True)
                    | Q(decided_by__isnull=False, decided_at__isnull=False),
                    state__in=[ProposalState.WITHDRAWN, ProposalState.OUTDATED],
                ),
                name="proposal_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED) | ~Q(message=""),
                name="proposal_returned_has_message",
                violation_error_message=_("Write what the editor should change."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(PROPOSAL_TRANSITIONS)),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise}: {self.get_section_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_PROPOSALS
