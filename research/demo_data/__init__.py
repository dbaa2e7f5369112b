"""Made-up surveys: four hundred answers of citizens with their results, and a running one of enterprises."""

from django.utils import timezone

from center.choices import Role
from center.demo_data import demo_user
from research.demo_data import citizens, enterprises, results
from research.models import Survey


def load() -> None:
    """Make the demo's surveys, unless there are any."""
    if Survey.objects.exists():
        return
    by, now = demo_user(Role.RESEARCHER), timezone.now()
    results.load(citizens.load(by, now), by)
    enterprises.load(by, now)
