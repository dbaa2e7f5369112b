from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.phones import E164_PATTERN, PhoneColumn
from center.base.shown_text import in_script
from center.choices import Language
from center.models.columns import colleague
from entrepreneurs.choices import CLAIM_TRANSITIONS, ClaimKind, ClaimState, MemberRole
from entrepreneurs.models.consent import ConsentText
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.person import Entrepreneur
from entrepreneurs.querysets import ClaimQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_DECIDED = [ClaimState.APPROVED, ClaimState.REFUSED, ClaimState.WITHDRAWN]


def _agreed(label: "StrOrPromise") -> "models.ForeignKey[ConsentText | None, ConsentText | None]":
    return models.ForeignKey(
        ConsentText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


# Written only by the services. Who asked and what they typed stay out of the history, so that they can be erased.
@pghistory.track(fields=["state", "enterprise", "person"])
class ClaimRequest(CheckedModel):
    """Somebody asks, without an account, to add an enterprise or to edit one; staff decide.

    A mailed code shows that the e-mail is theirs. The code itself is never stored, only a keyed hash of it.
    """

    kind = models.CharField(_("what is asked for"), max_length=10, choices=ClaimKind, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=ClaimState, default=ClaimState.UNVERIFIED, editable=False
    )
    # For a new enterprise it is known once staff have approved.
    enterprise = models.ForeignKey(
        Enterprise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="claims",
        verbose_name=_("enterprise"),
    )
    person = models.ForeignKey(
        Entrepreneur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="claims",
        verbose_name=_("person"),
    )
    name = PersonNameColumn(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = PhoneColumn(_("phone"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=MemberRole)
    language = models.CharField(_("language"), max_length=8, choices=Language)
    # An editor of the enterprise who asked this person to edit too; known by a signed link.
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    # Of a new enterprise: what was typed, as `services.claims.Proposal` reads it.
    proposal = models.JSONField(_("what was written about the enterprise"), default=dict, blank=True)
    message = models.TextField(_("message to the office"), max_length=1000, blank=True)
    publication_text = _agreed(_("agreed to publication"))
    statistics_text = _agreed(_("agreed to statistics"))
    # Made by the form; the same form sent twice is one request.
    submission = models.UUIDField(unique=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    codes_sent = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    verified_at = models.DateTimeField(_("email confirmed"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = colleague(_("decided by"))
    reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("request of an enterprise")
        verbose_name_plural = _("requests of enterprises")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "created_at"], name="claim_by_state"),
            models.Index(fields=["email", "state"], name="claim_by_email"),
        ]
        constraints = [
            only_a_name("name", constraint="claim_name_is_no_address"),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_is_known"),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="claim_role_is_known"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="claim_language_is_known"),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=E164_PATTERN), name="claim_phone_form"
            ),
            models.CheckConstraint(
                condition=(~Q(name="") & ~Q(email="")) | Q(erased_at__isnull=False),
                name="claim_says_who_until_erased",
            ),
            models.CheckConstraint(
                condition=Q(kind=ClaimKind.ADD) | Q(enterprise__isnull=False),
                name="claim_names_its_enterprise",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ClaimState.UNVERIFIED, ClaimState.EXPIRED], verified_at__isnull=True)
                | (
                    ~Q(state__in=[ClaimState.UNVERIFIED, ClaimState.EXPIRED])
                    & Q(verified_at__isnull=False, code_hash="")
                ),
                name="claim_verified_has_time_and_no_code",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_DECIDED, decided_at__isnull=False, decided_by__isnull=False)
                | (~Q(state__in=_DECIDED) & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="claim_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.APPROVED) | Q(enterprise__isnull=False, person__isnull=False),
                name="claim_approved_has_its_records",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.REFUSED) | ~Q(reason=""),
                name="claim_refused_has_reason",
                violation_error_message=_("Write why, in a sentence for the person."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(CLAIM_TRANSITIONS)),
        ]

    def __str__(self) -> str:
        return f"{self.shown_enterprise}, {in_script(self.name)}"

    @property
    def shown_enterprise(self) -> str:
        """Name of the enterprise that it is about, in the script of the page."""
        return str(self.enterprise) if self.enterprise else in_script(self.proposal.get("name_sr", ""))
