"""Which enterprise is in the news: nothing about people."""

from center.base.personal_data import register
from entrepreneurs.models import EnterpriseNews

register(EnterpriseNews, other=["id", "enterprise", "news", "is_its_story"])
