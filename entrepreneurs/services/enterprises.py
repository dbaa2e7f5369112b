"""Verbs about enterprises: add, publish, take back, archive, confirm."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from center.base.scripts import fold, strip_marks
from center.models import User
from entrepreneurs.choices import RESERVED_SLUGS, ConfirmedBy, EnterpriseState, Purpose
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Consent, Enterprise, FormerSlug
from entrepreneurs.services.changes import lock, touched

_LONGEST_SLUG = 60
_TRIES = 5


def free_slug(name: str) -> str:
    """Return a short name for addresses made of a name in either script, with a number if it is taken."""
    stem = slugify(fold(strip_marks(name)))[:_LONGEST_SLUG].strip("-") or "enterprise"
    taken = {*RESERVED_SLUGS}
    for model in (Enterprise, FormerSlug):
        taken |= set(model._base_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


def add_enterprise(*, name_sr: str, by: User | None = None, **fields: Any) -> Enterprise:
    """Save a new enterprise in preparation and return it; `fields` are columns of `Enterprise`.

    Without a `slug` one is made of the name. Raises ValidationError by field. Likely duplicates are the caller's
    to show (`services.duplicates`), never merged by themselves.
    """
    given = fields.pop("slug", "")
    for attempt in range(_TRIES):
        enterprise = Enterprise(name_sr=name_sr, slug=given or free_slug(name_sr), added_by=by, **fields)
        # Whether a short name of our own making is still free, the database says below.
        enterprise.full_clean(exclude=() if given else ("slug",))
        try:
            with transaction.atomic():
                enterprise.save()
        except IntegrityError:
            # Another enterprise of this name was added at the same moment.
            if given or attempt == _TRIES - 1:
                raise
        else:
            return enterprise
    raise AssertionError


@transaction.atomic
def change_slug(*, enterprise: Enterprise, slug: str) -> Enterprise:
    """Give an enterprise another address; the old one leads to it for ever. Raises ValidationError."""
    locked = lock(enterprise)
    if slug == locked.slug:
        return locked
    if FormerSlug.objects.filter(slug=slug).exclude(enterprise=locked).exists():
        raise ValidationError({"slug": _("This address leads to another enterprise.")})
    FormerSlug.objects.filter(slug=slug).delete()
    FormerSlug.objects.get_or_create(slug=locked.slug, defaults={"enterprise": locked})
    locked.slug = slug
    locked.full_clean()
    locked.save()
    touched(locked)
    return locked


@transaction.atomic
def publish(*, enterprise: Enterprise, consent: Consent | None = None, by: User | None = None) -> Enterprise:
    """Show an enterprise in the directory, by the given consent or by one in force on its behalf.

    Publishing counts as a check by staff. Raises ChangeRefused without consent, summary or for a merged record.
    """
    locked = lock(enterprise)
    if locked.merged_into_id is not None:
        raise ChangeRefused(_("This record was merged into another one."))
    # Locked, so that a withdrawal at the same moment comes before or after, never between.
    consents = (
        Consent.objects.select_for_update().in_force().filter(purpose=Purpose.PUBLICATION, enterprise=locked)
    )
    chosen = consents.filter(pk=consent.pk).first() if consent else consents.first()
    if chosen is None:
        raise ChangeRefused(_("First record the consent of the enterprise to be published."))
    if not locked.summary_sr:
        raise ChangeRefused(_("First write one sentence about the enterprise."))
    now = timezone.now()
    locked.state, locked.publication_consent = EnterpriseState.PUBLISHED, chosen
    locked.published_at = locked.published_at or now
    locked.confirmed_on, locked.confirmed_by = timezone.localdate(now), ConfirmedBy.STAFF
    locked.full_clean()
    locked.save()
    touched(locked)
    return locked


@transaction.atomic
def take_back(*, enterprise: Enterprise) -> Enterprise:
    """Take an enterprise out of the directory, back to preparation; its consent stays recorded."""
    locked = lock(enterprise)
    if locked.state == EnterpriseState.PUBLISHED:
        locked.state = EnterpriseState.DRAFT
        locked.save(update_fields=["state"])
        touched(locked)
    return locked


@transaction.atomic
def archive(*, enterprise: Enterprise) -> Enterprise:
    """Put a record aside: out of the directory and of the lists of work, nothing deleted."""
    locked = lock(enterprise)
    if locked.state != EnterpriseState.ARCHIVED:
        locked.state = EnterpriseState.ARCHIVED
        locked.save(update_fields=["state"])
        touched(locked)
    return locked


@transaction.atomic
def reopen(*, enterprise: Enterprise) -> Enterprise:
    """Bring an archived record back to preparation. Raises ChangeRefused for one merged into another."""
    locked = lock(enterprise)
    if locked.merged_into_id is not None:
        raise ChangeRefused(_("This record was merged into another one."))
    if locked.state == EnterpriseState.ARCHIVED:
        locked.state = EnterpriseState.DRAFT
        locked.save(update_fields=["state"])
        touched(locked)
    return locked


@transaction.atomic
def confirm_profile(*, enterprise: Enterprise, confirmed_by: ConfirmedBy) -> Enterprise:
    """Note that somebody looked at the profile today and found it right; begins the next year of the check."""
    locked = lock(enterprise)
    locked.confirmed_on, locked.confirmed_by = timezone.localdate(), confirmed_by
    locked.confirmation_asked_at = None
    locked.save(update_fields=["confirmed_on", "confirmed_by", "confirmation_asked_at"])
    touched(locked)
    return locked
