"""Made-up records of the Center, a file per domain."""

from center.demo_data import advocacy, grants, indicators, library, news, newsletter, portal, press
from center.demo_data.portal import LOGINS, demo_member, demo_user

__all__ = ["LOGINS", "demo_member", "demo_user", "load"]


def load() -> None:
    """Make what is missing of the Center's demo data; what somebody changed stays changed."""
    portal.load()
    grants.load()
    library.load()
    news.load()
    newsletter.load()
    advocacy.load()
    press.load()
    indicators.load()
