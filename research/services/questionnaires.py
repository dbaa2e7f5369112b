"""Versions of questionnaires: added, corrected while nobody has answered, and mapped to one another."""

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from research.definition import CHOOSING, Definition, to_document
from research.errors import ChangedMeanwhile, SurveyRefused
from research.models import Draft, Questionnaire, Response, VersionMapping
from research.services.locks import lock_versions

if TYPE_CHECKING:
    from center.models import User

_ANSWERED: Final = _(
    "Somebody has answered this version, so it stays as it is. Make a new version to change it."
)


def digest_of(document: dict[str, Any]) -> str:
    """Return the hash of a document in its shortest writing."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def add_version(
    *,
    key: str,
    definition: Definition,
    by: "User | None" = None,
    source_name: str = "",
    note: str = "",
    seen: str | None = None,
    is_demo: bool = False,
) -> Questionnaire:
    """Keep a definition as the next version of the questionnaire `key`; the same as the newest one is that one.

    `seen` is the digest of the newest version that the person compared it with, "" where there was none; None: nobody
    compared. Raises ValidationError, and ChangedMeanwhile where another version came in between.
    """
    lock_versions(key)
    document = to_document(definition)
    digest = digest_of(document)
    newest = Questionnaire.objects.filter(key=key).order_by("-number").first()
    if newest and newest.digest == digest:
        return newest
    if seen is not None and seen != (newest.digest if newest else ""):
        raise ChangedMeanwhile(
            _("Somebody else has added a version with this short name. Please compare with that one.")
        )
    made = Questionnaire(
        key=key,
        number=newest.number + 1 if newest else 1,
        definition=document,
        digest=digest,
        source_name=source_name[:120],
        note=note,
        added_by=by,
        is_demo=is_demo,
    )
    made.full_clean()
    made.save()
    if newest:
        map_versions(earlier=newest, later=made, by=by)
    return made


def is_answered(questionnaire: Questionnaire) -> bool:
    """Whether somebody has answered it, or is about to."""
    of_it = {"survey__questionnaire": questionnaire}
    return Response.objects.filter(**of_it).exists() or Draft.objects.filter(**of_it).exists()


@transaction.atomic
def correct(
    *, questionnaire: Questionnaire, definition: Definition, seen: str | None = None
) -> Questionnaire:
    """Put another definition in the place of one that nobody has answered yet.

    `seen` is the digest of what the person began with; None: not asked. Raises SurveyRefused, and ChangedMeanwhile
    where it is another one by now. The trigger `answered_is_fixed` says the same; it also waits for answers that are
    just on their way.
    """
    found = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if is_answered(found):
        raise SurveyRefused(_ANSWERED)
    if seen is not None and seen != found.digest:
        raise ChangedMeanwhile(
            _(
                "Somebody saved this questionnaire after you opened it. What you typed is still here. Compare below,"
                " correct it if needed, and save again."
            )
        )
    found.definition = to_document(definition)
    found.digest = digest_of(found.definition)
    found.changed_at = timezone.now()
    try:
        with transaction.atomic():
            found.save(update_fields=["definition", "digest", "changed_at"])
    except IntegrityError as error:
        # Somebody began to answer between the look and the change.
        raise SurveyRefused(_ANSWERED) from error
    return found


@transaction.atomic
def map_versions(
    *,
    earlier: Questionnaire,
    later: Questionnaire,
    questions: dict[str, Any] | None = None,
    by: "User | None" = None,
) -> VersionMapping:
    """Say what of two versions corresponds; without `questions` what has the same name, kind and codes.

    Raises ValidationError for names and codes that the versions do not have.
    """
    wanted = suggested_mapping(earlier.asks, later.asks) if questions is None else questions
    _check(earlier.asks, later.asks, wanted)
    mapping, _new = VersionMapping.objects.update_or_create(
        earlier=earlier,
        later=later,
        defaults={"questions": wanted},
        create_defaults={"questions": wanted, "made_by": by},
    )
    return mapping


def suggested_mapping(earlier: Definition, later: Definition) -> dict[str, Any]:
    """Return what of two definitions has the same name and kind, with the codes that both lists have."""
    found: dict[str, Any] = {}
    for name, question in later.questions.items():
        before = earlier.questions.get(name)
        if before is None or before.kind != question.kind:
            continue
        found[name] = {"from": name}
        if question.kind in CHOOSING:
            codes = {choice.name for choice in earlier.choices_of(before)}
            found[name]["codes"] = {
                choice.name: choice.name for choice in later.choices_of(question) if choice.name in codes
            }
    return found


def _check(earlier: Definition, later: Definition, wanted: dict[str, Any]) -> None:
    for name, pair in wanted.items():
        question, before = later.questions.get(name), earlier.questions.get(pair.get("from", ""))
        if question is None or before is None:
            raise ValidationError(_("One of the versions has no question %(name)s."), params={"name": name})
        ours = {choice.name for choice in later.choices_of(question)}
        theirs = {choice.name for choice in earlier.choices_of(before)}
        for code, old in pair.get("codes", {}).items():
            if code not in ours or old not in theirs:
                raise ValidationError(
                    _("The question %(name)s has no such answer: %(code)s."),
                    params={"name": name, "code": code},
                )
