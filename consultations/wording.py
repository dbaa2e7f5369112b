"""Words and signs for the same things on several pages of the staff."""

from datetime import date

from django.utils.translation import gettext as _

from center.base.timeline import Badge


def due_badge(day: date, today: date) -> Badge:
    """Say in a word how pressing a task is."""
    if day < today:
        return Badge("error", "warning", _("Overdue"))
    return Badge("warning", "clock", _("Due today")) if day == today else Badge("info", "clock", _("To do"))
