"""What happened when, and who did it, as the records of the admin say it."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from center.base.shown_text import in_script


def moment_and_who(moment: Any, who: Any) -> str:
    """Return "25. 11. 2026. 9:00, Marija", or a dash when it has not happened."""
    if moment is None:
        return "–"
    text = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
    return f"{text}, {in_script(str(who))}"
