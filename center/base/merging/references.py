"""What hangs on a record: every foreign key of every model that points to its model."""

from typing import Any

from django.db import models

Key = models.ForeignKey  # a one-to-one field and both keys of a many-to-many table are such keys too
Record = models.Model


def references(model: type[Record]) -> "list[Key[Any, Any]]":
    """Return the foreign keys to a model, also hidden ones and those of many-to-many tables, in a fixed order.

    History tables are left out: what was true at a time was said of the record of that time, and they only grow.
    """
    found = [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)  # one-to-one is a kind of it
        and not hasattr(relation.field.model, "pgh_tracked_model")
        and not relation.field.model._meta.proxy
        and relation.field.model._meta.managed
    ]
    return sorted(found, key=lambda field: (field.model._meta.label_lower, field.name))
