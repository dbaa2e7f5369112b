"""Jobs of the events: one service call each. Times of periodic jobs are UTC."""

from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from events.services import (
    calling,
    downloads,
    exhibitor_reports,
    needs,
    picture_files,
    reminders,
    waiting_list,
)

name_jobs(
    {
        "events.pass_on_offers": _("Offer free places at events to who waits next"),
        "events.send_reminders": _("Remind of events"),
        "events.send_thanks": _("Thank who came to an event"),
        "events.close_late_calls": _("Take phone calls about events off the list when it is too late"),
        "events.remind_of_needs": _("Remind exhibitors of what they need"),
        "events.ask_exhibitors": _("Ask exhibitors how it was"),
        "events.tidy_material": _("Tidy the files of events"),
    }
)


# Places whose offer has run out should reach the next people while there is time to answer.
@app.periodic(cron="*/5 * * * *")
@app.task(name="events.pass_on_offers", queueing_lock="events.pass_on_offers")
def pass_on_offers(timestamp: int) -> int:
    """End the offers that nobody answered in time and offer the places to who waits next."""
    return waiting_list.pass_on_offers()


@app.periodic(cron="*/10 * * * *")
@app.task(name="events.send_reminders", queueing_lock="events.send_reminders")
def send_reminders(timestamp: int) -> int:
    return reminders.send_due_reminders()


@app.periodic(cron="20 7-18 * * *")
@app.task(name="events.send_thanks", queueing_lock="events.send_thanks")
def send_thanks(timestamp: int) -> int:
    return reminders.send_due_thanks()


@app.periodic(cron="*/10 * * * *")
@app.task(name="events.close_late_calls", queueing_lock="events.close_late_calls")
def close_late_calls(timestamp: int) -> int:
    return calling.close_late_calls()


@app.periodic(cron="40 7 * * *")
@app.task(name="events.remind_of_needs", queueing_lock="events.remind_of_needs")
def remind_of_needs(timestamp: int) -> int:
    return needs.send_due_reminders()


@app.periodic(cron="50 7-18 * * *")
@app.task(name="events.ask_exhibitors", queueing_lock="events.ask_exhibitors")
def ask_exhibitors(timestamp: int) -> int:
    """Ask who exhibited how it was, the day after and once more."""
    return exhibitor_reports.send_due_letters()


# A full disk is somebody's to mend within the hours of these tries; a killed worker's job is rescued by the center.
@app.task(name="events.process_picture", retry=RetryStrategy(max_attempts=6, exponential_wait=6))
def process_picture(picture_id: int) -> str:
    """Make the files of one picture."""
    return picture_files.process_picture(picture_id=picture_id)


@app.periodic(cron="40 1 * * *")
@app.task(name="events.tidy_material", queueing_lock="events.tidy_material")
def tidy_material(timestamp: int) -> int:
    """Give up pictures that no worker could finish, and remove files that no row names."""
    return picture_files.give_up_stuck_pictures() + downloads.tidy_downloads()
