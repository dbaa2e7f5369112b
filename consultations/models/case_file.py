"""What stands in a case and only its own people read: notes and documents."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.base.file_kinds import FileKind
from center.models.columns import colleague
from consultations.models.case import Case
from consultations.models.consultation import Consultation
from consultations.querysets import CasePartQuerySet


# The history knows who wrote and corrected when, never the words.
@pghistory.track(exclude=["text"])
class CaseNote(CheckedModel):
    """What an advisor wrote down, encrypted. A correction takes the place of the words; who and when stay known.

    Wrong words about somebody are not kept beside the right ones (Law on Personal Data Protection, art. 29); that
    there was a correction, by whom and when, shows with the note and stands in the history for each version.
    """

    TEXT_LENGTH = 20_000

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes", verbose_name=_("case"))
    visit = models.ForeignKey(
        Consultation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name=_("about the visit"),
    )
    text = EncryptedTextField(pgettext_lazy("of an advisor", "note"))
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    written_by = colleague(_("written by"))
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True, editable=False)
    corrected_by = colleague(_("corrected by"))
    # Made by the form; the same form sent twice is one note.
    submission = models.UUIDField(unique=True, editable=False)

    objects = CasePartQuerySet["CaseNote"].as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of an advisor", "note")
        verbose_name_plural = _("notes")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(written_at__isnull=False, written_by__isnull=False),
                name="case_note_written_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(version=1, corrected_at__isnull=True, corrected_by__isnull=True)
                | Q(version__gt=1, corrected_at__isnull=False, corrected_by__isnull=False),
                name="case_note_corrected_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Note no. %(number)s") % {"number": self.pk})


# What a file is called may name people; the history knows that there was one, and who removed it.
@pghistory.track(exclude=["title", "file_name", "removal_reason"])
class CaseDocument(CheckedModel):
    """A file of a case, in private storage under a random name. Removing erases the file; the row stays.

    `stored_as` is empty once the file is gone.
    """

    REASON_LENGTH = 300

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents", verbose_name=_("case"))
    title = models.CharField(
        _("what it is"), max_length=120, blank=True, help_text=_("Such as “Draft of the founding act”.")
    )
    file_name = models.CharField(_("name of the file"), max_length=120, editable=False)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    stored_as = models.CharField(max_length=60, blank=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    uploaded_by = colleague(_("uploaded by"))
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)
    removed_by = colleague(_("removed by"))
    removal_reason = models.CharField(
        _("why it was removed"), max_length=REASON_LENGTH, blank=True, editable=False
    )
    # Made by the form; the same form sent twice is one document.
    submission = models.UUIDField(unique=True, editable=False)

    objects = CasePartQuerySet["CaseDocument"].as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="case_document_kind_is_known"),
            models.UniqueConstraint(
                fields=["stored_as"], condition=~Q(stored_as=""), name="case_document_file_belongs_to_one"
            ),
            models.CheckConstraint(
                condition=Q(uploaded_at__isnull=False, uploaded_by__isnull=False),
                name="case_document_uploaded_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(stored_as="") & Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(stored_as="", removed_at__isnull=False, removed_by__isnull=False),
                name="case_document_removed_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Document no. %(number)s") % {"number": self.pk})

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None
