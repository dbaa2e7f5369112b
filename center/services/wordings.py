"""What enterprises signed: the words of an initiative at the first signature, and each change of them afterwards."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base import signers
from center.models import AdvocacyInitiative, InitiativeWording, Institution, User
from center.models.advocacy_words import SIGNED_WORDS
from center.refusals import ServiceRefused

# What is asked stays: who signed would have signed something else.
REVISABLE: Final = tuple(name for name in SIGNED_WORDS if name != "summary_sr")


class WordingRefused(ServiceRefused):
    """The signed words cannot be changed like this; nothing was changed."""


def signed_wording(initiative: AdvocacyInitiative) -> InitiativeWording:
    """Return the wording that somebody signs who signs a locked initiative now; the first signature makes the first."""
    last = initiative.wordings.order_by("-number").first()
    return last or _keep(initiative, number=1)


def keeps_its_words(initiative: AdvocacyInitiative, before: dict[str, Any], asked: set[int] | None) -> bool:
    """Tell whether a locked initiative says and asks what it did `before`; `asked` are the new institutions."""
    same_words = all(getattr(initiative, name) == before[name] for name in SIGNED_WORDS)
    return same_words and (
        asked is None or asked == set(initiative.institutions.values_list("pk", flat=True))
    )


@transaction.atomic
def revise_initiative(
    *,
    initiative: AdvocacyInitiative,
    by: User,
    reason_sr: str,
    reason_en: str = "",
    institutions: Iterable[Institution] | None = None,
    **values: Any,
) -> InitiativeWording:
    """Change words (`REVISABLE`) or institutions of a signed initiative: a new wording, told to all who signed.

    The same words again change nothing and tell nobody. Raises ValidationError, and WordingRefused before anybody
    signed or where nobody would be asked.
    """
    unknown = set(values) - set(REVISABLE)
    if unknown:
        msg = f"These words of a signed initiative stay: {sorted(unknown)}"
        raise TypeError(msg)
    current = AdvocacyInitiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    last = current.wordings.order_by("-number").first()
    if last is None:
        raise WordingRefused(_("Nobody has signed yet: change the text itself."))
    before = {name: getattr(current, name) for name in SIGNED_WORDS}
    for name, value in values.items():
        setattr(current, name, value)
    current.full_clean()
    asked = None if institutions is None else {each.pk for each in institutions}
    if asked is not None and not asked:
        raise WordingRefused(_("Choose whom the initiative asks."))
    if keeps_its_words(current, before, asked):
        return last
    current.changed_at = timezone.now()
    current.save()
    if asked is not None:
        current.institutions.set(asked)
    wording = _keep(current, number=last.number + 1, by=by, reason_sr=reason_sr, reason_en=reason_en)
    signers.tell(wording)
    return wording


def _keep(
    initiative: AdvocacyInitiative, *, number: int, by: User | None = None, **reason: str
) -> InitiativeWording:
    wording = InitiativeWording(
        initiative=initiative,
        number=number,
        asked=sorted(initiative.institutions.values_list("pk", flat=True)),
        written_by=by,
        written_at=timezone.now(),
        **{name: getattr(initiative, name) for name in SIGNED_WORDS},
        **reason,
    )
    wording.full_clean()
    wording.save()
    return wording
