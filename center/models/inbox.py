import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.person_names import PersonNameColumn, only_a_name
from center.base.shown_text import in_script
from center.choices import Language, QuestionState
from center.querysets import QuestionQuerySet


@pghistory.track(fields=["state", "answered_by", "answered_at"])
class Question(CheckedModel):
    """What a visitor wrote on the contact page; staff answer by mail or phone and mark it here."""

    name = PersonNameColumn(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("email"), blank=True)
    text = models.TextField(_("question"), max_length=4000)
    language = models.CharField(_("language"), max_length=8, choices=Language)
    submission = models.UUIDField(unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=QuestionState, default=QuestionState.NEW)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-created_at"]
        constraints = [
            only_a_name("name", constraint="question_name_is_no_address"),
            models.CheckConstraint(
                condition=~models.Q(phone="") | ~models.Q(email=""),
                name="question_can_be_answered",
                violation_error_message=_("Give a phone number or an email address, so that we can answer."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True, answered_at__isnull=True)
                | models.Q(answered_by__isnull=False, answered_at__isnull=False),
                name="question_answered_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=QuestionState.values), name="question_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return in_script(self.name)
