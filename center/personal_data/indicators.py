"""Indicators hold no people; what proves their values may."""

from django.db.models import Model, Q
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


def _columns(model: type[Model], *personal: str) -> list[str]:
    return [field.name for field in model._meta.get_fields() if field.concrete and field.name not in personal]


for model in (
    Objective,
    Result,
    Activity,
    Indicator,
    IndicatorPeriod,
    IndicatorRevision,
    MeasurementPart,
    GrantReport,
    ReportSection,
    ReportPicture,
    ReportPictureFile,
    ReportFile,
):
    register(model, other=_columns(model))

register(
    Measurement,
    personal={
        "record_keys": _("numbers of the records that were counted, without anything that stands in them")
    },
    other=_columns(Measurement, "record_keys"),
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
    other=_columns(Evidence, "stored_as", "file_name", "note"),
    purpose=_("Proving to a donor what was achieved with the grant."),
    retention=_("Until the day that the contract of the grant names; then file and note are erased."),
    owner=not_findable(
        _(
            "A list or a photo is kept whole and not by the names in it. Ask the office, and it looks for you."
        ),
        by_hand=~Q(stored_as=""),
    ),
)
