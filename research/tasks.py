"""Jobs of the research: one service call each. Times of periodic jobs are UTC."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from research.services import letters, releases, reminders, shuffling, surveys

name_jobs(
    {
        "research.close_late_surveys": _("Close surveys whose time is over"),
        "research.mix_answers": _("Mix the order of the answers"),
    }
)


@app.periodic(cron="*/10 * * * *")
@app.task(name="research.close_late_surveys", queueing_lock="research.close_late_surveys")
def close_late_surveys(timestamp: int) -> int:
    """Close what ran out of time."""
    return surveys.close_late_surveys()


# Late in the evening, before the backup of the night: what the order of the rows tells is in no backup of a later day.
@app.periodic(cron="40 23 * * *")
@app.task(
    name="research.mix_answers",
    queueing_lock="research.mix_answers",
    retry=RetryStrategy(max_attempts=5, wait=120),
)
def mix_answers(timestamp: int) -> int:
    return shuffling.mix_answers()


@app.task(name="research.send_letters", retry=RetryStrategy(max_attempts=6, exponential_wait=6))
def send_letters(survey_id: int, up_to: int) -> int:
    """Write the letters of a survey that wait; a killed worker's job is rescued by the center and goes on."""
    return letters.send_letters(survey_id=survey_id, up_to=up_to)


@app.task(name="research.send_reminders", retry=RetryStrategy(max_attempts=6, exponential_wait=6))
def send_reminders(survey_id: int, asked_at: str) -> int:
    return reminders.send_reminders(survey_id=survey_id, asked_at=datetime.fromisoformat(asked_at))


# Large data need minutes and memory, which belong to the worker; a file that is there already is not made again.
@app.task(name="research.make_files", retry=RetryStrategy(max_attempts=3, wait=60))
def make_files(release_id: int) -> int:
    """Make the downloads of published results."""
    return releases.make_files(release_id=release_id)
