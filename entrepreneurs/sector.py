"""Figures of the whole sector, counted from what the directory shows, with small cells withheld."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import ExtractYear

from entrepreneurs.choices import FigureSource
from entrepreneurs.models import (
    ActivityCode,
    AnnualFigures,
    DirectoryRules,
    Engagement,
    Enterprise,
    LegalStatus,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    ServedGroup,
)
from entrepreneurs.small_cells import FEWEST_ENTERPRISES, Cell, withheld, withheld_of_one

# Of two sources about one year the firmer one counts.
FIRMEST = (FigureSource.REPORT, FigureSource.STATEMENT, FigureSource.INTERVIEW, FigureSource.ESTIMATE)
# What stands where a number may not be shown.
WITHHELD = None


@dataclass(frozen=True)
class Registry:
    """How many visible enterprises there are on a day, in all and by each fact (key → count)."""

    total: int
    statuses: Counter[str]
    forms: Counter[str]
    sections: Counter[int]
    settlements: Counter[int]
    groups: Counter[int]
    founded: Counter[int]


@dataclass(frozen=True)
class Year:
    """What enterprises said about one year; None stands for a number that is withheld.

    `people` holds rows by contract and columns by sex in the order asked for, each with its total at the end.
    `bands` is None where fewer than three enterprises answered.
    """

    year: int
    enterprises: int
    people: list[list[int | None]]
    vulnerable: int | None
    vulnerable_from: int
    bands: dict[str, int | None] | None
    bands_from: int
    sources: set[str]


def registry(rules: DirectoryRules, day: date) -> Registry:
    """Count the visible enterprises; facts are those of the day. Always the same number of queries."""
    shown = Enterprise.objects.visible(rules, day).order_by()
    total = shown.count()
    statuses = _by(LegalStatus, "status", shown, day)
    statuses["none"] += total - sum(statuses.values())
    served = ServedGroup.objects.filter(
        status__in=LegalStatus.objects.valid_on(day).filter(enterprise__in=shown).order_by()
    )
    founded = shown.filter(founded_on__isnull=False).annotate(in_year=ExtractYear("founded_on"))
    return Registry(
        total=total,
        statuses=statuses,
        forms=_by(RegisteredForm, "form", shown, day),
        sections=_sections(_by(RegisteredActivity, "code", shown, day)),
        settlements=_by(Seat, "settlement", shown, day),
        groups=_counted(served.values("group").annotate(n=Count("pk")), "group"),
        founded=_counted(founded.values("in_year").annotate(n=Count("pk")), "in_year"),
    )


def _by(model: Any, column: str, shown: QuerySet[Enterprise], day: date) -> Counter[Any]:
    rows = model.objects.valid_on(day).filter(enterprise__in=shown).order_by()
    return _counted(rows.values(column).annotate(n=Count("pk")), column)


def _counted(rows: Any, column: str) -> Counter[Any]:
    return Counter({row[column]: row["n"] for row in rows})


def _sections(codes: Counter[int]) -> Counter[int]:
    """Add up codes of any level under their sections."""
    parents = dict(ActivityCode.objects.values_list("pk", "parent"))
    sections: Counter[int] = Counter()
    for code, count in codes.items():
        top = code
        while (parent := parents.get(top)) is not None:
            top = parent
        sections[top] += count
    return sections


def latest_year(
    rules: DirectoryRules, day: date, *, contracts: tuple[str, ...], sexes: tuple[str, ...]
) -> Year | None:
    """Return the newest year about which at least three visible enterprises said whom they engaged."""
    shown = Enterprise.objects.visible(rules, day).order_by()
    figures = AnnualFigures.objects.filter(enterprise__in=shown)
    with_people = figures.filter(
        Exists(Engagement.objects.filter(figures=OuterRef("pk"), people__gt=0).order_by())
    )
    found = (
        with_people.order_by("-year")
        .values("year")
        .annotate(n=Count("enterprise", distinct=True))
        .filter(n__gte=FEWEST_ENTERPRISES)
        .first()
    )
    if found is None:
        return None
    year = found["year"]
    vulnerable = _one_each(figures.filter(vulnerable_engaged__isnull=False), year).aggregate(
        people=Sum("vulnerable_engaged"),
        told=Count("pk"),
        engaging=Count("pk", filter=Q(vulnerable_engaged__gt=0)),
    )
    count = vulnerable["people"] or 0
    is_shown = vulnerable["told"] >= FEWEST_ENTERPRISES and not Cell(count, vulnerable["engaging"]).is_small
    banded = _one_each(figures.exclude(income_band=""), year).values("income_band").annotate(n=Count("pk"))
    bands = {row["income_band"]: row["n"] for row in banded}
    people = _one_each(with_people, year)
    return Year(
        year=year,
        enterprises=found["n"],
        people=_people(people, contracts, sexes),
        vulnerable=count if is_shown else WITHHELD,
        vulnerable_from=vulnerable["told"],
        bands=_bands(bands),
        bands_from=sum(bands.values()),
        sources=set(figures.filter(year=year).order_by().values_list("source", flat=True).distinct()),
    )


def _one_each(figures: QuerySet[AnnualFigures], year: int) -> QuerySet[AnnualFigures]:
    """Take of each enterprise the row of the firmest source for a year."""
    firmness = Case(
        *(When(source=source, then=Value(rank)) for rank, source in enumerate(FIRMEST)),
        default=Value(len(FIRMEST)),
        output_field=IntegerField(),
    )
    best = (
        figures.filter(year=year)
        .annotate(firmness=firmness)
        .order_by("enterprise_id", "firmness", "pk")
        .distinct("enterprise_id")
    )
    return AnnualFigures.objects.filter(pk__in=best.values("pk")).order_by()


def _people(
    figures: QuerySet[AnnualFigures], contracts: tuple[str, ...], sexes: tuple[str, ...]
) -> list[list[int | None]]:
    rows = Engagement.objects.filter(figures__in=figures, people__gt=0).order_by()
    cells: dict[tuple[str, str], Cell] = {}
    # Totals count their enterprises apart: one enterprise may stand in several cells.
    for columns in (("contract", "sex"), ("contract",), ("sex",), ()):
        grouped = rows.annotate(every=Value(1)).values("every", *columns)
        told = grouped.annotate(total=Sum("people"), told=Count(F("figures"), distinct=True))
        for row in told:
            cells[row.get("contract", ""), row.get("sex", "")] = Cell(row["total"], row["told"])
    table = [
        [cells.get((contract, sex), Cell(0, 0)) for sex in (*sexes, "")] for contract in (*contracts, "")
    ]
    hidden = withheld(table)
    return [
        [WITHHELD if (line, column) in hidden else cell.people for column, cell in enumerate(row)]
        for line, row in enumerate(table)
    ]


def _bands(bands: dict[str, int]) -> dict[str, int | None] | None:
    if sum(bands.values()) < FEWEST_ENTERPRISES:
        return None
    names = list(bands)
    try:
        hidden = withheld_of_one([Cell(bands[name], bands[name], counts_people=False) for name in names])
    except ValueError:
        # One in each band: the number of enterprises, which is shown, would say so.
        return None
    return {name: WITHHELD if number in hidden else bands[name] for number, name in enumerate(names)}
