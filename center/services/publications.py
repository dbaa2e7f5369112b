"""News and standing pages as staff write them: each verb locks the text, and may come twice."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from center.base import advisory_locks
from center.base.scripts import fold, strip_marks
from center.choices.publications import RESERVED_SLUGS, PublicationState
from center.models import User
from center.models.publication import Publication
from center.refusals import ServiceRefused

PREVIEW_LIVES: Final = timedelta(days=14)
# Kinds of advisory locks are numbered by app: the Center's own begin with 1000.
_SLUGS: Final = 1002
_LONGEST_SLUG: Final = 70
_OLDEST: Final = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())
FURTHEST: Final = timedelta(days=2 * 366)
Text = TypeVar("Text", bound=Publication)


@transaction.atomic
def write(*, record: Text, by: User, **values: Any) -> Text:
    """Save a new text (an unsaved `record`) or change one, with the given columns.

    Without a slug one is made of the title; an earlier one keeps leading to the text. Raises ValidationError, also
    when a public text would lose its summary or its body.
    """
    current = _locked(record) if record.pk else record
    before = current.slug if record.pk else ""
    for name, value in values.items():
        setattr(current, name, value)
    advisory_locks.lock(_SLUGS, [0])
    if not current.slug:
        current.slug = before or free_slug(current)
    if not current.pk:
        current.created_by = by
    current.changed_by, current.changed_at = by, timezone.now()
    current.full_clean()
    if current.slug != before:
        _move_address(current, before)
    current.save()
    return current


@transaction.atomic
def publish(*, record: Text, by: User, at: datetime | None = None) -> Text:
    """Make a text public now, or from the moment `at` (aware) on; a text that is already due so stays as it is.

    One that is scheduled gets the other moment. Raises ServiceRefused for an archived text, and for hiding a public
    one by a later moment; ValidationError for what is still missing, or a moment that cannot be meant.
    """
    current, now = _locked(record), timezone.now()
    if current.state == PublicationState.ARCHIVED:
        raise ServiceRefused(_("This text is archived. Take it back to the drafts first."))
    if current.is_public(now):
        if at is None or at <= now:
            return current
        raise ServiceRefused(_("This text is public already. Take it back to the drafts first."))
    moment = at or now
    if not _OLDEST <= moment <= now + FURTHEST:
        raise ValidationError({"at": _("Choose a moment within the next two years.")})
    if current.state == PublicationState.PUBLISHED and moment == current.published_at:
        return current
    current.state, current.published_at, current.published_by = PublicationState.PUBLISHED, moment, by
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def take_back(*, record: Text, by: User) -> Text:
    """Take a text from the public pages, the schedule or the archive back to the drafts. Twice changes nothing."""
    current = _locked(record)
    if current.state == PublicationState.DRAFT:
        return current
    current.state = PublicationState.DRAFT
    current.published_at = current.published_by = current.archived_at = current.archived_by = None
    current.changed_by, current.changed_at = by, timezone.now()
    current.save()
    return current


@transaction.atomic
def archive(*, record: Text, by: User) -> Text:
    """Take a text away from everybody but staff; its preview link opens nothing more. Twice changes nothing."""
    current = _locked(record)
    if current.state == PublicationState.ARCHIVED:
        return current
    current.state, current.archived_at, current.archived_by = PublicationState.ARCHIVED, timezone.now(), by
    current.preview_token, current.preview_until = "", None
    current.save()
    return current


@transaction.atomic
def open_preview(*, record: Text, by: User) -> Text:
    """Make a new link that shows the text to whoever holds it, for 14 days; an earlier one opens nothing more.

    Raises ServiceRefused for a text that is public or archived.
    """
    current, now = _locked(record), timezone.now()
    if current.state == PublicationState.ARCHIVED or current.is_public(now):
        raise ServiceRefused(_("Only a text that is not public yet has a preview link."))
    current.preview_token, current.preview_until = secrets.token_hex(16), now + PREVIEW_LIVES
    current.save(update_fields=["preview_token", "preview_until"])
    return current


@transaction.atomic
def withdraw_preview(*, record: Text, by: User) -> Text:
    """Let the preview link open nothing more. Twice changes nothing."""
    current = _locked(record)
    current.preview_token, current.preview_until = "", None
    current.save(update_fields=["preview_token", "preview_until"])
    return current


def free_slug(record: Publication) -> str:
    """Return a short name for addresses made of the title, with a number if it is taken."""
    stem = slugify(fold(strip_marks(record.title_sr or record.title_en)))[:_LONGEST_SLUG].strip("-")
    if not any("a" <= letter <= "z" for letter in stem):
        stem = f"{record._meta.model_name}-{stem}".strip("-")
    taken = {*RESERVED_SLUGS}
    for model in (type(record), _former(record)):
        taken |= set(model._base_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


def _former(record: Any) -> Any:
    return record._meta.get_field("former_slugs").related_model


def _move_address(record: Publication, before: str) -> None:
    """Let the earlier address lead here; one that leads to another text is not free. Call it under the lock."""
    rows = _former(record)._base_manager
    if rows.filter(slug=record.slug).exclude(record=record.pk).exists():
        raise ValidationError({"slug": _("This address leads to another text.")})
    rows.filter(slug=record.slug).delete()
    if before and record.published_at is not None:
        rows.get_or_create(slug=before, defaults={"record": record})


def _locked(record: Text) -> Text:
    rows: Any = type(record)._base_manager
    return cast("Text", rows.select_for_update(of=("self",)).get(pk=record.pk))
