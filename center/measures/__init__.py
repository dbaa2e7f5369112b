"""What indicators can count of the Center's own work, a file per domain."""

from center.measures import advocacy, news, press

__all__ = ["advocacy", "news", "press"]
