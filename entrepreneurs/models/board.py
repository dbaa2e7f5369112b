import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.serbian_fields import SerbianCharField, SerbianTextField
from center.base.shown_text import in_script
from center.models.columns import colleague
from entrepreneurs.choices import ACTION_TRANSITIONS, ActionKind, ActionState
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.person import Entrepreneur
from entrepreneurs.querysets import JointActionQuerySet


@pghistory.track()
class JointAction(CheckedModel):
    """What an enterprise puts on the members' board: a need, an offer, a joint order, something to do together.

    Members see it after a look by staff, until its last day; who joins sees the phone of the others.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=ActionKind)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="joint_actions", verbose_name=_("enterprise")
    )
    author = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="joint_actions", verbose_name=_("written by")
    )
    title = SerbianCharField(_("in a few words"), max_length=100)
    text = SerbianTextField(
        _("what, how much, when, where"), max_length=2000, help_text=_("Do not write phone numbers here.")
    )
    last_day = models.DateField(_("last day on the board"))
    state = models.CharField(
        _("state"), max_length=10, choices=ActionState, default=ActionState.WAITING, editable=False
    )
    message = models.CharField(_("message to the author"), max_length=300, blank=True, editable=False)
    submission = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    decided_by = colleague(_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = JointActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint action")
        verbose_name_plural = _("joint actions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActionKind.values, state__in=ActionState.values),
                name="joint_action_kinds_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""),
                name="joint_action_says_something",
                violation_error_message=_("Write a title and a text."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="joint_action_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.OPEN) | Q(decided_at__isnull=False),
                name="joint_action_open_was_looked_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.RETURNED) | ~Q(message=""),
                name="joint_action_returned_says_why",
                violation_error_message=_("Write to the author what to change."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(ACTION_TRANSITIONS))
        ]

    def __str__(self) -> str:
        return in_script(self.title)

    @property
    def is_open(self) -> bool:
        """Whether members see it and may join today."""
        return self.state == ActionState.OPEN and self.last_day >= timezone.localdate()

    @property
    def is_over(self) -> bool:
        return self.state == ActionState.CLOSED or self.last_day < timezone.localdate()


@pghistory.track()
class Joining(CheckedModel):
    """An enterprise joins what another one put on the board; leaving keeps the row."""

    action = models.ForeignKey(
        JointAction, on_delete=models.PROTECT, related_name="joinings", verbose_name=_("joint action")
    )
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="joinings", verbose_name=_("enterprise")
    )
    person = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="joinings", verbose_name=_("person")
    )
    words = SerbianCharField(_("how much, or what you can bring"), max_length=200, blank=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    left_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("enterprise that joined")
        verbose_name_plural = _("enterprises that joined")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "enterprise"],
                condition=Q(left_at__isnull=True),
                name="joining_once",
                violation_error_message=_("Your enterprise has joined already."),
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")),
                name="joining_left_after_joined",
            ),
        ]

    def __str__(self) -> str:
        return str(self.enterprise)
