"""The admin of the registry, one file per aggregate."""

from entrepreneurs.admin import board, claims, inbox, merging, people, proposals

__all__ = ["board", "claims", "inbox", "merging", "people", "proposals"]
