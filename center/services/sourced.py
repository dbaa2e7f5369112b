"""What colleagues do with any text of the library: write, check, publish, archive. Each verb may come twice."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.choices.resources import ContentState
from center.models import FundingCall, Resource, User
from center.models.sourced import SourcedContent
from center.refusals import ServiceRefused

Text = TypeVar("Text", bound=SourcedContent)


# Those with pages of their own.
Addressed = Resource | FundingCall


class NotNow(ServiceRefused):
    """It does not fit the text as it is now."""


def locked(record: Text) -> Text:
    """Return the row as it is now, locked until the end of the transaction."""
    found: Text = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    return found


@transaction.atomic
def note_checked(*, record: Text, by: User) -> Text:
    """Note that somebody compared the text with its source today."""
    current = locked(record)
    current.checked_on, current.checked_by = timezone.localdate(), by
    current.save(update_fields=["checked_on", "checked_by"])
    return current


@transaction.atomic
def publish(*, record: Text, by: User) -> Text:
    """Put a draft on the public pages; a published one stays so.

    Raises ValidationError for what is still missing and NotNow for what is archived.
    """
    current = locked(record)
    if current.is_published:
        return current
    if current.is_archived:
        raise NotNow(_("Put it back from the archive first."))
    now = timezone.now()
    current.state, current.published_at, current.published_by = ContentState.PUBLISHED, now, by
    current.changed_at = now
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def archive(*, record: Text, by: User, **more: Any) -> Text:
    """Take a text out of the lists, or give up a draft; what was public keeps its page, which says so.

    `more` are values to be kept with it. Raises ValidationError.
    """
    current = locked(record)
    if current.is_archived:
        return current
    now = timezone.now()
    current.state, current.archived_at, current.archived_by = ContentState.ARCHIVED, now, by
    current.changed_at = now
    for name, value in more.items():
        setattr(current, name, value)
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def put_back(*, record: Text, by: User, **more: Any) -> Text:
    """Bring an archived text back to where it was: to the public, or among the drafts."""
    current = locked(record)
    if not current.is_archived:
        return current
    current.state = ContentState.PUBLISHED if current.published_at else ContentState.DRAFT
    current.archived_at = current.archived_by = None
    current.changed_at = timezone.now()
    for name, value in more.items():
        setattr(current, name, value)
    current.full_clean()
    current.save()
    return current


def known(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the values; raise TypeError for one that the verbs alone may set."""
    strange = values.keys() - set(names)
    if strange:
        msg = f"Not written by people: {', '.join(sorted(strange))}."
        raise TypeError(msg)
    return values


def written(record: Text, values: dict[str, Any]) -> set[str]:
    """Set the values on a locked row; return the names of those that differ."""
    before = {name: getattr(record, name) for name in values}
    for name, value in values.items():
        setattr(record, name, value)
    record.full_clean()
    return {name for name, value in before.items() if getattr(record, name) != value}


def refuse_used_slug(record: Addressed, former: "type[models.Model]") -> None:
    """Raise ValidationError for a short name that still leads to another text."""
    others = former._base_manager.filter(slug=record.slug)
    if record.pk:
        others = others.exclude(**{_owner_of(former): record.pk})
    if others.exists():
        raise ValidationError({"slug": _("This short name still leads to another page. Choose another one.")})


def keep_slug(record: Addressed, before: str, former: "type[models.Model]") -> None:
    """Let an earlier short name of a public text lead on, and free the one that it has now."""
    refuse_used_slug(record, former)
    former._base_manager.filter(slug=record.slug).delete()
    if record.published_at is not None:
        former._base_manager.create(slug=before, **{f"{_owner_of(former)}_id": record.pk})


def _owner_of(former: "type[models.Model]") -> str:
    return next(field.name for field in former._meta.concrete_fields if field.is_relation)
