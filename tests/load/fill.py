"""Fills the database of a load test: the demo, sample enterprises and visits, and room for everybody who will come.

`python -m tests.load.fill FACTS.json` writes the addresses that the people of the test need.
"""

import json
import os
import sys
from datetime import time, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "center.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- after the set-up
from django.utils import timezone  # noqa: E402

from consultations.models import Topic  # noqa: E402
from events.models import Event  # noqa: E402
from research.demo_data.citizens import SECOND_SLUG  # noqa: E402
from tests.consultations.factories import make_advisor, make_topic  # noqa: E402
from tests.events.doors import event_now, make_door, put_on_list  # noqa: E402
from tests.events.factories import make_event  # noqa: E402

ADVISORS = 30
GUESTS = 400
ENTERPRISES = 1000
VISITS = 3000
_TOPIC, _EVENT, _DOOR = "load-topic", "load-event", "load-door"


def fill() -> dict[str, object]:
    """Make what is missing and return what the journeys have to know."""
    if not Topic.objects.filter(slug=_TOPIC).exists():
        call_command("load_demo", verbosity=0)
        call_command("load_sample", enterprises=ENTERPRISES, consultations=VISITS)
        topic = make_topic(_TOPIC, length=30)
        for _each in range(ADVISORS):
            make_advisor(topic, days=range(1, 8), opens=time(8), closes=time(20))
    if not Event.objects.filter(slug=_EVENT).exists():
        make_event(20_000, slug=_EVENT, starts_at=timezone.now() + timedelta(days=20))
    # A fair of its own for each run: it is open now, and nobody on its list has come yet.
    door = event_now(20_000, slug=f"{_DOOR}-{timezone.now():%Y%m%d-%H%M%S}")
    codes = [put_on_list(door, number).reference for number in range(GUESTS)]
    return {
        "topic": _TOPIC,
        "event": _EVENT,
        "door": door.slug,
        "pass": make_door(door, "Load")[1],
        "guests": codes,
        "survey": SECOND_SLUG,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(fill()), encoding="utf-8")
