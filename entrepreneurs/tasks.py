"""Jobs of the registry: ids in, one service call. Times of periodic jobs are UTC."""

from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from entrepreneurs.services import (
    claims,
    directory,
    directory_lists,
    importing,
    picture_files,
    report_duties,
    report_reminders,
    yearly_check,
)

name_jobs(
    {
        "entrepreneurs.tidy_pictures": _("Tidy the pictures of enterprises"),
        "entrepreneurs.refresh_directory": _("Refresh the directory for the new day"),
        "entrepreneurs.tidy_claims": _("End requests for an enterprise that nobody confirmed"),
        "entrepreneurs.ask_whether_still_right": _("Ask enterprises whether their data are still right"),
        "entrepreneurs.remind_of_reports": _("Remind enterprises of their reports"),
    }
)


# A full disk is somebody's to mend within the hours of these tries; a killed worker's job is rescued by the center.
@app.task(name="entrepreneurs.process_picture", retry=RetryStrategy(max_attempts=6, exponential_wait=6))
def process_picture(picture_id: int) -> str:
    """Make the files of one picture."""
    return str(picture_files.process_picture(picture_id=picture_id))


@app.periodic(cron="50 1 * * *")
@app.task(name="entrepreneurs.tidy_pictures", queueing_lock="entrepreneurs.tidy_pictures")
def tidy_pictures(timestamp: int) -> int:
    return picture_files.tidy_pictures()


# Soon after midnight in Belgrade, in summer and in winter; the second time finds nothing to do.
@app.periodic(cron="5 22,23 * * *")
@app.task(name="entrepreneurs.refresh_directory", queueing_lock="entrepreneurs.refresh_directory")
def refresh_directory(timestamp: int) -> int:
    """Bring what changes with the day alone into the public directory."""
    return directory.refresh_all()


# Beside a verb at work on the same enterprises: whoever waits for the other's lock sees what the other wrote.
@app.task(name="entrepreneurs.refresh_entries", retry=RetryStrategy(max_attempts=4, exponential_wait=6))
def refresh_entries(kind: str, pk: int) -> int:
    """Bring a change of one of the office's lists into the public directory."""
    return directory_lists.refresh_of(kind=kind, pk=pk)


@app.periodic(cron="30 1 * * *")
@app.task(name="entrepreneurs.tidy_claims", queueing_lock="entrepreneurs.tidy_claims")
def tidy_claims(timestamp: int) -> int:
    return claims.expire_unverified()


@app.periodic(cron="0 7 * * *")
@app.task(name="entrepreneurs.ask_whether_still_right", queueing_lock="entrepreneurs.ask_whether_still_right")
def ask_whether_still_right(timestamp: int) -> int:
    return yearly_check.send_due_letters()


@app.periodic(cron="10 7 * * *")
@app.task(name="entrepreneurs.remind_of_reports", queueing_lock="entrepreneurs.remind_of_reports")
def remind_of_reports(timestamp: int) -> int:
    report_duties.propose_missing_duties()
    return report_reminders.remind_of_reports()


# A second run goes on where the first one ended.
@app.task(name="entrepreneurs.run_import", retry=RetryStrategy(max_attempts=4, exponential_wait=6))
def run_import(import_id: int) -> None:
    """Bring the rows of a confirmed table into the records."""
    importing.run_import(import_id=import_id)
