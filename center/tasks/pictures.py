"""Jobs of the library of pictures."""

from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from center.services import pictures

name_jobs(
    {
        "center.give_up_pictures": _("Give up pictures that cannot be made"),
    }
)


# A full disk is somebody's to mend within the hours of these tries; a killed worker's job is rescued.
@app.task(name="center.process_picture", retry=RetryStrategy(max_attempts=6, exponential_wait=6))
def process_picture(picture_id: int) -> str:
    """Make the files of one picture."""
    return pictures.process_picture(picture_id=picture_id)


@app.periodic(cron="45 1 * * *")
@app.task(name="center.give_up_pictures", queueing_lock="center.give_up_pictures")
def give_up_pictures(timestamp: int) -> int:
    return pictures.give_up_stuck_pictures()
