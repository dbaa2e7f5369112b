"""The demo as the pictures show it: its real contact is entered, its jobs are done, its staff read Cyrillic."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection

from center.models import Office, User

_BELGRADE: Final = ZoneInfo("Europe/Belgrade")
_MORNING: Final = time(10, 20)


def office_hours(now: datetime) -> datetime:
    """Return the last moment on a working day when the office was open: pictures taken at night show a morning.

    A past moment, since the database goes on by its own clock, and nothing may have happened after its now.
    """
    local = now.astimezone(_BELGRADE)
    day = local.date() if local.time() >= _MORNING else local.date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return datetime.combine(day, _MORNING, _BELGRADE)


def begin() -> None:
    """Load the demo's records."""
    call_command("load_demo")
    User.objects.filter(is_staff=True).update(language="sr")
    Office.objects.update(contact_is_placeholder=False)


def show_that_jobs_are_done() -> None:
    """Write the sign of life of a job worker, without which the desk says that no email is sent."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
