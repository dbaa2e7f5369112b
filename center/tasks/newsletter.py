"""Jobs of the newsletter. Times of periodic jobs are UTC."""

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from center.base.job_names import name_jobs
from center.services.newsletter import leaving, sending

name_jobs(
    {
        "center.send_newsletters": _("Send newsletters"),
        "center.give_up_refused_addresses": _("Give up addresses that refuse the newsletter"),
    }
)


@app.periodic(cron="* * * * *")
@app.task(name="center.send_newsletters", queueing_lock="center.send_newsletters")
def send_newsletters(timestamp: int) -> int:
    """Begin what is due and queue the next batch."""
    return sending.send_due()


@app.periodic(cron="10 1 * * *")
@app.task(name="center.give_up_refused_addresses", queueing_lock="center.give_up_refused_addresses")
def give_up_refused_addresses(timestamp: int) -> int:
    return leaving.give_up_refused()
