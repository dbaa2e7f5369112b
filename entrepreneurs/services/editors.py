"""Who edits an enterprise: colleagues are invited, editing ends, and consent to be in the directory is theirs.

An editor proposes a colleague and staff confirm (see `services.claims`); an editor may end anybody's editing at once.
"""

from typing import Final

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from center.models import User
from center.services import queue_letter
from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.emails import editors as letters
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Consent, Enterprise, Membership
from entrepreneurs.services.changes import lock, touched
from entrepreneurs.services.consents import give_consent, withdraw_consent
from entrepreneurs.services.proposals import editors

_SALT: Final = "entrepreneurs.invited-editor"
INVITATION_LIVES_DAYS: Final = 14


@transaction.atomic
def invite_colleague(*, enterprise: Enterprise, email: str, language: str, by: User) -> None:
    """Mail a colleague the way to ask for editing; they confirm their e-mail, then staff decide.

    Raises PermissionDenied for who is no editor, ValidationError for a wrong address.
    """
    locked = _lock_as_editor(enterprise, by)
    key = signing.dumps([locked.pk, by.pk], salt=_SALT)
    queue_letter(
        letters.invited(enterprise=locked, by=by, key=key, language=language),
        kind="entrepreneurs/editor_invited",
        to=email,
        secret=True,
    )


def read_invitation(slug: str, key: str) -> tuple[Enterprise, User] | None:
    """Return the enterprise and the editor of a mailed invitation, while that editor still is one; never raises."""
    try:
        number, user_pk = signing.loads(key, salt=_SALT, max_age=INVITATION_LIVES_DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is None:
        return None
    enterprise = Enterprise.objects.editable_by(user).filter(pk=number, slug=slug).first()
    return (enterprise, user) if enterprise else None


@transaction.atomic
def end_editing(*, membership: Membership, by: User, is_last: bool = False) -> Membership:
    """End somebody's editing, also one's own; the membership itself stays. Twice changes nothing.

    Raises ChangeRefused for the last editor unless `is_last` says that this is meant: the office takes over then.
    Raises PermissionDenied for who is no editor of the same enterprise.
    """
    locked_enterprise = _lock_as_editor(membership.enterprise, by)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    if not locked.may_edit:
        return locked
    if not is_last and [each.pk for each in editors(locked_enterprise)] == [locked.pk]:
        raise ChangeRefused(
            _("This is the last editor. Invite somebody else first, or leave the profile to the office.")
        )
    locked.may_edit = False
    locked.save(update_fields=["may_edit"])
    touched(locked_enterprise)
    return locked


@transaction.atomic
def leave_directory(*, enterprise: Enterprise, by: User) -> Enterprise:
    """Withdraw the consents to publication on behalf of the enterprise: nobody sees it from now on.

    Twice changes nothing. Raises PermissionDenied for who is no editor.
    """
    locked = _lock_as_editor(enterprise, by)
    rows = Consent.objects.in_force().filter(enterprise=locked, purpose=Purpose.PUBLICATION)
    for consent in rows.order_by("pk"):
        withdraw_consent(consent=consent)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def agree_to_publication(*, enterprise: Enterprise, by: User) -> Consent:
    """Give the consent again on behalf of the enterprise; staff look at the profile and publish it.

    Raises PermissionDenied for who is no editor, ValidationError when the office has no text for it.
    """
    locked = _lock_as_editor(enterprise, by)
    member = (
        locked.memberships.current()
        .filter(may_edit=True, person__logins__user=by)
        .select_related("person")
        .earliest("pk")
    )
    return give_consent(
        person=member.person, purpose=Purpose.PUBLICATION, how=ConsentWay.WEB, enterprise=locked
    )


def without_editor() -> "models.QuerySet[Enterprise]":
    """Return published enterprises that nobody edits any more, by name; staff look after them."""
    editing = Membership.objects.current().filter(enterprise=OuterRef("pk"), may_edit=True)
    return Enterprise.objects.published().filter(~Exists(editing)).order_by("name_sr", "pk")


def _lock_as_editor(enterprise: Enterprise, by: User) -> Enterprise:
    locked = lock(enterprise)
    if not Enterprise.objects.editable_by(by).filter(pk=locked.pk).exists():
        raise PermissionDenied
    return locked
