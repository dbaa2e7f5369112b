"""What an event asks people who register, and what they answered."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from events.choices import QuestionKind
from events.models.event import Event
from events.models.registration import Registration

CHOOSING = (QuestionKind.ONE_OF, QuestionKind.SOME_OF)


@pghistory.track()
class Question(BilingualContent):
    """A question on the form of one event. One that somebody answered is taken out of the form, never deleted."""

    MOST_OPTIONS = 12

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="questions", verbose_name=_("event")
    )
    kind = models.CharField(_("answered by"), max_length=7, choices=QuestionKind, default=QuestionKind.TEXT)
    text_sr = SerbianCharField(_("question (Serbian)"), max_length=200)
    text_en = EnglishCharField(_("question (English)"), max_length=200)
    help_sr = SerbianCharField(
        _("why it is asked (Serbian)"),
        max_length=240,
        blank=True,
        help_text=_("People answer more readily when they know what it is for."),
    )
    help_en = EnglishCharField(_("why it is asked (English)"), max_length=240)
    options_sr = models.TextField(
        _("answers to choose from (Serbian)"), blank=True, max_length=1500, help_text=_("One in each line.")
    )
    options_en = models.TextField(
        _("answers to choose from (English)"),
        blank=True,
        max_length=1500,
        help_text=_("In the same order; empty: the Serbian ones are shown."),
    )
    is_required = models.BooleanField(
        _("must be answered"), default=False, help_text=_("Ask only what you cannot do without.")
    )
    is_dropped = models.BooleanField(_("no longer asked"), default=False)
    position = models.PositiveSmallIntegerField(_("order in the form"), default=0)

    text = Bilingual("text", _("question"))
    help = Bilingual("help")
    options = Bilingual("options")

    class Meta:
        verbose_name = _("question of an event")
        verbose_name_plural = _("questions of events")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=QuestionKind.values), name="event_question_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(text_sr=""),
                name="event_question_has_text",
                violation_error_message=_("Write the question."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=CHOOSING) | ~Q(options_sr=""),
                name="event_question_has_options",
                violation_error_message=_("Write the answers that people can choose from, one in each line."),
            ),
        ]

    def __str__(self) -> str:
        return self.text.plain


class QuestionAnswer(CheckedModel):
    """What somebody answered, encrypted: people tell here what they need, such as an interpreter.

    `chosen` are places of the options, counted from 0 as they stood when the person chose; a yes or no is 1 or 0.
    """

    LENGTH = 500

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="answers", verbose_name=_("registration")
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="answers", verbose_name=_("question")
    )
    text = EncryptedTextField(_("answer"), blank=True)
    chosen = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name = _("answer to a question")
        verbose_name_plural = _("answers to questions")
        ordering = ["question__position", "question"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "question"], name="event_question_answered_once")
        ]

    def __str__(self) -> str:
        return str(self.question)
