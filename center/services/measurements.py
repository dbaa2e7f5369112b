"""Values of indicators: proposed, approved by a second person, returned, locked, corrected in the open.

Whoever decides something locks the period first and then the value, so that two people wait for each other.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.scripts import has_cyrillic, to_cyrillic
from center.choices.indicators import IndicatorKind, PartedBy, ValueSource, ValueState
from center.models import IndicatorPeriod, Measurement, MeasurementPart
from center.refusals import ServiceRefused
from center.services import evidence as proofs
from center.services.counting import CountedPart, count, in_both, percentage, record_keys

if TYPE_CHECKING:
    from center.models import User

_NOT_WAITING: Final = _("This value does not wait any more. Look at it again.")


@dataclass(frozen=True)
class Correction:
    """Which approved value is wrong, and why, for everybody to read."""

    corrects: Measurement
    reason_sr: str
    reason_en: str = ""


# The parts that the form asks for by name; others are shown in Serbian.
_ENGLISH_PARTS: Final = {"жене": "women", "мушкарци": "men"}


@dataclass(frozen=True)
class TypedPart:
    """A part of a value entered by hand: women, 12."""

    dimension: PartedBy
    label: str
    value: Decimal


@dataclass(frozen=True)
class Entry:
    """What somebody enters by hand: a number, a part and the whole of a percentage, or words."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    text_sr: str = ""
    text_en: str = ""
    parts: Sequence[TypedPart] = ()


@transaction.atomic
def propose_counted(
    *,
    period: IndicatorPeriod,
    by: "User",
    note: str = "",
    correction: Correction | None = None,
    is_demo: bool = False,
) -> Measurement:
    """Count the records now and propose what was found. Raises ServiceRefused, ValidationError."""
    found = _open(period, correction)
    counted = count(found)
    method_sr, method_en = in_both(counted.measure.how)
    value = _begun(
        found,
        by,
        note,
        correction,
        source=ValueSource.MEASURED,
        value=counted.value,
        numerator=counted.numerator,
        denominator=counted.denominator,
        is_withheld=counted.is_withheld,
        measure=counted.measure.code,
        method_sr=method_sr,
        method_en=method_en,
        counts_grant=counted.scope.grant is not None,
        scope_first=counted.scope.first,
        scope_last=counted.scope.last,
        record_keys=record_keys(counted, by),
        is_demo=is_demo,
    )
    _save(value, counted.parts)
    return value


@transaction.atomic
def propose_by_hand(
    *,
    period: IndicatorPeriod,
    by: "User",
    entry: Entry,
    evidence: Sequence[proofs.Proof],
    note: str = "",
    correction: Correction | None = None,
    is_demo: bool = False,
) -> Measurement:
    """Propose what somebody enters, with at least one proof. Raises ServiceRefused, ValidationError."""
    found = _open(period, correction)
    if not evidence:
        raise ServiceRefused(_("A value entered by hand needs evidence: a photo, a list, an article."))
    if timezone.localdate() < found.first:
        raise ServiceRefused(_("This period has not begun yet."))
    value = _begun(
        found, by, note, correction, source=ValueSource.MANUAL, is_demo=is_demo, **_typed(found, entry)
    )
    _save(value, _typed_parts(entry))
    for each in evidence:
        proofs.keep(measurement=value, proof=each, by=by)
    return value


@transaction.atomic
def approve(*, measurement: Measurement, by: "User", seen: str = "") -> Measurement:
    """Let a value count; the one that counted before is replaced. Raises ServiceRefused.

    `seen` is the `mark_of` that the person looked at; empty: does not matter.
    """
    found = _waiting(measurement)
    if found.proposed_by_id == by.pk:
        raise ServiceRefused(_("Who proposed a value does not approve it. Ask a colleague."))
    if seen and seen != mark_of(found):
        raise ServiceRefused(_("This was changed while you were reading. Please read it again."))
    now = timezone.now()
    before = Measurement.objects.approved().filter(period=found.period).first()
    if found.corrects_id is not None and (before is None or before.pk != found.corrects_id):
        raise ServiceRefused(_("The value that this one corrects does not count any more. Return it."))
    if before is not None:
        before.state, before.superseded_at = ValueState.SUPERSEDED, now
        before.save(update_fields=["state", "superseded_at"])
        proofs.take_photos_back(before)
    found.state, found.approved_by, found.approved_at = ValueState.APPROVED, by, now
    found.save(update_fields=["state", "approved_by", "approved_at"])
    proofs.show_photos(found)
    return found


@transaction.atomic
def return_value(*, measurement: Measurement, by: "User", reason: str) -> Measurement:
    """Give a value back with a reason; who proposed it may take it back the same way. Raises ServiceRefused."""
    found = _waiting(measurement)
    if not reason.strip():
        raise ServiceRefused(_("Write why the value is returned."))
    found.state, found.returned_by, found.returned_at = ValueState.RETURNED, by, timezone.now()
    found.return_reason = reason.strip()
    found.full_clean(exclude=["record_keys"])
    found.save(update_fields=["state", "returned_by", "returned_at", "return_reason"])
    return found


@transaction.atomic
def lock_period(*, period: IndicatorPeriod, by: "User") -> IndicatorPeriod:
    """Close a period for good: from now on its value changes by corrections alone. Raises ServiceRefused.

    A period is locked when it is over, with a value of all its days.
    """
    found = _locked(period)
    if found.is_locked:
        raise ServiceRefused(_("This period is locked already."))
    if not found.is_over(timezone.localdate()):
        raise ServiceRefused(_("This period still runs. Lock it when its last day is over."))
    states = set(found.measurements.values_list("state", flat=True))
    if ValueState.PROPOSED in states:
        raise ServiceRefused(_("A value still waits. Approve or return it, then lock the period."))
    if ValueState.APPROVED not in states:
        raise ServiceRefused(_("A period is locked together with its value, and this one has none yet."))
    value = found.measurements.approved().get()
    # Counted on the last day, it lacks what came after that hour.
    if value.source == ValueSource.MEASURED and timezone.localdate(value.proposed_at) <= found.last:
        raise ServiceRefused(
            _("The value was counted while the period still ran. Count again, then lock it.")
        )
    found.locked_at, found.locked_by = timezone.now(), by
    found.save(update_fields=["locked_at", "locked_by"])
    return found


def mark_of(measurement: Measurement) -> str:
    """Return a mark of all that somebody approves: state, number, words, parts and proofs."""
    # As the database holds it: a number just made may be written otherwise.
    stored = Measurement.objects.values_list(
        "state", "value", "numerator", "denominator", "text_sr", "text_en", "reason_sr"
    ).get(pk=measurement.pk)
    parts = list(measurement.parts.order_by("pk").values_list("dimension", "key", "label_sr", "value"))
    proven = list(
        measurement.evidence.order_by("pk").values_list(
            "pk", "title_sr", "url", "digest", "is_public", "alt_sr", "erased_at"
        )
    )
    said = [stored, parts, proven]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:32]


def _locked(period: IndicatorPeriod) -> IndicatorPeriod:
    return (
        IndicatorPeriod.objects.select_for_update(of=("self",))
        .select_related("indicator__grant")
        .get(pk=period.pk)
    )


def _open(period: IndicatorPeriod, correction: Correction | None) -> IndicatorPeriod:
    """Return the locked row of a period that may be given a value."""
    found = _locked(period)
    if found.indicator.is_dropped:
        raise ServiceRefused(_("This indicator is not followed any more."))
    if Measurement.objects.waiting().filter(period=found).exists():
        raise ServiceRefused(_("A value of this period waits already for a second person."))
    if correction is None:
        if found.is_locked:
            raise ServiceRefused(_("This period is locked. Its value can only be corrected, with a reason."))
        return found
    if not correction.reason_sr.strip():
        raise ServiceRefused(_("Write why the value is corrected; everybody will read it."))
    if not Measurement.objects.approved().filter(period=found, pk=correction.corrects.pk).exists():
        raise ServiceRefused(_("Only the approved value of this period can be corrected. Look at it again."))
    return found


def _waiting(measurement: Measurement) -> Measurement:
    """Return a value that waits, with its period locked first."""
    _locked(measurement.period)
    found = (
        Measurement.objects.select_for_update(of=("self",))
        .select_related("period__indicator")
        .get(pk=measurement.pk)
    )
    if found.state != ValueState.PROPOSED:
        raise ServiceRefused(_NOT_WAITING)
    return found


def _begun(
    period: IndicatorPeriod, by: "User", note: str, correction: Correction | None, **columns: Any
) -> Measurement:
    return Measurement(
        period=period,
        kind=period.indicator.kind,
        proposed_by=by,
        note=note,
        corrects=correction.corrects if correction else None,
        reason_sr=correction.reason_sr if correction else "",
        reason_en=correction.reason_en if correction else "",
        **columns,
    )


def _save(value: Measurement, parts: Sequence[CountedPart]) -> None:
    value.full_clean()
    value.save()
    rows = [
        MeasurementPart(
            measurement=value,
            position=number,
            dimension=part.dimension,
            dimension_sr=part.dimension_sr,
            dimension_en=part.dimension_en,
            is_exclusive=part.is_exclusive,
            key=part.key,
            label_sr=part.label_sr,
            label_en=part.label_en,
            value=part.value,
        )
        for number, part in enumerate(parts, start=1)
    ]
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=False)
    if len({(row.dimension, row.key) for row in rows}) < len(rows):
        raise ValidationError(_("A part stands there twice."))
    MeasurementPart.objects.bulk_create(rows)


def _typed(period: IndicatorPeriod, entry: Entry) -> dict[str, Any]:
    """Return the columns of what was typed, a percentage computed of its part and whole."""
    kind = period.indicator.kind
    method_sr, method_en = in_both(_("Entered by hand from the evidence below."))
    columns: dict[str, Any] = {"method_sr": method_sr, "method_en": method_en}
    if kind == IndicatorKind.QUALITATIVE:
        return columns | {"text_sr": entry.text_sr, "text_en": entry.text_en}
    if kind == IndicatorKind.NUMBER:
        return columns | {"value": entry.value}
    part, whole = entry.numerator, entry.denominator
    if part is None or whole is None or whole <= 0 or part < 0:
        raise ValidationError(
            _("A percentage needs the part and the whole, and is a hundred times the one over the other.")
        )
    return columns | {"numerator": part, "denominator": whole, "value": percentage(part, whole)}


def _typed_parts(entry: Entry) -> list[CountedPart]:
    made = []
    for part in entry.parts:
        title_sr, title_en = in_both(part.dimension.label)
        label = part.label.strip() if has_cyrillic(part.label) else to_cyrillic(part.label.strip())
        made.append(
            CountedPart(
                dimension=part.dimension,
                dimension_sr=title_sr,
                dimension_en=title_en,
                is_exclusive=True,
                key=label.casefold()[:80],
                label_sr=label,
                label_en=_ENGLISH_PARTS.get(label.casefold(), ""),
                value=part.value,
            )
        )
    return made
