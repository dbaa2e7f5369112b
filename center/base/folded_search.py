"""Search that finds крушевац, Kruševac and krusevac alike: both sides go through `sr_fold`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from center.base.scripts import fold

Row = TypeVar("Row", bound=models.Model)
if TYPE_CHECKING:
    _Func = models.Func
else:
    _Func = models.Func


class SrFold(_Func):
    """The SQL function `sr_fold(text)`: Latin, lower case, without diacritics; made by a migration."""

    function = "sr_fold"
    output_field = models.TextField()


def matching(queryset: models.QuerySet[Row], typed: str, columns: Iterable[str]) -> models.QuerySet[Row]:
    """Keep rows in which every typed word occurs in at least one of the text columns, whatever the script.

    Columns may span relations. An empty text keeps everything; at most ten words count.
    """
    words = typed.split()[:10]
    if not words:
        return queryset
    parts: list[models.Expression | F | Value] = []
    for column in columns:
        parts += [F(column), Value("\n")]
    haystack = SrFold(Concat(*parts, output_field=models.TextField()))
    condition = Q()
    for word in words:
        condition &= Q(_folded__contains=fold(word))
    return queryset.alias(_folded=haystack).filter(condition)
