"""Changes by an enterprise's own editors: at once where the rules say so, else proposed, looked at, published.

Every verb locks the enterprise first, so that two changes of it follow one another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from center.base.scripts import typed_to_cyrillic
from center.choices import Language
from center.emails import Letter
from center.models import User
from center.services import queue_letter
from entrepreneurs.choices import (
    PROPOSAL_TRANSITIONS,
    ConsentWay,
    EnterpriseState,
    ProfileSection,
    ProposalState,
    Purpose,
)
from entrepreneurs.emails import proposals as letters
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import (
    ChangeProposal,
    Consent,
    DirectoryRules,
    Enterprise,
    Membership,
)
from entrepreneurs.services import profile_values
from entrepreneurs.services.changes import lock
from entrepreneurs.services.consents import give_consent
from entrepreneurs.services.profile_values import Values


class ChangedMeanwhile(Exception):  # noqa: N818 -- reads as what happened
    """Somebody else changed the same values since the page was opened; nothing was saved.

    `keys` are those values, `now` all values of the section as they are.
    """

    def __init__(self, keys: list[str], now: Values) -> None:
        super().__init__(", ".join(keys))
        self.keys, self.now = keys, now


@dataclass(frozen=True)
class Saved:
    """What became of an edit: published at once, or waiting as `proposal`; neither when nothing was changed."""

    at_once: bool
    proposal: ChangeProposal | None = None


def takes_effect_at_once(enterprise: Enterprise, section: ProfileSection) -> bool:
    """Say whether an editor's change of a section needs no look by staff.

    What nobody sees yet needs none: staff look at the whole profile when they publish it.
    """
    rules = DirectoryRules.objects.current()
    by_rule = {
        ProfileSection.HOURS: rules.hours_at_once,
        ProfileSection.CONTACT: rules.contact_at_once,
        ProfileSection.PRODUCTS: rules.products_at_once,
    }
    return enterprise.state != EnterpriseState.PUBLISHED or by_rule.get(section, False)


@transaction.atomic
def save_edit(
    *,
    enterprise: Enterprise,
    section: ProfileSection,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: User,
) -> Saved:
    """Save what an editor typed: `seen` are the values when the page was opened, `wanted` those of its fields.

    Only differences count, so two editors may change different values. Raises ChangedMeanwhile when both changed
    the same one to something else, PermissionDenied for who is no editor (any more), ValidationError.
    """
    locked = _lock_as_editor(enterprise, by)
    changes = profile_values.difference(seen, wanted)
    now = profile_values.read(locked, section)
    _refuse_conflicts(changes, now, wanted)
    own = locked.proposals.select_for_update().open().filter(section=section, proposed_by=by).first()
    if takes_effect_at_once(locked, section) or _nobody_sees(locked, section, changes):
        if changes:
            _agree_to_publish_contact(locked, section, wanted, by)
            profile_values.write(
                locked, section, {key: change["new"] for key, change in changes.items()}, by=by
            )
        _settle(own, wanted)
        return Saved(at_once=True)
    kept = {key: change for key, change in own.changes.items() if key not in wanted} if own else {}
    return Saved(at_once=False, proposal=_put(own, locked, section, {**kept, **changes}, by))


@transaction.atomic
def withdraw_proposal(*, proposal: ChangeProposal, by: User) -> ChangeProposal:
    """Take one's own open change back; twice changes nothing. Raises ChangeRefused for a published one."""
    locked = _locked(proposal)
    if locked.proposed_by_id != by.pk:
        raise PermissionDenied
    if locked.state != ProposalState.WITHDRAWN:
        _move(locked, ProposalState.WITHDRAWN)
        locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def approve_proposal(
    *,
    proposal: ChangeProposal,
    by: User,
    seen: Mapping[str, Any],
    values: Mapping[str, Any] | None = None,
) -> ChangeProposal:
    """Publish a change, once, with the corrections of staff (`values`, default: as proposed).

    `seen` are the values of the section that the colleague had before their eyes; a value that changed since raises
    ChangedMeanwhile. Keys of the proposal that `values` leaves out stay as they are. A published change stays so.
    Raises ChangeRefused in another state and when the editor sent something newer than `proposal`, ValidationError.
    """
    locked = _locked(proposal)
    if locked.state == ProposalState.APPROVED:
        return locked
    if locked.changes != proposal.changes:
        raise ChangeRefused(_("The editor sent a newer version meanwhile. Look at it below."))
    _move(locked, ProposalState.APPROVED)
    section = ProfileSection(locked.section)
    proposed = {key: change["new"] for key, change in locked.changes.items()}
    wanted = proposed if values is None else {key: values[key] for key in proposed if key in values}
    now = profile_values.read(locked.enterprise, section)
    meanwhile = [key for key in wanted if now.get(key) != seen.get(key) and now.get(key) != wanted[key]]
    if meanwhile:
        raise ChangedMeanwhile(meanwhile, now)
    _agree_to_publish_contact(locked.enterprise, section, wanted, locked.proposed_by)
    profile_values.write(locked.enterprise, section, wanted, by=by)
    _decide(locked, by)
    _tell(locked, "entrepreneurs/change_published", letters.published)
    return locked


@transaction.atomic
def return_proposal(*, proposal: ChangeProposal, by: User, message: str) -> ChangeProposal:
    """Give a change back with a message, which the editor also gets by e-mail; they can correct and send again.

    Raises ChangeRefused without a message or in another state.
    """
    locked = _locked(proposal)
    typed = message.strip()
    if locked.state == ProposalState.RETURNED:
        return locked
    if not typed:
        raise ChangeRefused(_("Write what the editor should change."))
    _move(locked, ProposalState.RETURNED)
    is_english = locked.proposed_by.language == Language.ENGLISH
    locked.message = typed if is_english else typed_to_cyrillic(typed)
    _decide(locked, by)
    _tell(locked, "entrepreneurs/change_returned", letters.returned)
    return locked


@transaction.atomic
def set_aside(*, proposal: ChangeProposal, by: User) -> ChangeProposal:
    """Note that a change is outdated, because the profile says it already or better. Raises ChangeRefused."""
    locked = _locked(proposal)
    if locked.state != ProposalState.OUTDATED:
        _move(locked, ProposalState.OUTDATED)
        _decide(locked, by)
    return locked


def editors(enterprise: Enterprise) -> list[Membership]:
    """Return the memberships that may edit today, with their persons."""
    rows = enterprise.memberships.current().filter(may_edit=True)
    return list(rows.select_related("person").order_by("pk"))


def _lock_as_editor(enterprise: Enterprise, by: User) -> Enterprise:
    locked = lock(enterprise)
    if not Enterprise.objects.editable_by(by).filter(pk=locked.pk).exists():
        raise PermissionDenied
    return locked


def _nobody_sees(enterprise: Enterprise, section: ProfileSection, changes: Mapping[str, Any]) -> bool:
    """Say whether a change is of pictures alone that wait for a look themselves: staff then look at both."""
    numbers = {key.split(".")[1] for key in changes} if section == ProfileSection.PICTURES else set()
    return bool(numbers) and not enterprise.pictures.filter(pk__in=numbers, is_approved=True).exists()


def _refuse_conflicts(changes: Mapping[str, Any], now: Values, wanted: Mapping[str, Any]) -> None:
    keys = [
        key
        for key, change in changes.items()
        if now.get(key) != change["old"] and now.get(key) != change["new"]
    ]
    if keys:
        raise ChangedMeanwhile(keys, {**dict.fromkeys(wanted), **now})


def _put(
    own: ChangeProposal | None,
    enterprise: Enterprise,
    section: ProfileSection,
    changes: dict[str, Any],
    by: User,
) -> ChangeProposal | None:
    if not changes:
        if own is not None:
            _move(own, ProposalState.WITHDRAWN)
            own.save(update_fields=["state"])
        return None
    if own is None:
        return ChangeProposal.objects.create(
            enterprise=enterprise, section=section, changes=changes, proposed_by=by
        )
    own.changes, own.proposed_at = changes, timezone.now()
    if own.state == ProposalState.RETURNED:
        _move(own, ProposalState.WAITING)
        own.decided_at = own.decided_by = None
    own.save()
    return own


def _settle(own: ChangeProposal | None, wanted: Mapping[str, Any]) -> None:
    """Let nothing wait of what the editor has just said otherwise, when it took effect at once."""
    rest = {key: change for key, change in own.changes.items() if key not in wanted} if own else {}
    if own is None or rest == own.changes:
        return
    if rest:
        own.changes = rest
    else:
        _move(own, ProposalState.WITHDRAWN)
    own.save(update_fields=["changes", "state"])


def _agree_to_publish_contact(
    enterprise: Enterprise, section: ProfileSection, values: Mapping[str, Any], by: User
) -> None:
    """Record the consent that ticking "show it in the directory" is, unless one is in force for the enterprise."""
    if section != ProfileSection.CONTACT or not any(row[3] for row in values.get("channels", [])):
        return
    if Consent.objects.in_force().filter(enterprise=enterprise, purpose=Purpose.PUBLICATION).exists():
        return
    member = enterprise.memberships.current().filter(person__logins__user=by).select_related("person").first()
    if member is not None:
        give_consent(
            person=member.person, purpose=Purpose.PUBLICATION, how=ConsentWay.WEB, enterprise=enterprise
        )


def _locked(proposal: ChangeProposal) -> ChangeProposal:
    """Lock the enterprise, then the change, as every verb does."""
    enterprise = lock(proposal.enterprise)
    row = (
        ChangeProposal.objects.select_related("proposed_by")
        .select_for_update(of=("self",))
        .get(pk=proposal.pk)
    )
    row.enterprise = enterprise
    return row


def _tell(proposal: ChangeProposal, kind: str, letter: Callable[[ChangeProposal], Letter]) -> None:
    """Write to the editor; who may not edit any more learns nothing more of the profile."""
    editor = proposal.proposed_by
    if Enterprise.objects.editable_by(editor).filter(pk=proposal.enterprise_id).exists():
        queue_letter(letter(proposal), kind=kind, to=editor.email)


def _move(proposal: ChangeProposal, wanted: ProposalState) -> None:
    if (proposal.state, wanted) not in PROPOSAL_TRANSITIONS:
        raise ChangeRefused(_refusal(proposal))
    proposal.state = wanted


def _refusal(proposal: ChangeProposal) -> str | Promise:
    return _("This is not possible. State of the change: %(state)s.") % {
        "state": proposal.get_state_display()
    }


def _decide(proposal: ChangeProposal, by: User) -> None:
    proposal.decided_at, proposal.decided_by = timezone.now(), by
    proposal.save(update_fields=["state", "message", "decided_at", "decided_by"])
