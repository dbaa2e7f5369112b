"""Decisions about applications: held back by one, seen by all colleagues, sent in one go.

Each decision is sent in a transaction of its own. Whoever is interrupted presses the button again: what was sent is no
longer held back, so that nobody gets a second letter.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.scripts import typed_to_cyrillic
from center.models import User
from events import decision_texts, fair_rules, rules, snapshots
from events.choices import DECISIONS, ApplicationState, EventState
from events.errors import ChangedMeanwhile, ChangeRefused
from events.models import Event, ExhibitorApplication
from events.services import exhibitor_letters
from events.services.applications import locked_application, move
from events.services.places import locked_event


@transaction.atomic
def hold_decision(*, application: ExhibitorApplication, decision: str, by: User) -> ExhibitorApplication:
    """Note a decision that nobody outside hears of yet; empty takes it off again. The same twice changes nothing.

    Raises ChangeRefused when the application is not to be decided so.
    """
    event, current = locked_application(application)
    if decision == current.decision:
        return current
    if event.starts_at <= timezone.now():
        raise ChangeRefused(_("The fair has begun."))
    if decision and not fair_rules.may_become(current.state, decision):
        raise ChangeRefused(
            _("This is not possible. State of the application: %(state)s.")
            % {"state": current.get_state_display()}
        )
    current.decision = decision
    if decision:
        current.decided_by, current.decided_at = by, timezone.now()
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def send_decision(*, application: ExhibitorApplication) -> bool:
    """Let the decision become the state, with its letter, and the snapshot of who is accepted; say whether it was sent.

    What is held back no longer, because it was sent, withdrawn or taken off meanwhile, is left alone.
    """
    event, current = locked_application(application)
    if not current.decision or event.state == EventState.CANCELLED or event.starts_at <= timezone.now():
        return False
    _tell(current, ApplicationState(current.decision))
    return True


def send_decisions(*, event: Event, seen: str) -> int:
    """Send all decisions of a fair that are held back; return how many went out.

    `seen` is the `fingerprint` of what the colleague read. Raises ChangedMeanwhile when it is another one by now.
    """
    if seen != fingerprint(event):
        raise ChangedMeanwhile(event)
    return sum(send_decision(application=application) for application in held_back(event))


@transaction.atomic
def move_up(*, application: ExhibitorApplication, by: User) -> ExhibitorApplication:
    """Give somebody of the reserve list a stand that became free, and tell them at once. Twice changes nothing.

    Raises ChangeRefused for who is not on the list.
    """
    event, current = locked_application(application)
    if current.state == ApplicationState.ACCEPTED:
        return current
    if current.state != ApplicationState.RESERVE or rules.has_begun(event, timezone.now()):
        raise ChangeRefused(_("Only who is on the reserve list moves up, before the fair begins."))
    current.decided_by, current.decided_at = by, timezone.now()
    _tell(current, ApplicationState.ACCEPTED)
    return current


@transaction.atomic
def note_call(*, application: ExhibitorApplication) -> ExhibitorApplication:
    """Note that somebody was told by phone what no letter could tell."""
    _event, current = locked_application(application)
    current.to_call = False
    current.save(update_fields=["to_call"])
    return current


@transaction.atomic
def save_letters(*, event: Event, texts: Mapping[str, Mapping[str, Any]]) -> None:
    """Save what is written about each decision: `text_sr`, `text_en` and `seen`, the version that was read.

    Raises ValidationError by field ("accepted_sr") for texts that cannot be filled in, and ChangedMeanwhile when a
    colleague saved another text since.
    """
    current = locked_event(event)
    _refuse_broken(texts)
    for decision in DECISIONS:
        wanted = texts[decision]
        letter = decision_texts.letter_of(current, decision)
        before = letter.text_sr, letter.text_en
        letter.text_sr, letter.text_en = wanted["text_sr"], wanted["text_en"]
        letter.full_clean(exclude=["event"])
        if (letter.text_sr, letter.text_en) == before:
            continue
        if letter.version != wanted["seen"]:
            raise ChangedMeanwhile(current)
        letter.version += 1
        letter.save()


def held_back(event: Event) -> list[ExhibitorApplication]:
    """Return the applications whose decision is not sent yet, in the order in which they came."""
    rows = event.applications.exclude(decision="").select_related("enterprise", "applicant", "decided_by")
    found = list(rows.order_by("sent_at", "pk"))
    for application in found:
        application.event = event
    return found


def fingerprint(event: Event) -> str:
    """Return a mark of what would go out now: to whom, what, and in which words."""
    letters = event.decision_letters.order_by("pk").values_list("decision", "version")
    decisions = event.applications.exclude(decision="").order_by("pk").values_list("pk", "decision")
    return hashlib.sha256(repr([list(letters), list(decisions)]).encode()).hexdigest()[:32]


def _tell(application: ExhibitorApplication, decision: ApplicationState) -> None:
    application.told_at = timezone.now()
    if decision == ApplicationState.ACCEPTED:
        snapshots.take(application)
    move(application, decision)
    exhibitor_letters.about_decision(application)


def _refuse_broken(texts: Mapping[str, Mapping[str, Any]]) -> None:
    errors: dict[str, Any] = {}
    for decision in DECISIONS:
        for language in ("sr", "en"):
            text = texts[decision][f"text_{language}"]
            if language == "sr":
                text = typed_to_cyrillic(text)
            try:
                decision_texts.check(text, english=language == "en")
            except ValidationError as error:
                errors[f"{decision}_{language}"] = error.messages
        if not texts[decision]["text_sr"].strip():
            errors[f"{decision}_sr"] = [_("Write the text of the letter.")]
    if errors:
        raise ValidationError(errors)
