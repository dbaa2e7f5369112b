"""Models whose check constraints are asked about all at once."""

from collections.abc import Collection, Sequence
from functools import cache

from django.db import models, router
from django.db.models import Q, Value
from django.db.models.functions import Coalesce


class CheckedModel(models.Model):
    """What every table of the portal is built on.

    Before a record is saved, Django asks the database about each check constraint, to name the one that is broken; with
    a savepoint around it these are three questions for each. A visit has two dozen constraints, and nearly always all
    of them hold: so we ask once whether they do, and one by one only if not.
    """

    class Meta:
        abstract = True

    _checks_hold = False

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError with the sentence of each constraint that is broken, as Django does."""
        self._checks_hold = _all_hold(self, exclude)
        try:
            super().validate_constraints(exclude=exclude)
        finally:
            del self._checks_hold

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Return the constraints that Django has to ask about; those that are known to hold are left out."""
        found = super().get_constraints()
        if not self._checks_hold:
            return found
        return [
            (model, [each for each in constraints if not isinstance(each, models.CheckConstraint)])
            for model, constraints in found
        ]


def _all_hold(record: models.Model, exclude: Collection[str] | None) -> bool:
    """Tell whether the record breaks none of its check constraints, unknown values counting as right, as in SQL.

    A constraint that speaks of an excluded field is not asked about, as in Django.
    """
    # What a constraint itself asks for its values.
    values = record._get_field_expression_map(meta=record._meta, exclude=exclude)  # type: ignore[attr-defined]  # noqa: SLF001
    asked = [check for check, fields in _checks(type(record)) if fields <= values.keys()]
    if not asked:
        return True
    using = router.db_for_write(type(record), instance=record)
    is_broken = ~Q(Coalesce(Q(*asked), Value(value=True), output_field=models.BooleanField()))
    # Asked this way round because an error of the database counts as yes: then each check is asked apart.
    return not is_broken.check(values, using=using)


@cache
def _checks(model: type[models.Model]) -> list[tuple[Q, set[str]]]:
    """Return each check of a model with the names of the fields of which it speaks."""
    conditions = [
        Q(each.condition) for each in model._meta.constraints if isinstance(each, models.CheckConstraint)
    ]
    return [(each, each.referenced_base_fields) for each in conditions]
