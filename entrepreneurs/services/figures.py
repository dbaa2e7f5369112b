"""Figures of a year: what one source says, with the people engaged by sex and contract."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from center.models import User
from entrepreneurs.models import AnnualFigures, Engagement
from entrepreneurs.services.changes import lock, touched

Engaged = Mapping[tuple[str, str], int | None]
"""People by contract and sex; None is not known, and differs from nobody (0)."""


def refuse_more_than_all(*, vulnerable: int | None, engaged: Engaged) -> None:
    """Raise ValidationError when more people are from vulnerable groups than are engaged at all."""
    known = [people for people in engaged.values() if people is not None]
    if vulnerable is not None and known and vulnerable > sum(known):
        raise ValidationError(
            {
                "vulnerable_engaged": _(
                    "These are more people than are engaged. They are part of the table of people engaged."
                )
            }
        )


@transaction.atomic
def enter_figures(*, figures: AnnualFigures, engaged: Engaged, by: User | None = None) -> AnnualFigures:
    """Save the figures (new or changed) with their whole table of people engaged; what is None has no row.

    Raises ValidationError by field.
    """
    enterprise = lock(figures.enterprise)
    refuse_more_than_all(vulnerable=figures.vulnerable_engaged, engaged=engaged)
    if figures.pk is None:
        figures.recorded_by = by
    figures.full_clean()
    figures.save()
    rows = {(row.contract, row.sex): row for row in figures.engagements.select_for_update()}
    for (contract, sex), people in engaged.items():
        row = rows.get((contract, sex))
        if people is None:
            if row is not None:
                row.delete()
        elif row is None:
            Engagement.objects.create(figures=figures, contract=contract, sex=sex, people=people)
        elif row.people != people:
            row.people = people
            row.save(update_fields=["people"])
    touched(enterprise)
    return figures
