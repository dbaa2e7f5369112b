"""Values of indicators: proposed by one person, approved by another, corrected in the open; and what proves them."""

from decimal import Decimal
from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.checked_model import CheckedModel
from center.base.file_kinds import FileKind
from center.choices.indicators import (
    PUBLIC_EVIDENCE,
    VALUE_TRANSITIONS,
    EvidenceKind,
    IndicatorKind,
    ValueSource,
    ValueState,
)
from center.models.columns import colleague
from center.models.framework import IndicatorPeriod
from center.querysets.indicators import EvidenceQuerySet, MeasurementQuerySet

_HALF: Final = Decimal("0.05")
_FROZEN: Final = [
    "period",
    "kind",
    "source",
    "value",
    "numerator",
    "denominator",
    "is_withheld",
    "text_sr",
    "text_en",
    "measure",
    "method_sr",
    "method_en",
    "counts_grant",
    "scope_first",
    "scope_last",
    "record_keys",
    "note",
    "corrects",
    "reason_sr",
    "reason_en",
    "proposed_by",
    "proposed_at",
]


@pghistory.track(exclude=["record_keys"])
class Measurement(BilingualContent):
    """A value of an indicator for one of its periods; it never changes, another one takes its place.

    `is_withheld`: a count of so few people that it is not told. A percentage keeps what it is computed of. What
    counted it, and over what, is written down as it was (`measure`, `method`, `scope_first` to `scope_last`, whether
    only records of the grant). `record_keys` holds the keys of the records behind it that the proposing person could
    see, by model: `{"events.event": [1, 4]}`.
    """

    period = models.ForeignKey(
        IndicatorPeriod, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("period")
    )
    state = models.CharField(_("state"), max_length=10, choices=ValueState, default=ValueState.PROPOSED)
    kind = models.CharField(_("a value is a"), max_length=11, choices=IndicatorKind)
    source = models.CharField(_("where it comes from"), max_length=8, choices=ValueSource)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=16, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(
        _("denominator"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    is_withheld = models.BooleanField(_("withheld: too few people"), default=False)
    text_sr = SerbianTextField(_("in words (Serbian)"), max_length=2000, blank=True)
    text_en = EnglishTextField(_("in words (English)"), max_length=2000)
    measure = models.CharField(_("counted by"), max_length=80, blank=True)
    # Written by the portal, not typed: plain columns, so that nothing in them is converted.
    method_sr = models.TextField(_("how it was counted (Serbian)"), blank=True)
    method_en = models.TextField(_("how it was counted (English)"), blank=True)
    counts_grant = models.BooleanField(_("only records of the grant"), default=False)
    scope_first = models.DateField(_("counted from"), null=True, blank=True)
    scope_last = models.DateField(_("counted to"), null=True, blank=True)
    record_keys = models.JSONField(_("records behind it"), default=dict, blank=True)
    note = models.TextField(_("note for colleagues"), max_length=1000, blank=True)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    reason_sr = SerbianCharField(_("why it is corrected (Serbian)"), max_length=300, blank=True)
    reason_en = EnglishCharField(_("why it is corrected (English)"), max_length=300)
    proposed_by = colleague(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    approved_by = colleague(_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    returned_by = colleague(_("returned by"))
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True, editable=False)
    return_reason = models.CharField(_("why it was returned"), max_length=300, blank=True)
    superseded_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    text = Bilingual("text", _("in words"))
    method = Bilingual("method", _("how it was counted"))
    reason = Bilingual("reason", _("why it is corrected"))

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["-proposed_at", "-pk"]
        permissions = [
            ("approve_measurement", _("Can approve values of indicators that somebody else proposed"))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(state=ValueState.APPROVED),
                name="measurement_approved_once_in_period",
                violation_error_message=_("This period has an approved value already."),
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(state=ValueState.PROPOSED),
                name="measurement_waits_once_in_period",
                violation_error_message=_("A value of this period waits already for a second person."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=IndicatorKind.values), name="measurement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=ValueSource.values), name="measurement_source_is_known"
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="measurement_proposed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="measurement_approved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="measurement_returned_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="measurement_approved_by_a_second_person",
                violation_error_message=_("Who proposed a value does not approve it. Ask a colleague."),
            ),
            models.CheckConstraint(
                condition=Q(state=ValueState.PROPOSED, approved_at__isnull=True, returned_at__isnull=True)
                | Q(
                    state=ValueState.APPROVED,
                    approved_at__isnull=False,
                    returned_at__isnull=True,
                    superseded_at__isnull=True,
                )
                | (
                    Q(state=ValueState.RETURNED, returned_at__isnull=False, approved_at__isnull=True)
                    & ~Q(return_reason="")
                )
                | Q(
                    state=ValueState.SUPERSEDED,
                    approved_at__isnull=False,
                    returned_at__isnull=True,
                    superseded_at__isnull=False,
                ),
                name="measurement_state_has_what_it_needs",
                violation_error_message=_("Write why the value is returned."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.NUMBER)
                | (
                    (Q(value__isnull=False, is_withheld=False) | Q(value__isnull=True, is_withheld=True))
                    & Q(numerator__isnull=True, denominator__isnull=True, text_sr="")
                ),
                name="measurement_number_has_a_value",
                violation_error_message=_("Write the number."),
            ),
            models.CheckConstraint(
                # Rounded to a tenth, half of one upwards. Without a division of two columns: Django also asks with
                # the numbers themselves, and of two whole numbers PostgreSQL keeps the whole part only.
                condition=~Q(kind=IndicatorKind.PERCENTAGE)
                | Q(
                    is_withheld=True,
                    value__isnull=True,
                    numerator__isnull=True,
                    denominator__isnull=True,
                    text_sr="",
                )
                | Q(
                    is_withheld=False,
                    numerator__isnull=False,
                    numerator__gte=(F("value") - _HALF) * F("denominator") / 100,
                    numerator__lt=(F("value") + _HALF) * F("denominator") / 100,
                    denominator__isnull=False,
                    denominator__gt=0,
                    value__isnull=False,
                    value__gte=0,
                    value=Round("value", precision=1),
                    text_sr="",
                ),
                name="measurement_percentage_is_of_its_numbers",
                violation_error_message=_(
                    "A percentage needs the part and the whole, and is a hundred times the one over the other."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.QUALITATIVE)
                | (
                    Q(
                        value__isnull=True,
                        numerator__isnull=True,
                        denominator__isnull=True,
                        is_withheld=False,
                    )
                    & ~Q(text_sr="")
                ),
                name="measurement_in_words_has_words",
                violation_error_message=_("Describe in words what was achieved."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(source=ValueSource.MEASURED, scope_first__isnull=False, scope_last__isnull=False)
                    & ~Q(measure="")
                )
                | Q(
                    source=ValueSource.MANUAL,
                    scope_first__isnull=True,
                    scope_last__isnull=True,
                    measure="",
                    is_withheld=False,
                    record_keys={},
                ),
                name="measurement_says_where_it_comes_from",
            ),
            models.CheckConstraint(
                condition=Q(scope_first__isnull=True) | Q(scope_last__gte=F("scope_first")),
                name="measurement_scope_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason_sr="")
                | (Q(corrects__isnull=False) & ~Q(reason_sr="")),
                name="measurement_correction_has_reason",
                violation_error_message=_("Write why the value is corrected; everybody will read it."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="measurement_transitions", field="state", transitions=list(VALUE_TRANSITIONS)),
            pgtrigger.ReadOnly(name="measurement_never_changes", fields=_FROZEN),
            pgtrigger.Protect(name="measurement_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="measurement_approved_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.approved_at IS NOT NULL AND (NEW.approved_by_id, NEW.approved_at) IS DISTINCT FROM"
                    " (OLD.approved_by_id, OLD.approved_at)"
                ),
            ),
            pgtrigger.Trigger(
                name="measurement_is_replaced_by_another",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition("NEW.state = 'superseded'"),
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM center_measurement m WHERE m.period_id = NEW.period_id"
                    " AND m.state = 'approved') THEN"
                    " RAISE EXCEPTION 'a value is replaced by another'"
                    " USING ERRCODE = 'check_violation',"
                    " CONSTRAINT = 'measurement_is_replaced_by_another'; END IF; RETURN NULL;"
                ),
            ),
            pgtrigger.Trigger(
                name="measurement_fits_its_period",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("found", "RECORD")],
                func=(
                    "SELECT p.locked_at, i.kind INTO found FROM center_indicatorperiod p"
                    " JOIN center_indicator i ON i.id = p.indicator_id WHERE p.id = NEW.period_id FOR SHARE OF p;"
                    " IF found.locked_at IS NOT NULL AND NEW.corrects_id IS NULL THEN"
                    " RAISE EXCEPTION 'a locked period takes only corrections'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'measurement_of_an_open_period'; END IF;"
                    " IF found.kind <> NEW.kind THEN RAISE EXCEPTION 'a value is of the kind of its indicator'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'measurement_of_the_kind_of_its_indicator';"
                    " END IF;"
                    " IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM center_measurement m"
                    " WHERE m.id = NEW.corrects_id AND m.period_id = NEW.period_id AND m.state = 'approved') THEN"
                    " RAISE EXCEPTION 'a correction is of the approved value of its period'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'measurement_corrects_the_approved_value';"
                    " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="measurement_by_hand_has_evidence",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition("NEW.source = 'manual'"),
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM center_evidence e WHERE e.measurement_id = NEW.id) THEN"
                    " RAISE EXCEPTION 'a value entered by hand has evidence'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'measurement_by_hand_has_evidence'; END IF;"
                    " RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period.indicator}, {self.period}"


class MeasurementPart(CheckedModel):
    """One number of those into which a value falls, as it was found; `value` is empty where it is withheld."""

    measurement = models.ForeignKey(
        Measurement, on_delete=models.PROTECT, related_name="parts", verbose_name=_("value")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    dimension = models.CharField(_("parted by"), max_length=40)
    dimension_sr = models.CharField(_("parted by (Serbian)"), max_length=120)
    dimension_en = models.CharField(_("parted by (English)"), max_length=120, blank=True)
    is_exclusive = models.BooleanField(_("the parts add up"), default=True)
    key = models.CharField(_("code"), max_length=80)
    label_sr = models.CharField(_("part (Serbian)"), max_length=200)
    label_en = models.CharField(_("part (English)"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)

    label = Bilingual("label", _("part"))
    dimension_title = Bilingual("dimension", _("parted by"))

    class Meta:
        verbose_name = _("part of a value")
        verbose_name_plural = _("parts of values")
        ordering = ["measurement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "dimension", "key"],
                name="measurement_part_once",
                violation_error_message=_("A part stands there twice."),
            ),
            models.CheckConstraint(condition=~Q(label_sr=""), name="measurement_part_has_label"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="measurement_part_never_changes", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="measurement_part_of_a_value_that_waits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM center_measurement m WHERE m.id = NEW.measurement_id"
                    " AND m.state = 'proposed') THEN"
                    " RAISE EXCEPTION 'a value that is decided gets no other parts'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'measurement_part_of_a_value_that_waits';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension_title.plain}: {self.label.plain}"


# Names of files and notes may name people; they go with the file and leave no trace.
@pghistory.track(exclude=["file_name", "note"])
class Evidence(BilingualContent):
    """What proves a value: a file in private storage, or the address of an article.

    A list of people holds personal data: only who may see evidence opens it, and it goes when the grant no longer asks
    for it (`erased_at`; that it was there stays). Photos and articles can be marked for everybody.
    """

    measurement = models.ForeignKey(
        Measurement, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("value")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind)
    title_sr = SerbianCharField(
        _("what it is (Serbian)"),
        max_length=160,
        help_text=_("Without names of people: it stands in the report."),
    )
    title_en = EnglishCharField(_("what it is (English)"), max_length=160)
    url = models.URLField(_("address of the article"), max_length=500, blank=True)
    note = models.TextField(_("note for colleagues"), max_length=1000, blank=True)
    is_public = models.BooleanField(
        _("for everybody"),
        default=False,
        help_text=_("Only articles, and photos on which everybody agreed to be shown."),
    )
    file_kind = models.CharField(
        _("kind of file"), max_length=4, choices=FileKind, blank=True, editable=False
    )
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    file_name = models.CharField(_("file name"), max_length=110, blank=True, editable=False)
    stored_as = models.CharField(max_length=120, blank=True, editable=False)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, editable=False)
    added_by = colleague(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    title = Bilingual("title", _("what it is"))

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["measurement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stored_as"], condition=~Q(stored_as=""), name="evidence_file_is_of_one_row"
            ),
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(title_sr=""),
                name="evidence_has_title",
                violation_error_message=_("Write what it is."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(url="") | ~Q(stored_as=""),
                name="evidence_has_file_or_address",
                violation_error_message=_("Add a file or the address of an article."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(url="", stored_as="", file_name="", note=""),
                name="evidence_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(stored_as="") | (Q(size__gte=1) & ~Q(file_kind="") & ~Q(digest="")),
                name="evidence_file_is_described",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(kind__in=PUBLIC_EVIDENCE),
                name="evidence_for_everybody_is_photo_or_article",
                violation_error_message=_("Only photos and articles can be shown to everybody."),
            ),
            models.CheckConstraint(
                condition=Q(added_at__isnull=False, added_by__isnull=False),
                name="evidence_added_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title.plain
