"""Press releases: written, approved, withdrawn; an embargo holds until its very moment."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.choices.press import PressState
from center.models import FormerPressSlug, PressRelease, User
from center.refusals import ServiceRefused
from center.services.press.embargo import locked_release, note_move, public_from, refuse_move, tell
from center.services.press.letters import take_back

# What staff write; everything else follows from the verbs.
WRITTEN: Final = (
    "slug",
    "title_sr",
    "title_en",
    "subtitle_sr",
    "subtitle_en",
    "place_sr",
    "place_en",
    "dated",
    "body_sr",
    "body_en",
    "notes_sr",
    "notes_en",
    "contact_name",
    "contact_phone",
    "contact_email",
    "embargo_until",
)


@transaction.atomic
def write_release(*, by: User, **values: Any) -> PressRelease:
    """Save a draft with the given values (`WRITTEN`); moments are aware. Raises ValidationError."""
    release = PressRelease(created_by=by, **_known(values))
    release.full_clean()
    _refuse_used_slug(release)
    release.save()
    return release


@transaction.atomic
def change_release(*, release: PressRelease, by: User, **values: Any) -> PressRelease:
    """Change what was written. An earlier short name keeps leading to it.

    The embargo of an approved one is moved by `embargo.move_embargo`. Raises ValidationError.
    """
    current, now = locked_release(release), timezone.now()
    slug, embargo = current.slug, current.embargo_until
    for name, value in _known(values).items():
        setattr(current, name, value)
    if current.embargo_until != embargo and current.state == PressState.APPROVED:
        refuse_move(current)
    current.changed_at = now
    current.full_clean()
    if current.slug != slug:
        _refuse_used_slug(current)
        FormerPressSlug.objects.filter(slug=current.slug).delete()
        FormerPressSlug.objects.get_or_create(slug=slug, defaults={"release": current})
    current.save()
    note_move(current, embargo, by)
    return current


@transaction.atomic
def approve_release(*, release: PressRelease, by: User) -> PressRelease:
    """Let a draft go out: public at once, or at the end of its embargo. An approved one stays so.

    Who got it before it was withdrawn is told if its embargo is another one now.
    Raises ServiceRefused for a withdrawn one.
    """
    current, now = locked_release(release), timezone.now()
    if current.state == PressState.APPROVED:
        return current
    if current.state != PressState.DRAFT:
        raise ServiceRefused(_("This press release was withdrawn. Take it back as a draft first."))
    current.state, current.approved_at, current.approved_by = PressState.APPROVED, now, by
    current.public_from = public_from(current)
    current.changed_at = now
    current.full_clean()
    current.save()
    tell(current)
    return current


@transaction.atomic
def withdraw_release(*, release: PressRelease, by: User) -> PressRelease:
    """Take an approved release from all pages, for those with a link of their own too. A withdrawn one stays so.

    Letters about it that still wait are not sent any more. Raises ServiceRefused for a draft.
    """
    current, now = locked_release(release), timezone.now()
    if current.state == PressState.WITHDRAWN:
        return current
    if current.state != PressState.APPROVED:
        raise ServiceRefused(_("A draft is not public, so there is nothing to withdraw."))
    current.state, current.withdrawn_at, current.withdrawn_by = PressState.WITHDRAWN, now, by
    current.public_from = None
    current.changed_at = now
    current.full_clean()
    current.save()
    take_back(current.deliveries.all())
    return current


@transaction.atomic
def redraft_release(*, release: PressRelease) -> PressRelease:
    """Take a withdrawn release back as a draft, to be put right and approved anew. A draft stays so.

    Raises ServiceRefused for an approved one.
    """
    current = locked_release(release)
    if current.state == PressState.DRAFT:
        return current
    if current.state != PressState.WITHDRAWN:
        raise ServiceRefused(_("Withdraw the press release first."))
    current.state = PressState.DRAFT
    current.approved_at = current.approved_by = current.withdrawn_at = current.withdrawn_by = None
    current.changed_at = timezone.now()
    current.full_clean()
    current.save()
    return current


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - set(WRITTEN)
    if unknown:
        msg = f"Nobody writes the {', '.join(sorted(unknown))} of a press release."
        raise TypeError(msg)
    return values


def _refuse_used_slug(release: PressRelease) -> None:
    if FormerPressSlug.objects.filter(slug=release.slug).exclude(release=release.pk).exists():
        raise ValidationError({"slug": _("This address leads to another press release.")})
