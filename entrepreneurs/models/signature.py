"""Enterprises that stand behind an initiative of the Center."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.person_names import PersonNameColumn, only_a_name
from center.models import AdvocacyInitiative, InitiativeWording
from center.models.columns import colleague
from entrepreneurs.choices import SignatureWay
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.person import Entrepreneur
from entrepreneurs.querysets import SignatureQuerySet


@pghistory.track()
class InitiativeSignature(BilingualContent):
    """An enterprise supports an initiative, under the name that it had then.

    While signing is open it may withdraw: the row stays and counts no more (`withdrawn_at`). Once it is submitted the
    number of signatures is a fact that an institution holds in its hands, so nothing takes one away; an enterprise that
    does not want to be named any more is hidden (`hidden_at`) and still counts. `wording` is what was signed; a later
    one is told to those who signed, and their signature stays one to the words that they read.
    """

    initiative = models.ForeignKey(
        AdvocacyInitiative,
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name=_("initiative"),
    )
    enterprise = models.ForeignKey(
        Enterprise,
        on_delete=models.PROTECT,
        related_name="initiative_signatures",
        verbose_name=_("enterprise"),
    )
    name_sr = SerbianCharField(_("name at that time (Serbian)"), max_length=120)
    name_en = EnglishCharField(_("name at that time (English)"), max_length=120)
    way = models.CharField(_("how"), max_length=7, choices=SignatureWay)
    # Who signed for it, for the office only; empty once that person was erased.
    signed_for = PersonNameColumn(_("signed by"), max_length=120, blank=True)
    person = models.ForeignKey(
        Entrepreneur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="initiative_signatures",
        verbose_name=_("person"),
    )
    wording = models.ForeignKey(
        InitiativeWording,
        on_delete=models.PROTECT,
        # Null in the history alone: there it was unknown until it was kept.
        null=True,
        editable=False,
        related_name="signatures",
        verbose_name=_("wording that was signed"),
    )
    signed_on = models.DateField(_("signed on"))
    entered_by = colleague(_("entered by"))
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(_("name taken off"), null=True, blank=True, editable=False)

    name = Bilingual("name", _("name at that time"))

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature of an initiative")
        verbose_name_plural = _("signatures of initiatives")
        ordering = ["entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "enterprise"],
                condition=Q(withdrawn_at__isnull=True),
                name="initiative_signed_once",
                violation_error_message=_("This enterprise has signed already."),
            ),
            models.CheckConstraint(
                condition=Q(way__in=SignatureWay.values), name="initiative_signature_way_is_known"
            ),
            only_a_name("signed_for", constraint="initiative_signer_is_no_address"),
            # On paper a colleague enters it; from the account the enterprise does it itself.
            models.CheckConstraint(
                condition=Q(way=SignatureWay.ACCOUNT, entered_at__isnull=False, entered_by__isnull=True)
                | Q(way=SignatureWay.PAPER, entered_at__isnull=False, entered_by__isnull=False),
                name="initiative_signature_entered_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(wording__isnull=False), name="initiative_signature_has_wording"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(hidden_at__isnull=True),
                name="initiative_signature_withdrawn_or_hidden",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="while_signing_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("withdrawn_at"),  # type: ignore[no-untyped-call]
                declare=[("opened", "TIMESTAMPTZ"), ("closed", "TIMESTAMPTZ")],
                # The lock keeps the initiative from being submitted between this question and the commit. A row that a
                # merge gives back was entered while signing was open.
                func=(
                    "SELECT signing_opened_at, signing_closed_at INTO opened, closed FROM center_advocacyinitiative"
                    " WHERE id = NEW.initiative_id FOR SHARE;"
                    " IF opened IS NULL OR NEW.entered_at < opened OR NEW.entered_at > closed"
                    " OR NEW.withdrawn_at > closed THEN"
                    " RAISE EXCEPTION 'initiative_signed_while_open' USING ERRCODE = 'check_violation'; END IF;"
                    " RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="of_a_wording_of_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT FROM center_initiativewording"
                    " WHERE id = NEW.wording_id AND initiative_id = NEW.initiative_id) THEN"
                    " RAISE EXCEPTION 'initiative_signature_of_its_wording' USING ERRCODE = 'check_violation';"
                    " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.ReadOnly(
                name="signatures_are_facts",
                fields=["initiative", "wording", "name_sr", "name_en", "way", "signed_on", "entered_at"],
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain
