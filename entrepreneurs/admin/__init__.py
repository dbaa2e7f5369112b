"""The admin of the registry, one file per aggregate."""

from entrepreneurs.admin import board, claims, merging, people

__all__ = ["board", "claims", "merging", "people"]
