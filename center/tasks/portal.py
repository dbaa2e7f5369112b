"""Jobs of the Center: ids in, one service call. Times of periodic jobs are UTC."""

import logging

from django.utils.translation import gettext_lazy as _
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from center.base.job_names import name_jobs
from center.services import audit, erasure_log, housekeeping, kept_files, retention, sending, texting

name_jobs(
    {
        "center.rescue_stalled_jobs": _("Begin jobs again that were cut off"),
        "center.wipe_expired_secrets": _("Wipe codes and personal links that ran out from messages"),
        "center.tidy_up": _("Tidy up forgotten messages, old sessions and counts"),
        "center.run_retention": _("Delete what is kept no longer"),
        "center.seal_audit": _("Seal the audit"),
        "center.remove_old_jobs": _("Remove jobs that ended long ago"),
        "center.copy_erasures": _("Note erasures outside the database"),
        "center.tidy_files": _("Remove files that belong to nothing"),
    }
)

_log = logging.getLogger("center.jobs")

# Minutes until the next try: quick at first, then every four hours until two days have passed.
_WAITS = (1, 2, 5, 10, 30, 60, 120, *(240,) * 12)
_SECONDS_WITHOUT_HEARTBEAT = 45  # workers beat every 10 seconds
_ATTEMPTS_OF_A_KILLER = 5
_HOURS_KEPT = 7 * 24
_TRIES_TO_SEAL = 12


class MailWaitsError(Exception):
    """The mail server did not take the mail this time; the mail row says why."""


class TextWaitsError(Exception):
    """The gateway did not take the text this time; the row of the text says why."""


class MailBackOff(BaseRetryStrategy):
    """Wait longer after each try; stop after about two days."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= len(_WAITS):
            return None
        return RetryDecision(retry_in={"minutes": _WAITS[job.attempts]})


class SealAgain(BaseRetryStrategy):
    """Try again every quarter of an hour until the morning."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        return RetryDecision(retry_in={"minutes": 15}) if job.attempts < _TRIES_TO_SEAL else None


@app.task(name="center.send_mail", retry=MailBackOff())
def send_mail(mail_id: int) -> str:
    """Send one stored mail; raise MailWaitsError for a later try."""
    outcome = sending.send_stored_mail(mail_id=mail_id)
    if outcome == sending.Outcome.LATER:
        raise MailWaitsError
    return str(outcome)


@app.task(name="center.send_text", retry=MailBackOff())
def send_text(text_id: int) -> str:
    """Send one stored text message; raise TextWaitsError for a later try."""
    outcome = texting.send_stored_text(text_id=text_id)
    if outcome == sending.Outcome.LATER:
        raise TextWaitsError
    return str(outcome)


@app.periodic(cron="* * * * *")
@app.task(name="center.rescue_stalled_jobs", queueing_lock="center.rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Give jobs of killed workers to another one; a job that killed five workers is failed instead."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=_SECONDS_WITHOUT_HEARTBEAT):
        if job.attempts >= _ATTEMPTS_OF_A_KILLER:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job)
        _log.warning("job was stalled", extra={"job": job.id, "task": job.task_name})


@app.periodic(cron="*/10 * * * *")
@app.task(name="center.wipe_expired_secrets", queueing_lock="center.wipe_expired_secrets")
def wipe_expired_secrets(timestamp: int) -> int:
    return housekeeping.wipe_expired_secrets()


@app.periodic(cron="20 1 * * *")
@app.task(name="center.tidy_up", queueing_lock="center.tidy_up")
def tidy_up(timestamp: int) -> None:
    housekeeping.give_up_forgotten_mails()
    housekeeping.give_up_forgotten_texts()
    housekeeping.forget_old_counters()
    housekeeping.forget_old_sessions()


# After the other jobs of the night.
@app.periodic(cron="20 2 * * *")
@app.task(name="center.run_retention", queueing_lock="center.run_retention")
def run_retention(timestamp: int) -> None:
    """Empty or delete what is kept no longer, or report it as long as nobody has agreed."""
    retention.run_retention()


# After the retention, when nobody is at work.
@app.periodic(cron="40 3 * * *")
@app.task(name="center.seal_audit", queueing_lock="center.seal_audit", retry=SealAgain())
def seal_audit(timestamp: int) -> str:
    """Seal what was written down; the newest seal stands in the log, which lies elsewhere than the database."""
    newest = str(audit.seal_audit())
    _log.info("audit sealed", extra={"seal": newest})
    return newest


@app.periodic(cron="40 1 * * *")
@app.task(name="center.remove_old_jobs", queueing_lock="center.remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    await context.app.job_manager.delete_old_jobs(
        nb_hours=_HOURS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="*/5 * * * *")
@app.task(name="center.copy_erasures", queueing_lock="center.copy_erasures")
def copy_erasures(timestamp: int) -> int:
    """Add to the log outside the database what a killed process, or one that may not write there, could not."""
    return erasure_log.copy_out()


@app.periodic(cron="50 1 * * *")
@app.task(name="center.tidy_files", queueing_lock="center.tidy_files")
def tidy_files(timestamp: int) -> int:
    """Remove files that no row names."""
    return kept_files.tidy_files()
