import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishTextField, SerbianTextField
from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.querysets import ConsentQuerySet


class ConsentText(BilingualContent):
    """The words to which somebody agreed. Never rewritten: other words are another version."""

    purpose = models.CharField(_("for what"), max_length=20, choices=Purpose)
    version = models.DateField(_("version of"))
    text_sr = SerbianTextField(_("text (Serbian)"))
    text_en = EnglishTextField(_("text (English)"))

    text = Bilingual("text", _("text"))

    class Meta:
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version"],
                name="consent_text_version_unique",
                violation_error_message=_("There is a text of this day already."),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="consent_text_purpose_is_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="consent_text_only_added", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.version:%d.%m.%Y}"


@pghistory.track()
class Consent(CheckedModel):
    """A person agreed to one purpose, in the words of one text; withdrawing it is as easy as giving it.

    `purpose` repeats that of the text, for the rule that a person agrees once; `enterprise` is there where the
    person speaks for one.
    """

    person = models.ForeignKey(
        "entrepreneurs.Entrepreneur",
        on_delete=models.PROTECT,
        related_name="consents",
        verbose_name=_("person"),
    )
    enterprise = models.ForeignKey(
        "entrepreneurs.Enterprise",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("on behalf of"),
    )
    text = models.ForeignKey(
        ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name=_("text agreed to")
    )
    purpose = models.CharField(_("for what"), max_length=20, choices=Purpose, editable=False)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    given_how = models.CharField(_("how"), max_length=10, choices=ConsentWay)
    recorded_by = colleague(_("recorded by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_recorded_by = colleague(_("withdrawal recorded by"))

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "enterprise"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="consent_in_force_once",
                violation_error_message=_("This person has agreed to this already."),
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="consent_purpose_is_known"),
            models.CheckConstraint(condition=Q(given_how__in=ConsentWay.values), name="consent_way_is_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("A consent is withdrawn after it was given."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())

    @property
    def in_force(self) -> bool:
        return self.withdrawn_at is None
