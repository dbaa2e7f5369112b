"""Questionnaires, one row a version, and how the versions of repeated waves fit one another."""

from functools import lru_cache
from typing import Any

import pghistory
import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import shown
from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from research.choices import SLUG_PATTERN
from research.definition import Definition, from_document

_SLUG_FORM = _("Use small Latin letters, digits and single hyphens.")
# FOR UPDATE waits for answers on their way in: each holds FOR KEY SHARE on its survey, by its foreign key.
_REFUSE_ONCE_ANSWERED = (
    "PERFORM 1 FROM research_survey WHERE questionnaire_id = OLD.id ORDER BY id FOR UPDATE;"
    " IF EXISTS (SELECT FROM research_response r JOIN research_survey s ON s.id = r.survey_id"
    " WHERE s.questionnaire_id = OLD.id)"
    " OR EXISTS (SELECT FROM research_draft d JOIN research_survey s ON s.id = d.survey_id"
    " WHERE s.questionnaire_id = OLD.id)"
    " THEN RAISE EXCEPTION 'this version was answered'"
    " USING ERRCODE = 'check_violation', CONSTRAINT = 'questionnaire_answered_is_fixed'; END IF;"
)


# Written by the services only.
@pghistory.track()
class Questionnaire(CheckedModel):
    """A version of a questionnaire: what is asked, in which order, under which conditions, and in which words.

    The whole is one document (`research.definition`), so that a version is one thing that can be compared, exported
    and imported. Once somebody began to answer it cannot be changed any more (trigger); a new version can be made.
    """

    key = models.SlugField(
        _("short name"),
        max_length=60,
        validators=[RegexValidator(SLUG_PATTERN, _SLUG_FORM)],
        help_text=_(
            "The same for all versions of one questionnaire. Small Latin letters, digits and hyphens."
        ),
    )
    number = models.PositiveIntegerField(_("version"), editable=False)
    definition = models.JSONField(_("what is asked"), editable=False)
    # Of the definition in its shortest writing: who answers an older one is told.
    digest = models.CharField(max_length=64, editable=False)
    source_name = models.CharField(_("file"), max_length=120, blank=True, editable=False)
    note = models.CharField(
        _("note for staff"),
        max_length=300,
        blank=True,
        help_text=_("For example: what changed since the last version."),
    )
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "number"],
                name="questionnaire_version_once",
                violation_error_message=_("This version exists already."),
            ),
            models.CheckConstraint(
                condition=Q(key__regex=SLUG_PATTERN),
                name="questionnaire_key_form",
                violation_error_message=_SLUG_FORM,
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="questionnaire_number_from_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="answered_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("definition", "key", "number"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition(
                    "((NEW.definition, NEW.key, NEW.number)"
                    " IS DISTINCT FROM (OLD.definition, OLD.key, OLD.number))"
                ),
                func=f"{_REFUSE_ONCE_ANSWERED} RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(title)s, version %(number)d") % {"title": self.title, "number": self.number})

    @property
    def asks(self) -> Definition:
        """What is asked, as a value; the same object for the same version, so that what is made of it is made once."""
        if not self.digest:
            return from_document(self.definition)
        return _read(self.digest, _Document(self.definition))

    @property
    def title(self) -> str:
        texts = self.definition.get("title", {})
        return shown(texts.get("sr", ""), texts.get("en", "")).plain or self.key


class _Document:
    """A document beside its digest as the key of the cache: all with one digest are equal."""

    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Document)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _read(digest: str, document: _Document) -> Definition:
    return from_document(document.value)


@pghistory.track()
class VersionMapping(CheckedModel):
    """How the questions and codes of an earlier version correspond to those of a later one, to compare waves.

    `questions` holds, by the name of the later question, `{"from": earlier name, "codes": {later: earlier}}`; what is
    missing has no counterpart.
    """

    earlier = models.ForeignKey(
        Questionnaire,
        on_delete=models.PROTECT,
        related_name="mapped_to_later",
        verbose_name=_("earlier version"),
    )
    later = models.ForeignKey(
        Questionnaire,
        on_delete=models.PROTECT,
        related_name="mapped_to_earlier",
        verbose_name=_("later version"),
    )
    questions = models.JSONField(_("what corresponds"), default=dict)
    made_by = colleague(_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("mapping of versions")
        verbose_name_plural = _("mappings of versions")
        ordering = ["later", "earlier"]
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"],
                name="version_mapping_once",
                violation_error_message=_("These two versions are mapped already."),
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")),
                name="version_mapping_of_two",
                violation_error_message=_("A version is not compared with itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"
