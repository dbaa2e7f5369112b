"""Answers as columns of numbers; 100,000 of them in a few milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from research.statistics.designs import Column
from research.statistics.errors import StatisticsRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Coded:
    """Answers as positions in `codes`; -1 for a question that was left open."""

    codes: tuple[str, ...]
    positions: "NDArray[np.int64]"

    @property
    def answered(self) -> "NDArray[np.bool_]":
        return self.positions >= 0


def coded(values: Column, codes: Sequence[str] | None = None) -> Coded:
    """Return the answers of a one-choice question. None, NaN and NA are questions left open.

    `codes` are those of the questionnaire, in its order, with or without answers; codes that are not among them
    follow in alphabetical order and are never lost. Whole numbers are codes as well: 1 and 1.0 are "1".
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed
    import pandas as pd  # noqa: PLC0415 -- loaded only where results are computed

    found, uniques = pd.factorize(_column(values))
    names = [_name(unique) for unique in uniques]
    known = list(dict.fromkeys(str(code) for code in codes or ()))
    known += sorted(set(names) - set(known))
    place = {name: number for number, name in enumerate(known)}
    # The last one is what -1 points to.
    places = np.array([*(place[name] for name in names), -1], dtype=np.int64)
    return Coded(tuple(known), places[np.asarray(found)])


def numbers_of(values: Column) -> "NDArray[np.float64]":
    """Return numbers as floats, NaN where the question was left open. Raises StatisticsRefused for anything else."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    try:
        found = np.asarray(_column(values), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise StatisticsRefused(_("An answer is not a number.")) from error
    if np.isinf(found).any():
        raise StatisticsRefused(_("An answer is not a number."))
    return found


def weights_of(weights: Column | None, n: int) -> "NDArray[np.float64] | None":
    """Return weights as floats, one for each answer. Raises StatisticsRefused when they cannot be used."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    if weights is None:
        return None
    try:
        found = np.asarray(weights, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise StatisticsRefused(_("A weight is not a number.")) from error
    if found.shape != (n,):
        raise StatisticsRefused(_("There must be one weight for each respondent."))
    if not np.isfinite(found).all() or (found < 0).any() or (n and not found.any()):
        raise StatisticsRefused(_("Weights must be numbers from zero up, and not all of them zero."))
    return found


def effective_n(weights: Column) -> float:
    """Return Kish's effective number of answers, (Σw)² / Σw² (L. Kish, Survey Sampling, 1965, 11.7); 0 of none."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    found = np.asarray(weights, dtype=np.float64)
    squares = float(found @ found)
    return float(found.sum()) ** 2 / squares if squares else 0.0


def _column(values: Column) -> Any:
    """Return something with a dtype; of plain values an array of objects, which keeps them as they are."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    if hasattr(values, "dtype"):
        return values
    listed = list(values)
    found = np.empty(len(listed), dtype=object)
    found[:] = listed
    return found


def _name(code: object) -> str:
    if isinstance(code, float) and code.is_integer():
        return str(int(code))
    return str(code)
