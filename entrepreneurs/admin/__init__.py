"""The admin of the registry, one file per aggregate."""

from entrepreneurs.admin import (
    board,
    claims,
    consents,
    data_requests,
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
    signatures,
)

__all__ = [
    "board",
    "claims",
    "consents",
    "data_requests",
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
    "signatures",
]
