"""What every change of an enterprise has in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils import timezone

from entrepreneurs.models import Enterprise
from entrepreneurs.services import directory

# The enterprises that the verbs of a change touched so far; None outside of `one_change`.
_touched: ContextVar[set[int] | None] = ContextVar("touched", default=None)


def lock(enterprise: Enterprise) -> Enterprise:
    """Return the row as it is now, locked until the end of the transaction; every verb on it begins here."""
    return Enterprise.objects.select_for_update().get(pk=enterprise.pk)


def touched(enterprise: Enterprise) -> None:
    """Note that something about the enterprise changed; the last step of every verb, in its transaction.

    The public directory follows in the same transaction. Whoever changes an enterprise, its facts, products or
    pictures without a verb (a form of the admin) calls this too.
    """
    with transaction.atomic():
        Enterprise.objects.filter(pk=enterprise.pk).update(changed_at=timezone.now())
        waiting = _touched.get()
        if waiting is None:
            directory.refresh([enterprise.pk])
        else:
            waiting.add(enterprise.pk)


@contextmanager
def one_change() -> Iterator[None]:
    """Let several verbs be one change in one transaction: the public directory follows once, at its end.

    Within another one it is part of that. If the block raises, nothing of it stays.
    """
    if _touched.get() is not None:
        with transaction.atomic():
            yield
        return
    ids: set[int] = set()
    token = _touched.set(ids)
    try:
        with transaction.atomic():
            yield
            if ids:
                directory.refresh(ids)
    finally:
        _touched.reset(token)
