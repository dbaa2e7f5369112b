"""Jobs of the library: one service call each. Times of periodic jobs are UTC."""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from center.services import call_reminders, resource_files

name_jobs(
    {
        "center.remind_of_deadlines": _("Remind of deadlines of calls for funding"),
        "center.tidy_resource_files": _("Remove files of templates that belong to nothing"),
    }
)


@app.periodic(cron="*/10 * * * *")
@app.task(name="center.remind_of_deadlines", queueing_lock="center.remind_of_deadlines")
def remind_of_deadlines(timestamp: int) -> int:
    """Remind of deadlines that come near, and tell of calls that ended early."""
    return call_reminders.send_due()


@app.periodic(cron="50 1 * * *")
@app.task(name="center.tidy_resource_files", queueing_lock="center.tidy_resource_files")
def tidy_resource_files(timestamp: int) -> int:
    """Remove files of templates that no row names."""
    return resource_files.tidy_files()
