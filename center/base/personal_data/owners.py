"""Whose the rows of a model are, said by paths to the person or to the login.

This layer knows no models: a person and a login are keys here, and the apps name the way that leads to them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Subject:
    """One human being: the keys of their records as a person, merged ones included, and of their own logins."""

    persons: frozenset[int] = frozenset()
    logins: frozenset[int] = frozenset()


Owner = Callable[[Subject], Q]
"""Gives the condition under which a row is the subject's."""


@dataclass(frozen=True)
class NotFindable:
    """Rows that lead to nobody by themselves; `why` is a sentence for the person who asks for a copy.

    `by_hand` keeps the rows that a colleague looks through when somebody is erased.
    """

    why: Text
    by_hand: Q | None = None


def of_person(*paths: str) -> Owner:
    """Say that a row is that of the person to whom one of these paths leads."""
    return lambda subject: _any(paths, subject.persons)


def of_login(*paths: str) -> Owner:
    """Say that a row is that of the login to which one of these paths leads."""
    return lambda subject: _any(paths, subject.logins)


def either(*owners: Owner) -> Owner:
    """Say that a row belongs to whom any of these owners says."""

    def condition(subject: Subject) -> Q:
        found = Q()
        for owner in owners:
            found |= owner(subject)
        return found

    return condition


def not_findable(why: Text, *, by_hand: Q | None = None) -> NotFindable:
    """Say that nothing in a row proves whose it is, and what to do about that; which rows are worth a look by hand."""
    return NotFindable(why, by_hand)


def _any(paths: tuple[str, ...], keys: frozenset[int]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{path}__in": keys})
    return condition
