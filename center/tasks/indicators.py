"""Jobs of indicators and reports."""

from procrastinate.contrib.django import app

from center.services import evidence


@app.periodic(cron="40 1 * * *")
@app.task(name="center.tidy_evidence", queueing_lock="center.tidy_evidence")
def tidy_evidence(timestamp: int) -> int:
    """Remove files of evidence that no row names."""
    return evidence.tidy()
