"""The census as a long table: one number a row, the same for every file."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from center.base.scripts import strip_marks
from research.census.counting import Count
from research.census.figures import NOT_KNOWN, TOTAL, Census, Dimension
from research.census.kept import Registry
from research.census.names import Names
from research.census.spells import Flow

COLUMNS: Final = (
    "date", "dimension", "code", "dimension_sr_cyrl", "dimension_sr_latn", "dimension_en", "label_sr_cyrl",
    "label_sr_latn", "label_en", "count", "is_withheld", "is_example",
)  # fmt: skip
_LANGUAGES: Final = (("sr_cyrl", "sr"), ("sr_latn", "sr-latn"), ("en", "en"))
Row = dict[str, Any]
# What no dimension of a census names; said when the language is known.
TOTALS: Final = ("enterprises", "entries", "returns", "exits", "entrepreneurs")


def rows() -> Iterator[Row]:
    """Yield the numbers of the last days of all years and of today; names in both scripts and in English."""
    registry = Registry()
    extent = registry.extent()
    if extent.is_empty:
        return
    days = [day for day in extent.year_ends if extent.first is None or day >= extent.first]
    yield from _named(registry.count([*days, extent.today]))


def _named(count: Count) -> Iterator[Row]:
    names = Names()
    texts: dict[tuple[str, str], Row] = {}
    flows: list[Flow | None] = [None, *count.flows]
    for census, flow in zip(count.censuses, flows, strict=True):
        for dimension, code, number in _numbers(census, flow):
            if (dimension, code) not in texts:
                texts[dimension, code] = _texts(names, dimension, code)
            yield {
                "date": census.on.isoformat(),
                "dimension": dimension,
                "code": code,
                **texts[dimension, code],
                "count": number,
                "is_withheld": number is None,
                "is_example": settings.DEMO,
            }


def _numbers(census: Census, flow: Flow | None) -> Iterator[tuple[str, str, int | None]]:
    yield "enterprises", TOTAL, census.enterprises
    if flow is not None:
        yield "entries", TOTAL, flow.entries
        yield "returns", TOTAL, flow.returns
        yield "exits", TOTAL, flow.exits
    yield "entrepreneurs", TOTAL, census.entrepreneurs
    for dimension in Dimension.values:
        table = census.breakdowns.get(dimension)
        if table is not None:
            yield from ((dimension, code, table.parts[code]) for code in sorted(table.parts))
            yield dimension, NOT_KNOWN, table.unknown


def _texts(names: Names, dimension: str, code: str) -> Row:
    found = {}
    for suffix, language in _LANGUAGES:
        with override(language):
            found[f"dimension_{suffix}"] = strip_marks(dimension_name(dimension))
            found[f"label_{suffix}"] = strip_marks(
                names.label(dimension, code) if dimension in Dimension.values else _("Total")
            )
    return found


def dimension_name(dimension: str) -> str:
    """Return what is counted, in the active language."""
    if dimension in Dimension.values:
        return str(Dimension(dimension).label)
    return {
        "enterprises": _("Enterprises"),
        "entries": _("Entries since the date before"),
        "returns": _("of them back again"),
        "exits": _("Exits since the date before"),
        "entrepreneurs": _("Entrepreneurs"),
    }[dimension]
