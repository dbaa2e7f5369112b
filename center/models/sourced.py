"""What every text of the library has in common: a source, the day on which it was last checked, and its state."""

from datetime import date
from typing import Final

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.deadlines import add_months, whole_months
from center.choices.resources import CONTENT_TRANSITIONS, ContentState
from center.models.columns import colleague

_MOST_MONTHS: Final = 60


def known_transitions() -> pgtrigger.FSM:
    """Return the trigger that lets a state change in known ways only."""
    return pgtrigger.FSM(name="known_transitions", field="state", transitions=list(CONTENT_TRANSITIONS))


class SourcedContent(BilingualContent):
    """A text that says where it comes from and when a colleague last compared it with that.

    Written by the services. Rows are archived, never deleted; what was published keeps its address.
    """

    source_name_sr = SerbianCharField(
        _("source (Serbian)"),
        max_length=200,
        blank=True,
        help_text=_("Who says so: the law with its number and article, the donor, the institution."),
    )
    source_name_en = EnglishCharField(_("source (English)"), max_length=200)
    source_url = models.URLField(
        _("address of the source"),
        max_length=400,
        blank=True,
        help_text=_("The page on which people can read it themselves; it begins with https://."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    checked_by = colleague(_("checked by"))
    check_after_months = models.PositiveSmallIntegerField(
        _("check again after so many months"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_MONTHS)],
        help_text=_(
            "After that its page says how old it is, and it stands on your first page to be checked."
        ),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=ContentState, default=ContentState.DRAFT, editable=False
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    created_by = colleague(_("written by"))
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    published_by = colleague(_("published by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    archived_by = colleague(_("archived by"))
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    source_name = Bilingual("source_name", _("source"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ContentState.values), name="%(app_label)s_%(class)s_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source_url="") | Q(source_url__startswith="https://"),
                name="%(app_label)s_%(class)s_source_is_https",
                violation_error_message=_("The address of the source begins with https://."),
            ),
            models.CheckConstraint(
                condition=Q(check_after_months__range=(1, _MOST_MONTHS)),
                name="%(app_label)s_%(class)s_check_after_in_range",
                violation_error_message=_("Texts are checked again after 1 to 60 months."),
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_by__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="%(app_label)s_%(class)s_checked_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(created_at__isnull=False, created_by__isnull=False),
                name="%(app_label)s_%(class)s_created_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="%(app_label)s_%(class)s_published_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=ContentState.ARCHIVED, archived_at__isnull=False, archived_by__isnull=False)
                | (~Q(state=ContentState.ARCHIVED) & Q(archived_at__isnull=True, archived_by__isnull=True)),
                name="%(app_label)s_%(class)s_archived_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ContentState.DRAFT) | Q(published_at__isnull=True),
                name="%(app_label)s_%(class)s_draft_was_never_public",
            ),
            models.CheckConstraint(
                condition=~Q(state=ContentState.PUBLISHED) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_public_since_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ContentState.PUBLISHED)
                | (~Q(source_name_sr="") & Q(checked_on__isnull=False)),
                name="%(app_label)s_%(class)s_published_is_checked",
                violation_error_message=_(
                    "Before it is published, write its source, compare the text with it, and press “Checked today”."
                ),
            ),
        ]

    @property
    def is_published(self) -> bool:
        return self.state == ContentState.PUBLISHED

    @property
    def is_archived(self) -> bool:
        return self.state == ContentState.ARCHIVED

    @property
    def check_again_on(self) -> date | None:
        """The first local day on which it is old; None while it was never checked."""
        return add_months(self.checked_on, self.check_after_months) if self.checked_on else None

    @property
    def is_due_for_check(self) -> bool:
        """Whether so much time has passed that nobody should rely on it without asking."""
        again = self.check_again_on
        return again is not None and again <= timezone.localdate()

    @property
    def months_since_check(self) -> int:
        return whole_months(self.checked_on, timezone.localdate()) if self.checked_on else 0
