"""The words to which enterprises gave their signatures: once somebody signed, they change visibly or not at all."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.models.advocacy import AdvocacyInitiative
from center.models.advocacy_words import words_trigger
from center.models.columns import colleague


class InitiativeWording(BilingualContent):
    """What an initiative said from a moment on: number one is what the first enterprise signed.

    Triggers hold the initiative and whom it asks to its last wording. A wording never changes.
    """

    initiative = models.ForeignKey(
        AdvocacyInitiative, on_delete=models.PROTECT, related_name="wordings", verbose_name=_("initiative")
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=160)
    title_en = EnglishCharField(_("title (English)"), max_length=160)
    summary_sr = SerbianCharField(_("what we ask (Serbian)"), max_length=300)
    summary_en = EnglishCharField(_("what we ask (English)"), max_length=300)
    why_sr = SerbianTextField(_("why (Serbian)"), max_length=12000, blank=True)
    why_en = EnglishTextField(_("why (English)"), max_length=12000)
    # Keys of institutions, in their order: rows of them are never deleted.
    asked = ArrayField(models.BigIntegerField(), verbose_name=_("asked of"), default=list)
    reason_sr = SerbianCharField(
        _("why it was changed (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("Everybody can read it, and it stands in the letter to those who signed."),
    )
    reason_en = EnglishCharField(_("why it was changed (English)"), max_length=300)
    written_by = colleague(_("written by"))
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    title = Bilingual("title", _("title"))
    summary = Bilingual("summary", _("what we ask"))
    why = Bilingual("why", _("why"))
    reason = Bilingual("reason", _("why it was changed"))

    class Meta:
        verbose_name = _("wording of an initiative")
        verbose_name_plural = _("wordings of initiatives")
        ordering = ["initiative", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"], name="initiative_wording_one_after_another"
            ),
            # The first is what stood there when somebody signed: nobody changed anything.
            models.CheckConstraint(
                condition=Q(number=1, written_at__isnull=False, written_by__isnull=True)
                | Q(number__gt=1, written_at__isnull=False, written_by__isnull=False),
                name="initiative_wording_written_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(number=1, reason_sr="") | (Q(number__gt=1) & ~Q(reason_sr="")),
                name="initiative_wording_changed_has_reason",
                violation_error_message=_("Say why the signed text is changed."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="wordings_are_facts", operation=pgtrigger.Update | pgtrigger.Delete),
            words_trigger("initiative_id"),
        ]

    def __str__(self) -> str:
        return f"{self.title.plain} ({self.number})"


class AskedInstitution(AdvocacyInitiative.institutions.through):  # type: ignore[misc, name-defined]  # made at run time
    """Whom an initiative asks: only the name under which the table of links carries its trigger."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("institution that is asked")
        verbose_name_plural = _("institutions that are asked")
        triggers = [words_trigger("advocacyinitiative_id")]
