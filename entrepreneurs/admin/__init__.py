"""The admin of the registry, one file per aggregate."""

from entrepreneurs.admin import board, merging, people

__all__ = ["board", "merging", "people"]
