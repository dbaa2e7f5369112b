"""Columns that many of the Center's records share."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from center.models.user import User


def colleague(label: "StrOrPromise") -> "models.ForeignKey[User | None, User | None]":
    """Return a column that names the colleague who did something; empty when nobody of the staff did it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )
