"""Jobs of the consultations: ids in, one service call. Times of periodic jobs are UTC."""

from procrastinate.contrib.django import app

from consultations.services import calls


@app.periodic(cron="*/10 * * * *")
@app.task(name="consultations.close_late_calls", queueing_lock="consultations.close_late_calls")
def close_late_calls(timestamp: int) -> int:
    return calls.close_late_calls()
