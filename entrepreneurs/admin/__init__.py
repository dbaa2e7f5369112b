"""The admin of the registry, one file per aggregate."""

from entrepreneurs.admin import (
    board,
    claims,
    consents,
    duties,
    enterprises,
    figures,
    imports,
    inbox,
    lists,
    members,
    merging,
    offers,
    people,
    proposals,
)

__all__ = [
    "board",
    "claims",
    "consents",
    "duties",
    "enterprises",
    "figures",
    "imports",
    "inbox",
    "lists",
    "members",
    "merging",
    "offers",
    "people",
    "proposals",
]
