"""Narrative reports to donors: written as drafts, frozen when they are issued, replaced or withdrawn in the open."""

import pghistory
import pgtrigger
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
from center.choices.indicators import REPORT_TRANSITIONS, ReportState
from center.models.columns import colleague
from center.models.grant import Grant
from center.models.picture import placed_picture
from center.querysets.indicators import GrantReportQuerySet


# The frozen document is its own history.
@pghistory.track(exclude=["document"])
class GrantReport(BilingualContent):
    """A report of a grant over some of its days, both included.

    `document` holds all that the files are made of, from the moment it is issued; then nothing in it changes, and
    the files can be made again the same. Pictures in it are named by their SHA-256 (`ReportPictureFile`).
    """

    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, related_name="reports", verbose_name=_("grant")
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    title_sr = SerbianCharField(_("title (Serbian)"), max_length=200)
    title_en = EnglishCharField(_("title (English)"), max_length=200)
    is_public = models.BooleanField(
        _("for everybody"), default=True, help_text=_("Its files then stand on the public page of the grant.")
    )
    document = models.JSONField(_("frozen report"), null=True, blank=True, editable=False)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=ReportState, default=ReportState.DRAFT, editable=False
    )
    made_by = colleague(_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    issued_by = colleague(_("issued by"))
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True, editable=False)
    withdrawn_by = colleague(_("withdrawn by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_reason_sr = SerbianCharField(
        _("why it was withdrawn (Serbian)"), max_length=300, blank=True, editable=False
    )
    withdrawal_reason_en = EnglishCharField(
        _("why it was withdrawn (English)"), max_length=300, editable=False
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    title = Bilingual("title", _("title"))
    withdrawal_reason = Bilingual("withdrawal_reason", _("why it was withdrawn"))

    objects = GrantReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report to a donor")
        verbose_name_plural = _("reports to donors")
        ordering = ["grant", "-last", "-number"]
        permissions = [("issue_grantreport", _("Can issue and withdraw reports to donors"))]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="grant_report_number_once"),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="grant_report_ends_after_its_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="grant_report_has_title",
                violation_error_message=_("Give the report a title."),
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=False, made_by__isnull=False),
                name="grant_report_made_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="grant_report_issued_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="grant_report_withdrawn_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ReportState.DRAFT,
                    issued_at__isnull=True,
                    withdrawn_at__isnull=True,
                    document__isnull=True,
                )
                | Q(
                    state__in=[ReportState.ISSUED, ReportState.REPLACED],
                    issued_at__isnull=False,
                    withdrawn_at__isnull=True,
                    document__isnull=False,
                )
                | (
                    Q(
                        state=ReportState.WITHDRAWN,
                        issued_at__isnull=False,
                        withdrawn_at__isnull=False,
                        document__isnull=False,
                    )
                    & ~Q(withdrawal_reason_sr="")
                ),
                name="grant_report_state_has_what_it_needs",
                violation_error_message=_("Write why the report is withdrawn."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="grant_report_transitions", field="state", transitions=list(REPORT_TRANSITIONS)
            ),
            pgtrigger.Protect(
                name="grant_report_issued_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' AND (OLD.grant_id, OLD.number, OLD.first, OLD.last, OLD.title_sr,"
                    " OLD.title_en, OLD.document, OLD.issued_by_id, OLD.issued_at, OLD.replaces_id)"
                    " IS DISTINCT FROM (NEW.grant_id,"
                    " NEW.number, NEW.first, NEW.last, NEW.title_sr, NEW.title_en, NEW.document, NEW.issued_by_id,"
                    " NEW.issued_at, NEW.replaces_id)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track()
class ReportSection(BilingualContent):
    """A part of the story of a report, in Markdown; `{picture:2}` is the second picture of the report."""

    report = models.ForeignKey(
        GrantReport, on_delete=models.CASCADE, related_name="sections", verbose_name=_("report")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    heading_sr = SerbianCharField(_("heading (Serbian)"), max_length=160)
    heading_en = EnglishCharField(_("heading (English)"), max_length=160)
    text_sr = SerbianTextField(_("text (Serbian)"), max_length=20000, blank=True)
    text_en = EnglishTextField(_("text (English)"), max_length=20000)

    heading = Bilingual("heading", _("heading"))
    text = Bilingual("text", _("text"))

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of a report")
        ordering = ["report", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(heading_sr=""),
                name="report_section_has_heading",
                violation_error_message=_("Give the section a heading."),
            )
        ]

    def __str__(self) -> str:
        return self.heading.plain


@pghistory.track()
class ReportPicture(CheckedModel):
    """A picture of the library in a report; the first one is `{picture:1}` in its texts."""

    report = models.ForeignKey(
        GrantReport, on_delete=models.CASCADE, related_name="pictures", verbose_name=_("report")
    )
    picture = placed_picture()
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        verbose_name = _("picture of a report")
        verbose_name_plural = _("pictures of a report")
        ordering = ["report", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "picture"],
                name="report_picture_once",
                violation_error_message=_("This picture is in the report already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.picture)


class ReportPictureFile(CheckedModel):
    """The bytes of a picture in issued reports, by their SHA-256; what a report was made of stays for ever."""

    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    content_type = models.CharField(_("content type"), max_length=40)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("picture in reports")
        verbose_name_plural = _("pictures in reports")
        ordering = ["digest"]
        triggers = [
            pgtrigger.Protect(name="report_picture_file_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class ReportFile(CheckedModel):
    """A file of an issued report, made once when it is first asked for; the same for everybody from then on."""

    report = models.ForeignKey(
        GrantReport, on_delete=models.PROTECT, related_name="files", verbose_name=_("report")
    )
    kind = models.CharField(_("format"), max_length=4)
    language = models.CharField(_("language"), max_length=8)
    content = models.BinaryField(_("content"))
    digest = models.CharField(_("SHA-256"), max_length=64, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        ordering = ["report", "kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind", "language"], name="report_file_once"),
            models.CheckConstraint(
                condition=Q(digest__regex="^[0-9a-f]{64}$"), name="report_file_has_digest"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="report_file_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
