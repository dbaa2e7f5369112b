"""Which grants count events says nothing of anybody."""

from center.base.personal_data import register
from events.models import EventGrant

register(EventGrant, other=["id", "record", "grant", "counts"])
