"""Jobs of the events: one service call each. Times of periodic jobs are UTC."""

from procrastinate.contrib.django import app

from events.services import calling, reminders, waiting_list


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
