"""What an indicator meant, and aimed at, before it was changed although values of it were reported."""

from typing import Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.models.columns import colleague
from center.models.framework.indicator import MEANING, Indicator, meaning_of

_FILL: Final = (
    f"SELECT {meaning_of('i')} INTO NEW.was FROM center_indicator i WHERE i.id = NEW.indicator_id FOR UPDATE;"  # noqa: S608 -- our own names
    " RETURN NEW;"
)
_CHANGES: Final = (
    f"IF EXISTS (SELECT 1 FROM center_indicator i WHERE i.id = NEW.indicator_id AND {meaning_of('i')} = NEW.was"  # noqa: S608 -- our own names
    " AND NEW.id = (SELECT max(r.id) FROM center_indicatorrevision r WHERE r.indicator_id = NEW.indicator_id)) THEN"
    " RAISE EXCEPTION 'a revision changes something'"
    " USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_revision_changes_something'; END IF; RETURN NULL;"
)


class IndicatorRevision(BilingualContent):
    """A change in the open of an indicator with a locked period: `was` holds each column of `MEANING` as it stood.

    The database writes `was` itself, and lets such an indicator change only after a revision of what it is now.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("indicator")
    )
    was = models.JSONField(_("what it was"), default=dict, editable=False)
    reason_sr = SerbianCharField(_("why it is changed (Serbian)"), max_length=300)
    reason_en = EnglishCharField(_("why it is changed (English)"), max_length=300)
    changed_by = colleague(_("changed by"))
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    reason = Bilingual("reason", _("why it is changed"))

    class Meta:
        verbose_name = _("revision of an indicator")
        verbose_name_plural = _("revisions of indicators")
        ordering = ["indicator", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason_sr=""),
                name="indicator_revision_has_reason",
                violation_error_message=_("Write why the indicator is changed; everybody will read it."),
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="indicator_revision_changed_has_who_and_when",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="indicator_revision_keeps_what_was",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_FILL,
            ),
            pgtrigger.Trigger(
                name="indicator_revision_changes_something",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=_CHANGES,
            ),
            pgtrigger.Protect(name="indicator_revision_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.reason.plain}"


__all__ = ["MEANING", "IndicatorRevision"]
