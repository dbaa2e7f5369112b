"""Marks that several files share."""

from collections.abc import Iterable
from typing import Any

import pytest


def seldom(values: Iterable[object]) -> list[Any]:
    """Return the values as parameters of the long run only."""
    return [pytest.param(value, marks=pytest.mark.long) for value in values]
