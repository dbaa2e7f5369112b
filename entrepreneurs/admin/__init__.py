"""The admin of the registry, one file per aggregate."""

from entrepreneurs.admin import board, claims, imports, inbox, merging, people, proposals

__all__ = ["board", "claims", "imports", "inbox", "merging", "people", "proposals"]
