"""How colleagues judge applications, and what the office writes about its decisions."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishTextField, SerbianTextField
from center.base.checked_model import CheckedModel
from center.models import User
from events.choices import DECISIONS
from events.models.application import ExhibitorApplication
from events.models.event import Event

BEST_SCORE = 5
_WORDS = 1000
LETTER_LENGTH = 3000


@pghistory.track()
class Review(CheckedModel):
    """What one of two colleagues thinks of an application; they read one another's only when both have written."""

    application = models.ForeignKey(
        ExhibitorApplication, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("application")
    )
    reviewer = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who looked at it")
    )
    score = models.PositiveSmallIntegerField(
        _("score"), validators=[MinValueValidator(1), MaxValueValidator(BEST_SCORE)]
    )
    comment = models.TextField(_("comment"), max_length=_WORDS, blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"],
                name="review_once_for_each_colleague",
                violation_error_message=_("You have written a review already; change that one."),
            ),
            models.CheckConstraint(
                condition=Q(score__range=(1, BEST_SCORE)),
                name="review_score_in_range",
                violation_error_message=_("Give 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.score}"


@pghistory.track()
class DecisionLetter(BilingualContent):
    """What the office writes to those about whom a fair decided so. `events.decision_texts` has what stands in {…}."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="decision_letters", verbose_name=_("fair")
    )
    decision = models.CharField(
        _("decision"), max_length=9, choices=[(state.value, state.label) for state in DECISIONS]
    )
    text_sr = SerbianTextField(_("text (Serbian)"), max_length=LETTER_LENGTH)
    text_en = EnglishTextField(_("text (English)"), max_length=LETTER_LENGTH)
    version = models.PositiveIntegerField(default=1, editable=False)

    text = Bilingual("text", _("text"))

    class Meta:
        verbose_name = _("letter about a decision")
        verbose_name_plural = _("letters about decisions")
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "decision"], name="decision_letter_once"),
            models.CheckConstraint(
                condition=Q(decision__in=DECISIONS), name="decision_letter_decision_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(text_sr=""),
                name="decision_letter_has_text",
                violation_error_message=_("Write the text of the letter."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_decision_display())
