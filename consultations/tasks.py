"""Jobs of the consultations: ids in, one service call. Times of periodic jobs are UTC."""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from consultations.services import (
    busy_calendars,
    calls,
    case_documents,
    plan_comments,
    reminders,
    waiting_list,
)

name_jobs(
    {
        "consultations.close_late_calls": _("Take phone calls about talks off the list when it is too late"),
        "consultations.send_reminders": _("Remind of talks"),
        "consultations.tell_of_comments": _("Tell of comments on business plans"),
        "consultations.tidy_documents": _("Remove documents of cases that belong to nothing"),
        "consultations.pass_on_offers": _("Offer free places in groups to who waits next"),
        "consultations.read_busy_calendars": _("Read the advisors' own calendars"),
    }
)


@app.periodic(cron="*/10 * * * *")
@app.task(name="consultations.close_late_calls", queueing_lock="consultations.close_late_calls")
def close_late_calls(timestamp: int) -> int:
    return calls.close_late_calls()


@app.periodic(cron="*/10 * * * *")
@app.task(name="consultations.send_reminders", queueing_lock="consultations.send_reminders")
def send_reminders(timestamp: int) -> int:
    return reminders.send_due_reminders()


@app.periodic(cron="*/10 * * * *")
@app.task(name="consultations.tell_of_comments", queueing_lock="consultations.tell_of_comments")
def tell_of_comments(timestamp: int) -> int:
    return plan_comments.send_due_letters()


@app.periodic(cron="25 1 * * *")
@app.task(name="consultations.tidy_documents", queueing_lock="consultations.tidy_documents")
def tidy_documents(timestamp: int) -> int:
    return case_documents.tidy_documents()


# A place whose offer has run out should reach the next person while there is time to answer.
@app.periodic(cron="*/5 * * * *")
@app.task(name="consultations.pass_on_offers", queueing_lock="consultations.pass_on_offers")
def pass_on_offers(timestamp: int) -> int:
    """End the offers that nobody answered in time and offer the places to who waits next."""
    return waiting_list.pass_on_offers()


@app.periodic(cron="*/15 * * * *")
@app.task(name="consultations.read_busy_calendars", queueing_lock="consultations.read_busy_calendars")
def read_busy_calendars(timestamp: int) -> int:
    return busy_calendars.queue_readings()


@app.task(name="consultations.read_busy_calendar")
def read_busy_calendar(calendar_id: int) -> str:
    """Read one advisor's own calendar; a failure stands in its row and is no failure of the job."""
    return str(busy_calendars.read_calendar(calendar_id=calendar_id))
