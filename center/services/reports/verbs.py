"""What can be done to a report."""

from datetime import date
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.choices.indicators import ReportState
from center.models import Grant, GrantReport, ReportPicture, ReportPictureFile, ReportSection
from center.refusals import ServiceRefused
from center.services.reports import freezing
from center.services.reports.files import KINDS, LANGUAGES, file_of

if TYPE_CHECKING:
    from center.models import User

_NO_DRAFT: Final = _("Only a draft can be issued. Make a new version.")


@transaction.atomic
def begin(
    *,
    grant: Grant,
    first: date,
    last: date,
    title_sr: str,
    by: "User",
    title_en: str = "",
    is_public: bool = True,
    is_demo: bool = False,
) -> GrantReport:
    """Begin a draft. Raises ValidationError."""
    report = GrantReport(
        grant=grant,
        number=next_number(grant),
        first=first,
        last=last,
        title_sr=title_sr,
        title_en=title_en,
        is_public=is_public,
        made_by=by,
        is_demo=is_demo,
    )
    report.full_clean(exclude=["document"])
    report.save()
    return report


def next_number(grant: Grant) -> int:
    """Return the number of the next report of a grant; whoever asks at the same time waits."""
    Grant.objects.select_for_update(no_key=True).get(pk=grant.pk)
    last = GrantReport.objects.filter(grant=grant).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


@transaction.atomic
def issue(*, report: GrantReport, by: "User") -> GrantReport:
    """Freeze a draft with everything in it; the version that it replaces says so from now on. Raises ServiceRefused."""
    found = _locked(report)
    if found.state != ReportState.DRAFT:
        raise ServiceRefused(_NO_DRAFT)
    if not found.sections.exists():
        raise ServiceRefused(_("Write at least one section first."))
    if any(not each.picture.is_ready for each in found.pictures.select_related("picture")):
        raise ServiceRefused(_("A picture is not ready yet. Wait a minute and try again."))
    now = timezone.now()
    made = freezing.frozen(found, now)
    for digest, (content_type, content) in made.files.items():
        ReportPictureFile.objects.get_or_create(
            digest=digest, defaults={"content_type": content_type, "content": content}
        )
    if found.replaces_id is not None:
        before = _locked(GrantReport(pk=found.replaces_id))
        if before.state == ReportState.ISSUED:
            before.state = ReportState.REPLACED
            before.save(update_fields=["state"])
    found.document = made.document
    found.state, found.issued_by, found.issued_at = ReportState.ISSUED, by, now
    found.save(update_fields=["document", "state", "issued_by", "issued_at"])
    # Nobody waits then for the first download of each kind.
    app.configure_task("center.make_report_files").defer(report_id=found.pk)
    return found


@transaction.atomic
def new_version(*, report: GrantReport, by: "User") -> GrantReport:
    """Begin a draft with the words and pictures of an issued report, which it will replace. Raises ServiceRefused."""
    found = _locked(report)
    if found.state not in {ReportState.ISSUED, ReportState.WITHDRAWN}:
        raise ServiceRefused(_("Only an issued report gets a new version."))
    if GrantReport.objects.filter(replaces=found).exists():
        raise ServiceRefused(_("There is a new version of this report already."))
    made = GrantReport.objects.create(
        grant=found.grant,
        number=next_number(found.grant),
        first=found.first,
        last=found.last,
        title_sr=found.title_sr,
        title_en=found.title_en,
        is_public=found.is_public,
        replaces=found,
        made_by=by,
        is_demo=found.is_demo,
    )
    for section in found.sections.all():
        words = {name: getattr(section, name) for name in ("heading_sr", "heading_en", "text_sr", "text_en")}
        ReportSection.objects.create(report=made, position=section.position, **words)
    for each in found.pictures.all():
        ReportPicture.objects.create(report=made, picture=each.picture, position=each.position)
    return made


@transaction.atomic
def withdraw(*, report: GrantReport, by: "User", reason_sr: str, reason_en: str = "") -> GrantReport:
    """Take an issued report back; the public reads when and why in its place. Raises ServiceRefused."""
    found = _locked(report)
    if found.state != ReportState.ISSUED:
        raise ServiceRefused(_("This report is not issued."))
    if not reason_sr.strip():
        raise ServiceRefused(_("Write why the report is withdrawn."))
    found.state, found.withdrawn_by, found.withdrawn_at = ReportState.WITHDRAWN, by, timezone.now()
    found.withdrawal_reason_sr, found.withdrawal_reason_en = reason_sr, reason_en
    found.full_clean(exclude=["document"])
    found.save(
        update_fields=[
            "state",
            "withdrawn_by",
            "withdrawn_at",
            "withdrawal_reason_sr",
            "withdrawal_reason_en",
        ]
    )
    return found


def make_files(*, report_id: int) -> int:
    """Make every file of a report ahead, for a job. Returns how many there are."""
    report = GrantReport.objects.get(pk=report_id)
    for kind in KINDS:
        for language in LANGUAGES:
            file_of(report=report, kind=kind, language=language)
    return len(KINDS) * len(LANGUAGES)


def _locked(report: GrantReport) -> GrantReport:
    return (
        GrantReport.objects.select_for_update(of=("self",))
        .select_related("grant", "replaces")
        .get(pk=report.pk)
    )
