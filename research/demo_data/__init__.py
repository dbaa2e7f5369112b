"""Made-up surveys: what citizens think, with four hundred answers, and one of the enterprises, which still runs."""

from django.utils import timezone

from center.choices import Role
from center.demo_data import demo_user
from research.demo_data import citizens, enterprises
from research.models import Survey


def load() -> None:
    """Make the demo's surveys, unless there are any."""
    if Survey.objects.exists():
        return
    by, now = demo_user(Role.RESEARCHER), timezone.now()
    citizens.load(by, now)
    enterprises.load(by, now)
