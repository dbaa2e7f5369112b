import pghistory
import pgtrigger
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
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
from center.base.checked_model import CheckedModel
from center.base.full_text import search_column
from center.choices.newsletter import ISSUE_TRANSITIONS, IssueState
from center.models.columns import colleague
from center.models.mail import StoredMail
from center.models.news import NewsItem
from center.models.subscriber import Subscriber
from center.querysets.newsletter import NewsletterIssueQuerySet, NewsletterItemQuerySet

_LONGEST = 12_000
# What readers get: the same for the first and for the last of them, and for whoever looks it up later.
_WORDS = ("subject_sr", "subject_en", "intro_sr", "intro_en", "closing_sr", "closing_en", "slug")
_IN_PREPARATION = (IssueState.DRAFT, IssueState.SCHEDULED)


@pghistory.track(exclude=["search"])
class NewsletterIssue(BilingualContent):
    """One issue of the newsletter: written as a draft, sent once, kept on the website."""

    subject_sr = SerbianCharField(
        _("subject (Serbian)"), max_length=120, help_text=_("What readers see in the list of their messages.")
    )
    subject_en = EnglishCharField(_("subject (English)"), max_length=120)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens."),
    )
    intro_sr = SerbianTextField(
        _("opening words (Serbian)"),
        blank=True,
        validators=[MaxLengthValidator(_LONGEST)],
        help_text=_("In Markdown. It stands before the news."),
    )
    intro_en = EnglishTextField(
        _("opening words (English)"),
        validators=[MaxLengthValidator(_LONGEST)],
    )
    closing_sr = SerbianTextField(
        _("closing words (Serbian)"),
        blank=True,
        validators=[MaxLengthValidator(_LONGEST)],
        help_text=_("In Markdown. It stands after the news: dates, calls, thanks."),
    )
    closing_en = EnglishTextField(_("closing words (English)"), validators=[MaxLengthValidator(_LONGEST)])
    state = models.CharField(
        _("state"), max_length=10, choices=IssueState, default=IssueState.DRAFT, editable=False
    )
    scheduled_for = models.DateTimeField(_("goes out"), null=True, blank=True, editable=False)
    began_at = models.DateTimeField(_("sending began"), null=True, blank=True, editable=False)
    began_by = colleague(_("sent by"))
    finished_at = models.DateTimeField(_("sending was over"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search = search_column(
        ("subject_sr", "subject_en"), ("intro_sr", "intro_en"), ("closing_sr", "closing_en")
    )

    subject = Bilingual("subject", _("subject"))
    intro = Bilingual("intro", _("opening words"))
    closing = Bilingual("closing", _("closing words"))

    objects = NewsletterIssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")
        ordering = [F("began_at").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IssueState.values), name="newsletter_issue_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.SCHEDULED, scheduled_for__isnull=False)
                | Q(state=IssueState.DRAFT, scheduled_for__isnull=True)
                | ~Q(state__in=_IN_PREPARATION),
                name="newsletter_issue_scheduled_has_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_IN_PREPARATION, began_at__isnull=True)
                | ~Q(state__in=_IN_PREPARATION) & Q(began_at__isnull=False),
                name="newsletter_issue_began_when_sending",
            ),
            models.CheckConstraint(
                condition=Q(began_by__isnull=True)
                | Q(began_at__isnull=False)
                | Q(state=IssueState.SCHEDULED),
                name="newsletter_issue_began_by_has_when",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.SENT, finished_at__isnull=False)
                | ~Q(state=IssueState.SENT) & Q(finished_at__isnull=True),
                name="newsletter_issue_sent_has_end",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(ISSUE_TRANSITIONS)),
            pgtrigger.Trigger(
                name="words_are_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(*_WORDS),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' AND ("
                    + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _WORDS)
                    + ")"
                ),
                func=(
                    "RAISE EXCEPTION 'an issue that goes out is frozen' USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'newsletter_issue_words_are_frozen';"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.subject.plain


class NewsletterItem(CheckedModel):
    """A piece of news in an issue: its title and summary, and where it is read on."""

    issue = models.ForeignKey(
        NewsletterIssue, on_delete=models.PROTECT, related_name="items", verbose_name=_("issue")
    )
    news = models.ForeignKey(
        NewsItem, on_delete=models.PROTECT, related_name="+", verbose_name=_("news item")
    )
    position = models.PositiveSmallIntegerField(_("order in the letter"), default=0)

    objects = NewsletterItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of news in the issue")
        verbose_name_plural = _("news in the issue")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "news"],
                name="newsletter_item_once",
                violation_error_message=_("This piece of news is in the issue already."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF (SELECT state FROM center_newsletterissue WHERE id = COALESCE(NEW.issue_id, OLD.issue_id)"
                    " FOR SHARE) <> 'draft' THEN RAISE EXCEPTION 'an issue that goes out is frozen'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'newsletter_item_of_a_draft'; END IF;"
                    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.news)


class NewsletterDelivery(CheckedModel):
    """That one reader is sent one issue: written together with the mail, so that nobody gets it twice.

    Without a reader the row still counts; without a mail its reader left before the mail went out.
    """

    issue = models.ForeignKey(
        NewsletterIssue, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("issue")
    )
    subscriber = models.ForeignKey(
        Subscriber,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("subscriber"),
    )
    mail = models.OneToOneField(
        StoredMail,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="newsletter_delivery",
        verbose_name=_("email message"),
    )
    queued_at = models.DateTimeField(_("queued"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("sent newsletter")
        verbose_name_plural = _("sent newsletters")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="newsletter_goes_to_each_once")
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}/{self.pk}"
