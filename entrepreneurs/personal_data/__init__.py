"""Personal fields of the registry, one file per aggregate."""

from entrepreneurs.personal_data import activities, enterprises, news, people

__all__ = ["activities", "enterprises", "news", "people"]
