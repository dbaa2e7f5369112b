"""Files that belong to a record of the Center and rest in private storage."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.base.file_kinds import FileKind
from center.models.columns import colleague


class KeptFile(BilingualContent):
    """A file, judged by its content; `stored_as` is its name in private storage. A subclass adds its record."""

    label_sr = SerbianCharField(_("what it is (Serbian)"), max_length=160)
    label_en = EnglishCharField(_("what it is (English)"), max_length=160)
    is_public = models.BooleanField(
        _("everybody may read it"),
        default=False,
        help_text=_(
            "Look first whether it names people, or shows signatures, addresses or numbers of theirs."
        ),
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    file_name = models.CharField(_("file name"), max_length=110, editable=False)
    stored_as = models.CharField(max_length=120, unique=True, editable=False)
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    label = Bilingual("label", _("what it is"))

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label.plain


def file_rules(stem: str) -> list[models.BaseConstraint]:
    """Return the constraints of a subclass, named by `stem`."""
    return [
        models.CheckConstraint(condition=Q(kind__in=FileKind.values), name=f"{stem}_kind_is_known"),
        models.CheckConstraint(condition=Q(size__gte=1), name=f"{stem}_has_content"),
        models.CheckConstraint(
            condition=~Q(label_sr=""),
            name=f"{stem}_has_label",
            violation_error_message=_("Write what the file is."),
        ),
        models.CheckConstraint(
            condition=Q(added_at__isnull=False, added_by__isnull=False),
            name=f"{stem}_added_has_who_and_when",
        ),
    ]
