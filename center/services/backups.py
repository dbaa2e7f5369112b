"""When the last backup was made."""

from django.utils import timezone

from center.models import BackupRun


def days_without() -> int | None:
    """Return how many whole days ago the last backup was made; None when there was none."""
    last = BackupRun.objects.order_by("-made_at").first()
    return None if last is None else max((timezone.now() - last.made_at).days, 0)
