"""Initiatives to institutions: written, published, and moved on by what happens; each verb locks the initiative."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.choices.advocacy import LEADS_TO, TRANSITIONS, InitiativeState, StepKind
from center.models import (
    AdvocacyInitiative,
    FormerInitiativeSlug,
    InitiativeDocument,
    InitiativeStep,
    Institution,
    User,
)
from center.refusals import ServiceRefused
from center.services.wordings import keeps_its_words

# What staff write; everything else follows from the verbs.
WRITTEN: Final = (
    "slug",
    "title_sr",
    "title_en",
    "summary_sr",
    "summary_en",
    "why_sr",
    "why_en",
    "signs_until",
    "answer_due",
    "due_source_sr",
    "due_source_en",
)
# What happened leads to the next thing to do only once it happened.
_NOT_BEFORE_PUBLICATION: Final = _("Publish the initiative first: from here on everybody can follow it.")


class InitiativeRefused(ServiceRefused):
    """The initiative is not in a state that allows this; nothing was changed."""


@transaction.atomic
def write_initiative(
    *, by: User, institutions: Iterable[Institution] = (), is_demo: bool = False, **values: Any
) -> AdvocacyInitiative:
    """Keep a draft with the given values (`WRITTEN`). Raises ValidationError."""
    initiative = AdvocacyInitiative(created_by=by, is_demo=is_demo, **_known(values))
    initiative.full_clean()
    _refuse_used_slug(initiative)
    initiative.save()
    initiative.institutions.set(institutions)
    return initiative


@transaction.atomic
def change_initiative(
    *,
    initiative: AdvocacyInitiative,
    by: User,
    institutions: Iterable[Institution] | None = None,
    **values: Any,
) -> AdvocacyInitiative:
    """Change what was written; an earlier short name keeps leading here.

    What is asked stays as it is once enterprises sign it or an institution has it; from the first signature on the
    other words change by `wordings.revise_initiative` alone. Raises ValidationError, InitiativeRefused.
    """
    current = locked_initiative(initiative)
    before = {name: getattr(current, name) for name in WRITTEN}
    institutions = None if institutions is None else list(institutions)
    for name, value in _known(values).items():
        setattr(current, name, value)
    current.full_clean()
    if current.state != InitiativeState.PREPARED:
        if current.summary_sr != before["summary_sr"]:
            raise InitiativeRefused(_("What is asked stays as it was signed or submitted."))
        if institutions is not None and not institutions:
            raise InitiativeRefused(_("Choose whom the initiative asks."))
        asked = None if institutions is None else {each.pk for each in institutions}
        if current.wordings.exists() and not keeps_its_words(current, before, asked):
            raise InitiativeRefused(
                _("Enterprises have signed this text. Change it by the button for that, which tells them.")
            )
    if current.slug != before["slug"]:
        _keep_slug(current, before["slug"])
    current.changed_at = timezone.now()
    current.save()
    if institutions is not None:
        current.institutions.set(institutions)
    return current


@transaction.atomic
def publish_initiative(*, initiative: AdvocacyInitiative, by: User) -> AdvocacyInitiative:
    """Let everybody read it; a published one stays so. Raises InitiativeRefused while nobody is asked."""
    current = locked_initiative(initiative)
    if current.is_published:
        return current
    if not current.institutions.exists():
        raise InitiativeRefused(_("Choose whom the initiative asks."))
    current.published_at = current.changed_at = timezone.now()
    current.published_by = by
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def record_step(
    *,
    initiative: AdvocacyInitiative,
    kind: str,
    day: date,
    text_sr: str,
    by: User,
    text_en: str = "",
    institution: Institution | None = None,
    document: InitiativeDocument | None = None,
) -> InitiativeStep:
    """Write down what happened on a local day, and move the initiative where that leads.

    It may be entered late; then it has to fit between what is there. The same thing again returns what is there.
    Raises ValidationError and InitiativeRefused.
    """
    current, now = locked_initiative(initiative), timezone.now()
    if not current.is_published:
        raise InitiativeRefused(_NOT_BEFORE_PUBLICATION)
    if day > timezone.localdate():
        raise ValidationError({"day": _("Write it down once it has happened.")})
    if document is not None and document.initiative_id != current.pk:
        raise ValidationError({"document": _("This document belongs to another initiative.")})
    steps = list(current.steps.in_order())
    step = InitiativeStep(
        initiative=current,
        place=max((each.place for each in steps), default=0) + 1,
        kind=kind,
        day=day,
        text_sr=text_sr,
        text_en=text_en,
        institution=institution,
        document=document,
        recorded_by=by,
        recorded_at=now,
    )
    step.full_clean()
    for each in steps:
        if (each.kind, each.day, each.institution_id, each.text_sr) == (
            step.kind,
            step.day,
            step.institution_id,
            step.text_sr,
        ):
            return each
    step.save()
    _move(current, [*steps, step])
    return step


@transaction.atomic
def correct_step(
    *,
    step: InitiativeStep,
    text_sr: str,
    text_en: str,
    institution: Institution | None,
    document: InitiativeDocument | None,
) -> InitiativeStep:
    """Correct the words of a step; what happened on which day stays. Raises ValidationError."""
    locked_initiative(step.initiative)
    current = InitiativeStep.objects.select_for_update().get(pk=step.pk)
    if document is not None and document.initiative_id != current.initiative_id:
        raise ValidationError({"document": _("This document belongs to another initiative.")})
    current.text_sr, current.text_en = text_sr, text_en
    current.institution, current.document = institution, document
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def take_back_step(*, initiative: AdvocacyInitiative) -> AdvocacyInitiative:
    """Remove the step that was entered last, because it was a mistake; the history keeps it.

    The opening for signatures stays: somebody may have signed. Raises InitiativeRefused.
    """
    current = locked_initiative(initiative)
    step = current.steps.order_by("-place").first()
    if step is None:
        raise InitiativeRefused(_("There is no step to take back."))
    if step.kind == StepKind.SIGNING:
        raise InitiativeRefused(
            _("Enterprises may have signed since then. Write down that the initiative was given up instead.")
        )
    step.delete()
    _move(current, list(current.steps.in_order()))
    return current


def state_after(steps: Iterable[InitiativeStep]) -> InitiativeState:
    """Return where steps lead, in the order of their days. Raises InitiativeRefused where no way leads."""
    state = InitiativeState.PREPARED
    for step in sorted(steps, key=lambda each: (each.day, each.place)):
        reached = LEADS_TO.get(StepKind(step.kind))
        if reached is None:
            continue
        if reached not in TRANSITIONS[state]:
            raise InitiativeRefused(
                _("“%(step)s” cannot follow on “%(state)s”. Look at the days of the steps before and after.")
                % {"step": StepKind(step.kind).label, "state": state.label}
            )
        state = reached
    return state


def fitting_kinds(initiative: AdvocacyInitiative) -> list[StepKind]:
    """Return what can happen next with an initiative, the movers first."""
    onwards = TRANSITIONS[InitiativeState(initiative.state)]
    return [kind for kind in StepKind if kind not in LEADS_TO or LEADS_TO[kind] in onwards]


def locked_initiative(initiative: AdvocacyInitiative) -> AdvocacyInitiative:
    """Return the row as it is now, held until the transaction ends."""
    return AdvocacyInitiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)


def _move(initiative: AdvocacyInitiative, steps: list[InitiativeStep]) -> None:
    """Let the initiative stand where its steps lead; signing opens and ends with that."""
    now = timezone.now()
    initiative.state = state_after(steps)
    if initiative.state == InitiativeState.SIGNING:
        initiative.signing_opened_at = initiative.signing_opened_at or now
        initiative.signing_closed_at = None
    elif initiative.signing_opened_at is not None:
        initiative.signing_closed_at = initiative.signing_closed_at or now
    initiative.changed_at = now
    initiative.full_clean()
    initiative.save()


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(WRITTEN)
    if unknown:
        msg = f"No such values of an initiative: {sorted(unknown)}"
        raise TypeError(msg)
    return values


def _refuse_used_slug(initiative: AdvocacyInitiative) -> None:
    if FormerInitiativeSlug.objects.filter(slug=initiative.slug).exclude(initiative=initiative.pk).exists():
        raise ValidationError({"slug": _("This address leads to another initiative.")})


def _keep_slug(initiative: AdvocacyInitiative, before: str) -> None:
    _refuse_used_slug(initiative)
    FormerInitiativeSlug.objects.filter(slug=initiative.slug).delete()
    if initiative.is_published:
        FormerInitiativeSlug.objects.get_or_create(slug=before, defaults={"initiative": initiative})
