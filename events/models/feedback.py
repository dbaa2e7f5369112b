"""What people say of an event afterwards: short, and without a name."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from events.choices import ComesAgain
from events.models.event import Event

_BEST = 5
WORDS = 1000


class Feedback(CheckedModel):
    """One answer to the short form of an event. It names nobody, and knows the day only, not the time."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="feedback", verbose_name=_("event")
    )
    score = models.PositiveSmallIntegerField(
        _("how it was, 1 to 5"), validators=[MinValueValidator(1), MaxValueValidator(_BEST)]
    )
    comes_again = models.CharField(_("would come again"), max_length=7, choices=ComesAgain, blank=True)
    good = models.TextField(_("what was good"), max_length=WORDS, blank=True)
    better = models.TextField(_("what should be better"), max_length=WORDS, blank=True)
    day = models.DateField(_("day"))
    # Made by the form; the same form sent twice is one answer.
    submission = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("feedback on an event")
        verbose_name_plural = _("feedback on events")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__range=(1, _BEST)),
                name="feedback_score_in_range",
                violation_error_message=_("Give 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(comes_again="") | Q(comes_again__in=ComesAgain.values),
                name="feedback_comes_again_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.score}"
