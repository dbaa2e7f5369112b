"""What the Center itself has to find; upper apps name their standing pages by `add_pages`."""

from center.search import records
from center.search.standing_pages import StandingPage, add_pages

__all__ = ["StandingPage", "add_pages", "records"]
