"""Jobs of indicators and reports."""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from center.services import evidence, reports

name_jobs(
    {
        "center.tidy_evidence": _("Remove files of evidence that belong to nothing"),
        "center.show_photos_of_evidence": _("Prepare photos of evidence"),
    }
)


@app.periodic(cron="40 1 * * *")
@app.task(name="center.tidy_evidence", queueing_lock="center.tidy_evidence")
def tidy_evidence(timestamp: int) -> int:
    """Remove files of evidence that no row names."""
    return evidence.tidy()


@app.periodic(cron="50 1 * * *")
@app.task(name="center.show_photos_of_evidence", queueing_lock="center.show_photos_of_evidence")
def show_photos_of_evidence(timestamp: int) -> int:
    """Have copies made of photos for everybody that have none yet."""
    return evidence.show_missing()


@app.task(name="center.make_report_files")
def make_report_files(report_id: int) -> int:
    """Make the files of an issued report before somebody asks for them."""
    return reports.make_files(report_id=report_id)
