"""What erasing a person does to the rows of a model: what is emptied, what goes, what stays and why.

Said beside the fields, so that the page that asks first, the deed and the privacy notice say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Erasure:
    """What becomes of a row.

    `empties` maps fields to neutral values (or SQL expressions) that the constraints allow; `stays` says why others
    stay; `deletes`: the rows go altogether.
    """

    empties: Mapping[str, Any] = field(default_factory=dict)
    stays: Text = ""
    deletes: bool = False


def emptied(stays: Text, /, **values: Any) -> Erasure:
    """Empty these fields; the others stay, for the reason that `stays` gives to people."""
    return Erasure(empties=values, stays=stays)


def deleted() -> Erasure:
    """Delete the rows: nothing is counted from them and nothing is proved by them."""
    return Erasure(deletes=True)


def kept(why: Text) -> Erasure:
    """Leave the rows as they are; once the person's record is empty they name nobody."""
    return Erasure(stays=why)
