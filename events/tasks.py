"""Jobs of the events: one service call each. Times of periodic jobs are UTC."""

from procrastinate.contrib.django import app

from events.services import calling, exhibitor_reports, needs, reminders, waiting_list


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
