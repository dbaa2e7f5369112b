"""Search that finds крушевац, Kruševac and krusevac alike: both sides go through `sr_fold`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from center.base.scripts import fold

if TYPE_CHECKING:
    _Expression = models.expressions.Combinable

_MOST_WORDS = 10


class SrFold(models.Func):
    """The SQL function `sr_fold(text)`: Latin, lower case, without diacritics; made by a migration."""

    function = "sr_fold"
    output_field = models.TextField()


def folded(columns: Iterable[str]) -> SrFold:
    """Return the text columns as one folded text, to be used as `alias(_folded=folded([...]))`."""
    parts: list[_Expression] = []
    for column in columns:
        parts += [F(column), Value("\n")]
    return SrFold(Concat(*parts, output_field=models.TextField()))


def has_words(alias: str, typed: str) -> Q:
    """Want every typed word (at most ten of them) somewhere in the folded text of that alias."""
    condition = Q()
    for word in typed.split()[:_MOST_WORDS]:
        condition &= Q(**{f"{alias}__contains": fold(word)})
    return condition
