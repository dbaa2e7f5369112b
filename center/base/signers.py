"""The door to those who sign initiatives: the app that keeps signatures says how many they are, and tells them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from center.models import AdvocacyInitiative, InitiativeWording


@dataclass(frozen=True)
class Signers:
    """`number` counts the standing signatures of an initiative; `tell` writes of a new wording, and counts letters."""

    number: "Callable[[AdvocacyInitiative], int]"
    tell: "Callable[[InitiativeWording], int]"


_known: list[Signers] = []


def register(signers: Signers) -> Signers:
    """Add those who sign; called while the portal starts."""
    _known.append(signers)
    return signers


def number_of(initiative: "AdvocacyInitiative") -> int:
    """Return how many signatures an initiative has."""
    return sum(each.number(initiative) for each in _known)


def tell(wording: "InitiativeWording") -> int:
    """Write to all who signed an earlier wording; return how many letters that were."""
    return sum(each.tell(wording) for each in _known)
