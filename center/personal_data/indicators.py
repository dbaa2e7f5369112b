"""Indicators hold no people; what proves their values may."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import not_findable, register
from center.models import (
    Activity,
    Evidence,
    GrantReport,
    Indicator,
    IndicatorPeriod,
    IndicatorRevision,
    Measurement,
    MeasurementPart,
    Objective,
    ReportFile,
    ReportPicture,
    ReportPictureFile,
    ReportSection,
    Result,
)

register(
    Objective,
    other=[
        "id", "typed_latin", "grant", "position", "title_sr", "title_en",
    ],
)  # fmt: skip
register(
    Result,
    other=[
        "id", "typed_latin", "objective", "kind", "position", "title_sr", "title_en", "about_sr",
        "about_en",
    ],
)  # fmt: skip
register(
    Activity,
    other=[
        "id", "typed_latin", "result", "position", "title_sr", "title_en", "first_day", "last_day",
    ],
)  # fmt: skip
register(
    Indicator,
    other=[
        "id", "typed_latin", "grant", "result", "activity", "code", "position", "title_sr",
        "title_en", "definition_sr", "definition_en", "kind", "unit_sr", "unit_en", "is_ascending",
        "across", "baseline", "baseline_year", "baseline_note_sr", "baseline_note_en", "target",
        "target_text_sr", "target_text_en", "parted_by", "source_sr", "source_en", "measure",
        "counts_people", "is_public", "is_dropped",
    ],
)  # fmt: skip
register(
    IndicatorPeriod,
    other=[
        "id", "indicator", "first", "last", "target", "locked_by", "locked_at",
    ],
)  # fmt: skip
register(
    IndicatorRevision,
    other=[
        "id", "typed_latin", "indicator", "was", "reason_sr", "reason_en", "changed_by",
        "changed_at",
    ],
)  # fmt: skip
register(
    MeasurementPart,
    other=[
        "id", "measurement", "position", "dimension", "dimension_sr", "dimension_en",
        "is_exclusive", "key", "label_sr", "label_en", "value",
    ],
)  # fmt: skip
register(
    GrantReport,
    other=[
        "id", "typed_latin", "grant", "number", "first", "last", "title_sr", "title_en",
        "is_public", "document", "replaces", "state", "made_by", "made_at", "issued_by",
        "issued_at", "withdrawn_by", "withdrawn_at", "withdrawal_reason_sr", "withdrawal_reason_en",
        "is_demo",
    ],
)  # fmt: skip
register(
    ReportSection,
    other=[
        "id", "typed_latin", "report", "position", "heading_sr", "heading_en", "text_sr", "text_en",
    ],
)  # fmt: skip
register(
    ReportPicture,
    other=[
        "id", "report", "picture", "position",
    ],
)  # fmt: skip
register(
    ReportPictureFile,
    other=[
        "id", "digest", "content_type", "content",
    ],
)  # fmt: skip
register(
    ReportFile,
    other=[
        "id", "report", "kind", "language", "content", "digest", "made_at",
    ],
)  # fmt: skip

register(
    Measurement,
    personal={
        "record_keys": _("numbers of the records that were counted, without anything that stands in them")
    },
    other=[
        "id",
        "typed_latin",
        "period",
        "state",
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
        "note",
        "corrects",
        "reason_sr",
        "reason_en",
        "proposed_by",
        "proposed_at",
        "approved_by",
        "approved_at",
        "returned_by",
        "returned_at",
        "return_reason",
        "superseded_at",
        "is_demo",
    ],
    purpose=_("Showing a donor how a figure came about."),
    retention=_("As long as the figure is kept; the number of a record that was erased leads to nobody."),
    owner=not_findable(_("A list of numbers of records, without names: it is of everybody who was counted.")),
)
register(
    Evidence,
    personal={
        "stored_as": _("list with signatures, photo or document that proves a figure"),
        "file_name": _("name of the file"),
        "note": _("note for colleagues"),
    },
    other=[
        "id",
        "typed_latin",
        "measurement",
        "kind",
        "title_sr",
        "title_en",
        "alt_sr",
        "alt_en",
        "url",
        "is_public",
        "picture",
        "file_kind",
        "size",
        "digest",
        "added_by",
        "added_at",
        "erased_at",
    ],
    purpose=_("Proving to a donor what was achieved with the grant."),
    retention=_("Until the day that the contract of the grant names; then file and note are erased."),
    owner=not_findable(
        _(
            "A list or a photo is kept whole and not by the names in it. Ask the office, and it looks for you."
        ),
        by_hand=~Q(stored_as=""),
    ),
)
