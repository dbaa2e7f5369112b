"""Which event is in the news: nothing about people."""

from center.base.personal_data import register
from events.models import EventNews

register(EventNews, other=["id", "event", "news"])
