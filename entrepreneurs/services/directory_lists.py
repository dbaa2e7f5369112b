"""Brings changes of the office's own lists into the public directory by a job: a town may have thousands of entries."""

from collections.abc import Iterable
from typing import Final

from django.db import connections
from django.db.models import Model, Q
from procrastinate.contrib.django import app

from entrepreneurs.models import (
    ActivityCode,
    DirectoryEntry,
    DirectoryRules,
    Enterprise,
    ProductCategory,
    Settlement,
    VulnerableGroup,
)
from entrepreneurs.services import directory

# The entries whose words, facets or place in the list are made of a record. Rules concern every entry.
_MADE_OF: Final[dict[type[Model], tuple[str, ...]]] = {
    Settlement: ("settlement",),
    ActivityCode: (
        "activity",
        "activity__parent",
        "activity__parent__parent",
        "activity__parent__parent__parent",
    ),
    VulnerableGroup: ("enterprise__legalstatus_facts__served_groups__group",),
    ProductCategory: ("enterprise__products__category",),
}
_EVERY: Final = DirectoryRules._meta.label_lower
_BATCH: Final = 500


def queue_refresh(record: Model) -> None:
    """Queue the job that brings a changed settlement, code, group, category or the rules into the directory.

    In the transaction of the change, so that it sees the new words.
    """
    _queue(record._meta.label_lower, record.pk)


def refresh_of(*, kind: str, pk: int) -> int:
    """Make the entries anew that are made of a record, given by its label and number; return how many there are.

    In batches of their own transactions; a second call changes nothing.
    """
    if kind == _EVERY:
        return directory.refresh_all()
    (paths,) = (paths for model, paths in _MADE_OF.items() if model._meta.label_lower == kind)
    concerned = Q()
    for path in paths:
        concerned |= Q(**{path: pk})
    ids = sorted(set(DirectoryEntry.objects.filter(concerned).values_list("pk", flat=True)))
    for start in range(0, len(ids), _BATCH):
        directory.refresh(ids[start : start + _BATCH])
    return len(ids)


def queue_if_stale(*, using: str, migrated: Iterable[str]) -> None:
    """Queue a refresh of every entry where the tables are older than the entries: after migrations of an app.

    `migrated` names the apps whose tables have changed. Also where there are no entries though enterprises are
    published: the database comes from before there were entries.
    """
    tables = {model._meta.db_table for model in (Enterprise, DirectoryEntry)} | {"procrastinate_jobs"}
    with connections[using].cursor() as cursor:
        if not tables <= set(connections[using].introspection.table_names(cursor)):
            return
    has_entries = DirectoryEntry.objects.using(using).exists()
    if Enterprise.objects.using(using).published().exists() and (
        not has_entries or Enterprise._meta.app_label in set(migrated)
    ):
        _queue(_EVERY, 0)


def _queue(kind: str, pk: int) -> None:
    app.configure_task("entrepreneurs.refresh_entries").defer(kind=kind, pk=pk)
