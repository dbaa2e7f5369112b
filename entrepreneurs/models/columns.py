"""Columns that several models of the registry have in the same form."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def refuse_erased(column: str, constraint: str) -> str:
    """Return the body of a trigger by which nothing new hangs on a person who was erased.

    FOR SHARE waits for an erasure that is under way. It needs a variable `gone` (TIMESTAMPTZ).
    """
    return (
        f"SELECT erased_at INTO gone FROM entrepreneurs_entrepreneur WHERE id = NEW.{column} FOR SHARE;"  # noqa: S608 -- our own names
        " IF gone IS NOT NULL THEN RAISE EXCEPTION 'this person was erased'"
        f" USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}'; END IF; RETURN NEW;"
    )


def latitude(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a column for degrees north (WGS 84), empty where nobody measured."""
    return _degrees(_("latitude"), 90, options)


def longitude(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a column for degrees east (WGS 84), empty where nobody measured."""
    return _degrees(_("longitude"), 180, options)


def _degrees(label: "StrOrPromise", most: int, options: dict[str, Any]) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        label,
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(-most)), MaxValueValidator(Decimal(most))],
        **options,
    )


def whole_point(constraint: str) -> models.CheckConstraint:
    """Return the constraint by which a point has both numbers, on the globe, or neither."""
    return models.CheckConstraint(
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
        name=constraint,
        violation_error_message=_("Give both latitude and longitude, or neither."),
    )
