"""What the database keeps about values: what each state and kind needs, and that nothing approved ever changes."""

from decimal import Decimal
from typing import Final

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from center.choices.indicators import VALUE_TRANSITIONS, IndicatorKind, ValueSource, ValueState

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

CONSTRAINTS: Final[list[models.BaseConstraint]] = [
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
    models.CheckConstraint(condition=Q(kind__in=IndicatorKind.values), name="measurement_kind_is_known"),
    models.CheckConstraint(condition=Q(source__in=ValueSource.values), name="measurement_source_is_known"),
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
        condition=Q(corrects__isnull=True, reason_sr="") | (Q(corrects__isnull=False) & ~Q(reason_sr="")),
        name="measurement_correction_has_reason",
        violation_error_message=_("Write why the value is corrected; everybody will read it."),
    ),
]
TRIGGERS: Final[list[pgtrigger.Trigger]] = [
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
