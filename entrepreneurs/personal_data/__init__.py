"""Personal fields of the registry, one file per aggregate."""

from entrepreneurs.personal_data import enterprises, news, people

__all__ = ["enterprises", "news", "people"]
