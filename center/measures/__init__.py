"""What indicators can count of the Center's own work, a file per domain."""

from center.measures import advocacy

__all__ = ["advocacy"]
