import pghistory
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.file_kinds import FileKind
from center.base.web_addresses import validate_web_address
from center.choices.press import CoverageKind, CoverageLanguage
from center.models.columns import colleague
from center.models.press.contacts import MediaOutlet
from center.models.press.release import PressRelease
from center.querysets.press import CoverageQuerySet


@pghistory.track()
class Coverage(CheckedModel):
    """That a medium reported about the Center, its enterprises or its events.

    The scan or recording of it belongs to the medium, so it rests in private storage for the office's own proof;
    `scan_may_be_shown` says that the medium allows to print it in reports.
    """

    day = models.DateField(_("date of publication"))
    outlet = models.ForeignKey(
        MediaOutlet, on_delete=models.PROTECT, related_name="coverage", verbose_name=_("medium")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CoverageKind)
    title = models.CharField(
        _("title"), max_length=300, help_text=_("As published, or what the report was about.")
    )
    language = models.CharField(
        _("language"), max_length=5, choices=CoverageLanguage, default=CoverageLanguage.SERBIAN
    )
    link = models.URLField(
        _("link"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https"]), validate_web_address],
        help_text=_("Begins with https://; readers of our page go there."),
    )
    release = models.ForeignKey(
        PressRelease,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="coverage",
        verbose_name=_("after the press release"),
    )
    reach = models.PositiveIntegerField(
        _("how many people it reached"), null=True, blank=True, help_text=_("Copies, viewers or visits.")
    )
    reach_source = models.CharField(
        _("how that is known"),
        max_length=200,
        blank=True,
        help_text=_("Such as: said by the editor, counter on the page, circulation from the imprint."),
    )
    is_public = models.BooleanField(_("shown on the page for media"), default=True)
    scan_kind = models.CharField(max_length=4, choices=FileKind, blank=True, editable=False)
    scan_size = models.PositiveIntegerField(default=0, editable=False)
    scan_name = models.CharField(_("scan or picture"), max_length=110, blank=True, editable=False)
    scan_stored_as = models.CharField(max_length=120, blank=True, editable=False)
    scan_may_be_shown = models.BooleanField(
        _("the medium allows to show the scan in reports"),
        default=False,
        help_text=_(
            "Articles and pictures belong to the medium: ask first. It is never shown on public pages."
        ),
    )
    notes = models.TextField(_("notes"), max_length=2000, blank=True, help_text=_("For the staff."))
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("report in the media")
        verbose_name_plural = _("reports in the media")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CoverageKind.values), name="coverage_kind_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=CoverageLanguage.values), name="coverage_language_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="coverage_has_title",
                violation_error_message=_("Write the title."),
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"),
                name="coverage_link_is_https",
                violation_error_message=_("The link must begin with https://."),
            ),
            models.CheckConstraint(
                condition=Q(reach__isnull=True) | ~Q(reach_source=""),
                name="coverage_reach_has_source",
                violation_error_message=_("Write how the number of people is known."),
            ),
            models.UniqueConstraint(
                fields=["link"],
                condition=~Q(link=""),
                name="coverage_link_once",
                violation_error_message=_("A report with this link is in the list already."),
            ),
            models.CheckConstraint(
                condition=Q(
                    scan_stored_as="", scan_kind="", scan_name="", scan_size=0, scan_may_be_shown=False
                )
                | (
                    ~Q(scan_stored_as="")
                    & ~Q(scan_name="")
                    & Q(scan_size__gte=1, scan_kind__in=FileKind.values)
                ),
                name="coverage_scan_is_whole",
                violation_error_message=_("There is no scan that could be shown."),
            ),
            models.CheckConstraint(
                condition=Q(added_by__isnull=False, added_at__isnull=False)
                | Q(is_demo=True, added_at__isnull=False),
                name="coverage_added_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title
