"""Jobs of the work with media."""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from center.services.press import files

name_jobs(
    {
        "center.tidy_press_files": _("Remove files of press releases that belong to nothing"),
    }
)


@app.periodic(cron="35 2 * * *")
@app.task(name="center.tidy_press_files", queueing_lock="center.tidy_press_files")
def tidy_press_files(timestamp: int) -> int:
    """Remove files of press releases and scans that no record names."""
    return files.tidy()
